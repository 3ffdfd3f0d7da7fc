"""Meetings that lose their slot or table: never in silence, always listed in the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Meeting, MeetingGuest, Participant, Slot, Table, TableBlock
from matchdesk.services.guards import FREED

BEGUN = (MeetingStatus.IN_PROGRESS, MeetingStatus.HELD, MeetingStatus.NO_SHOW)
"""A meeting in these states is a fact: nothing may take its slot or table away."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """A meeting that lost its place: the slot and table it had.

    With `new_table` it stays in its slot at that table; without, it is on the waiting list.
    """

    key: str
    number: int
    parties: tuple[str, ...]
    slot: int | None
    day: date | None
    starts: time | None
    table: int | None
    new_table: int | None = None


def parties_of(session: Session, meetings: Sequence[Meeting]) -> dict[str, tuple[str, ...]]:
    """Keys of everybody in each of `meetings`, by the meeting's key."""
    guests: dict[str, list[str]] = defaultdict(list)
    if meetings:
        for guest in session.scalars(select(MeetingGuest)):
            guests[guest.meeting_id].append(guest.participant_id)
    return {m.id: (m.first_id, m.second_id, *guests[m.id]) for m in meetings}


def described(session: Session, meetings: Sequence[Meeting]) -> list[Displaced]:
    """Where `meetings` are now and who meets, in order of slot and table."""
    parties = parties_of(session, meetings)
    people = {key for keys in parties.values() for key in keys}
    found = session.scalars(select(Participant).where(Participant.id.in_(people)))
    names = {person.id: person.name for person in found}
    slots = {slot.id: slot for slot in session.scalars(select(Slot))} if meetings else {}
    tables = {table.id: table.number for table in session.scalars(select(Table))}
    places = []
    for meeting in meetings:
        slot = slots.get(meeting.slot_id or "")
        places.append(
            Displaced(
                key=meeting.id,
                number=meeting.number,
                parties=tuple(names[key] for key in parties[meeting.id]),
                slot=slot.number if slot else None,
                day=slot.day if slot else None,
                starts=slot.starts if slot else None,
                table=tables.get(meeting.table_id or ""),
            )
        )
    return sorted(places, key=lambda one: (one.slot or 0, one.table or 0, one.number))


def to_waiting_list(session: Session, meetings: Sequence[Meeting]) -> tuple[Displaced, ...]:
    """Take slot and table from `meetings` (and their locks); the answer says what they had.

    Cancelled meetings lose their place too, but nobody waits for them: they are not listed.
    """
    lost = described(session, [m for m in meetings if m.status not in FREED])
    for meeting in meetings:
        meeting.slot_id = meeting.table_id = None
        meeting.locked = False
        if meeting.status is MeetingStatus.CONFIRMED:
            meeting.status = MeetingStatus.PLANNED
    return tuple(lost)


class Tables:
    """Which tables are free in which slot, for meetings that need another one.

    Reads once; a table handed out by `another` is taken for the next call.
    """

    def __init__(
        self, session: Session, without: Iterable[str] = (), added: Iterable[Table] = ()
    ) -> None:
        gone = set(without)
        stored: dict[str, Table] = {
            table.id: table for table in (*session.scalars(select(Table)), *added)
        }
        self._tables = [table for table in stored.values() if table.id not in gone]
        taken = select(Meeting.grid_id, Meeting.slot_id, Meeting.table_id).where(
            Meeting.table_id.is_not(None), Meeting.status.not_in(FREED)
        )
        self._taken = {tuple(row) for row in session.execute(taken)}
        blocks = session.execute(select(TableBlock.slot_id, TableBlock.table_id))
        self._blocked = {tuple(row) for row in blocks}

    def another(
        self, meeting: Meeting, organisations: frozenset[str], size: int, near: Table | None
    ) -> Table | None:
        """A free table for `meeting` in its slot: its own zone first, then the nearest number.

        `organisations` are the parties' (for reserved tables), `size` how many sit there.
        """
        fitting = [
            table
            for table in self._tables
            if (near is None or table.id != near.id)
            and table.seats >= size
            and (table.reserved_for_id is None or table.reserved_for_id in organisations)
            and (meeting.slot_id, table.id) not in self._blocked
            and (meeting.grid_id, meeting.slot_id, table.id) not in self._taken
        ]
        if not fitting:
            return None
        best = min(fitting, key=lambda table: _distance(table, near))
        self._taken.add((meeting.grid_id, meeting.slot_id, best.id))
        return best


def rehouse(
    session: Session,
    meetings: Sequence[Meeting],
    without: Iterable[str] = (),
    added: Iterable[Table] = (),
) -> tuple[Displaced, ...]:
    """Give each of `meetings` another free table in its slot, or put it on the waiting list.

    `without` are keys of tables that are about to vanish, `added` new ones that are not stored yet.
    Cancelled meetings only lose the table.
    """
    tables = Tables(session, without, added)
    by_key = {table.id: table for table in session.scalars(select(Table))}
    parties = parties_of(session, meetings)
    organisations = organisations_of(session, {key for keys in parties.values() for key in keys})
    before = {one.key: one for one in described(session, meetings)}
    moved = []
    for meeting in sorted(meetings, key=lambda m: m.number):
        if meeting.status in FREED or meeting.slot_id is None:
            meeting.table_id = None
            continue
        theirs = frozenset(organisations[key] for key in parties[meeting.id])
        near = by_key.get(meeting.table_id or "")
        table = tables.another(meeting, theirs, len(parties[meeting.id]), near)
        lost = before[meeting.id]
        if table is None:
            meeting.slot_id = meeting.table_id = None
            meeting.locked = False
            if meeting.status is MeetingStatus.CONFIRMED:
                meeting.status = MeetingStatus.PLANNED
            moved.append(lost)
        else:
            meeting.table_id = table.id
            moved.append(_at(lost, table.number))
    return tuple(sorted(moved, key=lambda one: (one.slot or 0, one.table or 0, one.number)))


def organisations_of(session: Session, people: Iterable[str]) -> dict[str, str]:
    """The organisation's key of each of `people`, empty if they have none."""
    query = select(Participant.id, Participant.organisation_id)
    found = session.execute(query.where(Participant.id.in_(set(people))))
    return {key: organisation or "" for key, organisation in found}


def _distance(table: Table, near: Table | None) -> tuple[bool, bool, int]:
    if near is None:
        return (False, table.reserved_for_id is not None, table.number)
    other_zone = table.zone != near.zone
    return (other_zone, table.reserved_for_id is not None, abs(table.number - near.number))


def _at(lost: Displaced, table: int) -> Displaced:
    return Displaced(
        lost.key, lost.number, lost.parties, lost.slot, lost.day, lost.starts, lost.table, table
    )
