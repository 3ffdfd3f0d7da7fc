"""Commands that change where meetings are; every one is checked by the planner's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from matchdesk.core.errors import Conflict
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Meeting, Slot, Table
from matchdesk.scheduling.problem import Placement
from matchdesk.services.agenda.past import past_sentence
from matchdesk.services.agenda.placing import movable, placed, swapped
from matchdesk.services.agenda.views import Moved
from matchdesk.services.board import Board, board_before
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, find_table
from matchdesk.services.outcomes.reading import find_meeting, local_now


@dataclass(frozen=True)
class MoveMeeting(Command):
    """Move a meeting, or give one of the waiting list a place. Result: `Moved`.

    Meeting, slot and table by number or key. Without a table it keeps its own if that is free,
    else gets the best free one.
    """

    intent: ClassVar[str] = "move_meeting"

    meeting: int | str
    slot: int | str
    table: int | str | None = None


@dataclass(frozen=True)
class SwapMeetings(Command):
    """Two meetings change places. Result: `Moved` for each."""

    intent: ClassVar[str] = "swap_meetings"

    meeting: int | str
    other: int | str


@dataclass(frozen=True)
class UnplaceMeeting(Command):
    """Put a meeting on the waiting list. Result: `Moved`."""

    intent: ClassVar[str] = "unplace_meeting"

    meeting: int | str


@dataclass(frozen=True)
class LockMeetings(Command):
    """Lock meetings where they are, or unlock them. Result: how many changed."""

    intent: ClassVar[str] = "lock_meeting"

    meetings: tuple[int | str, ...]
    locked: bool = True


def move_meeting(command: MoveMeeting, context: Context) -> Moved:
    """Handle `MoveMeeting`; raises `RuleBroken` with every hard rule the new place breaks."""
    session = context.session
    meeting = find_meeting(session, command.meeting)
    board = board_before(context)
    standing = movable(board, meeting)
    slot = find_slot(session, command.slot)
    table = None if command.table is None else find_table(session, command.table).id
    place, warnings = placed(board, standing, slot.id, table)
    before = where(board, standing.slot, standing.table)
    stand(meeting, place)
    session.flush()
    if standing.slot is None:
        context.intent = "place_meeting"
    parties = board.names.pair(standing.parties)
    context.describe(parties=parties, before=before, after=where(board, place.slot, place.table))
    return moved(context, meeting, warnings, came_from=standing.slot)


def swap_meetings(command: SwapMeetings, context: Context) -> tuple[Moved, Moved]:
    """Handle `SwapMeetings`; raises `RuleBroken` where one of the two may not stand there."""
    session = context.session
    rows = [find_meeting(session, named) for named in (command.meeting, command.other)]
    board = board_before(context)
    first, second = (movable(board, row) for row in rows)
    for row in rows:
        if row.slot_id is None:
            raise Conflict("agenda_waits", number=row.number)
    places = swapped(board, first, second)
    for row, (place, _warnings) in zip(rows, places, strict=True):
        stand(row, place)
    session.flush()
    context.describe(
        parties=board.names.pair(first.parties),
        other_parties=board.names.pair(second.parties),
        before=where(board, first.slot, first.table),
        after=where(board, second.slot, second.table),
    )
    one, other = (
        moved(context, row, place[1], came_from=standing.slot)
        for row, place, standing in zip(rows, places, (first, second), strict=True)
    )
    return one, other


def unplace_meeting(command: UnplaceMeeting, context: Context) -> Moved:
    """Handle `UnplaceMeeting`; a locked or begun meeting is refused."""
    meeting = find_meeting(context.session, command.meeting)
    board = board_before(context)
    standing = movable(board, meeting)
    leave(meeting)
    context.session.flush()
    before = where(board, standing.slot, standing.table)
    context.describe(parties=board.names.pair(standing.parties), before=before)
    return moved(context, meeting)


def lock_meetings(command: LockMeetings, context: Context) -> int:
    """Handle `LockMeetings`; raises `Conflict` for a meeting that has no place to be locked in."""
    rows = [find_meeting(context.session, named) for named in command.meetings]
    changed = [row for row in rows if row.locked != command.locked]
    for row in changed:
        if row.slot_id is None:
            raise Conflict("agenda_waits", number=row.number)
        row.locked = command.locked
    context.session.flush()
    intent = "lock_meeting" if command.locked else "unlock_meeting"
    context.intent = intent if len(changed) == 1 else f"{intent}s"
    describe_rows(context, changed)
    return len(changed)


def describe_rows(context: Context, changed: Sequence[Meeting]) -> None:
    """For History: the one meeting with its place, or how many."""
    if len(changed) == 1:
        board = board_before(context)
        row = changed[0]
        parties = board.names.pair((row.first_id, row.second_id))
        context.describe(parties=parties, before=where(board, row.slot_id, row.table_id))
    else:
        context.describe(count=len(changed))


def leave(meeting: Meeting) -> None:
    """Take its place away; what was confirmed is no more."""
    meeting.slot_id = meeting.table_id = meeting.interpreter_id = None
    if meeting.status is MeetingStatus.CONFIRMED:
        meeting.status = MeetingStatus.PLANNED


def stand(meeting: Meeting, place: Placement) -> None:
    """Put the record at its new place, with who interprets there.

    Whoever confirmed a meeting has not confirmed another slot.
    """
    if meeting.slot_id != place.slot and meeting.status is MeetingStatus.CONFIRMED:
        meeting.status = MeetingStatus.PLANNED
    meeting.slot_id, meeting.table_id = place.slot, place.table
    meeting.interpreter_id = place.interpreter


def where(board: Board, slot: str | None, table: str | None) -> str:
    """A place in words: “10:15 table 3”, with the date where the event has several days."""
    if slot is None:
        return _("the waiting list")
    number = board.names.table(table)
    at = board.names.time(slot)
    if len({day for _n, day, _at in board.names.slots.values()}) > 1:
        at = f"{board.names.slots[slot][1]:%d.%m.} {at}"
    return at if number is None else _("{time} table {table}").format(time=at, table=number)


def moved(
    context: Context,
    meeting: Meeting,
    warnings: Sequence[str] = (),
    came_from: str | None = None,
) -> Moved:
    """The answer: where `meeting` is now; a slot other than `came_from` that has begun is named."""
    slot = context.session.get(Slot, meeting.slot_id or "")
    table = context.session.get(Table, meeting.table_id or "")
    late: tuple[str, ...] = ()
    if slot is not None and slot.id != came_from:
        now = local_now(context.session, context.clock)
        said = past_sentence(slot.number, slot.day, slot.starts, slot.ends, now)
        late = (said,) if said else ()
    return Moved(
        key=meeting.id,
        number=meeting.number,
        slot=slot.number if slot else None,
        starts=slot.starts if slot else None,
        table=table.number if table else None,
        warnings=(*late, *warnings),
    )


HANDLERS: dict[type[Command], Handler] = {
    MoveMeeting: move_meeting,
    SwapMeetings: swap_meetings,
    UnplaceMeeting: unplace_meeting,
    LockMeetings: lock_meetings,
}
