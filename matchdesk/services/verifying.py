"""Is the event sound: database whole, journal complete, nobody and no table booked twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from matchdesk.core.changes import Row, same
from matchdesk.models import (
    JournaledChange,
    JournaledSet,
    Meeting,
    MeetingGuest,
    Participant,
    Slot,
    Table,
)
from matchdesk.services.guards import FREED
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_MOST_FAULTS = 200  # enough to see what is wrong; a damaged journal would list thousands


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; its sentence is `verify.<code>` in `core.wording`."""

    code: str
    data: Row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found."""

    change_sets: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(database: Database) -> Verdict:
    """Check everything in one reading transaction; writes nothing. Takes seconds on a big event."""
    with database.reading() as session:
        faults = []
        for fault in _faults(database, session):
            faults.append(fault)
            if len(faults) >= _MOST_FAULTS:
                break
        return Verdict(journal.last_number(session), tuple(faults))


def _faults(database: Database, session: Session) -> Iterator[Fault]:
    if database.is_file:
        yield from _database_faults(session)
    yield from _gaps(session)
    yield from _journal_faults(session)
    yield from _double_bookings(session)


def _database_faults(session: Session) -> Iterator[Fault]:
    for (line,) in session.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Fault("database", {"why": str(line)})
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield Fault("reference", {"entity": table, "row": row, "target": parent})


def _gaps(session: Session) -> Iterator[Fault]:
    numbers = session.scalars(select(JournaledSet.number).order_by(JournaledSet.number))
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield Fault("gap", {"number": expected})
            return


def _journal_faults(session: Session) -> Iterator[Fault]:
    """Replaying the journal must give exactly the records that are stored."""
    replayed: dict[tuple[str, str], Row | None] = {}
    order = (JournaledChange.number, JournaledChange.id)
    for change in session.scalars(select(JournaledChange).order_by(*order)):
        place = (change.entity, change.key)
        if not same(replayed.get(place), change.before):
            yield Fault("broken_chain", {"number": change.number, "entity": change.entity})
        replayed[place] = change.after
    for name, record in journal.classes().items():
        stored = {row.id: journal.row_of(row) for row in session.scalars(select(record))}
        kept = {key for (entity, key), row in replayed.items() if entity == name and row}
        for key in stored.keys() - kept:
            yield Fault("not_journaled", {"entity": name, "key": key})
        for key in kept - stored.keys():
            yield Fault("lost", {"entity": name, "key": key})
        for key in kept & stored.keys():
            if not same(stored[key], replayed[name, key]):
                yield Fault("differs", {"entity": name, "key": key})


def _double_bookings(session: Session) -> Iterator[Fault]:
    taken: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(MeetingGuest)):
        guests[guest.meeting_id].append(guest.participant_id)
    placed = select(Meeting).where(Meeting.slot_id.is_not(None), Meeting.status.not_in(FREED))
    for meeting in session.scalars(placed):
        slot = meeting.slot_id or ""
        for person in (meeting.first_id, meeting.second_id, *guests[meeting.id]):
            taken[meeting.grid_id, slot, "participant", person].append(meeting.number)
        if meeting.table_id:
            taken[meeting.grid_id, slot, "table", meeting.table_id].append(meeting.number)
    for (_, slot, kind, key), numbers in taken.items():
        if len(numbers) > 1:
            who = session.get(Participant, key) if kind == "participant" else None
            facts = {
                "what": who.name if who else f"table {_table_number(session, key)}",
                "slot": session.get_one(Slot, slot).number,
                "meetings": ", ".join(str(number) for number in sorted(numbers)),
            }
            yield Fault("double_booking", facts)


def _table_number(session: Session, key: str) -> int:
    return session.get_one(Table, key).number
