from dataclasses import replace

import pytest

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import sentence
from matchdesk.scheduling.problem import Aims, Interpreter, Participant, Request, Slot, any_two

from .cases import met, pair, people, problem, slots, tables


def refusal(*requests, **more):
    with pytest.raises(Invalid) as caught:
        problem(*requests, **more)
    return caught.value


def test_problem_with_two_participants_of_one_key_is_refused():
    error = refusal(participants=(*people(2), Participant("p0")))
    assert (error.code, error.data) == ("planning_duplicate", {"what": "participant", "key": "p0"})
    assert sentence(error) == (
        "The participant “p0” occurs twice. Keep one of them and plan again."
    )


@pytest.mark.parametrize(
    ("request_", "what", "key"),
    [
        (pair("r", 0, 9), "participant", "p9"),
        (pair("r", 0, 1, sessions=frozenset({"x"})), "session", "x"),
        (pair("r", 0, 1, fixed_slot="s9"), "slot", "s9"),
        (pair("r", 0, 1, after=("q",)), "request", "q"),
    ],
)
def test_problem_with_request_naming_the_unknown_is_refused(request_, what, key):
    error = refusal(request_)
    assert (error.code, error.data) == (
        "planning_unknown",
        {"what": what, "key": key, "where": "r"},
    )


@pytest.mark.parametrize("parties", [("p0",), ("p0", "p0")])
def test_problem_with_request_of_one_person_is_refused(parties):
    assert refusal(Request("r", parties)).code == "planning_parties"


def test_problem_with_weight_nought_is_refused():
    assert refusal(pair("r", 0, 1, 0)).code == "planning_weight"


def test_problem_with_negative_limit_is_refused():
    assert refusal(participants=(Participant("p0", max_meetings=-1),)).code == "planning_limit"


def test_problem_with_no_meetings_in_a_row_is_refused():
    assert refusal(participants=(Participant("p0", most_in_a_row=0),)).code == "planning_run"


def test_problem_with_negative_free_slots_is_refused():
    person = Participant("p0", free_slots=-1)
    assert refusal(participants=(person,)).code == "planning_free_slots"


@pytest.mark.parametrize(
    ("one", "what", "key"),
    [
        (Interpreter("i", frozenset(), frozenset({"s9"})), "slot", "s9"),
        (Interpreter("i", frozenset(), participant="p9"), "participant", "p9"),
    ],
)
def test_problem_with_interpreter_naming_the_unknown_is_refused(one, what, key):
    assert refusal(interpreters=(one,)).data == {"what": what, "key": key, "where": "i"}


def test_problem_with_interpreter_of_three_languages_at_once_is_refused():
    one = Interpreter("i", frozenset({frozenset({"el", "en", "fr"})}))
    assert sentence(refusal(interpreters=(one,))) == (
        "“i” interprets “el, en, fr”, which is no pair of two languages."
    )


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (("musts", "beauty"), "planning_aim_unknown"),
        (("weight", "musts", "weight"), "planning_aim_twice"),
        (("weight", "breaks", "fairness"), "planning_aims_order"),
        (("breaks",), "planning_aims_order"),
    ],
)
def test_problem_with_an_order_of_aims_that_means_nothing_is_refused(order, code):
    assert refusal(aims=Aims(order=order)).code == code


def test_problem_with_tables_to_spare_below_nought_is_refused():
    assert refusal(aims=Aims(spare_tables=-1)).code == "planning_spare"


def test_problem_with_an_unknown_measure_of_gaps_is_refused():
    assert refusal(aims=Aims(gaps="lunch")).code == "planning_aim_unknown"


def test_aims_are_in_the_usual_order_with_the_measure_of_gaps_asked_for():
    usual = ("musts", "weight", "fairness", "breaks", "idle_slots", "table_changes", "spare")
    assert Aims().in_order() == usual
    assert Aims(gaps="idle_slots").in_order()[3:5] == ("idle_slots", "breaks")


@pytest.mark.parametrize(
    ("order", "gaps"),
    [
        (("weight",), ""),
        (("weight", "spare", "idle_slots", "breaks"), "idle_slots"),
        (("weight", "breaks"), "breaks"),
    ],
)
def test_aims_take_the_measure_of_gaps_from_their_order(order, gaps):
    assert (Aims(order=order).gaps, Aims(order=order).in_order()) == (gaps, order)


def test_any_two_of_three_languages_are_three_pairs():
    assert any_two(["en", "el", "fr"]) == {
        frozenset({"el", "en"}),
        frozenset({"el", "fr"}),
        frozenset({"en", "fr"}),
    }


def test_problem_with_unknown_unavailable_slot_is_refused():
    far = (Participant("p0", unavailable=frozenset({"s7"})),)
    assert refusal(participants=far).data == {"what": "slot", "key": "s7", "where": "p0"}


def test_problem_with_overlapping_slots_is_refused():
    late = Slot("x", 9, 0, 550, 600, "d0-0")
    error = refusal(slots=(*slots(1), late))
    assert (error.code, error.data) == ("planning_slots_overlap", {"slot": "x", "earlier": "s0"})


def test_problem_with_same_times_on_two_days_is_accepted():
    assert len(problem(slots=slots(4, per_day=2)).slots) == 4


def test_problem_with_slot_ending_before_it_begins_is_refused():
    assert refusal(slots=(replace(slots(1)[0], ends=0),)).code == "planning_slot_length"


def test_problem_with_locked_meeting_at_unknown_table_is_refused():
    error = refusal(locked=(met("m", 0, 1, 0, 9),))
    assert error.data == {"what": "table", "key": "t9", "where": "m"}


def test_problem_with_locked_meeting_named_like_another_request_is_refused():
    error = refusal(pair("r", 0, 1), locked=(met("r", 2, 3, 0, 0),))
    assert error.data == {"what": "meeting", "key": "r"}


def test_never_meet_of_three_forbids_every_pair():
    case = problem(Request("n", ("p0", "p1", "p2"), wish=Wish.NEVER_MEET))
    assert case.never == {
        frozenset(("p0", "p1")),
        frozenset(("p0", "p2")),
        frozenset(("p1", "p2")),
    }


def test_tables_and_slots_are_found_by_key():
    case = problem()
    assert case.table_by_key["t2"] == tables(4)[2]
    assert case.slot_by_key["s3"] == slots(4)[3]
