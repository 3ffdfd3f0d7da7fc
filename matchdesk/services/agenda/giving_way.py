"""Taking a place that is not free: whoever is in the way swaps, moves on, or waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from matchdesk.core.errors import Conflict, MatchDeskError, RuleBroken
from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.models import Meeting
from matchdesk.scheduling.allowed import Allowed, Verdict
from matchdesk.scheduling.problem import Placement, Violation
from matchdesk.services.agenda.moving import SwapMeetings, leave, moved, stand, where
from matchdesk.services.agenda.placing import (
    movable,
    placed_beside,
    swapped,
)
from matchdesk.services.agenda.views import Moved, Offer
from matchdesk.services.board import Beside, Board, Standing, board_before
from matchdesk.services.board.standing import placement_of
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, find_table
from matchdesk.services.outcomes.reading import find_meeting
from matchdesk.services.waiting import BEGUN


class Way(StrEnum):
    """What becomes of the meetings in the way."""

    TABLE = "table"
    PUSH = "push"
    WAIT = "wait"


@dataclass(frozen=True)
class TakePlace(Command):
    """Move a meeting where others are in its way. Result: `Moved` of it, then of each of those.

    TABLE gives them another table in their slot, PUSH the next later slot in which they can meet,
    WAIT puts them on the waiting list. Raises `RuleBroken` or `Conflict` where that cannot be.
    """

    intent: ClassVar[str] = "take_place"

    meeting: int | str
    slot: int | str
    table: int | str | None
    way: Way


@dataclass(frozen=True, slots=True)
class _Taken:
    place: Placement
    others: tuple[tuple[Standing, Placement | None], ...]
    warnings: tuple[str, ...]


def offers(
    board: Board,
    standing: Standing,
    slot: str,
    table: str | None,
    past: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Offer, ...]:
    """What dropping `standing` there could do; empty where nothing can be done about it.

    Each says so where the slot is of `past` (see `past_slots`) and the meeting comes from another.
    """
    late = (past[slot],) if slot in past and slot != standing.slot else ()
    rivals = _rivals(board, standing, slot, table)
    if any(rival.fixed for rival in rivals):
        return ()
    found = []
    if len(rivals) == 1 and standing.slot is not None:
        try:
            pair = swapped(board, standing, rivals[0])
        except MatchDeskError:
            pass
        else:
            warnings = tuple(dict.fromkeys((*late, *pair[0][1], *pair[1][1])))
            found.append(Offer(SwapMeetings(standing.key, rivals[0].key), _("Swap"), warnings))
    for way in Way if rivals else ():
        try:
            taken = _taken(board, standing, slot, table, way)
        except MatchDeskError:
            continue
        command = TakePlace(standing.key, slot, table, way)
        found.append(Offer(command, _words(board, taken, way), (*late, *taken.warnings)))
    return tuple(found)


def take_place(command: TakePlace, context: Context) -> tuple[Moved, ...]:
    """Handle `TakePlace`."""
    session = context.session
    meeting = find_meeting(session, command.meeting)
    board = board_before(context)
    standing = movable(board, meeting)
    slot = find_slot(session, command.slot).id
    table = None if command.table is None else find_table(session, command.table).id
    taken = _taken(board, standing, slot, table, command.way)
    rows = [session.get_one(Meeting, other.key) for other, _place in taken.others]
    stand(meeting, taken.place)
    for row, (_other, place) in zip(rows, taken.others, strict=True):
        if place is None:
            leave(row)
        else:
            stand(row, place)
    session.flush()
    others = [
        f"{board.names.pair(other.parties)} → "
        + (where(board, place.slot, place.table) if place else where(board, None, None))
        for other, place in taken.others
    ]
    context.describe(
        parties=board.names.pair(standing.parties),
        before=where(board, standing.slot, standing.table),
        after=where(board, taken.place.slot, taken.place.table),
        others="; ".join(others),
    )
    mine = moved(context, meeting, taken.warnings, came_from=standing.slot)
    return (mine, *(moved(context, row, came_from=slot) for row in rows))


def _taken(board: Board, standing: Standing, slot: str, table: str | None, way: Way) -> _Taken:
    rivals = _rivals(board, standing, slot, table)
    for rival in rivals:
        _refuse_fixed(board, rival)
    beside = Beside(board, frozenset((standing.key, *(rival.key for rival in rivals))))
    place, said = placed_beside(beside, standing, slot, table)
    warnings = list(said)
    beside = beside.with_(place)
    others: list[tuple[Standing, Placement | None]] = []
    for rival in rivals:
        if way is Way.WAIT:
            others.append((rival, None))
            continue
        there = slot if way is Way.TABLE else _next_slot(beside, rival)
        found, said = placed_beside(beside, rival, there, None)
        beside = beside.with_(found)
        others.append((rival, found))
        warnings += said
    return _Taken(place, tuple(others), tuple(dict.fromkeys(warnings)))


def _rivals(board: Board, standing: Standing, slot: str, table: str | None) -> tuple[Standing, ...]:
    """The meetings of the slot that share the table or somebody."""
    return tuple(
        board.meetings[p.meeting]
        for p in board.placements
        if p.slot == slot
        and p.meeting != standing.key
        and ((table is not None and p.table == table) or set(p.parties) & set(standing.parties))
    )


def _next_slot(beside: Beside, rival: Standing) -> str:
    """The first slot after its own in which `rival` is free; raises `RuleBroken` if none is."""
    assert rival.slot is not None
    board = beside.board
    index = board.index
    for key in beside.gone & index.meetings.keys():
        index = index.without(key)
    for placement in beside.put:
        index = index.put(placement)
    slots = board.problem.slot_by_key
    own = slots[rival.slot].order
    allowed = Allowed(index, index.ground.held(placement_of(rival), waits=True), swaps=False)
    free = [
        slots[key]
        for key, verdict in allowed.slots.items()
        if verdict is Verdict.FREE and slots[key].order > own
    ]
    if not free:
        data = {"slot": rival.slot, "count": 1, "limit": 0, "meetings": [rival.key]}
        raise RuleBroken([board.names.violation(Violation("tables_enough", "hard", data))])
    return min(free, key=lambda slot: slot.order).key


def _refuse_fixed(board: Board, standing: Standing) -> None:
    if standing.status in BEGUN:
        status = label(standing.status)
        raise Conflict("agenda_not_planned", number=standing.number, status=status)
    if standing.locked:
        who = dict(zip(("participant", "other"), standing.parties[:2], strict=True))
        data = {**who, "slot": standing.slot, "meetings": [standing.key]}
        raise RuleBroken([board.names.violation(Violation("locked_kept", "hard", data))])


def _words(board: Board, taken: _Taken, way: Way) -> str:
    """What the button says: where those in the way go."""
    if way is Way.WAIT:
        return _("Put the other on the waiting list")
    _other, place = taken.others[0]
    assert place is not None
    to = where(board, place.slot, place.table)
    if way is Way.TABLE:
        return _("Give the other table {n}").format(n=board.names.table(place.table))
    return _("Push the other to {place}").format(place=to)


HANDLERS: dict[type[Command], Handler] = {TakePlace: take_place}
