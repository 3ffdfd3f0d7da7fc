"""Repairing without a solver: put back what fell out, moving as little else as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.disruption import Scene
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import Case, bits, compile_case
from matchdesk.scheduling.watch import Watch


@dataclass(frozen=True, slots=True)
class Task:
    """A repair in numbers, along `case.requests`.

    `old[r]` is the slot held so far (-1: it is new), `value` what keeping it is worth (one
    must-meet more than all else), `displaced` those that cannot stay, `troubled` those whose
    places clash with others as they stand, `crowded` the mask of slots with more meetings than
    tables. `kept_group[r]` is the group of the table it has, None if it cannot keep it.
    """

    scene: Scene
    case: Case
    old: tuple[int, ...]
    value: tuple[int, ...]
    displaced: tuple[int, ...]
    troubled: tuple[int, ...]
    crowded: int
    kept_group: tuple[int | None, ...]
    printed: frozenset[int]

    @property
    def new(self) -> list[int]:
        """Requests to place that had no meeting."""
        return [r for r, slot in enumerate(self.old) if slot < 0]


def task_of(scene: Scene, printed: frozenset[str]) -> Task:
    """The repair of `scene`; `printed` are meetings' keys."""
    case = compile_case(scene.search)
    place = {slot.key: s for s, slot in enumerate(case.slots)}
    old = tuple(
        place[scene.movable[request.key].slot] if request.key in scene.movable else -1
        for request in case.requests
    )
    must = 1 + sum(request.weight for request in case.requests)
    value = tuple(
        request.weight + must * case.is_must(r) for r, request in enumerate(case.requests)
    )
    displaced = tuple(r for r, s in enumerate(old) if s >= 0 and not case.allowed[r] >> s & 1)
    grid = Grid(case)
    out = set(displaced)
    troubled, crowded = [], 0
    for r in sorted(range(len(old)), key=lambda r: (-value[r], r)):
        if old[r] < 0 or r in out:
            continue
        if not grid.options(r) >> old[r] & 1:
            troubled.append(r)
        elif not grid.put(r, old[r]):
            troubled.append(r)
            crowded |= 1 << old[r]
    named = {
        r
        for r, request in enumerate(case.requests)
        if request.key in scene.movable and scene.movable[request.key].meeting in printed
    }
    return Task(
        scene=scene,
        case=case,
        old=old,
        value=value,
        displaced=displaced,
        troubled=tuple(troubled),
        crowded=crowded,
        kept_group=_kept_groups(scene, case),
        printed=frozenset(named),
    )


def _kept_groups(scene: Scene, case: Case) -> tuple[int | None, ...]:
    """For each meeting the group of its table, if the table is left to it in its slot."""
    problem = scene.problem
    number = {group: g for g, group in enumerate(case.groups)}
    sizes = sorted({size for _, size in case.kinds})
    taken = {(given.slot, given.table) for given in scene.fixed}
    found: list[int | None] = []
    for r, request in enumerate(case.requests):
        placement = scene.movable.get(request.key)
        group = None
        if placement is not None and placement.table is not None:
            table = problem.table_by_key[placement.table]
            fits = max((size for size in sizes if rule.seats_enough(table, size)), default=0)
            own = number.get((table.reserved_for, fits))
            place = (placement.slot, placement.table)
            is_open = rule.table_open(table, problem.slot_by_key[placement.slot])
            if is_open and place not in taken and own in case.eligible[case.kind[r]]:
                group = own
                taken.add(place)
        found.append(group)
    return tuple(found)


def mend(task: Task, watch: Watch) -> list[int]:
    """A slot for each request (-1: none): all that can stay stays, the rest as near as it goes.

    Each one that fell out takes the free slot with the fewest gaps, else one that a single other
    meeting can leave, else the place of lighter ones, else a chain of exchanges.
    """
    return _Mending(task, watch).run()


class _Mending:
    def __init__(self, task: Task, watch: Watch) -> None:
        self._task, self._watch = task, watch
        self._case = task.case
        self._grid = Grid(task.case)
        self._gaps = Gaps(task.case)

    def run(self) -> list[int]:
        task, grid = self._task, self._grid
        pending = set(task.displaced) | set(task.troubled) | set(task.new)
        for r, slot in enumerate(task.old):
            if slot >= 0 and r not in pending and not grid.put(r, slot):
                pending.add(r)
        # whoever fell out before the new ones, the most valuable first
        order = sorted(pending, key=lambda r: (task.old[r] < 0, -task.value[r], r))
        left = [r for r in order if not self._direct(r)]
        for r in left:
            if self._watch.over:
                break
            if not self._direct(r) and not self._with_one_move(r) and not self._instead(r):
                grid.squeeze(r)
        return list(grid.slot_of)

    def _direct(self, request: int) -> bool:
        grid = self._grid
        slots = bits(grid.options(request) & grid.rooms.open)
        old = self._task.old[request]
        slots.sort(key=lambda s: (s != old, self._cost(request, s), s))
        return any(grid.put(request, slot) for slot in slots)

    def _with_one_move(self, request: int) -> bool:
        """Into a slot that one other meeting can leave for another."""
        grid, case = self._grid, self._case
        if any(not grid.most[p] for p in case.parties[request]):
            return False
        for slot in bits(case.allowed[request] & grid.in_order(request)):
            there = {grid.at[p][slot] for p in case.parties[request] if slot in grid.at[p]}
            if len(there) != 1:
                continue
            (other,) = there
            self._grid.take(other)
            if grid.put(request, slot):
                if self._direct(other):
                    return True
                grid.take(request)
            grid.put(other, slot)
        return False

    def _instead(self, request: int) -> bool:
        """Into the place of meetings that are worth less together."""
        grid, case, value = self._grid, self._case, self._task.value
        best: tuple[int, int, list[int]] | None = None
        for slot in bits(case.allowed[request] & grid.in_order(request)):
            out = {grid.at[p][slot] for p in case.parties[request] if slot in grid.at[p]}
            for p in case.parties[request]:
                if not grid.most[p] and not any(p in case.parties[o] for o in out):
                    mine = grid.at[p].values()
                    out.update(sorted(mine, key=lambda o: (value[o], o))[:1])
            loss = sum(value[o] for o in out)
            if out and loss < value[request] and (best is None or loss < best[0]):
                best = (loss, slot, sorted(out))
        return best is not None and self._force(request, best[1], best[2])

    def _force(self, request: int, slot: int, out: Sequence[int]) -> bool:
        grid = self._grid
        back = [(other, grid.take(other)) for other in out]
        if grid.options(request) >> slot & 1 and grid.put(request, slot):
            for other in out:
                if not self._direct(other):
                    self._with_one_move(other)
            return True
        for other, old in back:
            grid.put(other, old)
        return False

    def _cost(self, request: int, slot: int) -> int:
        case, grid, gaps = self._case, self._grid, self._gaps
        cost = 0
        for p in case.parties[request]:
            held = case.busy[p] | case.present[p] & ~grid.free[p]
            cost += gaps.cost(held | 1 << slot) - gaps.cost(held)
        return cost
