"""The event as the report reads it: plain rows, loaded once, in one reading transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import (
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    RequestStatus,
    Wish,
)
from matchdesk.models import (
    Agreement,
    MeetingRequest,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
)
from matchdesk.services.checkin import PersonView
from matchdesk.services.checkin.people import everybody
from matchdesk.services.events import EventSummary, summary
from matchdesk.services.outcomes.agreement_reading import agreement_views
from matchdesk.services.outcomes.reading import live_meetings, meeting_views
from matchdesk.services.outcomes.views import AgreementView, MeetingView
from matchdesk.services.statistics import regions
from matchdesk.services.statistics.regions import Region, Regions


@dataclass(frozen=True, slots=True)
class Person:
    """A participant with what the report counts by."""

    view: PersonView
    organisation_key: str | None
    region: Region
    arrived_on: date | None
    shareable: bool


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that has people at the event; `expected` and `arrived` say how many."""

    key: str
    name: str
    type: OrganisationType
    country: str
    region: Region
    sme_count: int | None
    expected: int
    arrived: int


@dataclass(frozen=True, slots=True)
class Request:
    """A meeting request that is a wish to meet (wishes never to meet are none)."""

    key: str
    number: int
    status: RequestStatus
    requester: Person
    requested: Person


@dataclass(frozen=True, slots=True)
class Alliance:
    """A partnership with its member organisations and the countries it aims at."""

    key: str
    acronym: str
    target_countries: tuple[str, ...]
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a report is counted from; `now` is the venue's wall clock."""

    event: EventSummary
    now: datetime
    regions: Regions
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    requests: tuple[Request, ...]
    meetings: tuple[MeetingView, ...]
    agreements: tuple[AgreementView, ...]
    alliances: tuple[Alliance, ...]

    @property
    def expected(self) -> list[Person]:
        """Participants who are registered and neither cancelled nor substituted."""
        return [p for p in self.people if p.view.status is ParticipantStatus.REGISTERED]

    @property
    def withheld(self) -> frozenset[str]:
        """Keys of the people who refused to share their data."""
        return frozenset(p.view.key for p in self.people if not p.shareable)

    @property
    def arrived(self) -> list[Person]:
        """Participants who were admitted."""
        return [p for p in self.people if p.view.arrived_at]

    def held(self) -> list[MeetingView]:
        """Meetings that took place."""
        return [m for m in self.meetings if m.status is MeetingStatus.HELD]

    def scheduled(self) -> list[MeetingView]:
        """Meetings that were given a slot and not cancelled, whatever became of them."""
        cancelled = MeetingStatus.CANCELLED
        return [m for m in self.meetings if m.slot is not None and m.status is not cancelled]


def take(session: Session, now: datetime) -> Snapshot:
    """Read everything; `now` is in UTC."""
    event = summary(session)
    local = now.astimezone(event.zone).replace(tzinfo=None)
    counted = regions.on(event.days[0])
    people = _people(session, counted, event.zone)
    meetings = session.scalars(live_meetings(session)).all()
    agreements = session.scalars(select(Agreement).order_by(Agreement.number))
    return Snapshot(
        event=event,
        now=local,
        regions=counted,
        people=people,
        bodies=_bodies(session, counted, people),
        requests=_requests(session, {p.view.key: p for p in people}),
        meetings=meeting_views(session, meetings, local),
        agreements=agreement_views(session, agreements),
        alliances=_alliances(session),
    )


def _people(session: Session, counted: Regions, zone: ZoneInfo) -> tuple[Person, ...]:
    extra = {
        row.id: (row.organisation_id, row.consent_sharing)
        for row in session.execute(
            select(Participant.id, Participant.organisation_id, Participant.consent_sharing)
        )
    }
    return tuple(
        Person(
            view=view,
            organisation_key=extra[view.key][0],
            region=counted.of(view.country),
            arrived_on=view.arrived_at.astimezone(zone).date() if view.arrived_at else None,
            shareable=extra[view.key][1] is not False,
        )
        for view in everybody(session)
    )


def _bodies(session: Session, counted: Regions, people: tuple[Person, ...]) -> tuple[Body, ...]:
    expected: dict[str, int] = defaultdict(int)
    arrived: dict[str, int] = defaultdict(int)
    for person in people:
        if person.organisation_key and person.view.status is ParticipantStatus.REGISTERED:
            expected[person.organisation_key] += 1
        if person.organisation_key and person.view.arrived_at:
            arrived[person.organisation_key] += 1
    columns = (
        Organisation.id,
        Organisation.name,
        Organisation.type,
        Organisation.country,
        Organisation.sme_count,
    )
    bodies = session.execute(select(*columns).order_by(Organisation.name_key))
    return tuple(
        Body(
            key=body.id,
            name=body.name,
            type=body.type,
            country=body.country,
            region=counted.of(body.country),
            sme_count=body.sme_count,
            expected=expected[body.id],
            arrived=arrived[body.id],
        )
        for body in bodies
        if expected[body.id] or arrived[body.id]
    )


def _requests(session: Session, people: dict[str, Person]) -> tuple[Request, ...]:
    wishes = select(MeetingRequest).where(MeetingRequest.wish != Wish.NEVER_MEET)
    return tuple(
        Request(row.id, row.number, row.status, people[row.requester_id], people[row.requested_id])
        for row in session.scalars(wishes.order_by(MeetingRequest.number))
    )


def _alliances(session: Session) -> tuple[Alliance, ...]:
    members: dict[str, set[str]] = defaultdict(set)
    for member in session.scalars(select(PartnershipMember)):
        members[member.partnership_id].add(member.organisation_id)
    return tuple(
        Alliance(p.id, p.acronym, tuple(p.target_countries), frozenset(members[p.id]))
        for p in session.scalars(select(Partnership).order_by(Partnership.acronym))
    )
