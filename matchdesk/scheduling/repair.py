"""The door `repair`: after a disruption, a grid that differs from the old one as little as can be.

What fell out and what surrounds it is decided exactly; the same neighbourhood, freed from the rest
of the grid, gives a bound. Where the two meet the repair is proven; else the neighbourhood grows.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.anytime import Background, Ready, answer
from matchdesk.scheduling.disruption import Disruption, Scene, stage
from matchdesk.scheduling.explain import why_not
from matchdesk.scheduling.interpreting import assign, could_serve
from matchdesk.scheduling.keeping import settle
from matchdesk.scheduling.mending import Task, mend, task_of
from matchdesk.scheduling.model import bits
from matchdesk.scheduling.problem import (
    Limits,
    Placement,
    Plan,
    PlanningProblem,
    Reason,
    Request,
    Unplaced,
    Violation,
)
from matchdesk.scheduling.watch import Watch

if TYPE_CHECKING:
    from matchdesk.scheduling.repairmodel import Solved

_CHOICES_A_SECOND = 8_000
"""Pairs of meeting and slot that are modelled and solved in about a second."""
_REFINING = 0.5
"""Seconds for walking and gaps, once value and changes are settled."""
_SEARCHING = 0.85
"""Share of the time limit after which no solver runs any more."""
_REPORTING = 1.5
"""How long checking and explaining take, measured in what reading the problem took."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting that stands elsewhere now; `before` and `after` are (slot, table)."""

    meeting: str
    parties: tuple[str, ...]
    before: tuple[str, str | None]
    after: tuple[str, str | None]

    @property
    def changes_slot(self) -> bool:
        """Whether those who meet must be told another time, not only another table."""
        return self.before[0] != self.after[0]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A meeting that lost its place, and why it has no other."""

    placement: Placement
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A grid after a disruption, and what it changes.

    `changes` counts kept meetings whose slot is another; no repair that keeps as much weight needs
    fewer than `bound`. `kept` is the weight that kept its place, wanted requests included, of
    which no repair keeps more than `kept_bound`. `proven`: must-meets, weight and changes are
    the best there are. `added` are wanted requests that found a place, `unplaced` those that did
    not. `violations` are hard rules broken by what must stay. `stage` is mending (no solver was
    needed or had an answer) or cp-sat.
    """

    placements: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    dropped: tuple[Dropped, ...]
    added: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    changes: int
    bound: int
    kept: int
    kept_bound: int
    proven: bool
    stage: str
    seconds: float
    violations: tuple[Violation, ...] = ()

    @property
    def table_changes(self) -> int:
        """Meetings that keep their slot and change their table."""
        return sum(not one.changes_slot for one in self.moved)


def repair(
    problem: PlanningProblem,
    plan: Plan | Sequence[Placement],
    disruption: Disruption,
    limits: Limits,
    progress: Progress,
) -> Repair:
    """The least change to `plan` that copes with `disruption`.

    In strict order: most must-meets kept, most weight kept, fewest meetings in another slot,
    fewest at another table, fewest printed ones, fewest gaps. Locked and past meetings stay, even
    where they then break a rule (`violations`). Raises `Invalid` for unknown keys; a cancel or the
    time limit gives the best so far. Runs in the caller's thread, reports from one of its own.
    """
    watch = Watch(progress, limits.time_limit)
    placements = plan.placements if isinstance(plan, Plan) else tuple(plan)
    scene = stage(problem, placements, disruption)
    task = task_of(scene, disruption.printed)
    watch.say(0, 0, _("Repairing the grid"))
    searching = watch.within(_SEARCHING * limits.time_limit - (1 + _REPORTING) * watch.elapsed)

    def finish(found: _Found) -> Repair:
        return _report(task, placements, found, watch)

    ready: Ready[_Found, Repair] = Ready(finish, finish)
    search = Background(_Search(task, limits, searching, ready).run, "repairing")
    made = answer(search, ready, finish, lambda: watch.cancelled)
    return replace(made, seconds=watch.elapsed)


@dataclass(slots=True)
class _Found:
    slot_of: list[int]
    score: int
    bound: int
    stage: str = "mending"
    changes_bound: int = 0
    answer: Solved | None = None
    inside: Sequence[int] = ()


class _Search:
    """Mending first, then ever larger neighbourhoods, each solved and bounded."""

    def __init__(
        self, task: Task, limits: Limits, watch: Watch, ready: Ready[_Found, Repair]
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

    def run(self) -> _Found:
        slots = mend(self._task, self._watch)
        found = _Found(slots, self._score(slots), self._least_bound())
        self._ready.offer(lambda: replace(found), urgent=True)
        with contextlib.suppress(ImportError):  # a desk without OR-Tools mends and makes do
            self._solve(found)
        found.changes_bound = max(found.changes_bound, self._changes_bound(found))
        return found

    def _solve(self, found: _Found) -> None:
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

    def _keep(self, found: _Found, inside: Sequence[int], answer: Solved) -> None:
        old = self._task.old
        found.slot_of = [answer.slot_of.get(r, slot) for r, slot in enumerate(old)]
        found.score, found.stage = answer.score, "cp-sat"
        found.answer, found.inside = answer, inside
        self._ready.offer(lambda: replace(found), urgent=True)

    def _bound(self, found: _Found, inside: Sequence[int], models: ModuleType) -> None:
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

    def _seeds(self, found: _Found) -> list[int]:
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

    def _changes_bound(self, found: _Found) -> int:
        value = self._value(found.bound)
        return value * self._scale - found.bound if value == self._value(found.score) else 0


def _report(task: Task, before: Sequence[Placement], found: _Found, watch: Watch) -> Repair:
    scene = task.scene
    made = _with_interpreters(scene.problem, _placements(task, found.slot_of))
    placements, withdrawn, broken = _passed(scene, settle(scene.problem, made))
    now = {placement.meeting: placement for placement in placements}
    moved = tuple(
        Moved(was.meeting, was.parties, (was.slot, was.table), (now[was.meeting].slot, table))
        for was in scene.movable.values()
        if was.meeting in now
        and (was.slot, was.table) != (now[was.meeting].slot, table := now[was.meeting].table)
    )
    lost = [p for p in (*scene.movable.values(), *scene.twice) if p.meeting not in now]
    dropped = tuple(_dropped(scene, placements, lost, withdrawn))
    placed = {placement.request for placement in placements}
    left = [scene.problem.request_by_key[key] for key in scene.wanted if key not in placed]
    added = tuple(p for p in placements if p.request in scene.wanted)
    kept, kept_bound = _kept(task, found)
    changes = sum(one.changes_slot for one in moved)
    return Repair(
        placements=placements,
        moved=moved,
        dropped=dropped,
        added=added,
        unplaced=why_not(scene.problem, placements, left),
        changes=changes,
        bound=min(changes, found.changes_bound),
        kept=kept,
        kept_bound=kept_bound,
        proven=found.score >= found.bound and not withdrawn,
        stage=found.stage,
        seconds=watch.elapsed,
        violations=broken,
    )


def _kept(task: Task, found: _Found) -> tuple[int, int]:
    """The weight that has a place, and what no repair that keeps as many must-meets can pass."""
    requests = task.case.requests
    must = 1 + sum(request.weight for request in requests)
    placed = [r for r, slot in enumerate(found.slot_of) if slot >= 0]
    kept = sum(requests[r].weight for r in placed)
    musts, weight = divmod(-(-found.bound // (len(requests) + 1)), must)
    if musts > sum(task.case.is_must(r) for r in placed):
        weight = must - 1
    return kept, max(kept, weight)


def _placements(task: Task, slot_of: Sequence[int]) -> list[Placement]:
    """What stays and what is placed; a table is given where it can be kept."""
    scene, case = task.scene, task.case
    made = list(scene.fixed)
    for r, (request, slot) in enumerate(zip(case.requests, slot_of, strict=True)):
        if slot < 0:
            continue
        there = case.slots[slot].key
        was = scene.movable.get(request.key)
        if was is None:
            made.append(Placement(request.key, request.parties, there, request=request.key))
        elif slot == task.old[r] and task.kept_group[r] is not None:
            made.append(was)
        else:
            stays = slot == task.old[r]
            interpreter = was.interpreter if stays else None
            made.append(replace(was, slot=there, table=None, interpreter=interpreter))
    return made


def _with_interpreters(
    problem: PlanningProblem, placements: Sequence[Placement]
) -> Sequence[Placement]:
    """Everybody who stays keeps theirs; where that leaves somebody without, the slot is redone."""
    if not problem.interpreters:
        return placements
    needy = {
        placement.meeting
        for placement in placements
        if could_serve(problem, placement.parties) is not None
    }
    usable = [
        placement
        if placement.locked or placement.meeting in needy
        else replace(placement, interpreter=None)
        for placement in placements
    ]
    made = assign(problem, usable)
    short = {p.slot for p in made if p.interpreter is None and p.meeting in needy}
    again = [
        replace(placement, interpreter=None)
        if placement.slot in short and not placement.locked
        else placement
        for placement in made
    ]
    return assign(problem, again) if short else made


def _passed(
    scene: Scene, placements: Sequence[Placement]
) -> tuple[tuple[Placement, ...], frozenset[str], tuple[Violation, ...]]:
    """What the independent checker lets through, what it makes us withdraw, what stays broken."""
    standing = {placement.meeting for placement in scene.fixed}
    withdrawn: set[str] = set()
    kept = tuple(placements)
    while True:
        broken = [v for v in conflicts.violations(scene.problem, kept) if v.hard]
        faulty = {meeting for v in broken for meeting in v.data["meetings"]} - standing
        if not faulty:
            return kept, frozenset(withdrawn), tuple(broken)
        withdrawn |= faulty
        kept = tuple(placement for placement in kept if placement.meeting not in faulty)


def _dropped(
    scene: Scene,
    placements: Sequence[Placement],
    lost: Sequence[Placement],
    withdrawn: frozenset[str],
) -> Iterable[Dropped]:
    asked = {}
    for placement in lost:
        request = Request(placement.meeting, placement.parties)
        if placement.request is not None:
            request = scene.problem.request_by_key[placement.request]
        asked[placement.meeting] = request
    why = why_not(scene.problem, placements, list(asked.values()))
    for placement, one in zip(lost, why, strict=True):
        if placement.meeting in withdrawn:
            yield Dropped(placement, (Reason("withdrawn"),))
        elif placement in scene.twice:
            yield Dropped(placement, (Reason("placed_twice"),))
        else:
            yield Dropped(placement, one.reasons)
