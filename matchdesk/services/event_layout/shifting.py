"""A break in the middle of the day: everything after it begins later, nothing loses its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.models import Break, Meeting, Session, Slot
from matchdesk.services.bus import Command, Context
from matchdesk.services.waiting import BEGUN

LONGEST = 240


@dataclass(frozen=True)
class InsertBreak(Command):
    """Let everything of the day from a slot (number or key) on begin `minutes` later.

    The time between is a break called `name`; sessions and breaks behind it move along, meetings
    keep their slots. Result: how many slots moved. Raises `Invalid` for a length that cannot be or
    a day that would not end before midnight, `Conflict` where meetings in those slots have begun.
    """

    intent: ClassVar[str] = "insert_break"

    slot: int | str
    minutes: int
    name: str


def insert_break(command: InsertBreak, context: Context) -> int:
    """Handle `InsertBreak`."""
    session = context.session
    if not 1 <= command.minutes <= LONGEST:
        expected = f"a break lasts 1 to {LONGEST} minutes"
        raise Invalid(field="break", value=command.minutes, expected=expected)
    slots = session.scalars(select(Slot).order_by(Slot.number)).all()
    named = str(command.slot)
    first = next((s for s in slots if named in (s.id, str(s.number))), None)
    if first is None:
        raise NotFound(what="slot", key=command.slot)
    later = [s for s in slots if s.day == first.day and s.starts >= first.starts]
    _refuse_begun(context, later)
    day, at, length = first.day, first.starts, timedelta(minutes=command.minutes)
    sessions = session.scalars(select(Session).where(Session.day == day)).all()
    behind = [one for one in sessions if one.starts > at]
    around = [one for one in sessions if one.starts <= at < one.ends]
    breaks = session.scalars(select(Break).where(Break.day == day, Break.starts >= at)).all()
    for one in around:
        one.ends = _later(day, one.ends, length)
    behind.sort(key=lambda one: one.starts, reverse=True)
    moving: tuple[Session | Break | Slot, ...] = (*behind, *breaks, *later)
    for record in moving:
        record.ends = _later(day, record.ends, length)
        record.starts = _later(day, record.starts, length)
        session.flush()  # the last session first: two never begin at one time
    session.add(Break(day=day, starts=at, ends=_later(day, at, length), name=command.name.strip()))
    session.flush()
    context.describe(
        minutes=command.minutes, time=f"{at:%H:%M}", name=command.name.strip(), slots=len(later)
    )
    return len(later)


def _refuse_begun(context: Context, slots: Sequence[Slot]) -> None:
    keys = [slot.id for slot in slots]
    begun = context.session.scalars(
        select(Meeting).where(Meeting.slot_id.in_(keys), Meeting.status.in_(BEGUN))
    ).all()
    if begun:
        concerned = {meeting.slot_id for meeting in begun}
        numbers = ", ".join(str(slot.number) for slot in slots if slot.id in concerned)
        raise Conflict("shift_meetings_begun", slots=numbers, count=len(begun))


def _later(day: date, at: time, length: timedelta) -> time:
    moved = datetime.combine(day, at) + length
    if moved.date() != day:
        raise Invalid(field="break", value=f"{at:%H:%M}", expected="the day ends before midnight")
    return moved.time()
