"""Every figure of the report equals one counted by plain SQL from the files."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    CheckInOutcome,
    MeetingStatus,
    Rating,
    RequestStatus,
    StoryKind,
)
from matchdesk.demonstration import generate
from matchdesk.models import (
    Agreement,
    AgreementParty,
    AgreementStep,
    CheckIn,
    Meeting,
    MeetingRequest,
    Organisation,
    Outcome,
    Participant,
    Partnership,
    Story,
    new_key,
)
from matchdesk.services.application import Application
from matchdesk.services.events import NewEvent, live_grid
from matchdesk.services.settings import Settings
from tests import factories
from tests.conftest import NOON
from tests.unit.services.statistics import plain_sql

DAY = date(2026, 11, 18)


def lived_event(folder: Path, clock, participants: int, seed: int):
    """The demonstration event of this size, its requests placed in turn and its day half over."""
    folder.mkdir()
    invented = generate(folder / "registration", participants, seed, first_day=DAY)
    names = ("name", "timezone", "days", "sessions", "slot_minutes", "gap_minutes", "tables")
    event = NewEvent(**{name: getattr(invented, name) for name in names})
    application = Application(Settings(folder / "settings", clock), clock)
    desk = application.create(str(folder / "event.matchdesk"), event, watch=False)
    read = desk.transfer.read([file.path for file in invented.files])
    desk.transfer.store(read.files)
    desk.run(factories.Put(lambda context: _day(context.session, random.Random(seed))))
    return desk


def _day(session, chance):
    """Meetings in every state, arrivals, outcomes, agreements and stories."""
    people = {p.id: p for p in session.scalars(select(Participant))}
    meetings = list(_placed(session, people, chance))
    made = [*meetings, *_arrivals(people, chance)]
    for meeting in meetings:
        if meeting.status is MeetingStatus.HELD and chance.random() < 0.8:
            made += _told(meeting, chance)
    bodies = session.scalars(select(Organisation.id)).all()
    alliances = session.scalars(select(Partnership.id)).all()
    held = [m for m in meetings if m.status is MeetingStatus.HELD]
    for number in range(1, 25):
        meeting = chance.choice(held) if chance.random() < 0.7 else None
        made += _agreed(number, meeting, people, bodies, alliances, chance)
    return made


def _placed(session, people, chance):
    requests = session.scalars(
        select(MeetingRequest)
        .where(MeetingRequest.status == RequestStatus.ACCEPTED)
        .order_by(MeetingRequest.number)
    )
    summary = factories.desk_module.events.summary(session)
    grid, busy, taken = live_grid(session).id, defaultdict(set), defaultdict(int)
    states = (MeetingStatus.HELD,) * 5 + tuple(MeetingStatus)
    for number, wish in enumerate(requests, 1):
        pair = (wish.requester_id, wish.requested_id)
        free = [
            s
            for s in summary.slots
            if not busy[s.key] & set(pair) and taken[s.key] < len(summary.tables)
        ]
        slot = chance.choice(free) if free and chance.random() < 0.95 else None
        status = chance.choice(states) if slot else MeetingStatus.PLANNED
        table = None
        if slot:
            table = summary.tables[taken[slot.key]].key
            taken[slot.key] += 1
            busy[slot.key] |= set(pair)
        yield Meeting(
            id=new_key(),
            number=number,
            grid_id=grid,
            first_id=pair[0],
            second_id=pair[1],
            slot_id=slot.key if slot else None,
            table_id=table,
            status=status,
        )


def _arrivals(people, chance):
    for key in people:
        draw = chance.random()
        if draw < 0.8:
            at = NOON + timedelta(minutes=chance.randrange(1300))  # some after midnight
            undone = at if draw < 0.05 else None
            yield CheckIn(
                id=new_key(),
                participant_id=key,
                outcome=CheckInOutcome.ADMITTED,
                desk="a",
                operator="a",
                scanned_at=at,
                stored_at=at,
                undone_at=undone,
            )


def _told(meeting, chance):
    sides = chance.choice(((None,), (meeting.first_id, meeting.second_id), (meeting.first_id,)))
    for side in sides:
        yield Outcome(
            id=new_key(),
            meeting_id=meeting.id,
            participant_id=side,
            rating=chance.choice(tuple(Rating)),
            score=chance.choice((None, 1, 2, 3, 4, 5)),
            note="",
            next_step="",
            topic=chance.choice(("", "Research and development", "Joint project")),
        )


def _agreed(number, meeting, people, bodies, alliances, chance):
    parties = (
        {people[k].organisation_id for k in (meeting.first_id, meeting.second_id)}
        if (meeting)
        else set(chance.sample(bodies, 2))
    )
    agreement = Agreement(
        id=new_key(),
        number=number,
        type=chance.choice(tuple(AgreementType)),
        status=chance.choice(tuple(AgreementStatus)),
        topic=chance.choice(("", "Technology transfer", "Joint project")),
        meeting_id=meeting.id if meeting else None,
        partnership_id=chance.choice((None, *alliances)),
        target_countries=chance.sample(("TW", "JP", "BR", "US"), 2),
        opened_on=DAY,
        status_on=DAY,
        follow_up_on=chance.choice((None, DAY, DAY + timedelta(days=180))),
        confidential=chance.random() < 0.3,
    )
    yield agreement
    for body in parties - {None}:
        yield AgreementParty(id=new_key(), agreement_id=agreement.id, organisation_id=body)
    if chance.random() < 0.5:
        for status in dict.fromkeys((AgreementStatus.INITIATED, agreement.status)):
            day = DAY if status is agreement.status else DAY - timedelta(days=1)
            yield AgreementStep(
                id=new_key(), agreement_id=agreement.id, status=status, reached_on=day
            )
    consent = chance.choice((None, True, False))
    yield Story(
        id=new_key(),
        number=number,
        kind=StoryKind.TESTIMONIAL,
        text="Well met.",
        told_on=DAY,
        agreement_id=agreement.id,
        consent=consent,
    )


def counted(desk, clock, files, **options):
    """Figures of the program and of the script; the venue's clock does not change meanwhile."""
    zone = ZoneInfo(desk.events.summary().timezone)
    now = clock.now().astimezone(zone)
    ahead = now.utcoffset() // timedelta(minutes=1)
    found = {f.code: f.value for f in desk.statistics.figures(private=True, **options)}
    return found, plain_sql.figures(files, now.replace(tzinfo=None), ahead)


def other_days(desk, clock, files, **options) -> list[tuple[str, str]]:
    """Days and codes of figures for which program and script do not say the same."""
    now = clock.now().astimezone(ZoneInfo(desk.events.summary().timezone))
    ahead = now.utcoffset() // timedelta(minutes=1)
    wrong = []
    days = desk.statistics.report(private=True, **options).days
    assert len(days) > 1
    for day in days:
        found = {figure.code: figure.value for figure in day.figures}
        said = plain_sql.of_day(files, now.replace(tzinfo=None), ahead, day.day.isoformat())
        codes = sorted(found.keys() | said.keys())
        wrong += [(str(day.day), c) for c in codes if found.get(c, "") != said.get(c, "")]
    return wrong


@pytest.fixture
def later(clock):
    clock.set(NOON + timedelta(hours=4))
    return clock


def test_every_figure_of_the_demonstration_of_440_equals_plain_sql(tmp_path, later):
    desk = lived_event(tmp_path / "one", later, 440, 2016)
    try:
        found, expected = counted(desk, later, [tmp_path / "one" / "event.matchdesk"])
        assert found == expected
        assert found["meetings.held"] > 300
        assert len([code for code in found if code.startswith("participants.arrived.day.")]) == 2
        assert other_days(desk, later, [tmp_path / "one" / "event.matchdesk"]) == []
    finally:
        desk.close()


def test_every_figure_of_ten_events_together_equals_plain_sql(tmp_path, later):
    desks = [lived_event(tmp_path / str(n), later, 40 + n, n) for n in range(10)]
    files = [tmp_path / str(n) / "event.matchdesk" for n in range(10)]
    try:
        found, expected = counted(desks[0], later, files, others=files[1:])
        assert found == expected
        assert other_days(desks[0], later, files, others=files[1:]) == []
    finally:
        for desk in desks:
            desk.close()
