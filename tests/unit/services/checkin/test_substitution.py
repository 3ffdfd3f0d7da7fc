"""A colleague takes over badge, agenda and meetings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict, Invalid, RuleBroken
from matchdesk.core.vocabulary import CheckInOutcome, MeetingStatus, ParticipantStatus
from matchdesk.models import ExternalCode, SessionAttendance
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin import CheckIn, CheckInParticipant, Substitute
from matchdesk.services.people import SetProfile
from tests import factories


def met(desk, key: str) -> list[int]:
    """The numbers of somebody's meetings."""
    return [meeting.number for meeting in desk.people.card(key).meetings]


def test_newcomer_takes_over_badge_ticket_meetings_and_agenda(both_desk):
    desk = both_desk
    organisation = factories.organisation(desk, "Photonik")
    ana = factories.participant(desk, "Ana", organisation_id=organisation, country="DE")
    other = factories.participant(desk, "Other")
    factories.meeting(desk, ana, other, 1, 1)
    factories.meeting(desk, other, ana, 2, 1)
    factories.meeting(desk, ana, other, 3, 1, status=MeetingStatus.HELD)
    factories.request(desk, ana, other)
    factories.put(desk, ExternalCode(participant_id=ana, code="T-100"))
    desk.run(SetProfile(ana, ("lasers",), ()))
    token = desk.run(IssueBadges((ana,))).result[ana]
    made = desk.run(Substitute(ana, name=" Branko  Ilić ", email="B@x.example")).result
    card = desk.people.card(made.key)
    assert (made.name, made.meetings, card.row.email) == ("Branko Ilić", 2, "b@x.example")
    assert (card.row.organisation, card.row.country) == ("Photonik", "DE")
    assert (len(card.meetings), len(card.requests), card.offers) == (2, 1, ("lasers",))
    assert len(met(desk, ana)) == 1  # what was held stays
    for code in (token, "T-100"):
        assert desk.run(CheckIn(code)).result.person.key == made.key
    refused = desk.run(CheckInParticipant(ana)).result
    assert (refused.outcome, refused.note) == (CheckInOutcome.CANCELLED, "Branko Ilić")


def test_substitution_is_one_change_and_one_undo(desk):
    ana, other = factories.participant(desk, "Ana"), factories.participant(desk, "Other")
    factories.meeting(desk, ana, other, 1, 1)
    factories.put(desk, SessionAttendance(participant_id=ana, session_id=session(desk)))
    desk.run(CheckInParticipant(ana))
    desk.run(Substitute(ana, name="Branko"))
    assert desk.checkin.person(ana).here is False
    desk.history.undo()
    person = desk.checkin.person(ana)
    assert (person.status, person.here) == (ParticipantStatus.REGISTERED, True)
    assert len(met(desk, ana)) == 1
    assert desk.people.card(ana).sessions == frozenset({session(desk)})
    assert desk.checkin.search("Branko") == ()
    assert desk.verify().faults == ()


def session(desk) -> str:
    return desk.events.summary().sessions[0].key


def test_colleague_with_a_meeting_in_the_same_slot_is_refused(desk):
    ana, other, branko = (factories.participant(desk, n) for n in ("Ana", "Other", "Branko"))
    third = factories.participant(desk, "Third")
    factories.meeting(desk, ana, other, 1, 1)
    factories.meeting(desk, branko, third, 1, 2)
    with pytest.raises(RuleBroken):
        desk.run(Substitute(ana, substitute=branko))
    assert desk.checkin.person(ana).status is ParticipantStatus.REGISTERED


def test_colleague_who_is_listed_takes_over(desk):
    ana, other, branko = (factories.participant(desk, n) for n in ("Ana", "Other", "Branko"))
    factories.meeting(desk, ana, other, 1, 1)
    assert desk.run(Substitute(ana, substitute=branko)).result.key == branko
    assert len(met(desk, branko)) == 1


def test_nobody_substitutes_themselves_or_somebody_who_cancelled(desk):
    ana = factories.participant(desk, "Ana")
    gone = factories.participant(desk, "Gone", status=ParticipantStatus.CANCELLED)
    with pytest.raises(Invalid) as refusal:
        desk.run(Substitute(ana, substitute=ana))
    assert refusal.value.code == "substitute_same"
    with pytest.raises(Conflict) as refused:
        desk.run(Substitute(gone, name="Branko"))
    assert refused.value.code == "substitute_not_expected"
    with pytest.raises(Invalid):
        desk.run(Substitute(ana, name="  "))


def test_two_who_meet_each_other_cannot_become_one(desk):
    ana, branko = factories.participant(desk, "Ana"), factories.participant(desk, "Branko")
    factories.meeting(desk, ana, branko, 1, 1)
    with pytest.raises(Conflict) as refusal:
        desk.run(Substitute(ana, substitute=branko))
    assert refusal.value.code == "substitute_meets"


def test_email_of_the_colleague_that_is_none_is_refused_at_its_field(desk):
    ana = factories.participant(desk, "Ana")
    with pytest.raises(Invalid) as refused:
        desk.run(Substitute(ana, name="Branko", email="branko at x"))
    assert (refused.value.code, refused.value.data["field"]) == ("field_email", "email")


def test_meeting_of_yesterday_stays_with_whoever_was_there(both_desk, clock):
    desk = both_desk
    ana, other = factories.participant(desk, "Ana"), factories.participant(desk, "Other")
    request = factories.request(desk, ana, other)
    factories.meeting(desk, ana, other, 1, 1, request_id=request)
    clock.set(clock.now() + timedelta(days=1))
    made = desk.run(Substitute(ana, name="Branko")).result
    assert (made.meetings, met(desk, made.key), len(met(desk, ana))) == (0, [], 1)
    assert desk.people.card(made.key).requests == ()
