"""Who is here, who is expected, and whose next meeting is in danger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import TO_COME, GridState, ParticipantStatus
from matchdesk.models import Grid, Meeting, MeetingGuest, Slot, Table
from matchdesk.services.checkin import people
from matchdesk.services.checkin.views import PersonView
from matchdesk.services.events import SlotView, the_event


@dataclass(frozen=True, slots=True)
class ArrivalCount:
    """A delegation or organisation: how many of its expected people are here."""

    key: str
    name: str
    here: int
    expected: int

    @property
    def complete(self) -> bool:
        """Whether nobody is missing."""
        return self.here >= self.expected


@dataclass(frozen=True, slots=True)
class HourCount:
    """Arrivals within the hour that begins at `hour` (venue's wall clock)."""

    hour: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How the house fills. Only people who are expected count; `cancelled` are told apart.

    `out` of those who arrived have gone out again; they are not `here`.
    """

    expected: int
    here: int
    out: int
    cancelled: int
    by_delegation: tuple[ArrivalCount, ...]
    by_organisation: tuple[ArrivalCount, ...]
    by_hour: tuple[HourCount, ...]


@dataclass(frozen=True, slots=True)
class AwaitedMeeting:
    """A meeting of one slot with its parties; `missing` are those who are not here."""

    key: str
    number: int
    table: int | None
    parties: tuple[PersonView, ...]
    missing: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class SlotWatch:
    """A slot and the meetings still to take place in it; `minutes` until it starts (or less)."""

    slot: SlotView
    minutes: int
    meetings: tuple[AwaitedMeeting, ...]

    @property
    def at_risk(self) -> tuple[AwaitedMeeting, ...]:
        """Meetings of which somebody is not here."""
        return tuple(meeting for meeting in self.meetings if meeting.missing)

    @property
    def missing(self) -> tuple[PersonView, ...]:
        """Everybody who is awaited and not here, by name."""
        found = {person.key: person for meeting in self.meetings for person in meeting.missing}
        return tuple(sorted(found.values(), key=lambda person: person.name))


def arrivals(session: Session) -> Arrivals:
    """The counts as they stand."""
    everybody = people.everybody(session)
    expected = [p for p in everybody if p.status is ParticipantStatus.REGISTERED]
    zone = ZoneInfo(the_event(session).timezone)
    return Arrivals(
        expected=len(expected),
        here=sum(person.here for person in expected),
        out=sum(person.left_at is not None for person in expected),
        cancelled=sum(p.status is ParticipantStatus.CANCELLED for p in everybody),
        by_delegation=_counts(expected, lambda p: (p.delegation_key or "", p.delegation)),
        by_organisation=_counts(expected, lambda p: (p.organisation, p.organisation)),
        by_hour=_hours(expected, zone),
    )


def running_slot(session: Session, local_now: datetime) -> SlotWatch | None:
    """The slot that is under way at `local_now` (venue's wall clock)."""
    today, now = local_now.date(), local_now.time()
    under_way = and_(Slot.day == today, Slot.starts <= now, Slot.ends > now)
    return _watch(session, session.scalars(select(Slot).where(under_way)).first(), local_now)


def next_slot(session: Session, local_now: datetime) -> SlotWatch | None:
    """The first slot that has not begun at `local_now`; None after the last."""
    today, now = local_now.date(), local_now.time()
    later = or_(Slot.day > today, and_(Slot.day == today, Slot.starts > now))
    query = select(Slot).where(later).order_by(Slot.number).limit(1)
    return _watch(session, session.scalars(query).first(), local_now)


def awaited(session: Session, slot: str) -> tuple[AwaitedMeeting, ...]:
    """The meetings of a slot that are still to take place, by table."""
    query = (
        select(Meeting, Table.number)
        .join(Grid, and_(Grid.id == Meeting.grid_id, Grid.state == GridState.LIVE))
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(Meeting.slot_id == slot, Meeting.status.in_(people.AHEAD))
        .order_by(Table.number, Meeting.number)
    )
    rows = [(meeting, number) for meeting, number in session.execute(query)]
    guests = _guests(session, [meeting.id for meeting, _ in rows])
    parties = {m.id: (m.first_id, m.second_id, *guests[m.id]) for m, _ in rows}
    views = people.people(session, (key for keys in parties.values() for key in keys))
    found = []
    for meeting, table in rows:
        present = tuple(views[key] for key in parties[meeting.id])
        missing = tuple(p for p in present if not p.here and meeting.status in TO_COME)
        found.append(AwaitedMeeting(meeting.id, meeting.number, table, present, missing))
    return tuple(found)


def _watch(session: Session, slot: Slot | None, local_now: datetime) -> SlotWatch | None:
    if slot is None:
        return None
    view = SlotView(slot.id, slot.number, slot.day, slot.starts, slot.ends, slot.session_id)
    until = datetime.combine(slot.day, slot.starts) - local_now
    return SlotWatch(view, int(until / timedelta(minutes=1)), awaited(session, slot.id))


def _guests(session: Session, meetings: list[str]) -> dict[str, list[str]]:
    guests: dict[str, list[str]] = defaultdict(list)
    query = select(MeetingGuest).where(MeetingGuest.meeting_id.in_(meetings))
    for guest in session.scalars(query):
        guests[guest.meeting_id].append(guest.participant_id)
    return guests


def _counts(
    expected: Iterable[PersonView], group: Callable[[PersonView], tuple[str, str]]
) -> tuple[ArrivalCount, ...]:
    """Counts by group, by name; people without one are left out."""
    all_of: Counter[tuple[str, str]] = Counter()
    here: Counter[tuple[str, str]] = Counter()
    for person in expected:
        place = group(person)
        if place[1]:
            all_of[place] += 1
            here[place] += person.here
    places = sorted(all_of, key=lambda place: place[1].casefold())
    return tuple(
        ArrivalCount(key, name, here[key, name], all_of[key, name]) for key, name in places
    )


def _hours(expected: Iterable[PersonView], zone: ZoneInfo) -> tuple[HourCount, ...]:
    hours: Counter[datetime] = Counter()
    for person in expected:
        if person.arrived_at is not None:
            local = person.arrived_at.astimezone(zone)
            hours[local.replace(minute=0, second=0, microsecond=0, tzinfo=None)] += 1
    return tuple(HourCount(hour, hours[hour]) for hour in sorted(hours))
