"""The board that is kept up with the journal is the one that reading everything would give."""

from __future__ import annotations

import random

from matchdesk.core.errors import MatchDeskError
from matchdesk.services.agenda import (
    AgendaQueries,
    CancelMeeting,
    LockMeetings,
    MoveMeeting,
    RestoreMeeting,
    SwapMeetings,
    UnplaceMeeting,
)
from matchdesk.services.board import read_board
from matchdesk.services.board.snapshots import Snapshots
from matchdesk.services.planning import AcceptPlan, Limits
from matchdesk.storage.database import Database
from tests import factories


def _step(chance, desk):
    """One edit by hand, whatever comes of it."""
    one, other = chance.sample(range(1, 16), 2)
    slot, table = chance.randint(1, 16), chance.randint(1, 4)
    command = chance.choice(
        [
            MoveMeeting(one, slot, table),
            MoveMeeting(one, slot),
            SwapMeetings(one, other),
            UnplaceMeeting(one),
            LockMeetings((one,), chance.random() < 0.3),
            CancelMeeting(one),
            RestoreMeeting(one),
        ]
    )
    try:
        if chance.random() < 0.2:
            desk.history.undo()
        else:
            desk.run(command)
    except MatchDeskError:
        pass


def test_grid_that_is_followed_equals_one_read_anew(file_address, opener, clock):
    desks = [opener(file_address, name) for name in ("a", "b")]
    people = factories.people(desks[0], 8)
    pairs = [(i, j) for i in range(8) for j in range(i)][:14]
    for one, other in pairs:
        factories.request(desks[0], people[one], people[other])
    desks[0].run(AcceptPlan(desks[0].planning.draft(Limits(time_limit=5.0))))
    factories.meeting(desks[0], people[0], people[7], None, None)
    database = Database(file_address)
    chance = random.Random(5)
    for _ in range(80):
        _step(chance, chance.choice(desks))
        anew = AgendaQueries(database, clock)
        assert desks[0].agenda.grid() == anew.grid()
    database.close()


def test_moved_meeting_is_followed_not_read_again(file_address, opener, monkeypatch):
    desk, other = opener(file_address, "a"), opener(file_address, "b")
    people = factories.people(desk, 4)
    factories.meeting(desk, people[0], people[1], 1, 1)
    factories.meeting(desk, people[2], people[3], 1, 2)
    desk.agenda.grid()
    read = []
    monkeypatch.setattr(
        "matchdesk.services.board.snapshots.read_board",
        lambda session: read.append(1) or read_board(session),
    )
    desk.run(MoveMeeting(1, 2))
    desk.run(LockMeetings((2,)))
    assert read == []
    other.run(MoveMeeting(1, 3))
    assert read == [1]  # the other desk had not looked yet
    grid = desk.agenda.grid()
    assert read == [1]
    assert [slot.number for slot in grid.slots if slot.key == grid.placed[1].slot] == [3]


def test_session_begun_before_a_change_sees_the_board_of_its_time(file_address, opener):
    desk = opener(file_address, "a")
    people = factories.people(desk, 2)
    factories.meeting(desk, people[0], people[1], 1, 1)
    database, boards = Database(file_address), Snapshots()
    with database.reading() as early:
        before = boards.board(early)
        desk.run(MoveMeeting(1, 2))
        with database.reading() as late:
            after = boards.board(late)
        assert boards.board(early).placements == before.placements
        assert after.placements != before.placements
    database.close()
