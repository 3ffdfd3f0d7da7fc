"""Gaps proven fewest, and the reasons why not everything fits: against trying everything."""

import json
import random
from dataclasses import replace
from itertools import product

import pytest

from matchdesk.core.progress import Progress
from matchdesk.core.wording import SENTENCES
from matchdesk.scheduling import gaps
from matchdesk.scheduling.gapmodel import GapModel
from matchdesk.scheduling.gaps import Measure, Wanted, fewest
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.helpers import Crew, Job, warm
from matchdesk.scheduling.maxsat import jobs
from matchdesk.scheduling.model import compile_case
from matchdesk.scheduling.placing import greedy
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Aims, Interpreter, Limits, any_two
from matchdesk.scheduling.watch import Watch

from .cases import large, pair, people, problem, slots, tables

BREAKS, IDLE, FAIR = Wanted(), Wanted(idle=True), Wanted(spread=0)


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """No helper is still compiling when these tests are over."""
    warm()


def watch(seconds=120):
    return Watch(Progress(), seconds)


def answer_of(case, wanted, start=None):
    case = compile_case(case)
    requests = range(len(case.requests))
    return fewest(case, requests, start, wanted, watch(), seed=1, workers=1, text="")


def least_by_trying(problem_, wanted):
    """The fewest gaps of any grid that places everything; None if there is none."""
    case = compile_case(problem_)
    measure = Measure(case, range(len(case.requests)), wanted)
    best = None
    for grid in product(range(len(case.slots)), repeat=len(case.requests)):
        if is_valid(case, grid):
            cost, _, fair = measure.of(grid)
            if fair and (best is None or cost < best):
                best = cost
    return best


def is_valid(case, grid):
    held = [(p, s) for r, s in enumerate(grid) for p in case.parties[r]]
    return (
        all(case.allowed[r] >> s & 1 for r, s in enumerate(grid))
        and len(held) == len(set(held))
        and all(grid.count(s) <= sum(case.capacity[s]) for s in set(grid))
        and all(grid[b] < grid[r] for r in range(len(grid)) for b in case.before[r])
    )


def small(seed):
    dice = random.Random(seed)
    times = slots(4, per_day=dice.choice([2, 4, 4]), per_session=2)
    present = tuple(
        replace(p, unavailable=frozenset(s.key for s in times if dice.random() < 0.15))
        for p in people(4)
    )
    pairs = dice.sample([(a, b) for b in range(4) for a in range(b)], dice.randint(2, 5))
    requests = [pair(f"r{n}", *both) for n, both in enumerate(pairs)]
    if dice.random() < 0.4:
        requests[-1] = replace(requests[-1], after=("r0",))
    return problem(*requests, slots=times, participants=present, tables=tables(dice.choice([1, 2])))


@pytest.mark.parametrize("wanted", [BREAKS, IDLE, FAIR], ids=["breaks", "idle", "fair"])
@pytest.mark.parametrize("seed", range(8))
def test_fewest_gaps_of_a_small_event_is_the_truth(seed, wanted):
    case = small(seed)
    answer = answer_of(case, wanted)
    assert (answer.cost, answer.impossible) == (
        least_by_trying(case, wanted),
        least_by_trying(case, wanted) is None,
    )
    assert answer.proven is not answer.impossible
    if answer.slots is not None:
        assert is_valid(compile_case(case), answer.slots)


def test_fewest_gaps_from_a_bad_start_is_the_truth():
    case = problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=4)
    answer = answer_of(case, BREAKS, start=(0, 3))
    assert (answer.cost, answer.bound, answer.proven) == (0, 0, True)


def test_fewest_gaps_cancelled_is_the_start():
    case = compile_case(problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=4))
    stopped = Progress()
    stopped.cancel()
    answer = fewest(case, range(2), (0, 3), BREAKS, Watch(stopped, 30), seed=1, workers=1, text="")
    assert (answer.slots, answer.cost, answer.bound) == ((0, 3), 1, 0)


@pytest.mark.parametrize("method", ["uwrmaxsat", "uwrmaxsat-totalizer", "climb", "rc2"])
def test_every_solver_finds_the_same_optimum(method):
    if method.startswith("uwrmaxsat"):
        pytest.importorskip("hermax")
    case = compile_case(small(3))
    formula = GapModel(case, range(len(case.requests)), idle=False, spread=None).formula
    costs = []
    with Crew(1) as crew:
        crew.add(jobs(formula, [method]))
        while crew.busy:
            heard = crew.hear(0.1, 30)
            if heard is not None and heard[1]["is"] == "optimum":
                costs.append(heard[1]["cost"])
    assert costs == [least_by_trying(small(3), BREAKS)]


@pytest.mark.parametrize("seed", range(6))
def test_climb_of_a_small_event_is_the_truth_and_every_bound_below_it(seed):
    case = compile_case(small(seed))
    truth = least_by_trying(small(seed), BREAKS)
    formula = GapModel(case, range(len(case.requests)), idle=False, spread=None).formula
    said = []
    with Crew(1) as crew:
        crew.add(jobs(formula, ["climb"]))
        while crew.busy:
            heard = crew.hear(0.1, 30)
            said += [] if heard is None else [heard[1]]
    assert [one["cost"] for one in said if one["is"] == "optimum"] == [truth] * (truth is not None)
    assert [one for one in said if one["is"] == "impossible"] == [{"is": "impossible"}] * (
        truth is None
    )
    assert [one for one in said if one["is"] == "bound" and one["cost"] > (truth or 99)] == []


@pytest.mark.parametrize("least", [1, 2])
def test_climb_from_a_bound_finds_the_optimum_at_or_above_it(least):
    late_one = replace(people(6)[0], unavailable=frozenset({"s1", "s3"}))
    crowd = (late_one, *people(6)[1:])
    case = problem(*(pair(f"r{n}", 0, n) for n in (1, 2, 3)), n_slots=5, participants=crowd)
    assert least_by_trying(case, BREAKS) == 2
    compiled_case = compile_case(case)
    formula = GapModel(compiled_case, range(3), idle=False, spread=None).formula
    said = []
    with Crew(1) as crew:
        crew.add(jobs(formula, ["climb"], least=least))
        while crew.busy:
            heard = crew.hear(0.1, 30)
            said += [] if heard is None else [(heard[1]["is"], heard[1].get("cost"))]
    assert said == [*([("bound", 2)] if least == 1 else []), ("optimum", 2), ("gone", None)]


@pytest.mark.parametrize("above", [-2, -1, 0, 1, 3])
@pytest.mark.parametrize("seed", range(6))
def test_twin_ends_at_the_truth_wherever_it_begins(seed, above):
    truth = least_by_trying(small(seed), IDLE)
    case = compile_case(small(seed))
    model = GapModel(case, range(len(case.requests)), idle=True, spread=None)
    first = max(0, (truth or 0) + above)
    grids, bounds, impossible = [], [0], False
    with Crew(1) as crew:
        crew.add(jobs(model.formula, ["twin"], least=first))
        while crew.busy:
            _, message = crew.hear(0.1, 30) or ("", {"is": ""})
            if message["is"] == "grid":
                grids.append(tuple(model.slots_of(message["true"]).values()))
            elif message["is"] == "bound":
                bounds.append(message["cost"])
            impossible = impossible or message["is"] == "impossible"
    assert impossible is (truth is None)
    assert all(is_valid(case, grid) for grid in grids)
    measure = Measure(case, range(len(case.requests)), IDLE)
    found = [measure.of(grid)[0] for grid in grids]
    assert found == sorted(found, reverse=True)
    if truth is not None:
        assert found[-1] == truth
        assert max(bounds) == (truth if found[0] > truth or first < truth else 0)


def test_twin_takes_the_place_of_core_guided_search(monkeypatch):
    given = []
    add = Crew.add
    monkeypatch.setattr(
        Crew, "add", lambda self, jobs, **k: given.extend(jobs) or add(self, jobs, **k)
    )
    monkeypatch.setattr(gaps, "_TWIN", 0)
    monkeypatch.setattr(gaps, "_TWIN_IDEAL", 0)
    monkeypatch.setattr(gaps, "_SOLVERS", ("uwrmaxsat",))  # which makes room for it
    late_one = replace(people(6)[0], unavailable=frozenset({"s1", "s3"}))
    event = problem(
        *(pair(f"r{n}", 0, n) for n in (1, 2, 3)),
        n_slots=5,
        participants=(late_one, *people(6)[1:]),
    )
    case = compile_case(event)
    answer = fewest(case, range(3), None, BREAKS, watch(), seed=1, workers=2, text="")
    assert "twin" in {job.name for job in given}
    assert (answer.cost, answer.bound) == (2, 2)


class Bench:
    """A crew that only writes down what it is told to do."""

    def __init__(self):
        self.dropped, self.added = [], []

    def drop(self, names):
        self.dropped += names

    def add(self, jobs, *, first=False):
        self.added += [(job.name, json.loads(job.task.split(b"\n")[0])["least"]) for job in jobs]


def racing(bound, of):
    """A race for the breaks of a small event in which `of` has said `bound`."""
    case = compile_case(small(0))
    search = gaps._Search(case, range(2), None, BREAKS, watch(), "", lambda answer: None)
    search._provers()
    search._take(of, {"is": "bound", "cost": bound})
    return search


def test_bound_of_the_twin_saves_the_climb_its_way_there():
    search, crew = racing(3, "twin"), Bench()
    search._climb_on(crew, "twin")
    assert (crew.dropped, crew.added) == (["climb", "climb-on"], [("climb-on", 3)])


def test_climb_that_is_further_than_the_twin_goes_on():
    search, crew = racing(3, "climb"), Bench()
    search._climb_on(crew, "twin")
    assert (crew.dropped, crew.added) == ([], [])


def test_whoever_takes_part_in_the_race_has_a_name_for_people():
    case, crew = compile_case(small(0)), Bench()
    names = set()
    for wanted in (BREAKS, IDLE):
        search = gaps._Search(case, range(2), None, wanted, watch(), "", lambda answer: None)
        alone = [*search._provers(), *search._degrees(), *search._relaxation()]
        search._start = (0, 1)
        alone += [*search._annealing(1, (), "annealing"), *search._longer(1)]
        search._take("twin", {"is": "bound", "cost": 90})
        search._climb_on(crew, "twin")
        search._twin(crew)
        names |= {job.name for job in alone}
    names |= {name for name, _ in crew.added}
    assert {"annealing-longer", "any", "climb-on", "twin", "rc2"} <= names
    assert [name for name in sorted(names) if f"stage.{name}" not in SENTENCES] == []


@pytest.mark.parametrize(("at_it", "first"), [(0.5, 2), (60.0, 3)], ids=["just begun", "for long"])
def test_twin_begins_one_higher_where_the_climb_is_at_one_cost_for_long(at_it, first):
    search, crew = racing(2, "climb"), Bench()
    search._raised_at = search._watch.elapsed - at_it
    search._twin(crew)
    assert (crew.dropped, crew.added) == (["uwrmaxsat"], [("twin", first)])


def test_twin_begins_with_a_day_without_gaps_where_none_is_refuted():
    search, crew = racing(0, "climb"), Bench()
    search._raised_at = search._watch.elapsed - 60
    search._twin(crew)
    assert crew.added == [("twin", 0)]


def test_nobody_meets_more_often_in_a_row_than_they_want():
    tired = replace(people(6)[0], most_in_a_row=2)
    case = problem(
        *(pair(f"r{n}", 0, n) for n in range(1, 5)),
        n_slots=6,
        participants=(tired, *people(6)[1:]),
    )
    answer = answer_of(case, BREAKS)
    assert (answer.cost, answer.proven) == (1, True)
    started = answer_of(case, BREAKS, start=(0, 2, 4, 5))
    assert (started.cost, started.proven) == (1, True)


def test_annealing_never_makes_a_run_too_long():
    tired = replace(people(6)[0], most_in_a_row=1)
    case = compile_case(
        problem(
            *(pair(f"r{n}", 0, n) for n in range(1, 4)),
            n_slots=6,
            participants=(tired, *people(6)[1:]),
        )
    )
    answer = fewest(case, range(3), (0, 2, 5), IDLE, watch(), seed=1, workers=1, text="", work=2)
    held = sum(1 << s for s in answer.slots)
    assert (held & held >> 1, answer.cost) == (0, 2)


def test_the_longer_annealing_for_idle_slots_pays_for_nothing_but_them(monkeypatch):
    given = []
    add = Crew.add
    monkeypatch.setattr(
        Crew, "add", lambda self, jobs, **k: given.extend(jobs) or add(self, jobs, **k)
    )
    monkeypatch.setattr(gaps, "_PATIENCE_IDLE", 0)  # before anybody can have proven anything
    monkeypatch.setattr(gaps, "_PATIENCE", 0)
    event = problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=6, participants=late())
    prices = {}
    for wanted in (IDLE, BREAKS):
        given.clear()
        answer = answer_of(event, wanted, (0, 5))
        (longer,) = [job for job in given if job.name == "annealing-longer"]
        prices[wanted] = json.loads(longer.task)["prices"]
        assert answer.cost == least_by_trying(event, wanted) == answer.bound
    pause, idle, _, crowd = prices[IDLE]
    assert pause == 0 < idle < crowd
    assert prices[BREAKS][0] > prices[BREAKS][1]


def test_work_instead_of_time_gives_the_same_slots_twice():
    case = compile_case(large(3, n_people=30, n_requests=60, n_slots=10, n_tables=12, away=0.1))
    start = placed_greedily(case)
    chosen = [r for r, s in enumerate(start) if s >= 0]
    slots_of_them = [start[r] for r in chosen]
    twice = [
        fewest(case, chosen, slots_of_them, IDLE, watch(), seed=5, workers=2, text="", work=2)
        for _ in range(2)
    ]
    assert twice[0].slots == twice[1].slots
    assert twice[0].cost < Measure(case, chosen, IDLE).of(slots_of_them)[0]


def test_both_measures_count_one_after_the_other():
    case = compile_case(problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=4, participants=late()))
    both = fewest(case, range(2), (0, 3), Wanted(both=True), watch(), seed=1, workers=1, text="")
    assert Measure(case, range(2), BREAKS).of(both.slots) == (1, 1, True)


def late():
    """The first cannot come in the second slot, the third only comes for the last two."""
    first, second, third, *rest = people(6)
    return (
        replace(first, unavailable=frozenset({"s1"})),
        replace(second, unavailable=frozenset({"s2", "s3"})),
        replace(third, unavailable=frozenset({"s0", "s1"})),
        *rest,
    )


def placed_greedily(case):
    grid = Grid(case)
    greedy(grid)
    return grid.slot_of


def test_crew_goes_on_after_a_helper_that_fails():
    told = []
    with Crew(1) as crew:
        crew.add([Job("bad", "satworker.py", ("no such method",), b"{}\n")])
        while crew.busy:
            heard = crew.hear(0.1, 5)
            told += [] if heard is None else [(heard[0], heard[1]["is"])]
    assert told == [("bad", "gone")]


def test_plan_that_must_place_all_proves_why_it_cannot():
    case = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        pair("c", 0, 3),
        pair("d", 4, 5),
        n_slots=2,
        aims=Aims(place_all=True),
    )
    clash = plan(case, Limits(helpers=1), Progress()).impossible
    assert clash is not None
    assert clash.requests == ("a", "b", "c")
    assert [(v.rule, v.data) for v in clash.rules] == [
        ("one_meeting_per_participant", {"participant": "p0", "count": 3})
    ]
    assert clash.minimal is True


def test_plan_that_must_place_all_names_a_circle_of_precedences():
    case = problem(
        pair("a", 0, 1, after=("b",)), pair("b", 2, 3, after=("a",)), aims=Aims(place_all=True)
    )
    clash = plan(case, Limits(helpers=1), Progress()).impossible
    assert clash is not None
    assert clash.requests == ("a", "b")
    assert [v.rule for v in clash.rules] == ["precedence", "precedence"]


def test_plan_that_must_place_all_names_a_run_too_long():
    tired = replace(people(6)[0], most_in_a_row=1)
    case = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        n_slots=2,
        participants=(tired, *people(6)[1:]),
        aims=Aims(place_all=True),
    )
    clash = plan(case, Limits(helpers=1), Progress()).impossible
    assert clash is not None
    assert (clash.requests, clash.minimal) == (("a", "b"), True)
    assert [(v.rule, v.data) for v in clash.rules] == [
        ("longest_run", {"participant": "p0", "limit": 1})
    ]


def test_plan_that_must_place_all_names_somebody_with_too_many_meetings():
    busy = replace(people(6)[0], max_meetings=1)
    case = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        participants=(busy, *people(6)[1:]),
        aims=Aims(place_all=True),
    )
    clash = plan(case, Limits(helpers=1), Progress()).impossible
    assert clash is not None
    assert [(v.rule, v.data) for v in clash.rules] == [
        ("most_meetings", {"participant": "p0", "limit": 1})
    ]


def test_plan_that_must_place_all_names_the_only_interpreter():
    speakers = (
        replace(people(6)[0], languages=frozenset({"fr"})),
        replace(people(6)[1], languages=frozenset({"de"})),
        replace(people(6)[2], languages=frozenset({"fr"})),
        replace(people(6)[3], languages=frozenset({"de"})),
        *people(6)[4:],
    )
    case = problem(
        pair("a", 0, 1),
        pair("b", 2, 3),
        n_slots=1,
        participants=speakers,
        interpreters=(Interpreter("i", any_two(("fr", "de"))),),
        aims=Aims(place_all=True),
    )
    clash = plan(case, Limits(helpers=1), Progress()).impossible
    assert clash is not None
    assert clash.requests == ("a", "b")
    assert [v.rule for v in clash.rules] == ["interpreter_needed"]


def test_plan_with_helpers_proves_its_breaks():
    late = replace(people(6)[0], unavailable=frozenset({"s1"}))
    case = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        n_slots=3,
        participants=(late, *people(6)[1:]),
        aims=Aims(place_all=True),
    )
    made = plan(case, Limits(helpers=1), Progress())
    assert (made.objective("breaks").value, made.objective("breaks").bound) == (1, 1)
    assert (made.optimal, made.impossible) == (True, None)
