"""Interpreters of the event in the planner's problem, in plans and in moves by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchdesk.core.errors import RuleBroken
from matchdesk.models import Interpreter, Meeting
from matchdesk.services.agenda import AddMeeting, MoveMeeting, Target, UnplaceMeeting
from matchdesk.services.board import read_board
from matchdesk.services.people import SetInterpreter
from matchdesk.services.planning import AcceptPlan, Aims, Limits
from tests import factories


@pytest.fixture
def foreign(desk) -> list[str]:
    """Four people: two speak English only, two Chinese only."""
    languages = (["en"], ["zh"], ["en"], ["zh"])
    return [
        factories.participant(desk, f"Guest {place}", languages=spoken)
        for place, spoken in enumerate(languages)
    ]


@pytest.fixture
def wei(desk) -> str:
    """Who interprets; the key of the participant."""
    key = factories.participant(desk, "Wei", languages=["en", "zh"])
    desk.run(SetInterpreter(key, ("en-zh",)))
    return key


def interpreters(desk) -> dict[int, str | None]:
    """By meeting number, the participant who interprets."""
    with desk._database.reading() as session:
        rows = session.execute(
            select(Meeting.number, Interpreter.participant_id).outerjoin(
                Interpreter, Interpreter.id == Meeting.interpreter_id
            )
        )
        return {row.number: row.participant_id for row in rows}


def test_accepted_plan_stores_who_interprets_where_nobody_shares_a_language(desk, foreign, wei):
    factories.request(desk, foreign[0], foreign[1])
    factories.request(desk, foreign[0], foreign[2])
    desk.run(AcceptPlan(desk.planning.draft(Limits(20.0))))
    stored = {frozenset(m.parties): interpreters(desk)[m.number] for m in desk.agenda.grid().placed}
    assert stored == {
        frozenset(foreign[:2]): wei,
        frozenset((foreign[0], foreign[2])): None,
    }


def test_one_interpreter_is_in_one_meeting_at_a_time(desk, foreign, wei):
    factories.request(desk, foreign[0], foreign[1])
    factories.request(desk, foreign[2], foreign[3])
    desk.run(AcceptPlan(desk.planning.draft(Limits(20.0))))
    first, second = desk.agenda.grid().placed
    assert first.slot != second.slot
    with pytest.raises(RuleBroken) as refused:
        desk.run(MoveMeeting(second.number, first.slot))
    assert [v["rule"] for v in refused.value.violations] == ["interpreter_needed"]


def test_meeting_made_by_hand_gets_an_interpreter_and_loses_it_with_its_place(desk, foreign, wei):
    desk.run(AddMeeting(foreign[0], foreign[1], 1))
    assert interpreters(desk) == {1: wei}
    desk.run(UnplaceMeeting(1))
    assert interpreters(desk) == {1: None}
    desk.history.undo()
    assert interpreters(desk) == {1: wei}


def test_slots_without_a_free_interpreter_clash_with_the_reason(desk, foreign, wei):
    desk.run(AddMeeting(foreign[0], foreign[1], 1))
    desk.run(AddMeeting(foreign[2], foreign[3], 2))
    held = next(m for m in desk.agenda.grid().placed if m.number == 2)
    first = desk.agenda.grid().slots[0].key
    found = desk.agenda.targets(held.key)
    assert found.slots[first].kind is Target.CLASH
    assert found.why_slot(first) == (
        "Guest 2 and Guest 3 share no language and have no interpreter in slot 1 (09:00).",
    )


def test_interpreter_is_called_by_name_and_has_the_record_s_key(desk, foreign, wei):
    with desk._database.reading() as session:
        board = read_board(session)
        key = session.scalars(select(Interpreter.id)).one()
    (one,) = board.problem.interpreters
    assert (one.key, one.participant, board.names.interpreter(one.key)) == (key, wei, "Wei")


def test_board_kept_in_memory_learns_of_a_new_interpreter(desk, foreign):
    desk.run(AddMeeting(foreign[0], foreign[1], 1))
    key = desk.agenda.grid().placed[0].key
    kinds = {target.kind for target in desk.agenda.targets(key).slots.values()}
    assert Target.FORBIDDEN not in kinds  # without any interpreter it is only a flaw
    desk.run(SetInterpreter(factories.participant(desk, "Luc", languages=["fr"]), ("de-fr",)))
    kinds = {target.kind for target in desk.agenda.targets(key).slots.values()}
    assert kinds == {Target.HERE, Target.FORBIDDEN}


def test_proof_that_not_everything_fits_is_told_in_sentences(desk):
    busy = factories.participant(desk, "Ana", max_meetings=None)
    others = factories.people(desk, 17)
    for other in others:  # sixteen slots
        factories.request(desk, busy, other)
    draft = desk.planning.draft(Limits(30.0, helpers=1), None, Aims(place_all=True))
    assert draft.impossible[0].startswith("Not everything can be placed: these 17 meetings")
    assert draft.impossible[-1] == ("Ana has 17 of these meetings and can have one at a time.")


def test_aims_left_out_are_last_and_not_sought(desk):
    one, other = factories.people(desk, 2)
    factories.request(desk, one, other)
    draft = desk.planning.draft(Limits(10.0), None, Aims(order=("weight", "idle_slots")))
    assert [aim.name for aim in draft.aims[:2]] == ["weight", "idle_slots"]
    assert {aim.name: aim.judged for aim in draft.aims[:1]} == {"weight": "proven best"}
    assert {aim.judged for aim in draft.aims[2:]} == {"not sought"}


def test_one_more_table_is_worth_the_meeting_that_lacks_one(desk):
    keys = factories.people(desk, 10)
    for one, other in zip(keys[::2], keys[1::2], strict=True):
        factories.request(desk, one, other, slot_id=desk.agenda.grid().slots[0].key)
    draft = desk.planning.draft(Limits(10.0))
    more = desk.planning.worth_of_more(draft, Limits(10.0))
    assert (draft.placed, more[0].what, more[0].weight) == (4, "table", 6)
    assert (more[0].words, more[0].gained) == ("One more table", "+6 weight")
