"""Tables kept free in every slot for walk-ins, as far as the aims before allow it."""

from __future__ import annotations

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import bits
from matchdesk.scheduling.problem import PlanningProblem
from matchdesk.scheduling.records import GAPS
from matchdesk.scheduling.watch import Watch

_ROUNDS = 4
_MOST_TRIES = 20_000
"""Swaps tried at most; each takes some ten microseconds."""


def tables_open(problem: PlanningProblem) -> dict[str, int]:
    """How many tables are open in each slot, taken or not."""
    return {
        slot.key: sum(rule.table_open(table, slot) for table in problem.tables)
        for slot in problem.slots
    }


def spread(grid: Grid, watch: Watch, text: str) -> None:
    """Move meetings out of slots that have too few tables free into slots that have more.

    Single meetings first, then chains of swaps. Nothing is lost, and no aim about idle time that
    comes before gets worse. Does nothing where no tables are to be kept free.
    """
    aims = grid.case.problem.aims
    order = aims.in_order()
    if not aims.spare_tables or "spare" not in order:
        return
    before = [name for name in order[: order.index("spare")] if name in GAPS]
    spreading = _Spreading(grid, aims.spare_tables, before)
    for turn in range(_ROUNDS):
        if watch.over or not spreading.round(watch):
            return
        watch.say(turn, _ROUNDS, text)


class _Spreading:
    def __init__(self, grid: Grid, wanted: int, before: list[str]) -> None:
        self._grid, self._wanted, self._before = grid, wanted, before
        self._gaps = Gaps(grid.case)
        self._tries = 0

    def round(self, watch: Watch) -> bool:
        """One look at every meeting of a crowded slot; whether anything was moved."""
        grid, moved = self._grid, False
        for slot in range(len(grid.case.slots)):
            for request in tuple(grid.in_slot[slot]):
                if self._missing(slot) <= 0 or watch.over or self._tries > _MOST_TRIES:
                    break
                if grid.slot_of[request] == slot:
                    moved |= self._relieve(request, slot)
        return moved

    def _missing(self, slot: int) -> int:
        return self._wanted - self._grid.rooms.left(slot)

    def _relieve(self, request: int, slot: int) -> bool:
        """Move one meeting, or a chain of them, to a slot with tables to spare."""
        grid = self._grid
        for other in bits(grid.moves(request) & grid.rooms.open):
            if self._missing(other) < 0 and self._move(request, slot, other):
                return True
        for other in bits(grid.case.allowed[request]):
            if other != slot and self._missing(other) < 0 and self._swap(request, slot, other):
                return True
        return False

    def _move(self, request: int, slot: int, other: int) -> bool:
        grid, parties = self._grid, self._grid.case.parties[request]
        self._tries += 1
        old = [self._held(p) for p in parties]
        new = [mask & ~(1 << slot) | 1 << other for mask in old]
        if self._cost(new) > self._cost(old):
            return False
        grid.take(request)
        if grid.put(request, other):
            return True
        grid.put(request, slot)
        return False

    def _swap(self, request: int, slot: int, other: int) -> bool:
        grid = self._grid
        self._tries += 1
        missing = max(0, self._missing(slot)) + max(0, self._missing(other))
        held = [self._held(p) for p in range(len(grid.case.people))] if self._before else []
        chain = grid.swap([request], slot, other)
        if chain is None:
            return False
        people = sorted({p for r in chain for p in grid.case.parties[r]})
        better = max(0, self._missing(slot)) + max(0, self._missing(other)) < missing
        if better and self._before:
            new = self._cost([self._held(p) for p in people])
            better = new <= self._cost([held[p] for p in people])
        if not better:
            grid.swap(chain, slot, other)
        return better

    def _held(self, person: int) -> int:
        mask = self._grid.case.busy[person]
        for slot in self._grid.at[person]:
            mask |= 1 << slot
        return mask

    def _cost(self, held: list[int]) -> tuple[int, ...]:
        """The aims before, in their order, summed over some people."""
        both = [self._gaps.of(mask) for mask in held]
        return tuple(sum(one[GAPS.index(name)] for one in both) for name in self._before)
