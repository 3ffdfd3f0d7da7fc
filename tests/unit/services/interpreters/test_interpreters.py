"""Who interprets where, who could, and changing it by hand."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, RuleBroken
from matchdesk.services.agenda import AddMeeting
from matchdesk.services.interpreters import AssignInterpreter, FillInterpreters, Interpreted, Work
from matchdesk.services.people import SetAvailability, SetInterpreter
from tests import factories


@pytest.fixture
def foreign(desk) -> list[str]:
    """Four people: two speak English only, two Chinese only."""
    return [
        factories.participant(desk, f"Guest {place}", languages=spoken)
        for place, spoken in enumerate((["en"], ["zh"], ["en"], ["zh"]))
    ]


def interpreter(desk, name: str, *pairs: str) -> str:
    key = factories.participant(desk, name, languages=["en"])
    desk.run(SetInterpreter(key, pairs))
    return key


def works(desk, key: str) -> list[str]:
    return [one.work.value for one in desk.interpreters.day(key).slots[:4]]


def test_plan_lists_work_gaps_and_what_lacks_an_interpreter(both_desk):
    desk = both_desk
    guests = [
        factories.participant(desk, f"Guest {n}", languages=[spoken])
        for n, spoken in enumerate(("en", "zh", "en", "zh"))
    ]
    first = factories.meeting(desk, guests[2], guests[3], slot=2, table=2)
    wei = interpreter(desk, "Wei", "en-zh")
    desk.run(AddMeeting(guests[0], guests[1], 1, 1))
    desk.run(AddMeeting(guests[0], guests[3], 3, 1))
    third = next(s.key for s in desk.events.summary().slots if s.number == 4)
    desk.run(SetAvailability(wei, frozenset(), {third: "lunch"}))
    plan = desk.interpreters.plan()
    (day,) = plan.interpreters
    assert works(desk, wei) == ["interprets", "free", "interprets", "away"]
    assert [(m.slot.number, m.table, m.names) for m in day.meetings] == [
        (1, 1, "Guest 0 ⇄ Guest 1"),
        (3, 1, "Guest 0 ⇄ Guest 3"),
    ]
    assert [m.key for m in plan.lacking] == [first]
    assert (plan.needed, day.pairs, day.most_in_a_row()) == (3, (("en", "zh"),), 1)


def test_list_of_a_slot_has_served_and_lacking_meetings_by_table(desk, foreign):
    factories.meeting(desk, foreign[2], foreign[3], slot=1, table=2)
    interpreter(desk, "Wei", "en-zh")
    desk.run(AddMeeting(foreign[0], foreign[1], 1, 1))
    plan = desk.interpreters.plan()
    assert [(m.table, m.interpreter is None) for m in plan.at(plan.slots[0].key)] == [
        (1, False),
        (2, True),
    ]


def test_interpreter_is_assigned_by_hand_and_undone(desk, foreign):
    key = factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    wei = interpreter(desk, "Wei", "en-zh")
    assert desk.run(AssignInterpreter(1, wei)).result == Interpreted(1, "Wei")
    assert desk.interpreters.day(wei).meetings[0].key == key
    desk.history.undo()
    assert works(desk, wei)[0] == "free"


def test_interpreter_taken_from_another_meeting_leaves_it_to_who_is_free(desk, foreign):
    for slot_pair, table in ((foreign[:2], 1), (foreign[2:], 2)):
        factories.meeting(desk, *slot_pair, slot=1, table=table)
    wei = interpreter(desk, "Wei", "en-zh")
    desk.run(AssignInterpreter(1, wei))
    with pytest.raises(RuleBroken) as refused:
        desk.run(AssignInterpreter(2, wei))
    assert [v["rule"] for v in refused.value.violations] == ["interpreter_free"]
    assert desk.run(AssignInterpreter(2, wei, take=True)).result == Interpreted(2, "Wei", 1, "")
    mei = interpreter(desk, "Mei", "en-zh")
    assert desk.run(AssignInterpreter(1, wei, take=True)).result == Interpreted(1, "Wei", 2, "Mei")
    assert works(desk, mei)[0] == "interprets"


def test_interpreter_of_other_languages_is_refused_and_said_so(desk, foreign):
    factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    luc = interpreter(desk, "Luc", "de-fr")
    with pytest.raises(RuleBroken) as refused:
        desk.run(AssignInterpreter(1, luc))
    assert [v["rule"] for v in refused.value.violations] == ["interpreter_speaks"]
    (one,) = desk.interpreters.candidates(1)
    assert one.why_not == "Luc does not interpret between the languages of Guest 0 and Guest 1."


def test_interpreter_taken_away_is_shown_as_lacking(desk, foreign):
    interpreter(desk, "Wei", "en-zh")
    desk.run(AddMeeting(foreign[0], foreign[1], 1, 1))
    desk.run(AssignInterpreter(1, None))
    assert [m.number for m in desk.interpreters.plan().lacking] == [1]


def test_candidates_come_free_before_busy_before_impossible(desk, foreign):
    factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    factories.meeting(desk, foreign[2], foreign[3], slot=1, table=2)
    names = ("Away", "Busy", "Free")
    keys = {name: interpreter(desk, name, "en-zh") for name in names}
    slot = desk.events.summary().slots[0].key
    desk.run(SetAvailability(keys["Away"], frozenset(), {slot: ""}))
    desk.run(AssignInterpreter(2, keys["Busy"]))
    found = desk.interpreters.candidates(1)
    assert [(c.name, c.busy_with, c.why_not) for c in found] == [
        ("Free", None, ""),
        ("Busy", 2, ""),
        ("Away", None, "Away is not free to interpret in slot 1 (09:00)."),
    ]


def test_candidates_of_a_waiting_meeting_are_refused_with_a_sentence(desk, foreign):
    factories.meeting(desk, foreign[0], foreign[1], slot=None, table=None)
    with pytest.raises(Conflict) as refused:
        desk.interpreters.candidates(1)
    assert refused.value.code == "interpreter_no_place"


def test_filling_serves_as_many_as_there_are_interpreters_in_one_step(desk, foreign):
    factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    factories.meeting(desk, foreign[2], foreign[3], slot=1, table=2)
    factories.meeting(desk, foreign[2], foreign[1], slot=2, table=2)
    wei = interpreter(desk, "Wei", "en-zh")
    assert len(desk.run(FillInterpreters()).result) == 2
    assert works(desk, wei)[:2] == ["interprets", "interprets"]
    assert len(desk.interpreters.plan().lacking) == 1
    with pytest.raises(Conflict) as refused:
        desk.run(FillInterpreters())
    assert refused.value.code == "interpreters_none_free"
    desk.history.undo()
    assert desk.interpreters.day(wei).meetings == ()


def test_meeting_of_their_own_is_told_from_interpreting(desk, foreign):
    wei = interpreter(desk, "Wei", "en-zh")
    factories.meeting(desk, foreign[0], wei, slot=1, table=1)
    assert desk.interpreters.day(wei).slots[0].work is Work.OWN_MEETING


def test_undo_that_would_need_an_interpreter_twice_is_refused(desk, foreign):
    factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    factories.meeting(desk, foreign[2], foreign[3], slot=1, table=2)
    wei = interpreter(desk, "Wei", "en-zh")
    desk.run(AssignInterpreter(1, wei))
    desk.run(AssignInterpreter(1, None))
    taken = desk.history.next_undo().number
    desk.run(AssignInterpreter(2, wei))
    with pytest.raises(RuleBroken) as refused:
        desk.history.undo(taken)
    assert [v["rule"] for v in refused.value.violations] == ["interpreter_free"]


def test_history_calls_an_interpreter_by_name(desk, foreign):
    wei = interpreter(desk, "Wei", "en-zh")
    meeting = factories.meeting(desk, foreign[0], foreign[1], slot=1, table=1)
    done = desk.run(AssignInterpreter(meeting, wei))
    assert "Wei" in desk.history.names(done.change_set).values()
