from dataclasses import replace

import pytest

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.conflicts import clashes_of, clashes_of_move, free_tables, violations
from matchdesk.scheduling.problem import Interpreter, Participant, Placement, Table, any_two

from .cases import (
    met,
    pair,
    people,
    person_with,
    problem,
    slots,
    table_with,
    tables,
)

TWO_SESSIONS = slots(4, per_session=2)


GREEK_AND_FRENCH = (
    Participant("p0", languages=frozenset({"el"})),
    Participant("p1", languages=frozenset({"fr"})),
    *people(6)[2:],
)
ZOE = Interpreter("zoe", any_two(["el", "fr"]))


def broken(case, *placements):
    return [v.rule for v in violations(case, placements)]


PLANTED = {
    "participant_available": (
        problem(participants=person_with("p1", unavailable=frozenset({"s0"}))),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p1", "slot": "s0", "meetings": ["m"]},
    ),
    "session_attended": (
        problem(slots=TWO_SESSIONS, participants=person_with("p0", sessions=frozenset({"d0-1"}))),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p0", "slot": "s0", "meetings": ["m"], "session": "d0-0"},
    ),
    "session_wished": (
        problem(pair("r", 0, 1, sessions=frozenset({"d0-1"})), slots=TWO_SESSIONS),
        [met("m", 0, 1, 1, 0, request="r")],
        {"slot": "s1", "request": "r", "meetings": ["m"]},
    ),
    "fixed_slot": (
        problem(pair("r", 0, 1, fixed_slot="s2")),
        [met("m", 0, 1, 1, 0, request="r")],
        {"slot": "s1", "request": "r", "meetings": ["m"], "earlier": "s2"},
    ),
    "never_meet": (
        problem(pair("n", 1, 0, wish=Wish.NEVER_MEET)),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p0", "other": "p1", "slot": "s0", "meetings": ["m"]},
    ),
    "table_open": (
        problem(tables=table_with("t1", blocked=frozenset({"s0"}))),
        [met("m", 0, 1, 0, 1)],
        {"table": "t1", "slot": "s0", "meetings": ["m"]},
    ),
    "table_reserved": (
        problem(tables=table_with("t1", reserved_for="o5")),
        [met("m", 0, 1, 0, 1)],
        {"table": "t1", "slot": "s0", "meetings": ["m"], "organisation": "o5"},
    ),
    "seats_enough": (
        problem(),
        [Placement("m", ("p0", "p1", "p2"), "s0", "t0")],
        {"table": "t0", "slot": "s0", "meetings": ["m"], "limit": 2, "count": 3},
    ),
    "one_meeting_per_participant": (
        problem(),
        [met("m", 0, 1, 0, 0), met("n", 2, 1, 0, 1)],
        {"participant": "p1", "other": "p2", "slot": "s0", "meetings": ["m", "n"]},
    ),
    "one_meeting_per_table": (
        problem(),
        [met("m", 0, 1, 0, 0), met("n", 2, 3, 0, 0)],
        {
            "participant": "p2",
            "other": "p3",
            "slot": "s0",
            "meetings": ["m", "n"],
            "table": "t0",
        },
    ),
    "tables_enough": (
        problem(tables=tables(2)),
        [
            met("m", 0, 1, 0, 0),
            Placement("n", ("p2", "p3"), "s0"),
            Placement("o", ("p4", "p5"), "s0"),
        ],
        {"slot": "s0", "count": 2, "limit": 1, "meetings": ["n", "o"]},
    ),
    "precedence": (
        problem(pair("a", 0, 1), pair("b", 2, 3, after=("a",))),
        [met("m", 0, 1, 1, 0, request="a"), met("n", 2, 3, 1, 1, request="b")],
        {"slot": "s1", "earlier": "s1", "request": "b", "meetings": ["m", "n"]},
    ),
    "most_meetings": (
        problem(participants=person_with("p0", max_meetings=1)),
        [met("m", 0, 1, 0, 0), met("n", 0, 2, 1, 0)],
        {"participant": "p0", "count": 2, "limit": 1, "meetings": ["m", "n"]},
    ),
    "placed_once": (
        problem(pair("r", 0, 1)),
        [met("m", 0, 1, 0, 0, request="r"), met("n", 0, 1, 1, 0, request="r")],
        {
            "participant": "p0",
            "other": "p1",
            "request": "r",
            "count": 2,
            "meetings": ["m", "n"],
        },
    ),
    "longest_run": (
        problem(participants=person_with("p0", most_in_a_row=2)),
        [met("m", 0, 1, 1, 0), met("n", 0, 2, 2, 0), met("o", 0, 3, 3, 0)],
        {
            "participant": "p0",
            "slot": "s3",
            "count": 3,
            "limit": 2,
            "meetings": ["m", "n", "o"],
        },
    ),
    "free_slots_wanted": (
        problem(participants=person_with("p0", free_slots=3, unavailable=frozenset({"s3"}))),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p0", "count": 2, "limit": 3, "meetings": ["m"]},
    ),
    "interpreter_needed": (
        problem(participants=GREEK_AND_FRENCH, interpreters=(ZOE,)),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p0", "other": "p1", "slot": "s0", "meetings": ["m"]},
    ),
    "interpreter_speaks": (
        problem(
            participants=GREEK_AND_FRENCH, interpreters=(replace(ZOE, pairs=any_two(["el", "pl"])),)
        ),
        [met("m", 0, 1, 0, 0, interpreter="zoe")],
        {
            "participant": "p0",
            "other": "p1",
            "slot": "s0",
            "meetings": ["m"],
            "interpreter": "zoe",
        },
    ),
    "interpreter_free": (
        problem(
            participants=GREEK_AND_FRENCH,
            interpreters=(replace(ZOE, unavailable=frozenset({"s0"})),),
        ),
        [met("m", 0, 1, 0, 0, interpreter="zoe")],
        {"interpreter": "zoe", "slot": "s0", "meetings": ["m"]},
    ),
    "locked_kept": (
        problem(locked=(met("m", 0, 1, 0, 0, locked=True),)),
        [met("m", 0, 1, 1, 0, locked=True)],
        {"participant": "p0", "other": "p1", "slot": "s0", "meetings": ["m"]},
    ),
    "known": (
        problem(),
        [met("m", 0, 1, 0, 9)],
        {"what": "table", "key": "t9", "meetings": ["m"]},
    ),
    "breaks": (
        problem(),
        [met("m", 0, 1, 0, 0), met("n", 0, 2, 3, 0)],
        {"participant": "p0", "earlier": "s0", "slot": "s3", "count": 2, "meetings": ["m", "n"]},
    ),
    "zone_change": (
        problem(tables=(Table("t0", 1, "hall"), Table("t1", 2, "foyer"))),
        [met("m", 0, 1, 0, 0), met("n", 0, 2, 1, 1)],
        {
            "participant": "p0",
            "earlier": "s0",
            "slot": "s1",
            "earlier_table": "t0",
            "table": "t1",
            "meetings": ["m", "n"],
        },
    ),
    "common_language": (
        problem(
            participants=(
                Participant("p0", languages=frozenset({"el"})),
                Participant("p1", languages=frozenset({"en", "fr"})),
            )
        ),
        [met("m", 0, 1, 0, 0)],
        {"participant": "p0", "other": "p1", "slot": "s0", "meetings": ["m"]},
    ),
}
SOFT = {"breaks", "zone_change", "common_language"}


@pytest.mark.parametrize("rule", PLANTED)
def test_violation_planted_alone_is_found_alone(rule):
    case, placements, data = PLANTED[rule]
    found = violations(case, placements)
    assert [(v.rule, v.hard, dict(v.data)) for v in found] == [(rule, rule not in SOFT, data)]


@pytest.mark.parametrize("rule", sorted(PLANTED.keys() - {"locked_kept", "tables_enough"}))
def test_clashes_of_last_planted_meeting_names_the_same_rule(rule):
    case, placements, _ = PLANTED[rule]
    assert [v.rule for v in clashes_of(case, placements[:-1], placements[-1])] == [rule]


def test_violations_of_nothing_wrong_are_none():
    kept = met("m", 0, 1, 0, 0, locked=True)
    case = problem(pair("a", 2, 3), pair("b", 2, 4, after=("a",)), locked=(kept,))
    placements = (kept, met("x", 2, 3, 0, 1, request="a"), met("y", 2, 4, 1, 1, request="b"))
    assert broken(case, *placements) == []


def test_breaks_are_not_counted_over_night():
    case = problem(slots=slots(4, per_day=2))
    assert broken(case, met("m", 0, 1, 0, 0), met("n", 0, 2, 3, 0)) == []


def test_common_language_is_no_matter_with_an_interpreter():
    case, (meeting,), _ = PLANTED["common_language"]
    assert broken(case, replace(meeting, interpreter="i")) == []


def test_interpreter_who_speaks_and_is_free_breaks_nothing():
    case = problem(participants=GREEK_AND_FRENCH, interpreters=(ZOE,))
    assert broken(case, met("m", 0, 1, 0, 0, interpreter="zoe")) == []


def test_interpreter_at_two_tables_at_once_is_found():
    case = problem(interpreters=(ZOE,))
    both = (met("m", 0, 1, 0, 0, interpreter="zoe"), met("n", 2, 3, 0, 1, interpreter="zoe"))
    (found,) = violations(case, both)
    assert (found.rule, found.data["meetings"]) == ("interpreter_free", ["m", "n"])


def test_interpreter_with_a_meeting_of_their_own_is_found():
    case = problem(interpreters=(replace(ZOE, participant="p2"),))
    both = (met("m", 0, 1, 0, 0, interpreter="zoe"), met("n", 2, 3, 0, 1))
    (found,) = violations(case, both)
    assert (found.rule, found.data["meetings"]) == ("interpreter_free", ["m", "n"])
    assert broken(case, both[0], replace(both[1], slot="s2")) == []


def test_interpreter_unknown_to_the_event_is_gone():
    case = problem(interpreters=(ZOE,))
    assert broken(case, met("m", 0, 1, 0, 0, interpreter="max")) == ["known"]


def test_rows_end_with_a_session_and_a_day():
    by_day = slots(4, per_day=2)
    for times in (TWO_SESSIONS, by_day):
        case = problem(slots=times, participants=person_with("p0", most_in_a_row=2))
        row = [met(f"m{n}", 0, n + 1, n, 0) for n in range(4)]
        assert broken(case, *row) == []


def test_free_slots_of_somebody_without_meetings_are_no_matter():
    case = problem(participants=person_with("p0", free_slots=9))
    assert broken(case, met("m", 1, 2, 0, 0)) == []


def test_locked_meeting_missing_from_the_plan_is_found():
    case = problem(locked=(met("m", 0, 1, 0, 0),))
    assert broken(case) == ["locked_kept"]


def test_locked_meeting_given_a_table_is_kept():
    case = problem(locked=(Placement("m", ("p0", "p1"), "s0"),))
    assert broken(case, met("m", 0, 1, 0, 2)) == []


def test_move_onto_a_busy_participant_is_refused_with_whom():
    placements = (met("m", 0, 1, 0, 0), met("n", 1, 2, 1, 0))
    (clash,) = clashes_of_move(problem(), placements, "m", "s1", "t1")
    assert clash.as_dict() == {
        "rule": "one_meeting_per_participant",
        "severity": "hard",
        "participant": "p1",
        "other": "p2",
        "slot": "s1",
        "meetings": ["m", "n"],
    }


def test_move_to_a_free_place_has_no_clash():
    assert clashes_of_move(problem(), (met("m", 0, 1, 0, 0),), "m", "s3", "t2") == ()


def test_move_without_table_into_a_full_slot_is_refused():
    case = problem(tables=tables(1))
    placements = (met("m", 0, 1, 0, 0), met("n", 2, 3, 1, 0))
    assert [v.rule for v in clashes_of_move(case, placements, "m", "s1")] == ["tables_enough"]


def test_move_of_a_locked_meeting_is_refused():
    placements = (met("m", 0, 1, 0, 0, locked=True),)
    moves = clashes_of_move(problem(), placements, "m", "s1", "t0")
    assert [v.rule for v in moves] == ["locked_kept"]
    assert clashes_of_move(problem(), placements, "m", "s0", "t0") == ()


def test_move_that_leaves_a_gap_is_only_soft():
    placements = (met("m", 0, 1, 1, 0), met("n", 1, 2, 2, 0))
    moves = clashes_of_move(problem(), placements, "m", "s0", "t0")
    assert [(v.rule, v.severity, v.data["participant"]) for v in moves] == [
        ("breaks", "soft", "p1")
    ]


def test_move_of_an_unknown_meeting_is_not_found():
    with pytest.raises(NotFound):
        clashes_of_move(problem(), (), "m", "s0", "t0")


def test_clash_elsewhere_is_none_of_the_moved_meeting():
    placements = (met("m", 0, 1, 0, 0), met("n", 2, 3, 0, 1), met("o", 2, 4, 0, 2))
    assert clashes_of_move(problem(), placements, "m", "s1", "t0") == ()


def test_free_tables_are_reserved_first_then_snug_then_by_number():
    four = (
        Table("t0", 1, seats=4),
        Table("t1", 2),
        Table("t2", 3, reserved_for="o1"),
        Table("t3", 4, reserved_for="o5"),
        Table("t4", 5, blocked=frozenset({"s0"})),
        Table("t5", 6),
        Table("t6", 7, seats=1),
    )
    case = problem(tables=four)
    taken = (met("x", 3, 4, 0, 1),)
    assert free_tables(case, taken, "s0", ("p0", "p1")) == ("t2", "t5", "t0")
    assert free_tables(case, taken, "s0", ("p3", "p4"), meeting="x") == ("t1", "t5", "t0")


def test_people_are_only_looked_up_once_known():
    stranger = Placement("m", ("p0", "nobody"), "s0", "t0")
    assert broken(problem(participants=people(1)), stranger) == ["known"]


@pytest.mark.parametrize(
    "gone",
    [
        {"slot": "nowhere"},
        {"table": "nowhere"},
        {"request": "nothing"},
        {"interpreter": "nobody"},
        {"parties": ("p0", "nobody")},
    ],
)
def test_meeting_that_names_what_is_gone_is_in_nobodys_way(gone):
    case = replace(problem(participants=GREEK_AND_FRENCH), interpreters=(ZOE,))
    beside = replace(met("m", 0, 2, 0, 0), **gone)
    assert [v.rule for v in violations(case, [beside])] == ["known"]
    assert clashes_of(case, [beside], met("n", 0, 3, 0, 0)) == ()
