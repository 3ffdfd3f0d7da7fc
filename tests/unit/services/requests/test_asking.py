from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, Invalid, MatchDeskError
from matchdesk.core.vocabulary import MeetingStatus, RequestSource, RequestStatus, Wish
from matchdesk.services.desk import Desk
from matchdesk.services.people import CancelParticipant
from matchdesk.services.requests import AddRequest, SetPriority, SetRequestStatus, SetWish
from tests import factories


def test_request_made_on_site_is_accepted(both_desk: Desk) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    made = desk.run(AddRequest(one, two, priority=4)).result
    row = desk.requests.get(made.key)
    assert (row.number, row.status, row.source, row.priority, row.mutual) == (
        1,
        RequestStatus.ACCEPTED,
        RequestSource.ON_SITE,
        4,
        False,
    )


def test_request_in_the_other_direction_makes_it_mutual_and_accepted(both_desk: Desk) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    first = desk.run(AddRequest(one, two, accepted=False)).result
    second = desk.run(AddRequest(two, one)).result
    rows = desk.requests.rows()
    assert second == type(second)(first.key, first.number, True)
    assert [(row.status, row.mutual) for row in rows] == [(RequestStatus.ACCEPTED, True)]
    desk.history.undo()
    row = desk.requests.rows()[0]
    assert (row.status, row.mutual) == (RequestStatus.PENDING, False)


def test_request_withdrawn_before_is_taken_up_again(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two, status=RequestStatus.CANCELLED)
    assert desk.run(AddRequest(one, two, priority=5)).result.key == key
    row = desk.requests.get(key)
    assert (row.status, row.priority) == (RequestStatus.ACCEPTED, 5)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"status": RequestStatus.ACCEPTED}, "request_exists"),
        ({"status": RequestStatus.PENDING}, "request_exists"),
        ({"status": RequestStatus.DECLINED}, "request_declined"),
        ({"wish": Wish.NEVER_MEET}, "request_never_meet"),
    ],
)
def test_request_of_a_known_pair_is_refused(desk: Desk, known: dict, code: str) -> None:
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two, **known)
    with pytest.raises(Conflict, match=code):
        desk.run(AddRequest(one, two))


def test_request_against_a_never_of_the_other_side_is_refused(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two, wish=Wish.NEVER_MEET)
    with pytest.raises(Conflict, match="request_never_meet"):
        desk.run(AddRequest(two, one))


def test_request_of_oneself_a_colleague_or_somebody_cancelled_is_refused(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    colleague = factories.participant(
        desk, "Ana", organisation_id=desk.people.card(one).row.organisation_key
    )
    desk.run(CancelParticipant(two))
    codes = []
    for other in (one, colleague, two):
        with pytest.raises(MatchDeskError) as refused:
            desk.run(AddRequest(one, other))
        codes.append(refused.value.code)
    assert codes == [
        "request_same_person",
        "request_same_organisation",
        "request_party_cancelled",
    ]


def test_priority_out_of_range_is_refused(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    for priority in (0, 6):
        with pytest.raises(Invalid, match="request_priority"):
            desk.run(SetPriority(key, priority))
    desk.run(SetPriority(key, 1))
    assert desk.requests.get(key).priority == 1


def test_declined_request_cancels_its_planned_meeting_and_undo_restores_it(
    both_desk: Desk,
) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    factories.meeting(desk, one, two, slot=2, table=3, request_id=key)
    lost = desk.run(SetRequestStatus(key, RequestStatus.DECLINED)).result
    assert [(m.slot, m.table) for m in lost] == [(2, 3)]
    assert desk.people.card(one).meetings[0].status is MeetingStatus.CANCELLED
    assert desk.requests.get(key).why.code == "declined"
    assert desk.history.next_undo().what == "Declined the request of Person 1 to Person 2"
    desk.history.undo()
    assert desk.requests.get(key).placed.slot == 2


def test_never_meet_cancels_the_planned_meeting_of_the_pair(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    factories.meeting(desk, two, one, slot=2, table=3)
    lost = desk.run(SetWish(key, Wish.NEVER_MEET)).result
    assert [m.slot for m in lost] == [2]
    assert desk.requests.get(key).why.code == "never_meet"


def test_must_meet_touches_no_meeting(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    factories.meeting(desk, one, two, slot=2, table=3)
    assert desk.run(SetWish(key, Wish.MUST_MEET)).result == ()
    assert desk.requests.get(key).placed.slot == 2
