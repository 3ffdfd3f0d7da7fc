from __future__ import annotations

from matchdesk.core.vocabulary import CheckInOutcome, MeetingStatus, RequestStatus, Wish
from matchdesk.models import CheckIn, ExternalCode
from matchdesk.services.desk import Desk
from matchdesk.services.people import SetAvailability
from tests import factories
from tests.conftest import NOON


def test_row_counts_placed_meetings_and_open_requests(both_desk: Desk) -> None:
    desk = both_desk
    one, two, three = factories.people(desk, 3)
    factories.meeting(desk, one, two, slot=1, table=1)
    factories.meeting(desk, one, three, slot=None, table=None)
    factories.meeting(desk, one, three, slot=2, table=1, status=MeetingStatus.CANCELLED)
    factories.request(desk, one, two)
    factories.request(desk, three, one, status=RequestStatus.PENDING)
    factories.request(desk, one, three, status=RequestStatus.DECLINED)
    rows = {row.key: row for row in desk.people.participants()}
    assert [(rows[k].meetings, rows[k].requests) for k in (one, two, three)] == [
        (1, 2),
        (1, 1),
        (0, 1),
    ]


def test_row_says_when_somebody_arrived_unless_taken_back(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    admitted = {"outcome": CheckInOutcome.ADMITTED, "desk": "a", "operator": "Ana"}
    times = {"scanned_at": NOON, "stored_at": NOON}
    factories.put(
        desk,
        CheckIn(participant_id=one, **admitted, **times),
        CheckIn(participant_id=two, **admitted, **times, undone_at=NOON),
    )
    assert [row.arrived_at for row in desk.people.participants()] == [NOON, None]
    assert [one.undone_at for one in desk.people.card(two).arrivals] == [NOON]


def test_card_tells_of_both_sides_of_requests_and_of_codes(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.request(desk, two, one, priority=5, wish=Wish.MUST_MEET)
    factories.put(desk, ExternalCode(participant_id=one, code="A1B2"))
    card = desk.people.card(one)
    request = card.requests[0]
    assert (request.other, request.outgoing, request.priority, request.wish) == (
        "Person 2",
        False,
        5,
        Wish.MUST_MEET,
    )
    assert card.codes == ("A1B2",)


def test_availability_is_replaced_and_names_meetings_that_would_be_missed(
    both_desk: Desk,
) -> None:
    desk = both_desk
    event = desk.events.summary()
    one, two, three = factories.people(desk, 3)
    factories.meeting(desk, one, two, slot=3, table=1)
    factories.meeting(desk, one, three, slot=6, table=1)
    morning = frozenset({event.sessions[0].key})
    missed = desk.run(SetAvailability(one, morning, {event.slots[0].key: " train "})).result
    card = desk.people.card(one)
    assert [(m.number, m.slot) for m in missed] == [(2, 6)]
    assert (card.sessions, [(a.number, a.reason) for a in card.unavailable]) == (
        morning,
        [(1, "train")],
    )


def test_availability_of_every_session_is_stored_as_all(desk: Desk) -> None:
    one = factories.people(desk, 1)[0]
    every = frozenset(session.key for session in desk.events.summary().sessions)
    desk.run(SetAvailability(one, every - {min(every)}, {}))
    desk.run(SetAvailability(one, every, {}))
    assert desk.people.card(one).sessions == frozenset()


def test_possible_duplicates_by_email_order_of_names_and_one_slip(desk: Desk) -> None:
    factories.participant(desk, "Chen Wei-Lin", email="chen@ict.example")
    factories.participant(desk, "Wei Lin Chen")
    factories.participant(desk, "Maria Kowalska")
    assert [r.number for r in desk.people.possible_duplicates("Chen Wei-Lin")] == [1, 2]
    assert [r.number for r in desk.people.possible_duplicates("Marja Kowalska")] == [3]
    assert [r.number for r in desk.people.possible_duplicates("X", "CHEN@ict.example")] == [1]
    assert desk.people.possible_duplicates("") == ()
