from dataclasses import replace

import pytest

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import SENTENCES
from matchdesk.scheduling.explain import reasons as reasons_of
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import (
    Interpreter,
    Limits,
    Participant,
    Placement,
    Request,
    any_two,
)

from .cases import met, pair, people, person_with, problem, slots, tables


def reasons(case, *placements):
    """Of the one request left out: each reason's code and blanks."""
    (left,) = reasons_of(case, (*case.locked, *placements))
    assert left.request == "r"
    return {reason.code: dict(reason.data) for reason in left.reasons}


ABSENT = frozenset({"s0", "s1", "s2", "s3"})
WANTED = pair("r", 0, 1)


def test_never_meet_is_named_with_both():
    case = problem(WANTED, pair("n", 1, 0, wish=Wish.NEVER_MEET))
    assert reasons(case) == {"never_meet": {"participant": "p0", "other": "p1"}}


@pytest.mark.parametrize(
    "case",
    [
        problem(WANTED, participants=person_with("p1", unavailable=ABSENT)),
        problem(WANTED, participants=person_with("p1", sessions=frozenset())),
        problem(WANTED, locked=(met("m", 1, 2, 0, 0),), n_slots=1),
        problem(
            replace(WANTED, fixed_slot="s1"),
            participants=person_with("p0", unavailable=frozenset({"s1"})),
        ),
        problem(
            replace(WANTED, sessions=frozenset({"d0-1"})),
            slots=slots(2, per_session=1),
            participants=person_with("p0", unavailable=frozenset({"s1"})),
        ),
    ],
)
def test_no_common_slot_when_they_are_never_there_together(case):
    assert reasons(case) == {"no_common_slot": {"participants": ["p0", "p1"]}}


def test_no_suitable_table_for_three():
    case = problem(Request("r", ("p0", "p1", "p2")))
    assert reasons(case) == {"no_suitable_table": {"count": 3}}


GREEK_AND_FRENCH = (
    Participant("p0", languages=frozenset({"el"})),
    Participant("p1", languages=frozenset({"fr"})),
    *people(6)[2:],
)
ZOE = Interpreter("zoe", any_two(["el", "fr"]))


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (replace(ZOE, pairs=any_two(["el", "pl"])), "no_interpreter"),
        (replace(ZOE, unavailable=ABSENT), "interpreter_away"),
        (replace(ZOE, participant="p0"), "no_interpreter"),
    ],
)
def test_no_interpreter_for_their_languages(one, code):
    case = problem(WANTED, participants=GREEK_AND_FRENCH, interpreters=(one,))
    assert reasons(case) == {code: {"participants": ["p0", "p1"]}}


def test_interpreters_busy_names_the_slots():
    case = problem(
        WANTED, pair("a", 2, 3), participants=GREEK_AND_FRENCH, interpreters=(ZOE,), n_slots=1
    )
    other = met("a", 2, 3, 0, 0, request="a", interpreter="zoe")
    assert reasons(case, other) == {"interpreters_busy": {"slots": ["s0"], "count": 1}}


def test_longest_run_leaves_no_slot():
    case = problem(
        WANTED, pair("a", 0, 2), participants=person_with("p0", most_in_a_row=1), n_slots=2
    )
    assert reasons(case, met("a", 0, 2, 1, 0, request="a")) == {
        "longest_run": {"participant": "p0", "limit": 1}
    }


def test_free_slots_wanted_are_all_there_is():
    case = problem(
        WANTED, pair("a", 0, 2, 9), participants=person_with("p0", free_slots=1), n_slots=2
    )
    assert reasons(case, met("a", 0, 2, 1, 0, request="a")) == {
        "free_slots_wanted": {"participant": "p0", "limit": 1},
        "outweighed": {"count": 1},
    }


def test_limit_reached_by_locked_meetings_is_final():
    case = problem(
        WANTED, participants=person_with("p0", max_meetings=1), locked=(met("m", 0, 2, 0, 0),)
    )
    assert reasons(case) == {"limit_reached": {"participant": "p0", "count": 1, "limit": 1}}


def test_limit_reached_in_this_plan_by_something_heavier():
    case = problem(
        WANTED, pair("q", 0, 2, 5), participants=person_with("p0", max_meetings=1), n_slots=2
    )
    assert reasons(case, met("q", 0, 2, 0, 0, request="q")) == {
        "limit_reached": {"participant": "p0", "count": 1, "limit": 1},
        "outweighed": {"count": 1},
    }


def test_participant_full_with_something_lighter_is_not_outweighed():
    case = problem(replace(WANTED, weight=3), pair("q", 0, 2, 1), n_slots=1)
    assert reasons(case, met("q", 0, 2, 0, 0, request="q")) == {
        "participant_full": {"participant": "p0", "count": 1}
    }


def test_participant_full_beside_a_must_meet_is_outweighed():
    must = pair("q", 0, 2, 1, wish=Wish.MUST_MEET)
    case = problem(replace(WANTED, weight=3), must, n_slots=1)
    assert reasons(case, met("q", 0, 2, 0, 0, request="q")) == {
        "participant_full": {"participant": "p0", "count": 1},
        "outweighed": {"count": 3},
    }


def test_no_free_slot_in_common_when_each_is_busy_at_other_times():
    case = problem(WANTED, pair("a", 0, 2), pair("b", 1, 3), n_slots=2)
    placed = (met("a", 0, 2, 0, 0, request="a"), met("b", 1, 3, 1, 0, request="b"))
    assert reasons(case, *placed) == {"no_free_slot_in_common": {"participants": ["p0", "p1"]}}


def test_no_free_table_names_the_slots():
    case = problem(WANTED, pair("a", 2, 3), n_slots=1, tables=tables(1))
    assert reasons(case, met("a", 2, 3, 0, 0, request="a")) == {
        "no_free_table": {"slots": ["s0"], "count": 1}
    }


@pytest.mark.parametrize(
    ("requests", "slot"),
    [
        ((replace(WANTED, after=("a",)), pair("a", 0, 2)), 1),
        ((WANTED, pair("a", 0, 2, after=("r",))), 0),
    ],
)
def test_precedence_leaves_no_slot(requests, slot):
    case = problem(*requests, n_slots=2)
    assert reasons(case, met("a", 0, 2, slot, 0, request="a")) == {
        "precedence": {"slots": [f"s{1 - slot}"]}
    }


def test_request_that_still_fits_was_not_tried():
    assert reasons(problem(WANTED)) == {"stopped_early": {}}


def test_locked_by_place_in_the_problem_not_by_mark():
    case = problem(WANTED, locked=(Placement("m", ("p0", "p2"), "s0", "t0"),), n_slots=1)
    assert reasons(case) == {"no_common_slot": {"participants": ["p0", "p1"]}}


def test_never_meets_and_placed_requests_are_not_listed():
    case = problem(pair("n", 2, 3, wish=Wish.NEVER_MEET), WANTED)
    assert reasons_of(case, (met("r", 0, 1, 0, 0, request="r"),)) == ()


def test_every_reason_given_has_its_sentence():
    requests = [pair(f"r{n}", n % 5, (n + 1 + n % 3) % 5 + (n % 5 == 4), n + 1) for n in range(12)]
    sound = [r for r in requests if r.parties[0] != r.parties[1]]
    made = plan(problem(*sound, n_slots=2, n_tables=1), Limits(), Progress())
    codes = {reason.code for left in made.unplaced for reason in left.reasons}
    assert len(made.unplaced) == len(sound) - 2
    assert [code for code in codes if f"unplaced.{code}" not in SENTENCES] == []
