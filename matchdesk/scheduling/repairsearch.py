"""The search for the least change: mending, then ever larger neighbourhoods, solved and bounded."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.scheduling.anytime import Ready
from matchdesk.scheduling.mending import Task, mend
from matchdesk.scheduling.model import bits
from matchdesk.scheduling.problem import Limits
from matchdesk.scheduling.repaired import Repair
from matchdesk.scheduling.watch import Watch

if TYPE_CHECKING:
    from matchdesk.scheduling.repairmodel import Solved

_CHOICES_A_SECOND = 8_000
"""Pairs of meeting and slot that are modelled and solved in about a second."""
_REFINING = 0.5
"""Seconds for walking and gaps, once value and changes are settled."""


@dataclass(slots=True)
class Found:
    """The best slots so far (-1: none), their score, and what no repair can pass."""

    slot_of: list[int]
    score: int
    bound: int
    stage: str = "mending"
    changes_bound: int = 0
    answer: Solved | None = None
    inside: Sequence[int] = ()


class Search:
    """Mending first, then ever larger neighbourhoods, each solved and bounded."""

    def __init__(
        self, task: Task, limits: Limits, watch: Watch, ready: Ready[Found, Repair]
    ) -> None:
        self._task, self._limits, self._watch, self._ready = task, limits, watch, ready
        self._scale = len(task.old) + 1
        self._mine: dict[int, list[int]] = defaultdict(list)
        for r, parties in enumerate(task.case.parties):
            if task.old[r] >= 0:
                for p in parties:
                    self._mine[p].append(r)
        self._in_slot: dict[int, list[int]] = defaultdict(list)
        for r, slot in enumerate(task.old):
            self._in_slot[slot].append(r)

    def run(self) -> Found:
        """Search until it is proven, or the time is over."""
        slots = mend(self._task, self._watch)
        found = Found(slots, self._score(slots), self._least_bound())
        if self._is_settled(found):
            found.changes_bound = self._changes_bound(found)
            return found
        self._ready.offer(lambda: replace(found), urgent=True)
        with contextlib.suppress(ImportError):  # a desk without OR-Tools mends and makes do
            self._solve(found)
        found.changes_bound = max(found.changes_bound, self._changes_bound(found))
        return found

    def _is_settled(self, found: Found) -> bool:
        """Whether nothing could be better, nor be arranged better: nobody moves who could stay."""
        stay = all(
            slot in (-1, old) for slot, old in zip(found.slot_of, self._task.old, strict=True)
        )
        return stay and found.score >= found.bound and not self._loses_tables(found)

    def _loses_tables(self, found: Found) -> bool:
        task = self._task
        return any(
            slot >= 0 and group is None and task.scene.movable[request.key].table is not None
            for slot, group, request in zip(
                found.slot_of, task.kept_group, task.case.requests, strict=True
            )
            if request.key in task.scene.movable
        )

    def _solve(self, found: Found) -> None:
        # slow to import, and not needed before somebody repairs
        from matchdesk.scheduling import repairmodel

        task, watch, work = self._task, self._watch, (self._limits.seed, self._limits.workers)
        inside = self._seeds(found)
        while not watch.over and self._choices(inside) < _CHOICES_A_SECOND * watch.left:
            watch.say(0, 0, _("Looking for fewer changes"))
            whole = len(inside) == len(task.old)
            answer = repairmodel.repairs(task, inside, found.slot_of, watch, *work)
            if answer is not None and answer.score >= found.score:
                self._keep(found, inside, answer)
                if found.score < found.bound:  # else the end is near
                    self._ready.offer(lambda: replace(found), urgent=True)
            if whole and answer is not None:
                found.bound = min(found.bound, answer.bound)
            elif found.score < found.bound:
                self._bound(found, inside, repairmodel)
            if found.score >= found.bound or whole:
                break
            wider = self._around(inside)
            if len(wider) == len(inside):
                break
            inside = wider
        if found.answer is not None and not watch.over:
            watch = watch.within(_REFINING)
            better = repairmodel.refined(task, found.inside, found.answer, watch, *work)
            self._keep(found, found.inside, better)

    def _keep(self, found: Found, inside: Sequence[int], answer: Solved) -> None:
        old = self._task.old
        found.slot_of = [answer.slot_of.get(r, slot) for r, slot in enumerate(old)]
        found.score, found.stage = answer.score, "cp-sat"
        found.answer, found.inside = answer, inside

    def _bound(self, found: Found, inside: Sequence[int], models: ModuleType) -> None:
        """What nothing can pass; where more may be kept, still how many changes that takes."""
        task, watch, work = self._task, self._watch, (self._limits.seed, self._limits.workers)
        above = models.bounds(task, inside, found.slot_of, watch, *work)
        if above is not None:
            found.bound = min(found.bound, above.bound)
        if self._value(found.bound) > self._value(found.score) and not watch.over:
            kept = self._value(found.score)
            least = models.fewest_changes(task, inside, kept, watch, *work)
            found.changes_bound = max(found.changes_bound, least)

    def _choices(self, inside: Sequence[int]) -> int:
        return sum(self._task.case.allowed[r].bit_count() for r in inside)

    # --- neighbourhoods ---------------------------------------------------------------------

    def _seeds(self, found: Found) -> list[int]:
        """What cannot stay, what crowds, what is new; and what mending moved for it."""
        task = self._task
        seeds = {*task.displaced, *task.troubled, *task.new}
        for r, slot in enumerate(task.old):
            if slot >= 0 and found.slot_of[r] != slot:
                seeds.add(r)
        for slot in bits(task.crowded):
            seeds.update(self._lightest(slot))
        for r in task.troubled:
            for p in task.case.parties[r]:
                seeds.update(self._mine[p])
        return sorted(seeds)

    def _around(self, inside: Sequence[int]) -> list[int]:
        """Everything that stands where one of `inside` could go, by person, order or table."""
        case, old = self._task.case, self._task.old
        wider = set(inside)
        full = self._full_slots()
        for r in inside:
            for p in case.parties[r]:
                wider.update(o for o in self._mine[p] if case.allowed[r] >> old[o] & 1)
                if case.most[p] < len(self._mine[p]) + (old[r] < 0):
                    wider.update(self._mine[p])
            wider.update((*case.before[r], *case.after[r]))
            for s in full:
                if case.allowed[r] >> s & 1:
                    wider.update(self._lightest(s))
        return sorted(wider)

    def _lightest(self, slot: int) -> list[int]:
        """Who would go first where every table is taken."""
        value = self._task.value
        return sorted(self._in_slot[slot], key=lambda r: (value[r], r))[:3]

    def _full_slots(self) -> list[int]:
        capacity = self._task.case.capacity
        return [s for s, free in enumerate(capacity) if len(self._in_slot[s]) >= sum(free)]

    # --- scores -----------------------------------------------------------------------------

    def _score(self, slots: Sequence[int]) -> int:
        """Kept value, and among equals fewer changes."""
        task = self._task
        kept = sum(task.value[r] for r, slot in enumerate(slots) if slot >= 0)
        changes = sum(-1 < slot != old > -1 for slot, old in zip(slots, task.old, strict=True))
        return kept * self._scale - changes

    def _least_bound(self) -> int:
        """Everything that has a slot at all is kept, and only what cannot stay changes."""
        task = self._task
        possible = [r for r, mask in enumerate(task.case.allowed) if mask]
        must_move = sum(1 for r in task.displaced if task.case.allowed[r])
        return self._scale * sum(task.value[r] for r in possible) - must_move

    def _value(self, score: int) -> int:
        return -(-score // self._scale)

    def _changes_bound(self, found: Found) -> int:
        value = self._value(found.bound)
        return value * self._scale - found.bound if value == self._value(found.score) else 0
