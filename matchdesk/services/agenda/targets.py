"""What dropping a meeting on each cell would mean; computed at once for the whole grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchdesk.scheduling.allowed import Allowed, Verdict
from matchdesk.scheduling.problem import Placement, Violation
from matchdesk.services.board import Board, Names, Standing


class Target(StrEnum):
    """What a cell is for the meeting that is held."""

    HERE = "here"
    FREE = "free"
    SOFT = "soft"
    SWAP = "swap"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class SlotTarget:
    """A whole slot, whatever the table: `table` is the one a move without a table would take.

    `reasons` are sentences: why not, or what is not ideal.
    """

    kind: Target
    reasons: tuple[str, ...]
    table: str | None


@dataclass(frozen=True)
class Targets:
    """For the meeting `meeting`: `slots` by key, `cells` by (slot key, table key).

    A `SWAP` cell holds a meeting that could change places with it. Immutable; ask from any thread.
    """

    meeting: str
    slots: Mapping[str, SlotTarget]
    cells: Mapping[tuple[str, str], Target]
    _allowed: Allowed
    _names: Names

    def why(self, slot: str, table: str) -> tuple[str, ...]:
        """Sentences on one cell: why not, with whom to swap, what is not ideal."""
        found = self._allowed.why(slot, table)
        if self.cells[slot, table] is Target.SWAP:
            found = tuple(v for v in found if v.rule == "one_meeting_per_table")
        return _sentences(self._names, found)


def targets_of(board: Board, standing: Standing) -> Targets:
    """Where `standing` may go, by the planner's own answer."""
    index = board.index
    if standing.slot is not None:
        held = index.held(standing.key)
    else:
        known = standing.request in board.problem.request_by_key
        request = standing.request if known and standing.request != standing.key else None
        waiting = Placement(standing.key, standing.parties, "", request=request)
        held = index.ground.held(waiting, waits=True)
    found = Allowed(index, held)
    cells = {place: _target(found, *place, verdict) for place, verdict in found.cells.items()}
    free = _free_tables(found.cells)
    slots = {
        slot: SlotTarget(
            _of_slot(found, slot, verdict),
            _sentences(board.names, found.why(slot)),
            _best(board, standing, free.get(slot, ())),
        )
        for slot, verdict in found.slots.items()
    }
    return Targets(standing.key, slots, cells, found, board.names)


_TARGETS = {
    Verdict.HERE: Target.HERE,
    Verdict.SWAP: Target.SWAP,
    Verdict.CLASH: Target.FORBIDDEN,
    Verdict.FORBIDDEN: Target.FORBIDDEN,
}


def _target(found: Allowed, slot: str, table: str, verdict: Verdict) -> Target:
    if verdict is Verdict.FREE:
        return Target.FREE if found.is_flawless(slot, table) else Target.SOFT
    return _TARGETS[verdict]


def _of_slot(found: Allowed, slot: str, verdict: Verdict) -> Target:
    if verdict is Verdict.FREE:
        return Target.SOFT if found.why(slot) else Target.FREE
    return _TARGETS[verdict]


def _sentences(names: Names, found: Iterable[Violation]) -> tuple[str, ...]:
    """The hard ones, or else the soft ones."""
    violations = tuple(found)
    hard = tuple(v for v in violations if v.hard)
    return tuple(names.sentence(v) for v in hard or violations)


def _free_tables(cells: Mapping[tuple[str, str], Verdict]) -> dict[str, list[str]]:
    """For each slot the tables a move could take; a table of its own counts as free."""
    free: dict[str, list[str]] = {}
    for (slot, table), verdict in cells.items():
        if verdict in (Verdict.FREE, Verdict.HERE):
            free.setdefault(slot, []).append(table)
    return free


def _best(board: Board, standing: Standing, free: Iterable[str]) -> str | None:
    """The table that a move to the slot would take: `placing.best_table`, from what is known."""
    kept, tables = standing.table, board.problem.table_by_key
    zone = tables[kept].zone if kept is not None and kept in tables else None
    ranked = sorted(
        (tables[key] for key in free),
        key=lambda table: (
            table.key != kept,
            table.reserved_for is None,
            zone is not None and table.zone != zone,
            table.seats,
            table.number,
            table.key,
        ),
    )
    return ranked[0].key if ranked else None
