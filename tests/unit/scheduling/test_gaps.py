"""Gaps proven fewest, and the reasons why not everything fits: against trying everything."""

import random
from dataclasses import replace
from itertools import product

import pytest

from matchdesk.core.progress import Progress
from matchdesk.scheduling.gapmodel import GapModel
from matchdesk.scheduling.gaps import Measure, Wanted, fewest
from matchdesk.scheduling.helpers import Crew, Job
from matchdesk.scheduling.maxsat import jobs
from matchdesk.scheduling.model import compile_case
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Aims, Limits
from matchdesk.scheduling.watch import Watch

from .cases import pair, people, problem, slots, tables

BREAKS, IDLE, FAIR = Wanted(), Wanted(idle=True), Wanted(spread=0)


def watch(seconds=30):
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
            cost, fair = measure.of(grid)
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


@pytest.mark.parametrize("method", ["uwrmaxsat", "uwrmaxsat-totalizer", "rc2"])
def test_every_solver_finds_the_same_optimum(method):
    if method != "rc2":
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
