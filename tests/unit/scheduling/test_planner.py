from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import gaps, planner
from matchdesk.scheduling.conflicts import violations
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.problem import (
    Aims,
    Interpreter,
    Limits,
    Participant,
    Placement,
    PlanningProblem,
    Request,
    Table,
    Violation,
    any_two,
)

from .cases import (
    best_by_trying,
    examples,
    large,
    met,
    pair,
    people,
    person_with,
    problem,
    slots,
    table_with,
    tables,
)

QUICK = Limits(time_limit=20)


def plan(case, limits=QUICK, progress=None):
    return planner.plan(case, limits, progress or Progress())


def where(made):
    """Each placed request's slot."""
    return {p.request: p.slot for p in made.placements if p.request is not None}


# --- each rule, where it must leave a request out -------------------------------------------

ONE = tables(1)
GREEK_AND_FRENCH = (
    Participant("p0", "o0", languages=frozenset({"el"})),
    Participant("p1", "o1", languages=frozenset({"fr"})),
    *people(6)[2:],
)
FULL = {
    "participant_available": problem(
        pair("r", 0, 1), participants=person_with("p1", unavailable=frozenset({"s0"})), n_slots=1
    ),
    "session_attended": problem(
        pair("r", 0, 1), participants=person_with("p1", sessions=frozenset()), n_slots=1
    ),
    "session_wished": problem(
        pair("r", 0, 1, sessions=frozenset({"d0-0"})),
        slots=slots(2, per_session=1),
        participants=person_with("p1", sessions=frozenset({"d0-1"})),
    ),
    "fixed_slot": problem(
        pair("r", 0, 1, fixed_slot="s1"),
        participants=person_with("p1", unavailable=frozenset({"s1"})),
    ),
    "never_meet": problem(pair("r", 0, 1), pair("n", 1, 0, wish=Wish.NEVER_MEET)),
    "table_open": problem(
        pair("r", 0, 1), tables=(replace(ONE[0], blocked=frozenset({"s0"})),), n_slots=1
    ),
    "table_reserved": problem(pair("r", 0, 1), tables=(replace(ONE[0], reserved_for="o5"),)),
    "seats_enough": problem(Request("r", ("p0", "p1", "p2"))),
    "one_meeting_per_participant": problem(
        pair("r", 0, 1), locked=(met("m", 1, 2, 0, 0),), n_slots=1
    ),
    "one_meeting_per_table": problem(
        pair("r", 0, 1), locked=(met("m", 2, 3, 0, 0),), n_slots=1, n_tables=1
    ),
    "tables_enough": problem(
        pair("r", 0, 1), locked=(Placement("m", ("p2", "p3"), "s0"),), n_slots=1, n_tables=1
    ),
    "precedence": problem(
        pair("q", 2, 3),
        pair("r", 0, 1, after=("q",)),
        locked=(met("m", 2, 3, 1, 0, request="q"),),
        n_slots=2,
    ),
    "most_meetings": problem(
        pair("r", 0, 1),
        participants=person_with("p1", max_meetings=1),
        locked=(met("m", 1, 2, 0, 0),),
    ),
    "longest_run": problem(
        pair("r", 0, 1),
        participants=person_with("p1", most_in_a_row=1),
        locked=(met("m", 1, 2, 0, 0),),
        n_slots=2,
    ),
    "free_slots_wanted": problem(
        pair("r", 0, 1),
        participants=person_with("p1", free_slots=1),
        locked=(met("m", 1, 2, 0, 0),),
        n_slots=2,
    ),
    "interpreter_needed": problem(
        pair("r", 0, 1),
        participants=GREEK_AND_FRENCH,
        interpreters=(Interpreter("i", any_two(["el", "fr"])),),
        locked=(met("m", 2, 3, 0, 0, interpreter="i"),),
        n_slots=1,
    ),
    "interpreter_speaks": problem(
        pair("r", 0, 1),
        participants=GREEK_AND_FRENCH,
        interpreters=(Interpreter("i", any_two(["el", "pl"])),),
    ),
    "interpreter_free": problem(
        pair("r", 0, 1),
        participants=GREEK_AND_FRENCH,
        interpreters=(Interpreter("i", any_two(["el", "fr"]), participant="p2"),),
        locked=(met("m", 2, 3, 0, 0),),
        n_slots=1,
    ),
}


@pytest.mark.parametrize("rule", FULL)
def test_plan_leaves_out_what_a_rule_forbids(rule):
    made = plan(FULL[rule])
    assert [one.request for one in made.unplaced] == ["r"]
    assert made.violations == ()
    assert made.optimal is True


@pytest.mark.parametrize(
    ("case", "slot"),
    [
        (problem(pair("r", 0, 1, fixed_slot="s2")), "s2"),
        (
            problem(pair("r", 0, 1, sessions=frozenset({"d0-1"})), slots=slots(4, per_session=3)),
            "s3",
        ),
        (
            problem(pair("r", 0, 1), participants=person_with("p0", unavailable=frozenset({"s0"}))),
            "s1",
        ),
        (problem(pair("r", 0, 1), locked=(met("m", 1, 2, 0, 0),)), "s1"),
    ],
)
def test_plan_places_a_request_where_the_rules_allow(case, slot):
    assert where(plan(case))["r"] == slot


def test_plan_of_nothing_is_empty_and_optimal():
    made = plan(PlanningProblem((), (), ()))
    assert (made.placements, made.unplaced, made.weight, made.bound) == ((), (), 0, 0)
    assert (made.optimal, made.gap) == (True, 0.0)


def test_plan_that_cannot_prove_all_must_fail_still_places_what_it_can(monkeypatch):
    """Neither the choice nor the helpers answer; what comes first stands in the way of the rest."""
    unknown = planner.gaps.Answer(None, None)
    monkeypatch.setattr(planner, "choose", lambda *_, **__: None)
    monkeypatch.setattr(planner.gaps, "fewest", lambda *_, **__: unknown)
    wishes = (pair("a", 0, 1, 5), pair("b", 0, 2, 1, fixed_slot="s0"))
    case = problem(*wishes, n_slots=2, aims=Aims(place_all=True))
    made = plan(case, Limits(time_limit=20, helpers=1))
    assert (where(made), made.stage, made.impossible) == ({"a": "s1", "b": "s0"}, "cp-sat", None)


def test_plan_prefers_weight():
    made = plan(problem(pair("a", 0, 1, 2), pair("b", 0, 2, 5), n_slots=1))
    assert (where(made), made.weight, made.bound) == ({"b": "s0"}, 5, 5)


def test_plan_puts_a_must_meet_before_any_weight():
    heavy = pair("a", 0, 1, 50)
    made = plan(problem(heavy, pair("b", 0, 2, 1, wish=Wish.MUST_MEET), n_slots=1))
    assert (where(made), made.weight, made.bound) == ({"b": "s0"}, 1, 1)
    assert made.objective("musts").value == 1


def test_plan_prefers_mutual_wishes_among_equal_weights():
    made = plan(problem(pair("a", 0, 1), pair("b", 0, 2, mutual=True), n_slots=1))
    assert where(made) == {"b": "s0"}


def test_plan_keeps_an_order():
    made = plan(problem(pair("b", 0, 1, after=("a",)), pair("a", 0, 2), n_slots=2))
    assert where(made) == {"a": "s0", "b": "s1"}


def test_plan_seats_three_at_a_table_for_three():
    case = problem(Request("r", ("p0", "p1", "p2")), tables=(*tables(2), Table("big", 9, seats=3)))
    assert [p.table for p in plan(case).placements] == ["big"]


def test_plan_gives_a_reserved_table_to_its_organisation():
    case = problem(
        pair("a", 0, 1),
        pair("b", 2, 3),
        pair("c", 0, 3),
        tables=table_with("t3", reserved_for="o0"),
    )
    at = {p.request: p.table for p in plan(case).placements}
    assert (at["a"], at["c"]) == ("t3", "t3")
    assert at["b"] == "t0"


def test_plan_moves_a_meeting_to_its_reserved_table_to_make_room():
    case = problem(
        pair("a", 0, 1),
        pair("b", 2, 3),
        tables=(Table("t0", 1), Table("t1", 2, reserved_for="o0")),
        n_slots=1,
    )
    assert {p.request: p.table for p in plan(case).placements} == {"a": "t1", "b": "t0"}


def test_plan_leaves_people_at_one_table():
    case = problem(pair("a", 0, 1), pair("b", 0, 2), pair("c", 0, 3), pair("d", 4, 5, 9))
    made = plan(case)
    assert len({p.table for p in made.placements if "p0" in p.parties}) == 1
    assert flaws(case, made.placements) == (0, 0, 0)


def test_plan_closes_gaps_where_it_can():
    late = person_with("p1", unavailable=frozenset({"s0", "s1", "s2"}))
    made = plan(problem(pair("a", 0, 1), pair("b", 0, 2), participants=late))
    assert where(made) == {"a": "s3", "b": "s2"}
    assert (made.objective("breaks").value, made.objective("idle_slots").value) == (0, 0)


# --- locked meetings ------------------------------------------------------------------------


def test_plan_keeps_locked_meetings_and_counts_their_weight():
    locked = (met("m", 0, 1, 3, 2, request="a", locked=True), met("n", 2, 3, 0, 1, locked=True))
    made = plan(problem(pair("a", 0, 1, 4), pair("b", 0, 2), locked=locked))
    assert made.placements[:2] == locked
    assert (made.weight, made.bound, len(made.placements)) == (5, 5, 3)


def test_plan_finds_a_table_for_a_locked_meeting_without():
    case = problem(
        pair("a", 2, 3), locked=(Placement("m", ("p0", "p1"), "s0", locked=True),), n_tables=1
    )
    made = plan(case)
    assert (made.placements[0].table, where(made)) == ("t0", {"a": "s1"})


def test_plan_goes_on_around_a_locked_double_booking_and_reports_it():
    locked = (met("m", 0, 1, 0, 0, locked=True), met("n", 0, 2, 0, 0, locked=True))
    made = plan(problem(pair("a", 0, 3), locked=locked))
    assert {v.rule for v in made.violations} == {
        "one_meeting_per_participant",
        "one_meeting_per_table",
    }
    assert made.placements[:2] == locked
    assert where(made) == {"a": "s1"}


def test_plan_goes_on_around_more_locked_meetings_than_tables():
    locked = tuple(Placement(f"m{n}", (f"p{2 * n}", f"p{2 * n + 1}"), "s0") for n in range(2))
    made = plan(problem(pair("a", 0, 2), locked=locked, n_tables=1))
    assert [v.rule for v in made.violations] == ["tables_enough"]
    assert where(made) == {"a": "s1"}


# --- the door -------------------------------------------------------------------------------


def test_plan_cancelled_before_it_began_is_valid_and_says_greedy():
    case = large(3, n_people=60, n_requests=300, n_slots=12, n_tables=20)
    stopped = Progress()
    stopped.cancel()
    made = plan(case, progress=stopped)
    assert (made.stage, made.optimal, made.violations) == ("greedy", False, ())
    assert violations_that_matter(case, made) == []
    assert 0 < made.weight <= made.bound


def test_plan_cancelled_halfway_is_valid():
    case = large(3, n_people=60, n_requests=300, n_slots=12, n_tables=20)

    class Impatient(Progress):
        def step(self, done, total=0, text=""):
            if text == "Finding a slot for each" and done:
                self.cancel()
            super().step(done, total, text)

    made = plan(case, progress=Impatient())
    assert violations_that_matter(case, made) == []
    assert 0 < made.weight <= made.bound


def test_plan_without_time_is_valid():
    case = large(3, n_people=60, n_requests=300, n_slots=12, n_tables=20)
    assert violations_that_matter(case, plan(case, Limits(time_limit=0))) == []


def test_plan_reports_what_it_does():
    told = []
    watcher = Progress(lambda done, total, text: told.append(text), interval=0)
    plan(problem(pair("a", 0, 1)), progress=watcher)
    assert told[:2] == ["First come, best served", "Choosing which requests to place"]


def test_plan_of_the_same_seed_is_the_same():
    case = large(5, n_people=40, n_requests=220, n_slots=8, n_tables=12)
    one, other = plan(case), plan(case)
    assert one.placements == other.placements
    assert one.unplaced == other.unplaced


def test_plan_withdraws_what_the_checker_refuses(monkeypatch):
    case = problem(pair("a", 0, 1), pair("b", 2, 3))
    real = violations

    def strict(problem_, placements, **more):
        bad = [p.meeting for p in placements if p.meeting == "a"]
        planted = (Violation("never_meet", "hard", {"meetings": bad}),) if bad else ()
        return (*planted, *real(problem_, placements, **more))

    monkeypatch.setattr("matchdesk.scheduling.conflicts.violations", strict)
    made = plan(case)
    assert (where(made), made.optimal) == ({"b": "s0"}, False)
    assert [(u.request, u.reasons[0].code) for u in made.unplaced] == [("a", "withdrawn")]


def test_plan_of_a_brokerage_event_meets_its_bound():
    case = large(11, n_people=300, n_requests=1800, n_slots=24, n_tables=90, away=0.1)
    made = plan(case)
    assert violations_that_matter(case, made) == []
    assert made.gap < 0.01


def test_plan_of_the_largest_event_is_valid():
    case = large(7, n_people=1500, n_requests=12000, n_slots=60, n_tables=200)
    made = plan(case, Limits(time_limit=15))
    assert violations_that_matter(case, made) == []
    assert made.gap < 0.02


# --- against the truth ----------------------------------------------------------------------


def violations_that_matter(case, made):
    return [v for v in violations(case, made.placements) if v.hard]


@some.composite
def small(draw):
    """An event small enough to try everything, with any mixture of the rules."""
    n_people, n_slots = draw(some.integers(3, 5)), draw(some.integers(1, 3))
    times = slots(n_slots, per_day=draw(some.integers(1, 3)), per_session=draw(some.integers(1, 2)))
    keys = [slot.key for slot in times]
    sessions = sorted({slot.session for slot in times})
    some_slots = some.frozensets(some.sampled_from(keys), max_size=1)
    some_sessions = some.none() | some.frozensets(some.sampled_from(sessions), min_size=1)
    participants = tuple(
        Participant(
            person.key,
            organisation=draw(some.sampled_from(["a", "b", "c"])),
            unavailable=draw(some_slots),
            sessions=draw(some_sessions),
            max_meetings=draw(some.none() | some.integers(0, 2)),
        )
        for person in people(n_people)
    )
    languages = some.frozensets(some.sampled_from(["el", "en", "pl"]), max_size=2)
    if draw(some.booleans()):  # half of the events know no languages, rows or free slots
        participants = tuple(
            replace(
                person,
                languages=draw(languages),
                most_in_a_row=draw(some.none() | some.integers(1, 2)),
                free_slots=draw(some.none() | some.integers(0, 2)),
            )
            for person in participants
        )
    interpreters = tuple(
        Interpreter(
            f"i{n}",
            draw(some.sampled_from([any_two(["el", "en"]), any_two(["el", "en", "pl"])])),
            draw(some_slots),
            draw(some.none() | some.sampled_from([person.key for person in participants])),
        )
        for n in range(draw(some.integers(0, 2)))
    )
    desks = tuple(
        Table(
            f"t{n}",
            n + 1,
            seats=draw(some.sampled_from([2, 2, 3])),
            reserved_for=draw(some.sampled_from([None, None, "a", "b"])),
            blocked=draw(some_slots),
        )
        for n in range(draw(some.integers(1, 2)))
    )
    requests = []
    for n in range(draw(some.integers(1, 5))):
        size = draw(some.sampled_from([2, 2, 2, 3]))
        order = draw(some.permutations([person.key for person in participants]))
        before = [r.key for r in requests if r.wish is not Wish.NEVER_MEET]
        after = draw(some.lists(some.sampled_from(before), max_size=1)) if before else []
        requests.append(
            Request(
                f"r{n}",
                tuple(order[:size]),
                draw(some.integers(1, 4)),
                draw(some.sampled_from([Wish.NORMAL, Wish.NORMAL, Wish.MUST_MEET, *Wish])),
                draw(some.booleans()),
                draw(some_sessions),
                draw(some.none() | some.sampled_from(keys)),
                tuple(after),
            )
        )
    return PlanningProblem(times, desks, participants, tuple(requests), interpreters=interpreters)


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.too_slow])
@given(small())
def test_plan_of_any_small_event_is_the_true_optimum(case):
    made = plan(case)
    best = best_by_trying(case, ("musts", "weight", "left_out", "worst_share"))
    musts = made.objective("musts")
    assert violations_that_matter(case, made) == []
    assert (musts.value, made.weight) == best[:2]
    assert (musts.bound, made.bound, made.optimal) == (*best[:2], True)
    left_out, worst = made.objective("left_out"), made.objective("worst_share")
    assert (-left_out.value, worst.value) == (-(left_out.bound or 0), worst.bound) == best[2:]
    wanted = {r.key for r in case.requests if r.wish is not Wish.NEVER_MEET}
    assert where(made).keys() | {u.request for u in made.unplaced} == wanted


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(small(), some.data())
def test_plan_beside_a_locked_meeting_is_the_true_optimum(case, data):
    free = [r for r in case.requests if len(r.parties) == 2]
    request = data.draw(some.sampled_from(free) | some.none()) if free else None
    parties = request.parties if request else tuple(p.key for p in case.participants[:2])
    slot = data.draw(some.sampled_from(case.slots)).key
    table = data.draw(some.sampled_from(case.tables)).key
    named = request.key if request and request.wish is not Wish.NEVER_MEET else None
    locked = (Placement("m", parties, slot, table, named, locked=True),)
    case = replace(case, locked=locked)
    made = plan(case)
    assert replace(made.placements[0], interpreter=None) == locked[0]
    assert {m for v in made.violations for m in v.data["meetings"]} <= {"m"}
    assert (made.objective("musts").value, made.weight) == best_by_trying(case)
    assert made.optimal is True


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(
    small(),
    some.sampled_from(
        [
            ("fairness", "musts", "weight"),
            ("weight", "musts", "fairness"),
            ("musts", "fairness", "weight"),
            ("weight",),
            ("fairness",),
        ]
    ),
)
def test_plan_follows_the_order_of_aims(case, order):
    made = plan(replace(case, aims=Aims(order=order)))
    aims = [
        aim
        for name in order
        for aim in (["left_out", "worst_share"] if name == "fairness" else [name])
    ]
    values = [made.objective(aim).value for aim in aims]
    signed = [-v if aim == "left_out" else v for aim, v in zip(aims, values, strict=True)]
    assert violations_that_matter(case, made) == []
    assert tuple(signed) == best_by_trying(case, aims)
    assert [made.objective(aim).bound for aim in aims] == values


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(small())
def test_plan_without_time_never_passes_its_bound_nor_a_rule(case):
    made = plan(case, Limits(time_limit=0))
    musts, weight = best_by_trying(case)
    assert violations_that_matter(case, made) == []
    assert musts <= (made.objective("musts").bound or 0)
    assert (made.objective("musts").value, made.weight) <= (musts, weight)
    assert weight <= made.bound


def test_plan_of_counted_work_is_the_same_twice():
    case = large(11, n_people=24, n_requests=90, n_slots=8, n_tables=9)
    limits = Limits(time_limit=120, seed=3, helpers=2, work=1)
    one, other = (plan(case, limits, Progress()) for _ in range(2))
    assert one.placements == other.placements
    assert [(o.name, o.value) for o in one.objectives] == [
        (o.name, o.value) for o in other.objectives
    ]


def test_plan_cancelled_while_gaps_are_closed_is_valid_and_worth_as_much(monkeypatch):
    case = large(5, n_people=60, n_requests=300, n_slots=12, n_tables=20)
    whole = plan(case, Limits(time_limit=60), Progress())
    closing = []  # a slow machine tells of gaps before that, too: as the first grid is compacted
    fewest = gaps.fewest
    monkeypatch.setattr(gaps, "fewest", lambda *a, **k: closing.append(1) or fewest(*a, **k))

    def told(_done: int, _total: int, text: str) -> None:
        if closing and "gaps" in text:
            stopping.cancel()

    stopping = Progress(told)
    made = plan(case, Limits(time_limit=60, helpers=1), stopping)
    assert closing
    assert [v for v in violations(case, made.placements) if v.hard] == []
    assert made.weight == whole.weight
