"""A draft becomes the live grid: one command, one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict
from matchdesk.models import Meeting
from matchdesk.scheduling import conflicts
from matchdesk.services.agenda.placing import add_placed
from matchdesk.services.board import Board, read_board
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid, next_number
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.planning.drafting import continued, differences, falling_out, place_order
from matchdesk.services.planning.timing import ahead_of
from matchdesk.services.planning.views import Accepted, DraftMeeting, DraftState, PlanDraft
from matchdesk.storage import journal

_ALL = 1_000_000  # more change sets than an event ever has


@dataclass(frozen=True)
class AcceptPlan(Command):
    """Make `draft` the live grid. Result: `Accepted`.

    A meeting whose request keeps a place stays the same record with its number; one that loses
    its place goes to the waiting list.
    """

    intent: ClassVar[str] = "accept_plan"

    draft: PlanDraft


def accept_plan(command: AcceptPlan, context: Context) -> Accepted:
    """Handle `AcceptPlan`; raises `Conflict` where the event has moved on and the draft clashes.

    It has moved on, too, where a slot has begun in which the draft would change a meeting.
    """
    draft = command.draft
    board = read_board(context.session)
    if journal.last_number(context.session) != draft.based_on:
        _refuse_moved_since(context, draft)
        _refuse_outdated(board, draft)
    meetings = continued(board, (one.placement for one in draft.meetings))
    states = Counter(change.state for change in differences(board, meetings))
    _refuse_begun(board, draft, meetings, local_now(context.session, context.clock))
    _place(context, board, meetings)
    grid = live_grid(context.session)
    grid.weight, grid.bound = draft.weight, draft.bound
    grid.stage, grid.seconds = draft.stage, draft.seconds
    grid.planned_at = context.clock.now()
    context.describe(placed=draft.placed, requested=draft.requested)
    return Accepted(
        placed=draft.placed,
        requested=draft.requested,
        new=states[DraftState.NEW],
        moved=states[DraftState.MOVED],
        removed=states[DraftState.REMOVED],
    )


def _refuse_moved_since(context: Context, draft: PlanDraft) -> None:
    """A meeting that somebody has moved by hand meanwhile is not moved back without a word."""
    moved = {
        change.after["number"]
        for change_set in journal.since(context.session, draft.based_on, limit=_ALL)
        for change in change_set.changes
        if change.entity == "meeting" and change.before and change.after
        if change.fields().keys() & {"slot_id", "table_id"}
    }
    if moved:
        raise Conflict("plan_outdated_moved", meetings=", ".join(map(str, sorted(moved))))


def _refuse_begun(
    board: Board, draft: PlanDraft, meetings: Iterable[DraftMeeting], now: datetime
) -> None:
    """A slot that has begun since the plan was made must stand in it as it stands in the grid."""
    begun = ahead_of(board, now).past - draft.begun
    live = {(m.key, m.slot, m.table) for m in board.meetings.values() if m.slot in begun}
    planned = {
        (one.meeting, one.placement.slot, one.placement.table)
        for one in meetings
        if one.placement.slot in begun
    }
    changed = {slot for _meeting, slot, _table in live ^ planned}
    if changed:
        first = min(changed, key=lambda slot: board.names.slots[slot])
        number, _day, starts = board.names.slots[first]
        raise Conflict("plan_outdated_begun", slot=number, time=f"{starts:%H:%M}")


def _refuse_outdated(board: Board, draft: PlanDraft) -> None:
    """The draft must still be a grid without clashes, beside what was changed since."""
    stood = {one.placement.meeting for one in draft.meetings if one.stays}
    if not stood <= board.meetings.keys():
        raise Conflict("plan_outdated_gone")
    known = [violation.as_dict() for violation in draft.violations]
    placements = [one.placement for one in draft.meetings]
    for violation in conflicts.violations(board.problem, placements):
        if violation.rule == "known":
            raise Conflict("plan_outdated_gone")
        if violation.hard and violation.as_dict() not in known:
            raise Conflict("plan_outdated", why=board.names.sentence(violation))


def _place(context: Context, board: Board, meetings: Iterable[DraftMeeting]) -> None:
    session = context.session
    grid = live_grid(session).id
    rows = {row.id: row for row in session.scalars(select(Meeting).where(Meeting.grid_id == grid))}
    meetings = sorted(meetings, key=lambda one: place_order(board, one.placement))
    for live in falling_out(board, meetings):
        row = rows[live.key]
        row.slot_id = row.table_id = row.interpreter_id = None
    number = next_number(session, Meeting.number)
    for one in meetings:
        if one.meeting is None:
            add_placed(session, grid, number, one.placement)
            number += 1
        else:
            _continue(rows[one.meeting], one)
    session.flush()


def _continue(row: Meeting, one: DraftMeeting) -> None:
    """The same record at its new place; one that stays gets at most what it lacked."""
    if not one.stays:
        row.slot_id, row.table_id = one.placement.slot, one.placement.table
        row.interpreter_id = one.placement.interpreter
        if one.placement.request != row.id:
            row.request_id = row.request_id or one.placement.request
    else:
        row.table_id = row.table_id or one.placement.table
        row.interpreter_id = row.interpreter_id or one.placement.interpreter


HANDLERS: dict[type[Command], Handler] = {AcceptPlan: accept_plan}
