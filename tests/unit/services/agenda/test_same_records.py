"""After a move the grid is the one read anew, and what did not change is the same record."""

from __future__ import annotations

import pytest

from matchdesk.services.agenda import AgendaQueries, MoveMeeting
from tests import factories


@pytest.fixture
def meetings(desk) -> list[str]:
    people = factories.people(desk, 4)
    return [
        factories.meeting(desk, people[0], people[1], 1, 1),
        factories.meeting(desk, people[2], people[3], 1, 2),
    ]


def test_grid_after_a_move_is_the_one_read_anew(desk, meetings):
    desk.agenda.grid()
    desk.run(MoveMeeting(1, 3, 2))
    assert desk.agenda.grid() == AgendaQueries(desk._database, desk.clock).grid()


def test_meeting_that_did_not_move_stays_the_same_record(desk, meetings):
    before = {meeting.number: meeting for meeting in desk.agenda.grid().meetings}
    desk.run(MoveMeeting(1, 3, 2))
    after = {meeting.number: meeting for meeting in desk.agenda.grid().meetings}
    assert [after[n] is before[n] for n in (1, 2)] == [False, True]


def test_free_slot_says_how_each_side_likes_it(desk, meetings):
    desk.run(MoveMeeting(1, 5, 1))
    slots = {slot.number: slot.key for slot in desk.agenda.grid().slots}
    table = desk.agenda.grid().tables[0].key
    said = desk.agenda.targets(1).why(slots[6], table)[-1]
    assert said.startswith("Rank of the slot among the 15 free ones: ")
