from dataclasses import replace

import pytest

from matchdesk.scheduling.families import families
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.interpreting import assign
from matchdesk.scheduling.model import compile_case, too_long
from matchdesk.scheduling.problem import Interpreter, Participant, Request, any_two

from .cases import met, pair, people, problem, slots

GREEKS = tuple(Participant(f"p{n}", languages=frozenset({"el"})) for n in (0, 2, 4))
FRENCH = tuple(Participant(f"p{n}", languages=frozenset({"fr"})) for n in (1, 3, 5))
SIX = tuple(sorted((*GREEKS, *FRENCH), key=lambda person: person.key))
ZOE, MAX = (Interpreter(key, any_two(["el", "fr"])) for key in ("zoe", "max"))
PAIRS = (pair("a", 0, 1), pair("b", 2, 3), pair("c", 4, 5))


def with_interpreters(*interpreters, requests=PAIRS, **more):
    return problem(*requests, participants=SIX, interpreters=interpreters, **more)


def test_grid_takes_as_many_meetings_as_there_are_interpreters():
    grid = Grid(compile_case(with_interpreters(ZOE, MAX)))
    assert [grid.put(r, 0) for r in range(3)] == [True, True, False]
    assert grid.rooms.left(0) == 2
    grid.take(0)
    assert grid.put(2, 0) is True


def test_grid_lets_an_interpreter_of_more_languages_change_to_where_they_are_needed():
    polish = replace(SIX[1], languages=frozenset({"pl"}))
    both = Interpreter("both", any_two(["el", "fr", "pl"]))
    case = problem(
        *PAIRS, participants=(SIX[0], polish, *SIX[2:]), interpreters=(both, ZOE), n_slots=1
    )
    grid = Grid(compile_case(case))
    assert [grid.put(r, 0) for r in (1, 0, 2)] == [True, True, False]


def test_grid_keeps_an_interpreter_out_of_a_slot_with_a_meeting_of_their_own():
    case = with_interpreters(replace(ZOE, participant="p4"), requests=(*PAIRS[:1], pair("d", 2, 4)))
    for order in ((0, 1), (1, 0)):
        grid = Grid(compile_case(case))
        assert [grid.put(r, 0) for r in order] == [True, False]
        assert grid.put(order[1], 1) is True


def test_meeting_of_an_interpreter_where_they_are_not_at_work_takes_nobody():
    away = replace(ZOE, participant="p4", unavailable=frozenset({"s0"}))
    case = with_interpreters(away, MAX, requests=(*PAIRS[:2], pair("d", 2, 4)))
    grid = Grid(compile_case(case))
    assert [grid.put(r, 0) for r in (0, 2, 1)] == [True, True, False]


def test_locked_interpreting_keeps_them_from_meeting():
    locked = (met("m", 0, 1, 0, 0, interpreter="zoe"),)
    case = problem(
        pair("r", 2, 3),
        interpreters=(replace(ZOE, participant="p2"),),
        locked=locked,
        n_slots=2,
    )
    assert compile_case(case).allowed == (0b10,)


def test_requests_nobody_interprets_are_allowed_nowhere():
    polish = Interpreter("i", any_two(["el", "pl"]))
    assert compile_case(with_interpreters(polish)).allowed == (0, 0, 0)
    assert compile_case(with_interpreters()).allowed == (15, 15, 15)


def test_families_count_interpreters_beside_tables():
    case = compile_case(with_interpreters(ZOE, replace(MAX, unavailable=frozenset({"s1"}))))
    tables, interpreters = families(case, range(3))
    assert (tables.requests, tables.room) == ((0, 1, 2), (4, 4, 4, 4))
    assert (interpreters.requests, interpreters.room) == ((0, 1, 2), (2, 1, 2, 2))


def test_families_leave_out_what_locked_meetings_take():
    locked = (met("m", 0, 1, 0, 0), met("n", 2, 3, 1, 0, interpreter="zoe"))
    case = compile_case(with_interpreters(ZOE, MAX, locked=locked))
    assert families(case, range(3))[1].room == (1, 1, 2, 2)


def test_families_of_somebody_who_interprets_and_needs_one_are_no_plain_count():
    both = (replace(ZOE, participant="p0"), MAX)
    assert families(compile_case(with_interpreters(*both)), range(3)) is None


def test_assign_keeps_people_with_the_interpreter_they_had():
    case = with_interpreters(ZOE, MAX)
    day = [met("a", 0, 1, 0, 0), met("b", 2, 3, 0, 1), met("c", 2, 5, 1, 1), met("d", 0, 3, 1, 0)]
    made = assign(case, day)
    by = {p.meeting: p.interpreter for p in made}
    assert {by["a"], by["b"]} == {"zoe", "max"}
    assert (by["c"], by["d"]) == (by["b"], by["a"])


def test_assign_keeps_who_was_given_and_leaves_those_without_need():
    case = with_interpreters(ZOE, MAX)
    day = [met("a", 0, 1, 0, 0), met("b", 2, 3, 0, 1, interpreter="zoe"), met("c", 0, 2, 1, 0)]
    assert [p.interpreter for p in assign(case, day)] == ["max", "zoe", None]


def test_assign_finds_the_only_way_round():
    polish = replace(SIX[1], languages=frozenset({"pl"}))
    both = Interpreter("both", any_two(["el", "fr", "pl"]))
    case = problem(participants=(SIX[0], polish, *SIX[2:]), interpreters=(both, ZOE))
    made = assign(case, [met("b", 2, 3, 0, 1), met("a", 0, 1, 0, 0)])
    assert [p.interpreter for p in made] == ["zoe", "both"]


@pytest.mark.parametrize(
    ("held", "limit", "mask"),
    [
        (0b0000, 0, 0b0000),
        (0b0000, 1, 0b0000),
        (0b0010, 1, 0b0101),
        (0b0101, 2, 0b0010),
        (0b0011, 2, 0b0100),
        (0b0111, 2, 0b1000),
        (0b1000, 1, 0b0100),
    ],
)
def test_too_long_marks_what_would_be_a_meeting_too_many(held, limit, mask):
    assert too_long(held, limit, [(0, 4)]) == mask


def test_too_long_does_not_look_across_sessions():
    assert too_long(0b0010, 1, [(0, 2), (2, 2)]) == 0b0001


def test_grid_keeps_the_longest_run_through_swaps():
    person = Participant("p0", most_in_a_row=1)
    case = problem(
        pair("a", 0, 1), pair("b", 0, 2), participants=(person, *people(6)[1:]), slots=slots(3)
    )
    grid = Grid(compile_case(case))
    assert (grid.put(0, 0), grid.put(1, 1), grid.put(1, 2)) == (True, False, True)
    assert grid.swap([0], 0, 1) is None
    assert grid.slot_of == [0, 2]


def test_free_slots_limit_how_many_more_there_may_be():
    person = Participant("p0", unavailable=frozenset({"s3"}), free_slots=1)
    case = problem(
        Request("a", ("p0", "p1")),
        participants=(person, *people(6)[1:]),
        locked=(met("m", 0, 2, 0, 0),),
    )
    assert compile_case(case).most[0] == 1
