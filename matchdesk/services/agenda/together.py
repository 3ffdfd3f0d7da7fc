"""What dropping several meetings together would mean: all keep their distance to the one held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from matchdesk.core.i18n import _
from matchdesk.scheduling.allowed import Allowed, Verdict
from matchdesk.services.agenda.bulk import MoveMeetings
from matchdesk.services.agenda.targets import SlotTarget, Target
from matchdesk.services.board import Board, Standing
from matchdesk.services.board.standing import placement_of

Shift = tuple[int, int]
"""Slots and tables between the meeting that is held and another."""

_MOST_SAID = 4


@dataclass(frozen=True)
class GroupTargets:
    """Like `Targets`, for a meeting that takes others along by the same slots and tables.

    A cell is free where every one of them would find a free place. Immutable; ask from any thread.
    """

    meeting: str
    slots: Mapping[str, SlotTarget]
    cells: Mapping[tuple[str, str], Target]
    _members: tuple[tuple[Standing, Shift, Allowed], ...]
    _board: Board
    past: Mapping[str, str] = field(default_factory=dict)

    def why(self, slot: str, table: str) -> tuple[str, ...]:
        """Sentences on one cell: who of them could not be where they would come to stand."""
        said = [self.past[slot]] if slot in self.past else []
        for standing, shift, allowed in self._members:
            place = _moved(self._board, (slot, table), shift)
            pair = self._board.names.pair(standing.parties)
            if place is None:
                said.append(_("{who} would fall off the grid.").format(who=pair))
                continue
            found = allowed.why(*place)
            hard = [v for v in found if v.hard] or found
            said += [f"{pair}: {self._board.names.sentence(v)}" for v in hard]
        return tuple(dict.fromkeys(said))[:_MOST_SAID]

    def why_slot(self, slot: str) -> tuple[str, ...]:
        """Sentences on a whole slot: what `why` says at the table the first one has."""
        return self.why(slot, self._members[0][0].table or "")

    def grade(self, slot: str, table: str) -> int:
        """1 where nobody's day gets worse, else 2."""
        for _standing, shift, allowed in self._members:
            place = _moved(self._board, (slot, table), shift)
            if place is not None and allowed.quality(*place).gaps > 0:
                return 2
        return 1

    def command(self, slot: str, table: str | None) -> MoveMeetings:
        """The move that dropping there means; without a table each keeps its own if it can."""
        at = table or self._members[0][0].table or ""
        moves = []
        for standing, shift, _allowed in self._members:
            place = _moved(self._board, (slot, at), shift)
            assert place is not None
            moves.append((standing.key, place[0], None if table is None else place[1]))
        return MoveMeetings(tuple(moves))


def together(
    board: Board, standings: Sequence[Standing], past: Mapping[str, str] = MappingProxyType({})
) -> GroupTargets:
    """Where `standings`, all with slot and table, may go; the first is the one that is held.

    `past` as `past_slots` has it: what is free there is `SOFT`.
    """
    index = board.index
    for standing in standings:
        index = index.without(standing.key)
    ground, first = index.ground, standings[0]
    members = []
    for standing in standings:
        held = ground.held(placement_of(standing), waits=True)
        members.append(
            (standing, _between(board, first, standing), Allowed(index, held, swaps=False))
        )
    cells = {
        (slot.key, table.key): _target(board, members, (slot.key, table.key))
        for slot in board.problem.slots
        for table in board.problem.tables
    }
    past = {slot: said for slot, said in past.items() if slot != first.slot}
    late = (place for place, kind in cells.items() if kind is Target.FREE and place[0] in past)
    cells |= dict.fromkeys(tuple(late), Target.SOFT)
    cells[first.slot or "", first.table or ""] = Target.HERE
    slots = {
        slot.key: SlotTarget(cells[slot.key, first.table or ""], first.table)
        for slot in board.problem.slots
    }
    return GroupTargets(first.key, slots, cells, tuple(members), board, past)


def _target(
    board: Board, members: Sequence[tuple[Standing, Shift, Allowed]], cell: tuple[str, str]
) -> Target:
    clash = flawed = False
    for _standing, shift, allowed in members:
        place = _moved(board, cell, shift)
        if place is None or allowed.cells[place] is Verdict.FORBIDDEN:
            return Target.FORBIDDEN
        clash = clash or allowed.cells[place] is Verdict.CLASH
        flawed = flawed or (not clash and not allowed.is_flawless(*place))
    return Target.CLASH if clash else Target.SOFT if flawed else Target.FREE


def _between(board: Board, first: Standing, other: Standing) -> Shift:
    ground = board.index.ground
    return (
        ground.slot_number[other.slot or ""] - ground.slot_number[first.slot or ""],
        ground.table_number[other.table or ""] - ground.table_number[first.table or ""],
    )


def _moved(board: Board, cell: tuple[str, str], shift: Shift) -> tuple[str, str] | None:
    """The cell so many slots and tables on; None off the grid, or on another day."""
    ground = board.index.ground
    s, t = ground.slot_number[cell[0]], ground.table_number[cell[1]]
    to, table = s + shift[0], t + shift[1]
    if not (0 <= to < len(ground.slots) and 0 <= table < len(ground.problem.tables)):
        return None
    if ground.slots[to].day != ground.slots[s].day:
        return None
    return ground.cells[to][table]
