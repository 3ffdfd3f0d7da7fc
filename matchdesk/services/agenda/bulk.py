"""Many places at once: each command is one step in History, however much it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, RuleBroken
from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.models import Meeting, TableBlock
from matchdesk.services.agenda.moving import leave, moved, stand
from matchdesk.services.agenda.placing import movable, placed_beside
from matchdesk.services.agenda.views import Moved
from matchdesk.services.board import Beside, board_before
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, find_table, live_grid
from matchdesk.services.outcomes.reading import find_meeting
from matchdesk.services.printing.meeting_marks import read_papers
from matchdesk.services.waiting import BEGUN, Displaced, to_waiting_list

Place = tuple[int | str, int | str]
"""Slot and table, each by number or key."""


@dataclass(frozen=True)
class MoveMeetings(Command):
    """Move several meetings together: (meeting, slot, table) each. Result: `Moved` for each.

    They may take each other's places. Raises `Conflict` for the first that may not move at all, and
    `RuleBroken` with the rules that any of them would break; then none moves.
    """

    intent: ClassVar[str] = "move_meetings"

    moves: tuple[tuple[int | str, int | str, int | str | None], ...]


@dataclass(frozen=True)
class UnplaceMeetings(Command):
    """Put several meetings on the waiting list. Result: how many; locked and begun ones stay."""

    intent: ClassVar[str] = "unplace_meetings"

    meetings: tuple[int | str, ...]


@dataclass(frozen=True)
class LockPrinted(Command):
    """Lock every meeting that stands on somebody's printed agenda as it is. Result: how many."""

    intent: ClassVar[str] = "lock_printed"


@dataclass(frozen=True)
class BlockPlaces(Command):
    """Close tables in slots, for `reason`. Result: the meetings that fell out, as `Displaced`.

    They go to the waiting list, locked ones too. Raises `Conflict` where one has begun, `Invalid`
    without a reason.
    """

    intent: ClassVar[str] = "block_places"

    places: tuple[Place, ...]
    reason: str


@dataclass(frozen=True)
class OpenPlaces(Command):
    """Open closed tables in slots again. Result: how many were closed."""

    intent: ClassVar[str] = "open_places"

    places: tuple[Place, ...]


def move_meetings(command: MoveMeetings, context: Context) -> tuple[Moved, ...]:
    """Handle `MoveMeetings`."""
    session = context.session
    rows = [find_meeting(session, named) for named, _slot, _table in command.moves]
    board = board_before(context)
    standing = [movable(board, row) for row in rows]
    beside = Beside(board, frozenset(row.id for row in rows))
    answers = []
    broken: list[dict[str, Any]] = []
    for one, (_named, slot, table) in zip(standing, command.moves, strict=True):
        there = None if table is None else find_table(session, table).id
        try:
            place, said = placed_beside(beside, one, find_slot(session, slot).id, there)
        except RuleBroken as error:
            broken += error.violations
            continue
        beside = beside.with_(place)
        answers.append((place, said))
    if broken:
        raise RuleBroken(broken)
    for row, (place, _said) in zip(rows, answers, strict=True):
        stand(row, place)
    session.flush()
    context.describe(count=len(rows))
    return tuple(
        moved(context, row, said, came_from=one.slot)
        for row, one, (_place, said) in zip(rows, standing, answers, strict=True)
    )


def unplace_meetings(command: UnplaceMeetings, context: Context) -> int:
    """Handle `UnplaceMeetings`; raises `Conflict` if none of them may move."""
    rows = [find_meeting(context.session, named) for named in command.meetings]
    free = [row for row in rows if row.slot_id is not None and not _fixed(row)]
    if not free:
        raise Conflict("agenda_all_fixed", count=len(rows))
    for row in free:
        leave(row)
    context.session.flush()
    context.describe(count=len(free), stayed=len(rows) - len(free))
    return len(free)


def lock_printed(command: LockPrinted, context: Context) -> int:
    """Handle `LockPrinted`."""
    session = context.session
    papers = read_papers(session, context.clock.now())
    printed = {key for key, paper in papers.items() if paper.right}
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id,
        Meeting.slot_id.is_not(None),
        Meeting.status != MeetingStatus.CANCELLED,
        Meeting.locked.is_(False),
    )
    found = [row for row in session.scalars(query).all() if row.id in printed]
    for row in found:
        row.locked = True
    session.flush()
    context.describe(count=len(found))
    return len(found)


def block_places(command: BlockPlaces, context: Context) -> tuple[Displaced, ...]:
    """Handle `BlockPlaces`."""
    session = context.session
    reason = command.reason.strip()
    if not reason:
        raise Invalid(field="reason", value="", expected="say why, e.g. “fire door”")
    places = _found(session, command.places)
    standing = [
        row
        for row in session.scalars(select(Meeting).where(Meeting.table_id.is_not(None)))
        if (row.slot_id, row.table_id) in places
    ]
    begun = [row for row in standing if row.status in BEGUN]
    if begun:
        raise Conflict("agenda_block_begun", count=len(begun), number=begun[0].number)
    blocked = {(block.slot_id, block.table_id): block for block in _blocks(session, places)}
    for slot, table in sorted(places):
        if (slot, table) in blocked:
            blocked[slot, table].reason = reason
        else:
            session.add(TableBlock(table_id=table, slot_id=slot, reason=reason))
    fallen = to_waiting_list(session, standing)
    session.flush()
    context.describe(count=len(places), reason=reason, meetings=len(fallen))
    return fallen


def open_places(command: OpenPlaces, context: Context) -> int:
    """Handle `OpenPlaces`."""
    blocks = _blocks(context.session, _found(context.session, command.places))
    for block in blocks:
        context.session.delete(block)
    context.session.flush()
    context.describe(count=len(blocks))
    return len(blocks)


def _found(session: Session, places: Iterable[Place]) -> frozenset[tuple[str, str]]:
    wanted = tuple(places)
    slots = {named: find_slot(session, named).id for named, _table in wanted}
    tables = {named: find_table(session, named).id for _slot, named in wanted}
    return frozenset((slots[slot], tables[table]) for slot, table in wanted)


def _blocks(session: Session, places: frozenset[tuple[str, str]]) -> Sequence[TableBlock]:
    every = session.scalars(select(TableBlock))
    return [block for block in every if (block.slot_id, block.table_id) in places]


def _fixed(row: Meeting) -> bool:
    return row.locked or row.status not in TO_COME


HANDLERS: dict[type[Command], Handler] = {
    MoveMeetings: move_meetings,
    UnplaceMeetings: unplace_meetings,
    LockPrinted: lock_printed,
    BlockPlaces: block_places,
    OpenPlaces: open_places,
}
