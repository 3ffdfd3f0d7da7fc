"""Slots that have begun: offered only where there is nothing else, and drops there say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.services.agenda import MoveMeeting, SwapMeetings, TakePlace, Target, UnplaceMeeting
from matchdesk.services.agenda.giving_way import Way
from tests import factories

BEGUN = "Slot 2 (09:25) has begun."
OVER = "Slot 1 (09:00) is over."


@pytest.fixture
def meetings(desk, clock) -> list[str]:
    """At 09:30, 1: Person 1, 2 in slot 4 at table 1; 2: Person 3, 4 in slot 2 at table 1."""
    people = factories.people(desk, 4)
    found = [factories.meeting(desk, *people[:2], 4, 1), factories.meeting(desk, *people[2:], 2, 1)]
    clock.set(clock.now() + timedelta(minutes=30))
    return found


def keys(desk, slot: int, table: int) -> tuple[str, str]:
    grid = desk.agenda.grid()
    return grid.slots[slot - 1].key, grid.tables[table - 1].key


def test_best_places_are_from_now_on(desk, meetings):
    number = {slot.key: slot.number for slot in desk.agenda.grid().slots}
    offered = [number[offer.command.slot] for offer in desk.agenda.elsewhere(1)]
    assert len(offered) == 5
    assert min(offered) == 3
    shown = [number[offer.command.slot] for offer in desk.agenda.meeting(1).elsewhere]
    assert shown == offered


def test_past_places_are_offered_when_there_is_nothing_else(desk, meetings, clock):
    clock.set(clock.now() + timedelta(days=3))
    offers = desk.agenda.elsewhere(1)
    assert len(offers) == 5
    assert all("is over." in offer.warnings[0] for offer in offers)


@pytest.mark.parametrize(("slot", "said"), [(1, OVER), (2, BEGUN)])
def test_free_cell_of_a_begun_slot_is_soft_and_says_so(desk, meetings, slot, said):
    targets = desk.agenda.targets(1)
    cell = keys(desk, slot, 3)
    assert targets.cells[cell] is Target.SOFT
    assert targets.why(*cell)[0] == said
    assert targets.why_slot(cell[0])[0] == said
    moved = desk.run(MoveMeeting(1, *cell)).result
    assert moved.warnings[0] == said


def test_another_table_of_its_own_slot_is_no_later_than_before(desk, meetings):
    targets = desk.agenda.targets(2)
    assert targets.cells[keys(desk, 2, 2)] is Target.FREE
    assert desk.run(MoveMeeting(2, 2, 2)).result.warnings == ()


def test_swap_with_a_begun_meeting_says_so_before_and_after(desk, meetings):
    offers = desk.agenda.offers(1, *keys(desk, 2, 1))
    assert {offer.warnings[0] for offer in offers} == {BEGUN}
    one, other = desk.run(SwapMeetings(1, 2)).result
    assert (one.warnings[0], other.warnings) == (BEGUN, ())


def test_place_taken_in_a_begun_slot_says_so(desk, meetings):
    mine, other = desk.run(TakePlace(1, 2, 1, Way.TABLE)).result
    assert (mine.warnings[0], other.warnings) == (BEGUN, ())


def test_group_dropped_in_a_begun_slot_says_so(desk, meetings):
    other = factories.meeting(desk, *factories.people(desk, 2), 4, 2)
    targets = desk.agenda.targets_together([meetings[0], other])
    cell = keys(desk, 1, 2)
    assert (targets.cells[cell], targets.why(*cell)[0]) == (Target.SOFT, OVER)
    moved = desk.run(targets.command(*cell)).result
    assert [one.warnings[0] for one in moved] == [OVER, OVER]


def test_waiting_meeting_names_only_hindrances_to_come(desk, meetings):
    busy = desk.agenda.meeting(1).parties[0].person.key
    factories.meeting(desk, busy, factories.people(desk, 1)[0], 1, 2)
    factories.meeting(desk, busy, factories.people(desk, 1)[0], 5, 2)
    desk.run(UnplaceMeeting(1))
    said = desk.agenda.meeting(1).hindrances
    assert [one[:5] for one in said] == ["13:30"]
