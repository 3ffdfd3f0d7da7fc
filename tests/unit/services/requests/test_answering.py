"""Many requests at once, and from a request to a meeting in one act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict, RuleBroken
from matchdesk.core.vocabulary import MeetingStatus, RequestSource, RequestStatus, Wish
from matchdesk.services.people import SetAvailability
from matchdesk.services.requests import (
    AnswerRequests,
    MeetNow,
    PlaceRequest,
    RaisePriorities,
    WishRequests,
)
from tests import factories

PENDING = RequestStatus.PENDING


@pytest.fixture
def keys(desk):
    return factories.people(desk, 4)


def rows(desk):
    return desk.requests.rows()


def test_many_are_accepted_and_taken_back_in_one_step(both_desk):
    desk = both_desk
    one, two, three, _four = factories.people(desk, 4)
    asked = [factories.request(desk, one, other, status=PENDING) for other in (two, three)]
    desk.run(AnswerRequests(tuple(asked), RequestStatus.ACCEPTED))
    assert [row.status for row in rows(desk)] == [RequestStatus.ACCEPTED] * 2
    assert desk.history.next_undo().what == "Accepted 2 requests"
    desk.history.undo()
    assert [row.status for row in rows(desk)] == [PENDING] * 2


def test_declining_many_calls_their_meetings_off_and_lists_them(desk, keys):
    asked = []
    for table, other in enumerate(keys[1:3], start=1):
        asked.append(factories.request(desk, keys[0], other))
        factories.meeting(desk, keys[0], other, slot=table, table=table, request_id=asked[-1])
    lost = desk.run(AnswerRequests(tuple(asked), RequestStatus.DECLINED)).result
    assert [(one.slot, one.table) for one in lost] == [(1, 1), (2, 2)]
    assert desk.agenda.grid().placed == ()


def test_one_of_many_that_changes_is_told_by_name(desk, keys):
    done = factories.request(desk, keys[0], keys[1])
    asked = factories.request(desk, keys[0], keys[2], status=PENDING)
    desk.run(AnswerRequests((done, asked), RequestStatus.ACCEPTED))
    assert "Person 3" in desk.history.next_undo().what


def test_wishes_and_priorities_of_many(desk, keys):
    asked = tuple(factories.request(desk, keys[0], other, priority=p)
                  for other, p in zip(keys[1:], (4, 5, 1), strict=True))  # fmt: skip
    assert desk.run(RaisePriorities(asked, 1)).result == 2
    desk.run(WishRequests(asked[:2], Wish.MUST_MEET))
    assert [(r.priority, r.wish) for r in rows(desk)] == [
        (5, Wish.MUST_MEET), (5, Wish.MUST_MEET), (2, Wish.NORMAL),
    ]  # fmt: skip


def test_request_gets_the_earliest_slot_without_a_flaw(desk, keys, clock):
    asked = factories.request(desk, keys[0], keys[1], status=PENDING)
    place = desk.run(PlaceRequest(asked)).result
    assert (place.slot, place.table) == (1, 1)
    (row,) = rows(desk)
    assert (row.status, row.placed.meeting) == (RequestStatus.ACCEPTED, place.number)
    desk.history.undo()
    (row,) = rows(desk)
    assert (row.status, row.placed) == (PENDING, None)
    clock.set(clock.now() + timedelta(minutes=1))
    assert desk.run(PlaceRequest(asked)).result.slot == 2


def test_request_beside_other_meetings_leaves_no_gap(desk, keys):
    factories.meeting(desk, keys[0], keys[2], slot=3, table=1)
    asked = factories.request(desk, keys[0], keys[1])
    assert desk.run(PlaceRequest(asked)).result.slot == 2


def test_request_keeps_to_its_wished_session(desk, keys):
    sessions = desk.events.summary().sessions
    asked = factories.request(desk, keys[0], keys[1], session_id=sessions[1].key)
    assert desk.run(PlaceRequest(asked)).result.slot == 5


def test_waiting_meeting_of_a_request_is_placed_and_none_made(desk, keys):
    asked = factories.request(desk, keys[0], keys[1])
    factories.meeting(desk, keys[0], keys[1], slot=None, table=None, request_id=asked)
    desk.run(PlaceRequest(asked))
    assert [m.number for m in desk.agenda.grid().meetings] == [1]


def test_request_that_fits_nowhere_says_why(desk, keys):
    away = {slot.key: "" for slot in desk.events.summary().slots}
    desk.run(SetAvailability(keys[1], frozenset(), away))
    asked = factories.request(desk, keys[0], keys[1])
    with pytest.raises(Conflict) as refused:
        desk.run(PlaceRequest(asked))
    assert refused.value.code == "place_nowhere"
    assert refused.value.data["why"].startswith("Person 2 is not available in slot")


def test_request_that_was_declined_is_not_placed(desk, keys):
    asked = factories.request(desk, keys[0], keys[1], status=RequestStatus.DECLINED)
    with pytest.raises(Conflict) as refused:
        desk.run(PlaceRequest(asked))
    assert refused.value.code == "place_declined"


def test_two_meet_now_with_a_request_of_their_own_in_one_step(desk, keys):
    place = desk.run(MeetNow(keys[0], keys[1], 1, 3)).result
    (row,) = rows(desk)
    assert (place.slot, place.table, row.placed.table) == (1, 3, 3)
    assert (row.source, row.placed.status) == (RequestSource.RECOMMENDED, MeetingStatus.PLANNED)
    desk.history.undo()
    assert (rows(desk), desk.agenda.grid().meetings) == ((), ())


def test_two_meet_now_by_the_request_that_stands(desk, keys):
    asked = factories.request(desk, keys[1], keys[0], status=PENDING)
    desk.run(MeetNow(keys[0], keys[1], 2))
    assert [(r.key, r.status, r.placed.slot) for r in rows(desk)] == [
        (asked, RequestStatus.ACCEPTED, 2)
    ]


def test_two_who_never_meet_do_not_meet_now(desk, keys):
    factories.request(desk, keys[0], keys[1], wish=Wish.NEVER_MEET)
    with pytest.raises((Conflict, RuleBroken)):
        desk.run(MeetNow(keys[0], keys[1], 1))
    assert desk.agenda.grid().meetings == ()
