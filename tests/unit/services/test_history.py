"""Undo and redo over the journal."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from matchdesk.core.errors import Conflict, RuleBroken
from matchdesk.models import Meeting, Organisation, Profile, Record, Slot, new_key
from matchdesk.services.bus import Context
from matchdesk.services.people import EditParticipant
from matchdesk.storage import journal
from tests import factories
from tests.factories import Put


def state(desk) -> dict[tuple[str, str], dict]:
    """Every record of the event as journaled."""
    with desk._database.reading() as session:
        return {
            (name, record.id): journal.row_of(record)
            for name, kind in journal.classes().items()
            for record in session.scalars(select(kind))
        }


def rename(desk, key: str, name: str):
    def change(context: Context) -> list[Record]:
        record = context.session.get_one(Organisation, key)
        record.name = name
        return [record]

    return desk.run(Put(change)).change_set


def move(desk, key: str, slot: int):
    def change(context: Context) -> list[Record]:
        record = context.session.get_one(Meeting, key)
        record.slot_id = context.session.scalars(select(Slot.id).where(Slot.number == slot)).one()
        return [record]

    return desk.run(Put(change)).change_set


def test_undo_brings_back_the_very_state_before(both_desk):
    key = factories.organisation(both_desk)
    before = state(both_desk)
    rename(both_desk, key, "New name")
    both_desk.history.undo()
    assert state(both_desk) == before


def test_undo_of_an_addition_removes_it_and_redo_returns_it(both_desk):
    before = state(both_desk)
    factories.people(both_desk, 3)
    after = state(both_desk)
    both_desk.history.undo()
    assert state(both_desk) == before
    both_desk.history.redo()
    assert state(both_desk) == after
    assert both_desk.verify().faults == ()


def test_undo_goes_back_one_change_after_another(both_desk):
    key = factories.organisation(both_desk, "a")
    for name in ("b", "c"):
        rename(both_desk, key, name)
    names = []
    for _ in range(2):
        both_desk.history.undo()
        names.append(state(both_desk)["organisation", key]["name"])
    assert names == ["b", "a"]


def test_redo_is_gone_after_a_new_change(both_desk):
    key = factories.organisation(both_desk, "a")
    rename(both_desk, key, "b")
    both_desk.history.undo()
    rename(both_desk, key, "c")
    with pytest.raises(Conflict) as refused:
        both_desk.history.redo()
    assert refused.value.code == "nothing_to_redo"


def test_undo_with_nothing_left_is_refused(both_desk):
    with pytest.raises(Conflict) as refused:
        both_desk.history.undo()
    assert refused.value.code == "nothing_to_undo"


def test_undo_takes_this_desks_change_not_the_other_desks(open_desk):
    a, b = open_desk("a"), open_desk("b")
    first = factories.organisation(a, "of a")
    factories.organisation(b, "of b")
    a.history.undo()
    assert ("organisation", first) not in state(a)
    assert b.history.next_undo().number == 3


def test_undo_is_refused_where_another_desk_changed_the_record_since(open_desk):
    a, b = open_desk("a"), open_desk("b")
    key = factories.organisation(a, "one")
    rename(a, key, "two")
    rename(b, key, "three")
    with pytest.raises(Conflict) as refused:
        a.history.undo()
    assert (refused.value.code, refused.value.data["by"]) == ("undo_changed_since", 4)
    assert state(a)["organisation", key]["name"] == "three"


def test_undo_is_refused_where_later_records_depend_on_it(open_desk):
    a, b = open_desk("a"), open_desk("b")
    person = factories.participant(a, "Ana")
    factories.put(b, Profile(id=new_key(), participant_id=person))
    with pytest.raises(Conflict) as refused:
        a.history.undo()
    assert refused.value.code == "undo_depended_on"
    assert a.verify().faults == ()


def test_undo_that_would_book_somebody_twice_is_refused(open_desk):
    a, b = open_desk("a"), open_desk("b")
    p = factories.people(a, 3)
    first = factories.meeting(a, p[0], p[1], 1, 1)
    move(a, first, 2)
    factories.meeting(b, p[0], p[2], 1, 2)
    with pytest.raises(RuleBroken):
        a.history.undo()
    assert a.verify().faults == ()


def test_same_change_set_cannot_be_undone_twice(both_desk):
    factories.organisation(both_desk)
    both_desk.history.undo(2)
    with pytest.raises(Conflict) as refused:
        both_desk.history.undo(2)
    assert refused.value.code == "undo_not_possible"


def test_undo_goes_past_what_another_desk_has_taken_back(open_desk):
    a, b = open_desk("a"), open_desk("b")
    first, second = factories.organisation(a, "one"), factories.organisation(a, "two")
    b.history.undo(3)
    assert a.history.next_undo().number == 2
    b.history.redo()
    assert a.history.next_undo().number == 3
    a.history.undo()
    a.history.undo()
    assert {("organisation", first), ("organisation", second)} & state(a).keys() == set()


def test_change_undone_again_after_redo_is_taken_back_by_the_last_undo(both_desk):
    factories.organisation(both_desk)
    both_desk.history.undo(2)
    both_desk.history.redo()
    assert [row.taken_back_by for row in both_desk.history.page()] == [None, 4, None, None]
    both_desk.history.undo(2)
    assert both_desk.history.page()[3].taken_back_by == 5
    with pytest.raises(Conflict) as refused:
        both_desk.history.undo(2)
    assert refused.value.code == "undo_not_possible"


def test_undo_and_redo_in_turn_name_the_change_itself(desk):
    factories.participant(desk, "Ana Example")
    (first, *_others) = desk.history.page()
    for _turn in range(2):
        desk.history.undo()
        desk.history.redo()
    desk.history.undo()
    said = [row.what for row in desk.history.page()][:5]
    undo, redo = f"Undo: {first.what}", f"Redo: {first.what}"
    assert said == [undo, redo, undo, redo, undo]


def test_undo_works_after_the_event_was_reopened(open_desk):
    first = open_desk("a")
    key = factories.organisation(first, "a")
    first.close()
    again = open_desk("a")
    again.history.undo()
    assert ("organisation", key) not in state(again)


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_undone_to_the_start_give_the_first_state(desk, seed):
    chance = random.Random(seed)
    people = factories.people(desk, 6)
    keys = [factories.organisation(desk, f"o{n}") for n in range(4)]
    meetings = [factories.meeting(desk, people[0], people[1], 1, 1)]
    start, steps = state(desk), desk.history.next_undo().number
    for step in range(60):
        act = chance.random()
        if act < 0.5:
            rename(desk, chance.choice(keys), f"name {step}")
        elif act < 0.7:
            move(desk, meetings[0], chance.randint(1, 8))
        elif act < 0.9 and desk.history.next_undo().number > steps:
            desk.history.undo()
        elif desk.history.next_redo():
            desk.history.redo()
    while desk.history.next_undo().number > steps and state(desk) != start:
        desk.history.undo()
    assert state(desk) == start
    assert desk.verify().faults == ()


def test_what_history_did_again_out_of_order_is_the_next_to_be_undone(desk):
    first = factories.participant(desk, "Ana")
    desk.run(EditParticipant(first, {"job_title": "Head"}))
    undone = desk.history.undo().change_set
    factories.participant(desk, "Bo")  # nothing is left to redo in order
    assert desk.history.next_redo() is None
    again = desk.history.undo(undone.number).change_set
    assert desk.history.next_undo().number == again.number
    desk.history.undo()
    desk.history.undo()
    desk.history.undo()
    assert desk.people.participants() == ()


def test_change_that_was_done_again_can_be_taken_back_by_its_first_number_too(desk):
    key = factories.participant(desk, "Ana")
    first = desk.run(EditParticipant(key, {"job_title": "Head"})).change_set
    desk.history.undo()
    again = desk.history.redo().change_set
    last = desk.history.undo(first.number).change_set
    assert desk.history.next_undo().number == first.number - 1
    assert desk.history.next_redo().number == last.number
    rows = {row.number: row.taken_back_by for row in desk.history.page()}
    assert (rows[first.number], rows[again.number]) == (last.number, last.number)


def test_undo_is_refused_where_a_later_change_wrote_the_same_again(desk):
    """Else the later one could never be taken back: the record is not as it left it any more."""
    key = factories.organisation(desk, name="Nord")
    before = state(desk)
    first = rename(desk, key, "Süd").number
    rename(desk, key, "West")
    last = rename(desk, key, "Süd").number
    with pytest.raises(Conflict) as refused:
        desk.history.undo(first)
    assert (refused.value.code, refused.value.data["by"]) == ("undo_changed_since", last)
    for _change in range(3):
        desk.history.undo()
    assert state(desk) == before


def test_undo_passes_over_later_changes_that_were_taken_back(desk):
    key = factories.organisation(desk, name="Nord")
    before = state(desk)
    first = rename(desk, key, "Süd").number
    rename(desk, key, "West")
    desk.history.undo()
    desk.history.undo(first)
    assert state(desk) == before


def test_all_that_was_undone_is_done_again_where_each_wrote_the_same_record(desk):
    key = factories.organisation(desk, name="Nord")
    for name in ("Süd", "West", "Ost"):
        rename(desk, key, name)
    done = state(desk)
    for _change in range(3):
        desk.history.undo()
    for _change in range(3):
        desk.history.redo()
    assert state(desk) == done
