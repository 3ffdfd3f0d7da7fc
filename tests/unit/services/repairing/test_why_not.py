"""Ways to place one request, taken in one step."""

from __future__ import annotations

import pytest

from matchdesk.services.agenda import AddMeeting
from matchdesk.services.repairing import AcceptRepair
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
