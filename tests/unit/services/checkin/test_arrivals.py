"""Who is here, and whose next meeting is in danger."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus
from matchdesk.models import Delegation
from matchdesk.services.checkin import (
    ArrivalCount,
    CheckInParticipant,
    CheckOut,
    HourCount,
    UndoCheckIn,
)
from matchdesk.services.event_layout import RenameEvent
from matchdesk.services.people import (
    AssignDelegation,
    CancelParticipant,
    EditDelegation,
    EditOrganisation,
)
from tests import factories
from tests.conftest import NOON


def test_arrivals_count_the_expected_by_delegation_and_organisation(desk):
    (key,) = factories.put(desk, Delegation(name="Taiwan"))
    cluster = factories.organisation(desk, "Agro")
    here = factories.participant(desk, "Ana", delegation_id=key, organisation_id=cluster)
    factories.participant(desk, "Ben", delegation_id=key)
    factories.participant(desk, "Cyd", delegation_id=key, status=ParticipantStatus.CANCELLED)
    desk.run(CheckInParticipant(here))
    found = desk.checkin.arrivals()
    assert (found.expected, found.here, found.cancelled) == (2, 1, 1)
    assert found.by_delegation == (ArrivalCount(key, "Taiwan", 1, 2),)
    assert found.by_organisation == (ArrivalCount("Agro", "Agro", 1, 1),)


def test_arrivals_by_hour_are_on_the_venues_clock(desk, clock):
    for minutes, name in ((0, "Ana"), (59, "Ben"), (60, "Cyd")):
        clock.set(NOON + timedelta(minutes=minutes))
        desk.run(CheckInParticipant(factories.participant(desk, name)))
    assert desk.checkin.arrivals().by_hour == (
        HourCount(datetime(2026, 11, 18, 9), 2),
        HourCount(datetime(2026, 11, 18, 10), 1),
    )


def test_next_slot_names_who_is_awaited_and_not_here(desk, clock):
    first, second, third, fourth = factories.people(desk, 4)
    factories.meeting(desk, first, second, 1, 1)
    factories.meeting(desk, third, fourth, 1, 2, status=MeetingStatus.CANCELLED)
    factories.meeting(desk, third, fourth, 2, 2)
    desk.run(CheckInParticipant(first))
    clock.set(NOON - timedelta(minutes=10))
    watch = desk.checkin.next_slot()
    assert (watch.slot.number, watch.minutes) == (1, 10)
    assert [m.number for m in watch.meetings] == [1]
    assert [p.key for p in watch.missing] == [second]


def test_slot_under_way_is_the_running_one_and_the_next_follows(desk, clock):
    clock.set(NOON + timedelta(minutes=5))
    assert desk.checkin.running_slot().slot.number == 1
    assert desk.checkin.next_slot().slot.number == 2


def test_after_the_last_slot_there_is_no_next(desk, clock):
    clock.set(NOON + timedelta(days=2))
    assert (desk.checkin.running_slot(), desk.checkin.next_slot()) == (None, None)


def test_arrivals_asked_again_follow_every_change_also_of_another_desk(open_desk, clock):
    desk, other = open_desk("a"), open_desk("b")
    taiwan, japan = factories.put(desk, Delegation(name="Taiwan"), Delegation(name="Japan"))
    cluster = factories.organisation(desk, "Agro")
    ana, ben, cyd = (
        factories.participant(desk, name, delegation_id=taiwan, organisation_id=cluster)
        for name in ("Ana", "Ben", "Cyd")
    )
    desk.checkin.arrivals()
    steps = [
        lambda: other.run(CheckInParticipant(ana)),
        lambda: desk.run(CheckInParticipant(ben)),
        lambda: desk.run(CheckOut(ben)),
        lambda: other.run(UndoCheckIn(ana)),
        lambda: other.run(CheckInParticipant(cyd)),
        lambda: desk.run(AssignDelegation((ana, cyd), japan)),
        lambda: desk.run(CancelParticipant(ana)),
        lambda: other.run(EditDelegation(japan, {"name": "Nippon"})),
        lambda: desk.run(EditOrganisation(cluster, {"name": "Agro Łódź"})),
        lambda: factories.participant(other, "Dan", delegation_id=japan),
        desk.history.undo,
        lambda: desk.run(RenameEvent("Days", "Hall", "Delhi", "IN", "Asia/Kolkata")),
    ]
    for number, step in enumerate(steps):
        clock.set(NOON + timedelta(minutes=40 * number))
        step()
        assert desk.checkin.arrivals() == open_desk("c").checkin.arrivals()
    found = desk.checkin.arrivals()
    assert (found.expected, found.here, found.out, found.cancelled) == (3, 1, 1, 1)
    assert found.by_delegation == (
        ArrivalCount(japan, "Nippon", 1, 2),
        ArrivalCount(taiwan, "Taiwan", 0, 1),
    )
    assert found.by_hour == (
        HourCount(datetime(2026, 11, 18, 14), 1),
        HourCount(datetime(2026, 11, 18, 16), 1),
    )


def test_groups_are_in_the_order_of_the_alphabet_whatever_their_accents(desk):
    for name in ("Zeta", "Évora", "Ana", "Ελλάδα", "Eta"):
        factories.participant(desk, name, organisation_id=factories.organisation(desk, name))
    found = [one.name for one in desk.checkin.arrivals().by_organisation]
    assert found == ["Ana", "Eta", "Évora", "Zeta", "Ελλάδα"]
