"""The whole grid as screens get it."""

from __future__ import annotations

from datetime import date, time

from matchdesk.core.vocabulary import MeetingForm, MeetingStatus, RequestStatus
from matchdesk.models import MeetingGuest, TableBlock, Unavailability
from matchdesk.services.agenda import AgendaQueries, CancelMeeting, MoveMeeting, UnplaceMeeting
from matchdesk.services.checkin.commands import CheckInParticipant
from matchdesk.services.people import CancelParticipant
from tests import factories


def test_empty_event_has_slots_and_tables_and_nothing_else(desk):
    grid = desk.agenda.grid()
    assert (len(grid.slots), len(grid.tables), grid.meetings, grid.people) == (16, 4, (), {})
    assert (grid.requests, grid.open_requests, grid.planned_at) == (0, 0, None)


def test_time_between_sessions_is_a_break_before_the_next_slot(desk):
    grid = desk.agenda.grid()
    assert [(p.day, p.starts, p.ends, p.before) for p in grid.pauses] == [
        (date(2026, 11, 18), time(10, 35), time(13, 30), grid.slots[4].key),
        (date(2026, 11, 19), time(10, 35), time(13, 30), grid.slots[12].key),
    ]


def test_meetings_come_by_slot_and_table_with_the_waiting_list_last(desk):
    people = factories.people(desk, 8)
    factories.meeting(desk, people[0], people[1], 2, 1)
    factories.meeting(desk, people[2], people[3], 1, 2)
    factories.meeting(desk, people[4], people[5], 1, 1)
    factories.meeting(desk, people[6], people[7], 3, 1)
    desk.run(UnplaceMeeting(1))
    desk.run(CancelMeeting(4))
    grid = desk.agenda.grid()
    assert [m.number for m in grid.meetings] == [3, 2, 1]
    assert [m.number for m in grid.waiting] == [1]
    assert [(m.number, m.status) for m in grid.cancelled] == [(4, MeetingStatus.CANCELLED)]
    assert grid.meetings[0].form is MeetingForm.C2C


def test_open_requests_are_accepted_ones_without_a_slot(desk):
    a, b, c = factories.people(desk, 3)
    request = factories.request(desk, a, b)
    factories.request(desk, a, c)
    factories.request(desk, b, c, status=RequestStatus.PENDING)
    factories.meeting(desk, a, b, 1, 1, request_id=request)
    grid = desk.agenda.grid()
    assert (grid.requests, grid.open_requests) == (3, 1)


def test_arrival_is_seen_at_once(desk):
    (key,) = factories.people(desk, 1)
    assert desk.agenda.grid().people[key].arrived is False
    desk.run(CheckInParticipant(key))
    assert desk.agenda.grid().people[key].arrived is True


def test_fault_is_shown_on_the_meeting_that_breaks_the_rule(desk):
    a, b = factories.people(desk, 2)
    factories.meeting(desk, a, b, 3, 2)
    event = desk.events.summary()
    slot = event.slots[2].key
    factories.put(
        desk,
        Unavailability(participant_id=b, slot_id=slot),
        TableBlock(table_id=event.tables[1].key, slot_id=slot, reason="fire door"),
    )
    grid = desk.agenda.grid()
    assert grid.meetings[0].faults == (
        "Person 2 is not available in slot 3 (09:50).",
        "Table 2 is blocked in slot 3 (09:50).",
    )
    assert grid.tables[1].blocked == {slot: "fire door"}
    assert grid.people[b].absent == frozenset({slot})


def test_lines_of_one_participant_are_theirs_alone(desk):
    a, b, c = factories.people(desk, 3)
    factories.meeting(desk, a, b, 2, 1)
    factories.meeting(desk, b, c, 1, 1)
    assert [line.number for line in desk.agenda.lines(b)] == [2, 1]
    assert [line.number for line in desk.agenda.lines(a)] == [1]


def test_details_tell_why_and_what_was_done(desk):
    a, b = factories.people(desk, 2)
    request = factories.request(desk, a, b, priority=4, message="Let us talk")
    factories.meeting(desk, a, b, 1, 1, request_id=request)
    desk.run(MoveMeeting(1, 3))
    details = desk.agenda.meeting(1)
    assert [p.person.name for p in details.parties] == ["Person 1", "Person 2"]
    assert [(r.requester, r.requested, r.priority, r.message) for r in details.asked] == [
        ("Person 1", "Person 2", 4, "Let us talk")
    ]
    assert details.history[0].what.startswith("Moved Cluster 1 ⇄ Cluster 2")
    assert (details.outcome.slot, details.outcome.table) == (3, 1)


def test_grid_carried_along_is_the_one_read_anew_for_who_is_gone_too(desk, clock):
    people = factories.people(desk, 2)
    desk.run(CancelParticipant(people[0]))
    factories.meeting(desk, *people, 1, 1)  # made after they had left
    assert len(desk.agenda.grid().people[people[0]].absent) == 15
    desk.run(CancelMeeting(1))
    assert desk.agenda.grid() == AgendaQueries(desk._database, clock).grid()


def test_details_count_the_placed_meetings_of_each_side_guests_too(desk):
    people = factories.people(desk, 4)
    factories.meeting(desk, people[0], people[1], 1, 1)
    factories.meeting(desk, people[0], people[2], 2, 1)
    factories.meeting(desk, people[3], people[0], None, None)
    third = factories.meeting(desk, people[2], people[3], 3, 1)
    factories.put(desk, MeetingGuest(meeting_id=third, participant_id=people[1]))
    details = desk.agenda.meeting(1)
    assert [party.meetings for party in details.parties] == [2, 2]
