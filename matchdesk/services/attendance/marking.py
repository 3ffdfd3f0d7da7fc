"""Saying how meetings went: many at once, or the one of two scanned badges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.models import Meeting, MeetingGuest, Slot
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.recording import MarkMeeting, mark_meeting
from matchdesk.services.outcomes.views import MeetingView
from matchdesk.services.people.editing import get_participant

_NEXT = {
    MeetingStatus.PLANNED: MeetingStatus.IN_PROGRESS,
    MeetingStatus.CONFIRMED: MeetingStatus.IN_PROGRESS,
    MeetingStatus.IN_PROGRESS: MeetingStatus.HELD,
}
"""What scanning both badges makes of a meeting."""


class Mark(NamedTuple):
    """How one meeting (number or key) stands; `no_show` is the key of who did not come, None: both.

    `no_show` counts for `NO_SHOW` only.
    """

    meeting: int | str
    status: MeetingStatus
    no_show: str | None = None


@dataclass(frozen=True)
class MarkMeetings(Command):
    """Mark several meetings as one step. Result: how many changed.

    Raises what `MarkMeeting` raises, for the first that cannot be; then none is marked.
    """

    intent: ClassVar[str] = "mark_meetings"

    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class MeetAtTable(Command):
    """Both badges were scanned at the table: these two (keys) meet now, or have met.

    A planned meeting of theirs becomes in progress, one in progress becomes held. Result:
    `AtTable`. Of several the one nearest to now is meant.
    """

    intent: ClassVar[str] = "meet_at_table"

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class AtTable:
    """The meeting as it stands now; `early_or_late` if another slot than its own is under way."""

    meeting: MeetingView
    early_or_late: bool


def mark_meetings(command: MarkMeetings, context: Context) -> int:
    """Handle `MarkMeetings`."""
    changed = 0
    status = None
    for one in command.marks:
        meeting = reading.find_meeting(context.session, one.meeting)
        before = (meeting.status, meeting.no_show_id)
        mark_meeting(MarkMeeting(meeting.id, one.status, one.no_show), context)
        changed += before != (meeting.status, meeting.no_show_id)
        status = one.status
    context.detail.clear()
    said = {one.status for one in command.marks}
    named = label(status) if status is not None and len(said) == 1 else "—"
    context.describe(count=changed, status=named)
    return changed


def meet_at_table(command: MeetAtTable, context: Context) -> AtTable:
    """Handle `MeetAtTable`; raises `Conflict` with what is known where they have none open."""
    session = context.session
    if command.first == command.second:
        name = get_participant(session, command.first).name
        raise Invalid("attendance_same_badge", name=name)
    now = reading.local_now(session, context.clock)
    meeting, slot = _meant(session, command, now)
    view = mark_meeting(MarkMeeting(meeting.id, _NEXT[meeting.status]), context)
    begins = datetime.combine(slot.day, slot.starts)
    ends = datetime.combine(slot.day, slot.ends)
    return AtTable(view, not begins <= now <= ends)


def _meant(session: Session, command: MeetAtTable, now: datetime) -> tuple[Meeting, Slot]:
    """The open meeting of the two: the one in progress, else the nearest in time."""
    theirs = _theirs(session, command)
    slots = {slot.id: slot for slot in session.scalars(select(Slot))}
    open_ones = [m for m in theirs if m.slot_id is not None and m.status in _NEXT]
    if not open_ones:
        raise _refusal(session, command, theirs)

    def nearness(meeting: Meeting) -> tuple[bool, float]:
        slot = slots[meeting.slot_id or ""]
        away = abs((datetime.combine(slot.day, slot.starts) - now).total_seconds())
        return (meeting.status is not MeetingStatus.IN_PROGRESS, away)

    meeting = min(open_ones, key=nearness)
    return meeting, slots[meeting.slot_id or ""]


def _theirs(session: Session, command: MeetAtTable) -> list[Meeting]:
    """Meetings of the live grid in which both take part and that are not called off."""
    both = {command.first, command.second}
    guests: dict[str, set[str]] = {}
    for guest in session.scalars(select(MeetingGuest).where(MeetingGuest.participant_id.in_(both))):
        guests.setdefault(guest.meeting_id, set()).add(guest.participant_id)
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id, Meeting.status != MeetingStatus.CANCELLED
    )
    sides = Meeting.first_id.in_(both) | Meeting.second_id.in_(both) | Meeting.id.in_(guests)
    return [
        meeting
        for meeting in session.scalars(query.where(sides))
        if both <= {meeting.first_id, meeting.second_id, *guests.get(meeting.id, ())}
    ]


def _refusal(session: Session, command: MeetAtTable, theirs: list[Meeting]) -> Conflict:
    first, second = (get_participant(session, key) for key in (command.first, command.second))
    names = {"name": first.name, "other": second.name}
    done = [m for m in theirs if m.slot_id is not None]
    if done:
        meeting = done[-1]
        named = {"number": meeting.number, "status": label(meeting.status)}
        return Conflict("attendance_over", **names, **named)
    if theirs:
        return Conflict("attendance_waits", **names, number=theirs[0].number)
    return Conflict("attendance_none", **names)


HANDLERS: dict[type[Command], Handler] = {
    MarkMeetings: mark_meetings,
    MeetAtTable: meet_at_table,
}
