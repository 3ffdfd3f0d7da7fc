"""What the page of one slot asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Interpreter, Meeting, Participant, Slot, Table
from matchdesk.services import absences
from matchdesk.services.attendance.views import SlotSheet, TableRow
from matchdesk.services.checkin import people
from matchdesk.services.events import SlotView
from matchdesk.services.outcomes import reading
from matchdesk.storage.database import Database


class AttendanceQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def sheet(self, number: int | None = None) -> SlotSheet:
        """The slot of this number; None: the one that runs, else the last that has begun.

        Raises `NotFound` for a number that no slot has.
        """
        with self._database.reading() as session:
            now = reading.local_now(session, self._clock)
            slots = _slots(session)
            current = _current(slots, now)
            wanted = current if number is None else number
            slot = next((one for one in slots if one.number == wanted), None)
            if slot is None and number is not None:
                raise NotFound(what="slot", key=number)
            return SlotSheet(
                slots=slots,
                slot=slot,
                current=current,
                running=slot is not None and _runs(slot, now),
                rows=_rows(session, slot, now) if slot else (),
            )


def _slots(session: Session) -> tuple[SlotView, ...]:
    rows = session.scalars(select(Slot).order_by(Slot.number))
    return tuple(SlotView(s.id, s.number, s.day, s.starts, s.ends, s.session_id) for s in rows)


def _runs(slot: SlotView, now: datetime) -> bool:
    return slot.day == now.date() and slot.starts <= now.time() < slot.ends


def _current(slots: tuple[SlotView, ...], now: datetime) -> int | None:
    begun = [s for s in slots if datetime.combine(s.day, s.starts) <= now]
    if begun:
        return begun[-1].number
    return slots[0].number if slots else None


def _rows(session: Session, slot: SlotView, now: datetime) -> tuple[TableRow, ...]:
    query = reading.live_meetings(session).where(
        Slot.number == slot.number, Meeting.status != MeetingStatus.CANCELLED
    )
    meetings = session.scalars(query).all()
    views = reading.meeting_views(session, meetings, now)
    present = people.people(session, (p.key for view in views for p in view.parties))
    away = absences.missing_in(session, slot.key)
    here = frozenset(key for key, person in present.items() if person.here and key not in away)
    named = select(Interpreter.id, Participant.name).join(
        Participant, Participant.id == Interpreter.participant_id
    )
    interpreters: dict[str, str] = {row.id: row.name for row in session.execute(named)}
    zones = {row.id: row.zone for row in session.execute(select(Table.id, Table.zone))}
    return tuple(
        TableRow(
            meeting=view,
            here=here & {party.key for party in view.parties},
            interpreter=interpreters.get(row.interpreter_id or "", ""),
            zone=zones.get(row.table_id or "", ""),
        )
        for row, view in zip(meetings, views, strict=True)
    )
