"""Today's counts follow the journal: after any change they are what counting anew gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.vocabulary import AgreementType, MeetingStatus, Rating
from matchdesk.models import Delegation, MeetingGuest
from matchdesk.services.agenda import AddMeeting, CancelMeeting, MoveMeeting, UnplaceMeeting
from matchdesk.services.bus import Command
from matchdesk.services.checkin import CheckInParticipant, CheckOut, UndoCheckIn
from matchdesk.services.outcomes import MarkMeeting, RecordAgreement, RecordOutcome
from matchdesk.services.people import (
    AddParticipant,
    CancelParticipant,
    EditOrganisation,
    EditParticipant,
    RestoreParticipant,
)
from matchdesk.services.statistics.live import LiveDay
from tests import factories
from tests.conftest import NOON

STEPS = 40


@pytest.fixture
def lively(desk, clock):
    """Twelve people of six countries with meetings over the day; slot 2 is under way."""
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan"))
    people = []
    for number, country in enumerate(("PL", "TW", "DE", "TW", "JP", "CA") * 2):
        sectors = ["ICT", "Photonics"][: 1 + number % 2]
        body = factories.organisation(desk, f"Body {number}", country=country, sectors=sectors)
        travels = {"delegation_id": taiwan} if country == "TW" else {}
        who = factories.participant(desk, f"Person {number}", organisation_id=body, **travels)
        people.append(who)
    keys = [
        factories.meeting(desk, people[n], people[(n + 5) % 12], 1 + n % 4, 1 + n // 4)
        for n in range(12)
    ]
    factories.put(desk, MeetingGuest(meeting_id=keys[0], participant_id=people[2]))
    clock.set(NOON + timedelta(minutes=30))
    return people, keys


def commands(draw: random.Random, people: list[str], desk) -> Iterator[Command]:
    """Anything that happens on such a day, and now and then something that cannot."""
    who, other = draw.sample(people, 2)
    meeting = draw.randint(1, 14)
    body = desk.people.organisations()[draw.randrange(6)].key
    yield CheckInParticipant(who)
    yield CheckOut(who)
    yield UndoCheckIn(who)
    yield MarkMeeting(meeting, draw.choice(list(MeetingStatus)))
    yield RecordOutcome(meeting, draw.choice(list(Rating)))
    yield RecordAgreement(AgreementType.LETTER_OF_INTENT, meeting=meeting, anyway=True)
    yield MoveMeeting(meeting, draw.randint(1, 16))
    yield UnplaceMeeting(meeting)
    yield CancelMeeting(meeting)
    yield AddMeeting(who, other, draw.randint(1, 8))
    yield EditParticipant(who, {"name": f"Somebody {draw.random()}"})
    yield AddParticipant(f"Newcomer {draw.random()}", "Body 1")
    yield CancelParticipant(who)
    yield RestoreParticipant(who)
    yield EditOrganisation(body, {"country": draw.choice(("PL", "KR", "FR"))})


@pytest.mark.parametrize("seed", range(3))
def test_counts_after_any_change_are_those_of_counting_anew(seed, lively, desk, clock):
    draw, done = random.Random(seed), 0
    desk.statistics.board()
    for _step in range(STEPS):
        command = draw.choice(list(commands(draw, lively[0], desk)))
        try:
            desk.history.undo() if draw.random() < 0.15 else desk.run(command)
            done += 1
        except MatchDeskError:
            continue
        anew = LiveDay(desk._database, clock).board()
        assert desk.statistics.board() == anew, command
        assert anew.running == desk.checkin.running_slot()
        assert anew.coming == desk.checkin.next_slot()
    assert done > STEPS // 3


def test_map_is_not_counted_again_where_nobody_met_otherwise(lively, desk):
    before = desk.statistics.board()
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    desk.run(RecordOutcome(1, Rating.NEGOTIATION_STARTED))
    after = desk.statistics.board()
    desk.run(EditParticipant(lively[0][0], {"name": "Renamed"}))
    assert desk.statistics.board().encounters is after.encounters
    assert before.encounters.links != after.encounters.links  # held now


def test_report_is_read_again_after_a_change_and_after_a_minute(lively, desk, clock):
    first = desk.statistics.report()
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    second = desk.statistics.report()
    clock.set(NOON + timedelta(minutes=31))
    held = [
        next(f.value for f in report.figures if f.code == "meetings.held")
        for report in (first, second)
    ]
    assert held == [0, 1]
    assert desk.statistics.report().made_at - second.made_at == timedelta(minutes=1)
