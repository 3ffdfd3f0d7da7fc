"""A move that holds only while the meeting stands where somebody saw it."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict
from matchdesk.core.wording import sentence
from matchdesk.services.agenda import AsSeen, MoveMeeting
from tests import factories


@pytest.fixture
def seen(desk) -> dict[str, tuple[str | None, str | None]]:
    ana, ben = factories.people(desk, 2)
    factories.meeting(desk, ana, ben, 1, 1)
    (one,) = desk.agenda.grid().placed
    return {one.key: (one.slot, one.table)}


def test_move_of_what_stands_as_seen_is_that_move_in_history(desk, seen):
    done = desk.run(AsSeen(MoveMeeting(1, 2, 1), seen))
    assert (done.result.slot, done.result.table) == (2, 1)
    assert done.change_set.intent == "move_meeting"
    desk.history.undo()
    assert {line.number: line.slot for line in desk.agenda.lines()} == {1: 1}


def test_move_of_what_was_moved_meanwhile_is_refused_with_who_did_it(desk, seen):
    desk.run(MoveMeeting(1, 5, 3))
    with pytest.raises(Conflict) as refused:
        desk.run(AsSeen(MoveMeeting(1, 2, 1), seen))
    assert "was moved meanwhile to 18.11. 13:30 table 3" in sentence(refused.value)
    (place,) = refused.value.data["places"].values()
    (one,) = desk.agenda.grid().placed
    assert tuple(place) == (one.slot, one.table)
    assert {line.number: line.slot for line in desk.agenda.lines()} == {1: 5}


def test_move_given_again_as_it_stands_now_is_done(desk, seen):
    desk.run(MoveMeeting(1, 5, 3))
    with pytest.raises(Conflict) as refused:
        desk.run(AsSeen(MoveMeeting(1, 2, 1), seen))
    now = {key: tuple(place) for key, place in refused.value.data["places"].items()}
    assert desk.run(AsSeen(MoveMeeting(1, 2, 1), now)).result.slot == 2
