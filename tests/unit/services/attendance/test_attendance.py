"""Every table of a slot, and marking meetings by key or by two badges."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus, Rating
from matchdesk.services.attendance import Mark, MarkMeetings, MeetAtTable
from matchdesk.services.checkin import CheckIn
from matchdesk.services.outcomes import RecordOutcome
from tests import factories

HELD, NO_SHOW = MeetingStatus.HELD, MeetingStatus.NO_SHOW


@pytest.fixture
def keys(desk):
    found = factories.people(desk, 6)
    for table, (one, other) in enumerate(zip(found[::2], found[1::2], strict=True), start=1):
        factories.meeting(desk, one, other, slot=1, table=table)
    return found


def statuses(desk) -> list[MeetingStatus]:
    return [row.meeting.status for row in desk.attendance.sheet(1).rows]


def test_sheet_without_a_number_is_that_of_the_running_slot(both_desk, clock):
    desk = both_desk
    one, other = factories.people(desk, 2)
    factories.meeting(desk, one, other, slot=1, table=1)
    factories.meeting(desk, one, other, slot=2, table=1, status=MeetingStatus.CANCELLED)
    desk.run(CheckIn("1"))
    sheet = desk.attendance.sheet()
    assert (sheet.slot.number, sheet.running, sheet.current) == (1, True, 1)
    assert [(row.meeting.table, row.here, row.missing) for row in sheet.rows] == [
        (1, {one}, ("Person 2",))
    ]
    clock.set(clock.now() + timedelta(minutes=22))  # between two slots
    sheet = desk.attendance.sheet()
    assert (sheet.slot.number, sheet.running) == (1, False)
    clock.set(clock.now() + timedelta(minutes=5))
    assert (desk.attendance.sheet().slot.number, desk.attendance.sheet().rows) == (2, ())


def test_many_are_marked_and_taken_back_as_one_step(desk, keys):
    marks = (Mark(1, HELD), Mark(2, NO_SHOW, keys[3]), Mark(3, NO_SHOW))
    assert desk.run(MarkMeetings(marks)).result == 3
    missing = [row.meeting.no_show_keys for row in desk.attendance.sheet(1).rows]
    assert statuses(desk) == [HELD, NO_SHOW, NO_SHOW]
    assert missing == [(), (keys[3],), (keys[4], keys[5])]
    desk.history.undo()
    assert statuses(desk) == [MeetingStatus.PLANNED] * 3


def test_one_that_cannot_be_marked_leaves_all_as_they_were(desk, keys):
    desk.run(RecordOutcome(2, Rating.VALUABLE_CONTACT))
    with pytest.raises(Conflict) as refused:
        desk.run(MarkMeetings((Mark(1, NO_SHOW), Mark(2, NO_SHOW))))
    assert refused.value.code == "outcome_kept"
    assert statuses(desk) == [MeetingStatus.PLANNED, HELD, MeetingStatus.PLANNED]


def test_two_badges_begin_a_meeting_and_end_it(desk, keys):
    first = desk.run(MeetAtTable(keys[1], keys[0])).result
    assert (first.meeting.number, first.meeting.status) == (1, MeetingStatus.IN_PROGRESS)
    assert not first.early_or_late
    second = desk.run(MeetAtTable(keys[0], keys[1])).result
    assert second.meeting.status is HELD
    with pytest.raises(Conflict) as refused:
        desk.run(MeetAtTable(keys[0], keys[1]))
    assert refused.value.code == "attendance_over"


def test_two_badges_at_another_time_say_so(desk, keys, clock):
    clock.set(clock.now() + timedelta(hours=2))
    assert desk.run(MeetAtTable(keys[0], keys[1])).result.early_or_late


@pytest.mark.parametrize(
    ("pair", "code"), [((0, 2), "attendance_none"), ((0, 0), "attendance_same_badge")]
)
def test_badges_without_a_meeting_get_a_sentence(desk, keys, pair, code):
    with pytest.raises((Conflict, Invalid)) as refused:
        desk.run(MeetAtTable(keys[pair[0]], keys[pair[1]]))
    assert refused.value.code == code


def test_badges_of_a_waiting_meeting_are_told_its_number(desk, keys):
    factories.meeting(desk, keys[0], keys[4], slot=None, table=None)
    with pytest.raises(Conflict) as refused:
        desk.run(MeetAtTable(keys[0], keys[4]))
    assert (refused.value.code, refused.value.data["number"]) == ("attendance_waits", 4)
