"""Meetings whose time and place everybody has agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.core.wording import label
from matchdesk.services.agenda.moving import describe_rows
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.outcomes.reading import find_meeting


@dataclass(frozen=True)
class ConfirmMeetings(Command):
    """Mark meetings as confirmed, or as planned again. Result: how many changed.

    A new plan leaves a confirmed meeting where it is; by hand it can be moved, and is planned again
    once it has another slot. Raises `Conflict` for one that waits for a place, or has begun.
    """

    intent: ClassVar[str] = "confirm_meeting"

    meetings: tuple[int | str, ...]
    confirmed: bool = True


def confirm_meetings(command: ConfirmMeetings, context: Context) -> int:
    """Handle `ConfirmMeetings`."""
    wanted = MeetingStatus.CONFIRMED if command.confirmed else MeetingStatus.PLANNED
    rows = [find_meeting(context.session, named) for named in command.meetings]
    for row in rows:
        if row.slot_id is None:
            raise Conflict("agenda_waits", number=row.number)
        if row.status not in TO_COME:
            raise Conflict("agenda_not_planned", number=row.number, status=label(row.status))
    changed = [row for row in rows if row.status is not wanted]
    for row in changed:
        row.status = wanted
    context.session.flush()
    intent = "confirm_meeting" if command.confirmed else "unconfirm_meeting"
    context.intent = intent if len(changed) == 1 else f"{intent}s"
    describe_rows(context, changed)
    return len(changed)


HANDLERS: dict[type[Command], Handler] = {ConfirmMeetings: confirm_meetings}
