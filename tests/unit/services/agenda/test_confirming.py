"""Confirmed meetings: marked, moved, and planned again elsewhere."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import MeetingStatus, RequestStatus
from matchdesk.services.agenda import ConfirmMeetings, MoveMeeting, UnplaceMeeting
from matchdesk.services.board import read_board
from matchdesk.services.outcomes import MarkMeeting
from tests import factories


@pytest.fixture
def meetings(desk) -> list[str]:
    people = factories.people(desk, 4)
    return [
        factories.meeting(desk, people[0], people[1], 1, 1),
        factories.meeting(desk, people[2], people[3], 1, 2),
    ]


def statuses(desk) -> dict[int, str]:
    return {line.number: line.status.value for line in desk.agenda.lines()}


def test_meetings_are_confirmed_in_one_step_and_back(desk, meetings):
    assert desk.run(ConfirmMeetings((1, 2))).result == 2
    assert statuses(desk) == {1: "confirmed", 2: "confirmed"}
    desk.history.undo()
    assert statuses(desk) == {1: "planned", 2: "planned"}


def test_confirmed_meeting_is_planned_again_in_another_slot(desk, meetings):
    desk.run(ConfirmMeetings((1, 2)))
    desk.run(MoveMeeting(1, 3))
    desk.run(MoveMeeting(2, 1, 3))
    assert statuses(desk) == {1: "planned", 2: "confirmed"}


def test_confirmed_meeting_is_planned_again_on_the_waiting_list(desk, meetings):
    desk.run(ConfirmMeetings((1,)))
    desk.run(UnplaceMeeting(1))
    assert statuses(desk)[1] == "planned"


def test_meeting_that_waits_or_has_begun_is_not_confirmed(desk, meetings):
    desk.run(UnplaceMeeting(1))
    desk.run(MarkMeeting(2, MeetingStatus.HELD))
    codes = []
    for number in (1, 2):
        with pytest.raises(Conflict) as refused:
            desk.run(ConfirmMeetings((number,)))
        codes.append(refused.value.code)
    assert codes == ["agenda_waits", "agenda_not_planned"]


def test_new_plan_leaves_a_confirmed_meeting_where_it_is(desk, meetings):
    person, other = factories.people(desk, 6)[4:]
    factories.request(desk, person, other, status=RequestStatus.ACCEPTED)
    key = factories.meeting(desk, person, other, 2, 1)
    desk.run(ConfirmMeetings((key,)))
    with desk._database.reading() as session:
        locked = {place.meeting for place in read_board(session).problem.locked}
    assert key in locked
