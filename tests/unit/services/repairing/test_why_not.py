"""Ways to place one request, taken in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from matchdesk.core.errors import Conflict
from matchdesk.services.agenda import AddMeeting
from matchdesk.services.event_layout import ChangeLayout, ChangeTables, TablePlan
from matchdesk.services.people import SetAvailability, SetInterpreter
from matchdesk.services.repairing import AcceptRepair, WayOut
from tests import factories


@pytest.fixture
def wanted(desk) -> str:
    """A request for slot 1, in which one of the two has another meeting that could move."""
    ana, ben, eva = factories.people(desk, 3)
    factories.request(desk, ana, eva)
    desk.run(AddMeeting(ana, eva, 1, 1))
    return factories.request(desk, ana, ben, slot_id=desk.agenda.grid().slots[0].key)


def places(desk) -> dict[int, int | None]:
    return {line.number: line.slot for line in desk.agenda.lines()}


def test_cheapest_way_moves_what_is_in_the_way_and_is_undone(desk, wanted):
    found = desk.repair.why_not(wanted)
    way = found.ways[0]
    assert way.words == "At 18.11. 09:00 table 1, if one other meeting moves."
    desk.run(AcceptRepair(way.draft))
    assert places(desk)[2] == 1
    assert places(desk)[1] not in (None, 1)
    assert desk.repair.why_not(wanted) is None
    desk.history.undo()
    assert places(desk) == {1: 1}


def test_slots_tell_whose_meeting_is_in_the_way(desk, wanted):
    found = desk.repair.why_not(wanted)
    assert found.slots[0] == "1 · 09:00: Person 1 already meets Person 3 in slot 1 (09:00)."


def test_request_that_fits_is_placed_at_once(desk):
    one, other = factories.people(desk, 2)
    key = factories.request(desk, one, other)
    (way,) = desk.repair.why_not(key).ways
    desk.run(AcceptRepair(way.draft))
    assert list(places(desk)) == [1]


@pytest.fixture
def crowded(desk) -> str:
    """A request of two people who are free, in an event whose only table is always taken."""
    desk.run(ChangeTables((TablePlan(1),)))
    slots = desk.agenda.grid().slots
    people = factories.people(desk, 2 + 2 * len(slots))
    for slot in slots:
        pair = people[2 * slot.number], people[2 * slot.number + 1]
        factories.meeting(desk, *pair, slot.number, 1)
    return factories.request(desk, people[0], people[1])


def way_of(desk, request: str, words: str) -> WayOut:
    return next(way for way in desk.repair.why_not(request).ways if words in way.words)


def test_one_more_table_places_the_request_in_one_step(desk, crowded):
    slots = len(desk.agenda.grid().slots)
    way = way_of(desk, crowded, "one more table")
    done = desk.run(way.more)
    data = desk.agenda.grid()
    assert [table.number for table in data.tables] == [1, 2]
    assert len(data.placed) == slots + 1
    assert done.result.table == 2
    desk.history.undo()
    data = desk.agenda.grid()
    assert [table.number for table in data.tables] == [1]
    assert len(data.placed) == slots


def test_one_more_slot_places_the_request_in_one_step(desk, crowded):
    before = desk.agenda.grid().slots
    way = way_of(desk, crowded, "one slot more")
    done = desk.run(way.more)
    data = desk.agenda.grid()
    new = next(slot for slot in data.slots if slot.key not in {one.key for one in before})
    assert len(data.slots) == len(before) + 1
    assert done.result.slot == new.number
    assert desk.repair.why_not(crowded) is None
    desk.history.undo()
    assert desk.agenda.grid().slots == before


def test_request_that_fits_needs_no_longer_session(desk):
    one, other = factories.people(desk, 2)
    key = factories.request(desk, one, other)
    assert [way.more for way in desk.repair.why_not(key).ways] == [None]


def test_session_followed_at_once_by_another_cannot_go_on(desk, crowded):
    way = way_of(desk, crowded, "one slot more")
    layout = desk.layout.current()
    first = layout.sessions[0]
    glued = replace(first, starts=first.ends, ends=time(12, 20))
    desk.run(ChangeLayout(replace(layout, sessions=(*layout.sessions, glued))))
    with pytest.raises(Conflict) as refused:
        desk.run(way.more)
    assert refused.value.code == "way_no_longer"


def test_ways_lie_ahead(desk, crowded, clock):
    clock.set(datetime(2026, 11, 19, 14, 0, tzinfo=UTC))  # 15:00 at the venue: the last slot runs
    (way,) = desk.repair.why_not(crowded).ways
    assert way.words == "With one slot more at 19.11. 15:10, after the last one of its session."


def test_slots_that_have_begun_are_no_way(desk, clock):
    one, other = factories.people(desk, 2)
    key = factories.request(desk, one, other)
    clock.set(datetime(2026, 11, 19, 13, 30, tzinfo=UTC))  # 14:30, before the last slot
    assert [way.words for way in desk.repair.why_not(key).ways] == [
        "It fits at 19.11. 14:45 table 1."
    ]


def test_request_fixed_to_a_slot_that_has_begun_says_so(desk, clock):
    one, other = factories.people(desk, 2)
    slot = desk.agenda.grid().slots[2]
    key = factories.request(desk, one, other, slot_id=slot.key)
    clock.set(datetime(2026, 11, 18, 8, 55, tzinfo=UTC))  # 09:55 at the venue
    found = desk.repair.why_not(key)
    assert found.reasons == ("It is fixed to slot 3 (09:50), which has begun.",)
    assert found.ways == ()


def test_in_the_last_slot_no_place_is_free_any_more(desk, clock):
    one, other = factories.people(desk, 2)
    key = factories.request(desk, one, other)
    clock.set(datetime(2026, 11, 19, 14, 0, tzinfo=UTC))  # 15:00 at the venue: the last slot runs
    found = desk.repair.why_not(key)
    assert found.reasons == ("Every slot in which everybody who would meet is present has begun.",)
    assert [way.draft for way in found.ways] == [None]


def test_that_nobody_interprets_is_said_once_for_all_slots(desk):
    one = factories.participant(desk, "Guest", languages=["en"])
    other = factories.participant(desk, "Host", languages=["zh"])
    wei = factories.participant(desk, "Wei", languages=["fr", "de"])
    desk.run(SetInterpreter(wei, ("fr-de",)))
    found = desk.repair.why_not(factories.request(desk, one, other))
    assert found.slots == (
        "In each of these slots nobody who could interpret between them is free.",
    )


def test_slots_without_an_interpreter_are_told_together(desk):
    one = factories.participant(desk, "Guest", languages=["en"])
    other = factories.participant(desk, "Host", languages=["zh"])
    wei = factories.participant(desk, "Wei", languages=["en", "zh"])
    desk.run(SetInterpreter(wei, ("en-zh",)))
    slots = desk.agenda.grid().slots
    away = {slot.key: "" for slot in slots[:3]}
    desk.run(SetAvailability(wei, frozenset(), away))
    desk.run(SetAvailability(one, frozenset(), {slot.key: "" for slot in slots[2:]}))
    found = desk.repair.why_not(factories.request(desk, one, other))
    heard = [line for line in found.slots if "interpret" in line]
    assert heard == [
        "1 · 09:00, 2 · 09:25, 3 · 09:50: nobody who could interpret between them is free."
    ]
