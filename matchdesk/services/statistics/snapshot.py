"""The event as the report reads it: plain rows, loaded once, in one reading transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import (
    AgreementStatus,
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    Rating,
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
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.checkin import PersonView
from matchdesk.services.checkin.people import everybody
from matchdesk.services.events import EventSummary, summary
from matchdesk.services.outcomes.agreement_reading import agreement_views
from matchdesk.services.outcomes.reading import live_meetings, meeting_views
from matchdesk.services.outcomes.stories import views as story_views
from matchdesk.services.outcomes.views import AgreementView, MeetingView, StoryView
from matchdesk.services.statistics.regions import Region, Regions, crosses_border, span
from matchdesk.services.statistics.terms import Terms, terms


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
    name_key: str = ""
    sectors: tuple[str, ...] = ()


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
class Facts:
    """What the definitions in force at its event say of each record, by key.

    `spans` has a key of `regions.SPANS` for each meeting; `held` meetings count as held, those in
    `cases` are cooperation cases by their rating (no agreement that is one came of them);
    agreements are `established`, `crossing` from Europe to a third country, or cases themselves.
    `secrets` is the number of confidential agreements of any type, `shut` are the meetings that
    one of them came of, or whose parties have one.
    """

    spans: dict[str, str]
    held: frozenset[str]
    cases: frozenset[str]
    established: frozenset[str]
    crossing: frozenset[str]
    case_agreements: frozenset[str]
    shut: frozenset[str] = frozenset()
    secrets: int = 0

    def joined(self, other: Facts) -> Facts:
        """What is known of the records of two events."""
        return Facts(
            self.spans | other.spans,
            self.held | other.held,
            self.cases | other.cases,
            self.established | other.established,
            self.crossing | other.crossing,
            self.case_agreements | other.case_agreements,
            self.shut | other.shut,
            self.secrets + other.secrets,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a report is counted from; `now` is the venue's wall clock.

    `day` is set where only one day of the event is counted, `origins` names the event of each
    record by its key where several events are counted together.
    """

    event: EventSummary
    now: datetime
    terms: Terms
    facts: Facts
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    requests: tuple[Request, ...]
    meetings: tuple[MeetingView, ...]
    agreements: tuple[AgreementView, ...]
    alliances: tuple[Alliance, ...]
    stories: tuple[StoryView, ...] = ()
    day: date | None = None
    origins: dict[str, str] = field(default_factory=dict)

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
        """Meetings that took place, as the event means it."""
        return [m for m in self.meetings if m.key in self.facts.held]

    def scheduled(self) -> list[MeetingView]:
        """Meetings that were given a slot and not cancelled, whatever became of them."""
        cancelled = MeetingStatus.CANCELLED
        return [m for m in self.meetings if m.slot is not None and m.status is not cancelled]


def first_day(session: Session) -> date:
    """The event's first day, by which its words are meant."""
    return summary(session).days[0]


def take(session: Session, now: datetime) -> Snapshot:
    """Read everything; `now` is in UTC."""
    event = summary(session)
    local = now.astimezone(event.zone).replace(tzinfo=None)
    meant = terms(session, event.days[0])
    counted = meant.regions
    people = _people(session, counted, event.zone)
    rows = session.scalars(live_meetings(session)).all()
    meetings = meeting_views(session, rows, local)
    counting = select(Agreement).where(Agreement.type.in_(sorted(meant.agreements)))
    agreements = agreement_views(session, session.scalars(counting.order_by(Agreement.number)))
    secret = session.scalars(select(Agreement).where(Agreement.confidential)).all()
    return Snapshot(
        event=event,
        now=local,
        terms=meant,
        facts=replace(
            _facts(meant, meetings, agreements),
            shut=_shut(meetings, agreement_views(session, secret)),
            secrets=len(secret),
        ),
        people=people,
        bodies=_bodies(session, counted, people),
        requests=_requests(session, {p.view.key: p for p in people}),
        meetings=meetings,
        agreements=agreements,
        alliances=_alliances(session),
        stories=story_views(session),
    )


def best(meeting: MeetingView) -> Rating | None:
    """The best rating any side gave, None without an outcome."""
    return max((o.rating for o in meeting.outcomes), key=_RATINGS.__getitem__, default=None)


_RATINGS = {rating: place for place, rating in enumerate(Rating)}


def _facts(
    meant: Terms, meetings: Sequence[MeetingView], agreements: Sequence[AgreementView]
) -> Facts:
    held = [m for m in meetings if m.status in meant.held]
    counted = {a.number for a in agreements if meant.agreements_are_cases}
    across = (
        a for a in agreements if crosses_border((c for _, _, c, _ in a.parties), meant.regions)
    )
    return Facts(
        spans={m.key: span((p.country for p in m.parties), meant.regions) for m in meetings},
        held=frozenset(m.key for m in held),
        cases=frozenset(
            m.key for m in held if best(m) in meant.cases and counted.isdisjoint(m.agreements)
        ),
        established=frozenset(a.key for a in agreements if _established(a, meant)),
        crossing=frozenset(a.key for a in across),
        case_agreements=frozenset(a.key for a in agreements if meant.agreements_are_cases),
    )


def _shut(meetings: Sequence[MeetingView], secret: Sequence[AgreementView]) -> frozenset[str]:
    """Meetings that would give a confidential agreement away if it were told what came of them."""
    numbers = {a.number for a in secret}
    circles = [{key for key, *_ in a.parties} for a in secret]
    found = set()
    for meeting in meetings:
        bodies = {p.organisation_key for p in meeting.parties} - {None}
        if not numbers.isdisjoint(meeting.agreements) or any(len(c & bodies) > 1 for c in circles):
            found.add(meeting.key)
    return frozenset(found)


def _established(agreement: AgreementView, meant: Terms) -> bool:
    """An ended agreement that was never signed is none, where signing is what counts."""
    if agreement.status not in meant.established:
        return False
    ended = agreement.status is AgreementStatus.ENDED
    return not ended or AgreementStatus.SIGNED not in meant.established or agreement.established


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
        Organisation.name_key,
        Organisation.sectors,
    )
    bodies = session.execute(select(*columns).order_by(in_letter_order(Organisation.name_key)))
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
            name_key=body.name_key,
            sectors=tuple(body.sectors),
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
        for p in sorted(session.scalars(select(Partnership)), key=lambda p: name_order(p.acronym))
    )
