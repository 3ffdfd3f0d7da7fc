"""From stored requests and meetings to exactly the planner's problem."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus, RequestStatus, Wish
from matchdesk.models import (
    SessionAttendance,
    Slot,
    TableBlock,
    Unavailability,
)
from matchdesk.scheduling.problem import Placement, Request
from matchdesk.services.board import Board, read_board
from tests import factories


def board_of(desk) -> Board:
    with desk._database.reading() as session:
        return read_board(session)


@pytest.fixture
def trio(desk) -> list[str]:
    return factories.people(desk, 3)


def requests(desk) -> list[Request]:
    return list(board_of(desk).problem.requests)


def slot_keys(desk) -> list[str]:
    return [slot.key for slot in desk.events.summary().slots]


def test_slots_carry_day_and_minutes(desk):
    slots = board_of(desk).problem.slots
    assert [(s.number, s.day, s.starts, s.ends) for s in slots[:5]] == [
        (1, 0, 540, 560),
        (2, 0, 565, 585),
        (3, 0, 590, 610),
        (4, 0, 615, 635),
        (5, 0, 810, 830),
    ]
    assert (slots[8].number, slots[8].day, slots[8].starts) == (9, 1, 540)


def test_tables_carry_blocks(desk):
    table = desk.events.summary().tables[1]
    slot = slot_keys(desk)[2]
    factories.put(desk, TableBlock(table_id=table.key, slot_id=slot))
    found = board_of(desk).problem.tables
    assert [(t.number, t.seats, t.blocked) for t in found] == [
        (1, 4, frozenset()),
        (2, 4, frozenset({slot})),
        (3, 4, frozenset()),
        (4, 4, frozenset()),
    ]


def test_participants_carry_sessions_absences_and_limits(desk):
    key = factories.participant(desk, "Ana", max_meetings=3, languages=["en", "pt"])
    session = desk.events.summary().sessions[1].key
    slot = slot_keys(desk)[4]
    factories.put(
        desk,
        SessionAttendance(participant_id=key, session_id=session),
        Unavailability(participant_id=key, slot_id=slot),
    )
    (ana,) = board_of(desk).problem.participants
    assert (ana.sessions, ana.unavailable) == (frozenset({session}), frozenset({slot}))
    assert (ana.max_meetings, ana.languages) == (3, frozenset({"en", "pt"}))


def test_cancelled_participant_is_left_out_with_their_requests(desk, trio):
    gone = factories.participant(desk, "Gone", status=ParticipantStatus.CANCELLED)
    factories.request(desk, trio[0], gone)
    board = board_of(desk)
    assert {p.key for p in board.problem.participants} == set(trio)
    assert (board.problem.requests, dict(board.wishes.left_out)) == ((), {"party_cancelled": 1})


def test_pending_request_is_not_planned_but_counted(desk, trio):
    factories.request(desk, trio[0], trio[1], status=RequestStatus.PENDING)
    board = board_of(desk)
    assert (board.problem.requests, dict(board.wishes.left_out)) == ((), {"pending": 1})


def test_two_directions_of_a_pair_are_one_mutual_request(desk, trio):
    key = factories.request(desk, trio[0], trio[1], priority=2)
    factories.request(desk, trio[1], trio[0], priority=4, wish=Wish.MUST_MEET)
    assert requests(desk) == [
        Request(key, (trio[0], trio[1]), weight=11, wish=Wish.MUST_MEET, mutual=True)
    ]


def test_pending_answer_in_the_other_direction_makes_it_mutual(desk, trio):
    key = factories.request(desk, trio[0], trio[1])
    factories.request(desk, trio[1], trio[0], status=RequestStatus.PENDING)
    assert requests(desk) == [Request(key, (trio[0], trio[1]), weight=9, mutual=True)]


def test_one_sided_request_weighs_twice_its_priority(desk, trio):
    key = factories.request(desk, trio[0], trio[1], priority=5)
    assert requests(desk) == [Request(key, (trio[0], trio[1]), weight=10)]


def test_session_wish_and_fixed_slot_are_kept(desk, trio):
    session, slot = desk.events.summary().sessions[2].key, slot_keys(desk)[9]
    key = factories.request(desk, trio[0], trio[1], session_id=session, slot_id=slot)
    assert requests(desk) == [
        Request(key, (trio[0], trio[1]), weight=6, sessions=frozenset({session}), fixed_slot=slot)
    ]


def test_never_meet_is_in_force_until_withdrawn(desk, trio):
    kept = factories.request(desk, trio[0], trio[1], wish=Wish.NEVER_MEET)
    factories.request(desk, trio[1], trio[2], wish=Wish.NEVER_MEET, status=RequestStatus.CANCELLED)
    assert requests(desk) == [Request(kept, tuple(sorted(trio[:2])), wish=Wish.NEVER_MEET)]


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        ({}, False),
        ({"locked": True}, True),
        ({"status": MeetingStatus.IN_PROGRESS}, True),
        ({"status": MeetingStatus.HELD}, True),
        ({"status": MeetingStatus.NO_SHOW}, True),
    ],
)
def test_planned_meeting_of_a_request_may_move_unless_it_is_fixed(desk, trio, values, stays):
    request = factories.request(desk, trio[0], trio[1])
    factories.meeting(desk, trio[0], trio[1], 2, 1, request_id=request, **values)
    board = board_of(desk)
    assert [m.stays for m in board.meetings.values()] == [stays]
    assert [p.request for p in board.problem.locked] == ([request] if stays else [])


def test_meeting_made_by_hand_stays_and_answers_the_pairs_request(desk, trio):
    request = factories.request(desk, trio[1], trio[0])
    key = factories.meeting(desk, trio[0], trio[1], 2, 1)
    slot = slot_keys(desk)[1]
    table = desk.events.summary().tables[0].key
    assert board_of(desk).problem.locked == (
        Placement(key, (trio[0], trio[1]), slot, table, request=request),
    )


def test_meeting_of_a_pending_request_stays(desk, trio):
    request = factories.request(desk, trio[0], trio[1], status=RequestStatus.PENDING)
    key = factories.meeting(desk, trio[0], trio[1], 2, 1, request_id=request)
    assert [(p.meeting, p.request) for p in board_of(desk).problem.locked] == [(key, None)]


def test_cancelled_meeting_frees_its_place_and_its_request(desk, trio):
    request = factories.request(desk, trio[0], trio[1])
    factories.meeting(
        desk, trio[0], trio[1], 2, 1, request_id=request, status=MeetingStatus.CANCELLED
    )
    board = board_of(desk)
    assert (board.placements, board.meetings) == ((), {})
    assert [r.key for r in board.problem.requests] == [request]


def test_waiting_meeting_nobody_requested_is_planned_like_a_usual_wish(desk, trio):
    key = factories.meeting(desk, trio[0], trio[1], None, None)
    assert requests(desk) == [Request(key, (trio[0], trio[1]), weight=6)]


def test_participant_cancelled_after_a_held_meeting_is_known_for_that_slot_alone(desk, trio):
    gone = factories.participant(desk, "Gone", status=ParticipantStatus.CANCELLED)
    factories.meeting(desk, trio[0], gone, 3, 1, status=MeetingStatus.HELD)
    board = board_of(desk)
    with desk._database.reading() as session:
        every = set(session.scalars(select(Slot.id)))
    held = slot_keys(desk)[2]
    assert board.problem.participant_by_key[gone].unavailable == every - {held}
    assert board.faults == {}
