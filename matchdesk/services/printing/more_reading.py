"""What working papers need beyond agendas: who is here, how to reach people, who interprets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.models import CheckIn, Interpreter, Organisation, Participant
from matchdesk.services.events import SlotView, TableView
from matchdesk.services.printing.reading import Appointment, Person, Snapshot


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a participant; `shared` is whether they agreed that others may know."""

    job_title: str
    email: str
    phone: str
    shared: bool


@dataclass(frozen=True, slots=True)
class House:
    """What an organisation says of itself."""

    city: str
    website: str
    description: str
    sectors: tuple[str, ...]


@dataclass(slots=True)
class Whole:
    """One state of the event for working papers. `people` are those the papers are about."""

    taken: Snapshot
    people: list[Person]
    now: datetime
    arrived: dict[str, datetime] = field(default_factory=dict)
    away: frozenset[str] = frozenset()
    contacts: dict[str, Contact] = field(default_factory=dict)
    houses: dict[str, House] = field(default_factory=dict)
    pairs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, TableView]:
        """The tables by key."""
        return {table.key: table for table in self.taken.event.tables}

    @property
    def slots(self) -> dict[str, SlotView]:
        """The slots by key."""
        return {slot.key: slot for slot in self.taken.event.slots}

    def at(self, day: date, clock: time) -> datetime:
        """A time of the venue's clock."""
        return datetime.combine(day, clock, self.taken.event.zone)

    def by_slot(self) -> dict[str, list[Appointment]]:
        """The appointments of each slot, by table."""
        numbers = {key: table.number for key, table in self.tables.items()}
        found: dict[str, list[Appointment]] = defaultdict(list)
        ordered = sorted(self.taken.appointments, key=lambda a: (numbers.get(a.table, 0), a.number))
        for one in ordered:
            found[one.slot].append(one)
        return found

    def by_person(self) -> dict[str, list[Appointment]]:
        """The appointments of each participant and interpreter, in the order of the day."""
        begins = {slot.key: (slot.day, slot.starts) for slot in self.taken.event.slots}
        found: dict[str, list[Appointment]] = defaultdict(list)
        for one in sorted(self.taken.appointments, key=lambda a: begins[a.slot]):
            for key in dict.fromkeys((*one.parties, one.interpreter)):
                if key:
                    found[key].append(one)
        return found


def read_whole(session: Session, taken: Snapshot, people: list[Person], now: datetime) -> Whole:
    """`taken` with what the working papers ask for besides."""
    whole = Whole(taken, people, now)
    arrivals = select(CheckIn.participant_id, CheckIn.scanned_at, CheckIn.left_at).where(
        CheckIn.outcome == CheckInOutcome.ADMITTED, CheckIn.undone_at.is_(None)
    )
    away = set()
    for key, at, left in session.execute(arrivals):
        if key is not None:
            whole.arrived[key] = at
            if left is not None:
                away.add(key)
    whole.away = frozenset(away)
    columns = (
        Participant.id,
        Participant.job_title,
        Participant.email,
        Participant.phone,
        Participant.consent_sharing,
    )
    query = select(*columns).where(Participant.status == ParticipantStatus.REGISTERED)
    for key, title, email, phone, shared in session.execute(query):
        whole.contacts[key] = Contact(title, email, phone, shared is True)
    for one in session.scalars(select(Organisation)):
        whole.houses[one.id] = House(one.city, one.website, one.description, tuple(one.sectors))
    rows = session.execute(select(Interpreter.participant_id, Interpreter.language_pairs))
    whole.pairs = {key: tuple(pairs) for key, pairs in rows}
    return whole
