from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.progress import Progress
from matchdesk.scheduling.conflicts import violations
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.problem import Aims, Placement, Table
from matchdesk.scheduling.seating import seat
from matchdesk.scheduling.walking import fewest_changes
from matchdesk.scheduling.watch import Watch

from .cases import examples, people, problem, slots, table_with, tables


def loose(key, one, other, slot):
    return Placement(key, (f"p{one}", f"p{other}"), f"s{slot}")


def at(case, *placements, watch=None):
    return {p.meeting: p.table for p in seat(case, placements, watch)}


def test_seat_keeps_an_organisation_at_its_own_table():
    case = problem(tables=table_with("t3", reserved_for="o0"))
    day = [loose("a", 0, 1, 0), loose("b", 0, 2, 1), loose("c", 3, 4, 1)]
    assert at(case, *day) == {"a": "t3", "b": "t3", "c": "t0"}


def test_seat_stays_in_a_zone_rather_than_go_to_a_lower_table():
    desks = (Table("t0", 1, "hall"), Table("t1", 2, "foyer"), Table("t2", 3, "foyer"))
    case = problem(tables=desks)
    given = Placement("a", ("p0", "p1"), "s0", "t1")
    kept = Placement("b", ("p2", "p3"), "s1", "t1")
    assert at(case, given, kept, loose("c", 0, 4, 1))["c"] == "t2"


def test_seat_looks_ahead_to_where_people_must_go():
    """The second meeting is fixed in the foyer, so the first goes there too."""
    desks = (Table("t0", 1, "hall"), Table("t1", 2, "foyer"))
    fixed = Placement("b", ("p0", "p2"), "s1", "t1")
    assert at(problem(tables=desks), loose("a", 0, 1, 0), fixed)["a"] == "t1"


def test_seat_prefers_a_long_way_with_a_slot_between():
    """One of the two must cross the hall: who has a slot between."""
    desks = (Table("t0", 1, "hall"), Table("t1", 2, "foyer"))
    before = [
        Placement("a", ("p0", "p1"), "s0", "t0"),
        Placement("b", ("p2", "p3"), "s1", "t0"),
    ]
    made = at(problem(tables=desks), *before, loose("c", 0, 4, 2), loose("d", 2, 5, 2))
    assert (made["c"], made["d"]) == ("t1", "t0")


def cancelled():
    stopped = Progress()
    stopped.cancel()
    return Watch(stopped, 60)


def test_seat_after_a_cancel_still_seats_everybody_where_they_may():
    desks = (
        Table("t0", 1),
        Table("t1", 2, reserved_for="o0"),
        Table("t2", 3, seats=3),
        Table("t3", 4, reserved_for="o5"),
    )
    case = problem(tables=desks)
    day = [
        loose("a", 0, 1, 0),
        loose("b", 2, 3, 0),
        Placement("c", ("p4", "p5"), "s0"),
        Placement("d", ("p0", "p1", "p2"), "s1"),
    ]
    made = seat(case, day, cancelled())
    assert None not in {p.table for p in made}
    assert violations(case, made, soft=False) == ()


def test_seat_where_walking_does_not_count_takes_the_first_tables_that_fit():
    case = problem(aims=Aims(order=("weight",)))
    given = Placement("a", ("p0", "p1"), "s0", "t3")
    assert at(case, given, loose("b", 0, 2, 1))["b"] == "t0"


def test_seat_leaves_without_a_table_what_has_none():
    case = problem(tables=tables(1))
    for watch in (None, cancelled()):
        made = at(case, loose("a", 0, 1, 0), loose("b", 2, 3, 0), watch=watch)
        assert sorted(made.values(), key=str) == [None, "t0"]


def test_fewest_changes_of_partners_who_part_is_one():
    """p0 and p1 meet, then each meets somebody else in one slot: one of them gets up."""
    day = [loose("a", 0, 1, 0), loose("b", 0, 2, 1), loose("c", 1, 3, 1)]
    assert fewest_changes(problem(), day) == 1


def test_fewest_changes_where_everybody_can_stay_is_none():
    day = [loose("a", 0, 1, 0), loose("b", 0, 2, 1), loose("c", 0, 3, 2)]
    assert fewest_changes(problem(), day) == 0


def test_fewest_changes_counts_a_table_that_closes():
    desks = (
        Table("t0", 1, blocked=frozenset({"s1"})),
        Table("t1", 2, blocked=frozenset({"s0"})),
    )
    day = [loose("a", 0, 1, 0), loose("b", 0, 1, 1)]
    assert fewest_changes(problem(tables=desks), day) == 2


def test_fewest_changes_do_not_count_the_night():
    case = problem(slots=slots(2, per_day=1), tables=tables(1))
    assert fewest_changes(case, [loose("a", 0, 1, 0), loose("b", 0, 2, 1)]) == 0


@some.composite
def arranged(draw):
    """Up to three tables, and meetings at slots."""
    count = draw(some.integers(1, 3))
    blocked = some.frozensets(some.sampled_from(["s0", "s1", "s2"]), max_size=1)
    desks = tuple(
        Table(
            f"t{n}",
            n + 1,
            zone=draw(some.sampled_from(["hall", "foyer"])),
            reserved_for=draw(some.sampled_from([None, None, "o0", "o1"])),
            blocked=draw(blocked),
        )
        for n in range(count)
    )
    case = problem(tables=desks, n_slots=3)
    day = []
    for s in range(3):
        order = draw(some.permutations(range(6)))
        for n in range(draw(some.integers(0, min(2, count)))):
            day.append(loose(f"m{s}{n}", order[2 * n], order[2 * n + 1], s))
    return case, day


@settings(max_examples=examples(40))
@given(arranged())
def test_no_seating_at_all_beats_the_fewest_changes(given_):
    case, day = given_
    every = product([table.key for table in case.tables], repeat=len(day))
    counts = []
    for keys in every:
        made = [
            Placement(p.meeting, p.parties, p.slot, key) for p, key in zip(day, keys, strict=True)
        ]
        if not violations(case, made, soft=False):
            counts.append(flaws(case, made)[2])
    assert fewest_changes(case, day) <= min(counts, default=99)


@settings(max_examples=examples(40))
@given(arranged(), some.booleans())
def test_seat_finds_tables_for_all_if_there_are_any(given_, stopped):
    case, day = given_
    every = product([table.key for table in case.tables], repeat=len(day))
    possible = any(
        not violations(
            case,
            [Placement(p.meeting, p.parties, p.slot, k) for p, k in zip(day, keys, strict=True)],
            soft=False,
        )
        for keys in every
    )
    made = seat(case, day, cancelled() if stopped else None)
    seated = all(p.table is not None for p in made)
    assert seated is possible
    assert not seated or violations(case, made, soft=False) == ()


def test_table_that_changes_hands_in_a_later_sweep_has_one_meeting():
    """Two meetings for one table: whoever has it first gives it up to who then walks less."""
    desks = (Table("t0", 1), Table("t1", 2, blocked=frozenset({"s0"})))
    day = [
        loose("m00", 0, 1, 0),
        loose("m01", 2, 3, 0),
        loose("m10", 0, 2, 1),
        loose("m11", 1, 3, 1),
    ]
    made = seat(problem(tables=desks, n_slots=3), day)
    assert sorted(str(p.table) for p in made if p.slot == "s0") == ["None", "t0"]


@pytest.mark.parametrize("count", [2, 3])
def test_seat_of_many_days_is_the_same_every_time(count):
    case = problem(participants=people(6), n_slots=4)
    day = [loose(f"m{s}", s % count, 3 + s % 3, s) for s in range(4)]
    assert seat(case, day) == seat(case, day)
