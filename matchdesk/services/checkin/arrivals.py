"""Who is here, who is expected, and whose next meeting is in danger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import TO_COME, GridState
from matchdesk.models import Grid, Meeting, MeetingGuest, Slot, Table
from matchdesk.services import absences
from matchdesk.services.checkin import people
from matchdesk.services.checkin.views import PersonView
from matchdesk.services.events import SlotView
from matchdesk.storage.rows import rows

Everybody = Mapping[str, PersonView]
"""All participants by key, as `Roll` has them."""


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
        return tuple(sorted(found.values(), key=lambda person: name_order(person.name)))


def running_slot(session: Session, local_now: datetime, known: Everybody) -> SlotWatch | None:
    """The slot that is under way at `local_now` (venue's wall clock)."""
    return _watch(session, _under_way(), local_now, known)


def next_slot(session: Session, local_now: datetime, known: Everybody) -> SlotWatch | None:
    """The first slot that has not begun at `local_now`; None after the last."""
    return _watch(session, _later(), local_now, known)


@cache
def _slots() -> Select[*tuple[Any, ...]]:
    columns = (Slot.id, Slot.number, Slot.day, Slot.starts, Slot.ends, Slot.session_id)
    return select(*columns).order_by(Slot.number).limit(1)


_TODAY, _NOW = bindparam("today", type_=Slot.day.type), bindparam("now", type_=Slot.starts.type)


@cache
def _under_way() -> Select[*tuple[Any, ...]]:
    return _slots().where(Slot.day == _TODAY, Slot.starts <= _NOW, Slot.ends > _NOW)


@cache
def _later() -> Select[*tuple[Any, ...]]:
    return _slots().where(or_(Slot.day > _TODAY, and_(Slot.day == _TODAY, Slot.starts > _NOW)))


def _watch(
    session: Session, query: Select[*tuple[Any, ...]], local_now: datetime, known: Everybody
) -> SlotWatch | None:
    row = rows(session, query, today=local_now.date(), now=local_now.time()).first()
    if row is None:
        return None
    slot = SlotView(row.id, row.number, row.day, row.starts, row.ends, row.session_id)
    until = datetime.combine(slot.day, slot.starts) - local_now
    return SlotWatch(slot, int(until / timedelta(minutes=1)), _awaited(session, slot.key, known))


def _awaited(session: Session, slot: str, known: Everybody) -> tuple[AwaitedMeeting, ...]:
    """The meetings of a slot that are still to take place, by table."""
    meetings = rows(session, _meetings(), slot=slot).all()
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in rows(session, _guests(), slot=slot):
        guests[guest.meeting_id].append(guest.participant_id)
    parties = {row.id: (row.first_id, row.second_id, *guests[row.id]) for row in meetings}
    views = _views(session, {key for keys in parties.values() for key in keys}, known)
    away = absences.missing_in(session, slot)
    found = []
    for row in meetings:
        present = tuple(views[key] for key in parties[row.id])
        gone = [p for p in present if not p.here or p.key in away]
        missing = tuple(gone) if row.status in TO_COME else ()
        found.append(AwaitedMeeting(row.id, row.number, row.table, present, missing))
    return tuple(found)


@cache
def _meetings() -> Select[*tuple[Any, ...]]:
    columns = (Meeting.id, Meeting.number, Meeting.first_id, Meeting.second_id, Meeting.status)
    return (
        select(*columns, Table.number.label("table"))
        .join(Grid, and_(Grid.id == Meeting.grid_id, Grid.state == GridState.LIVE))
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(Meeting.slot_id == bindparam("slot"), Meeting.status.in_(people.AHEAD))
        .order_by(Table.number, Meeting.number)
    )


@cache
def _guests() -> Select[*tuple[Any, ...]]:
    return (
        select(MeetingGuest.meeting_id, MeetingGuest.participant_id)
        .join(Meeting, Meeting.id == MeetingGuest.meeting_id)
        .where(Meeting.slot_id == bindparam("slot"))
    )


def _views(session: Session, keys: set[str], known: Everybody) -> Mapping[str, PersonView]:
    """These people as they are known; who came since then is read."""
    new = keys - known.keys()
    return {**known, **people.people(session, new)} if new else known
