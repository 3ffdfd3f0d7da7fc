"""A repair as a model: exact inside a neighbourhood, a bound for everything when turned round.

`inside` are the meetings that are decided. Holding all others where they are gives repairs;
leaving the others out gives a bound, because a repair of everything, seen only inside, keeps every
rule that is left.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matchdesk.scheduling.mending import Task
from matchdesk.scheduling.model import bits
from matchdesk.scheduling.rooms import Rooms
from matchdesk.scheduling.watch import Watch

_MOST_LOST = 100
"""Meetings outside whose loss is weighed one by one in a bound."""

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Solved:
    """Slots of the meetings inside, the score reached, and what no solution of the model passes.

    The score is `Scale`'s: kept value first, then changes.
    """

    slot_of: Mapping[int, int]
    score: int
    bound: int
    proven: bool


def scale_of(task: Task) -> int:
    """How many changes weigh as much as one of value: more than there can be."""
    return len(task.old) + 1


def repairs(
    task: Task, inside: Sequence[int], start: Sequence[int], watch: Watch, seed: int, workers: int
) -> Solved | None:
    """The best repair in which only `inside` change."""
    try:
        return _Model(task, inside, start, watch, hold_others=True).solve(watch, seed, workers)
    except _Stopped:
        return None


def refined(
    task: Task, inside: Sequence[int], found: Solved, watch: Watch, seed: int, workers: int
) -> Solved:
    """As good a repair with fewer table changes, then fewer printed ones, then fewer gaps."""
    start = [found.slot_of.get(r, slot) for r, slot in enumerate(task.old)]
    try:
        model = _Model(task, inside, start, watch, hold_others=True)
        return model.refine(found, watch, seed, workers)
    except _Stopped:
        return found


def bounds(
    task: Task, inside: Sequence[int], start: Sequence[int], watch: Watch, seed: int, workers: int
) -> Solved | None:
    """What no repair of everything can pass: `bound` counts the others as kept and unchanged."""
    try:
        model = _Model(task, inside, start, watch, hold_others=False)
        return model.solve(watch, seed, workers)
    except _Stopped:
        return None


def fewest_changes(
    task: Task, inside: Sequence[int], value: int, watch: Watch, seed: int, workers: int
) -> int:
    """How many changes every repair needs that keeps at least `value`."""
    try:
        model = _Model(task, inside, task.old, watch, hold_others=False)
        return model.fewest_changes(value, watch, seed, workers)
    except _Stopped:
        return 0


class _Stopped(Exception):
    """Building a model was cut short."""


class _Model:
    """One CP-SAT model; `hold_others` as explained above."""

    def __init__(
        self,
        task: Task,
        inside: Sequence[int],
        start: Sequence[int],
        watch: Watch,
        *,
        hold_others: bool,
    ) -> None:
        # slow to import, and not needed before somebody repairs
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._task, self._case = task, task.case
        self._inside, self._start, self._watch = tuple(inside), start, watch
        self._holds = hold_others
        known = self._known = frozenset(inside)
        self._stays = [r for r, slot in enumerate(task.old) if r not in known and slot >= 0]
        self._outside = sum(task.value[r] for r in self._stays)
        self._busy = [0] * len(self._case.people)
        self._held = [0] * len(self._case.people)
        if hold_others:
            for r in self._stays:
                for p in self._case.parties[r]:
                    self._busy[p] |= 1 << task.old[r]
                    self._held[p] += 1
        self._model = cp_model.CpModel()
        self._at = {r: self._choices(r) for r in self._inside}
        self._leaving: list[Any] = []
        self._lost: list[Any] = []
        self._lost_value: list[Any] = []
        self._keeps: list[tuple[int, Any, Any]] = []
        self._people()
        self._rows()
        self._interpreters()
        self._orders()
        self._tables()

    # --- rules ------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._watch.over:
            raise _Stopped

    def _choices(self, r: int) -> dict[int, Any]:
        self._go_on()
        case = self._case
        mask = case.allowed[r]
        for p in case.parties[r]:
            mask &= ~self._busy[p]
        if self._holds:
            old = self._task.old
            for other in case.before[r]:
                if other not in self._known and old[other] >= 0:
                    mask &= ~((2 << old[other]) - 1)
            for other in case.after[r]:
                if other not in self._known and old[other] >= 0:
                    mask &= (1 << old[other]) - 1
        return {s: self._model.new_bool_var("") for s in bits(mask)}

    def _people(self) -> None:
        case, model = self._case, self._model
        busy: dict[tuple[int, int], list[Any]] = defaultdict(list)
        mine: dict[int, list[Any]] = defaultdict(list)
        for r, options in self._at.items():
            self._go_on()
            model.add_at_most_one(options.values())
            for p in case.parties[r]:
                mine[p] += options.values()
                for s, here in options.items():
                    busy[p, s].append(here)
        for meetings in busy.values():
            if len(meetings) > 1:
                model.add_at_most_one(meetings)
        for p, meetings in mine.items():
            room = case.most[p] - self._held[p]
            if room < len(case.slots) and len(meetings) > room:
                model.add(sum(meetings) <= max(0, room))

    def _rows(self) -> None:
        """Nobody has more meetings in a row than they want: each longer stretch has a free slot."""
        case = self._case
        mine: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for r, options in self._at.items():
            for p in case.parties[r]:
                if case.run_limit[p]:
                    for s, here in options.items():
                        mine[p][s].append(here)
        for p, meetings in mine.items():
            limit, fixed = case.run_limit[p], case.busy[p] | self._busy[p]
            for first, width in case.sessions:
                for begin in range(first, first + width - limit):
                    stretch = range(begin, begin + limit + 1)
                    held = sum(fixed >> s & 1 for s in stretch)
                    here = [one for s in stretch for one in meetings.get(s, ())]
                    if held <= limit and len(here) > limit - held:
                        self._model.add(sum(here) <= limit - held)

    def _interpreters(self) -> None:
        """In each slot every meeting that needs an interpreter finds one."""
        case, supply = self._case, self._case.interpreters
        asked: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for r, options in self._at.items():
            for k in case.needs[r]:
                for s, here in options.items():
                    asked[s, k].append(here)
        slots = {s for s, _ in asked}
        for r in self._stays if self._holds else ():
            for k in case.needs[r]:
                if self._task.old[r] in slots:
                    asked[self._task.old[r], k].append(1)
        waiting = supply.waiting if self._holds else ()
        stuck = list(Rooms(supply).unseated) if waiting else []
        seats: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for s, k in sorted({*asked, *((s, k) for s, k in waiting if s in slots)}):
            shares = []
            for g in supply.eligible[k]:
                share = self._model.new_int_var(0, supply.capacity[s][g], "")
                shares.append(share)
                seats[s, g].append(share)
            loose = list(waiting).count((s, k)) - stuck.count((s, k))
            self._model.add(sum(asked[s, k]) + loose == sum(shares))
        for (s, g), taken in seats.items():
            self._model.add(sum(taken) <= supply.capacity[s][g])

    def _orders(self) -> None:
        for later in self._inside:
            for earlier in self._case.before[later]:
                for s, here in self._at[later].items() if earlier in self._at else ():
                    not_before = [there for t, there in self._at[earlier].items() if t >= s]
                    if not_before:
                        self._model.add_at_most_one([here, *not_before])

    def _tables(self) -> None:
        entering: dict[int, list[int]] = defaultdict(list)
        for r, options in self._at.items():
            for s in options:
                entering[s].append(r)
        beside: dict[int, list[int]] = defaultdict(list)
        for r in self._stays:
            beside[self._task.old[r]].append(r)
        if not self._holds:
            self._totals(entering, beside)
            return
        for s in sorted(entering):
            self._go_on()
            self._seats(s, entering[s], beside[s])

    def _totals(
        self, entering: Mapping[int, Sequence[int]], beside: Mapping[int, Sequence[int]]
    ) -> None:
        """All tables of a slot taken together, for what is inside and for what stands there.

        Of those outside, whoever leaves a slot is a change and enters another one, or is lost; as
        many as are lost weigh at least what the lightest do.
        """
        case, model = self._case, self._model
        leaving, coming = [], []
        for s, free in enumerate(case.capacity):
            standing = len(beside[s])
            room = sum(free) - sum(slot == s for slot, _ in case.waiting)
            asked = [self._at[r][s] for r in entering[s]]
            leave = model.new_int_var(0, standing, "") if asked and standing else 0
            come = model.new_int_var(0, max(0, room), "")
            model.add(sum(asked) + standing - leave + come <= max(room, standing))
            leaving.append(leave)
            coming.append(come)
        gone = sum(leaving) - sum(coming)
        lightest = sorted(self._task.value[r] for r in self._stays)[:_MOST_LOST]
        lost = [model.new_bool_var("") for _ in lightest]
        rest = model.new_int_var(0, len(self._stays), "") if lightest else 0
        model.add(sum(lost) + rest >= gone)
        scale = scale_of(self._task)
        self._leaving = [step for step in leaving if not isinstance(step, int)]
        self._lost = [
            (value * scale - 1) * one for value, one in zip(lightest, lost, strict=True)
        ] + [(lightest[-1] * scale - 1) * rest for _ in lightest[:1]]
        self._lost_value = [value * one for value, one in zip(lightest, lost, strict=True)] + [
            lightest[-1] * rest for _ in lightest[:1]
        ]

    def _seats(self, s: int, entering: Sequence[int], beside: Sequence[int]) -> None:
        """Everybody there finds a table that suits; whoever stays keeps theirs or is counted."""
        case, model = self._case, self._model
        free = case.capacity[s]
        waiting = [k for slot, k in case.waiting if slot == s]
        kinds = {case.kind[r] for r in (*entering, *beside)} | set(waiting)
        groups = {case.eligible[k] for k in kinds}
        if len(groups) == 1 and len(next(iter(groups))) == 1:  # all tables are as good as any
            (only,) = next(iter(groups))
            room = free[only] - len(beside) - len(waiting)
            if len(entering) > room:
                model.add(sum(self._at[r][s] for r in entering) <= max(0, room))
            self._lost_tables(s, entering)
            return
        stuck = Rooms(case).unseated if waiting else ()
        asked: dict[int, list[Any]] = defaultdict(list)
        seats: dict[int, list[Any]] = defaultdict(list)
        for r in (*entering, *beside):
            here = self._at[r][s] if r in self._at else 1
            group = self._task.kept_group[r]
            if self._task.old[r] == s and group is not None:
                keep = model.new_bool_var("")
                if r in self._at:
                    model.add_implication(keep, here)
                seats[group].append(keep)
                asked[case.kind[r]] += [here, -keep]
                self._keeps.append((r, here, keep))
            else:
                asked[case.kind[r]].append(here)
                if self._task.old[r] == s and r in self._at:
                    self._keeps.append((r, here, 0))
        for k in sorted({*asked, *waiting}):
            shares = {g: model.new_int_var(0, free[g], "") for g in case.eligible[k]}
            for g, share in shares.items():
                seats[g].append(share)
            need = waiting.count(k) - list(stuck).count((s, k))
            model.add(sum(asked[k]) + need == sum(shares.values()))
        for g, taken in seats.items():
            model.add(sum(taken) <= free[g])

    def _lost_tables(self, s: int, entering: Sequence[int]) -> None:
        """Whoever stays without the table they had changes it."""
        for r in entering:
            if self._task.old[r] == s and self._task.kept_group[r] is None:
                self._keeps.append((r, self._at[r][s], 0))

    # --- aims -------------------------------------------------------------------------------

    def _score(self) -> Any:
        task, scale = self._task, scale_of(self._task)
        terms = [
            (task.value[r] * scale - (task.old[r] >= 0 and s != task.old[r])) * here
            for r, options in self._at.items()
            for s, here in options.items()
        ]
        return sum(terms) - sum(self._leaving) - sum(self._lost)

    def solve(self, watch: Watch, seed: int, workers: int) -> Solved | None:
        """Most value, then fewest changes."""
        score = self._score()
        for r, options in self._at.items():
            for s, here in options.items():
                self._model.add_hint(here, self._start[r] == s)
        self._model.maximize(score)
        answer = self._run(watch, seed, workers)
        if answer is None:
            return None
        solver, status = answer
        base = self._outside * scale_of(self._task)
        bound = math.floor(solver.best_objective_bound + 0.5)
        value = round(solver.objective_value)
        return Solved(self._read(solver), value + base, bound + base, status == self._cp.OPTIMAL)

    def refine(self, found: Solved, watch: Watch, seed: int, workers: int) -> Solved:
        """The same value and changes with fewer table changes, then printed ones, then gaps."""
        score, task = self._score(), self._task
        self._model.add(score == found.score - self._outside * scale_of(task))
        gaps = self._gap_terms()
        most = 1 + 3 * len(gaps)
        printed = [
            here
            for r, options in self._at.items()
            for s, here in options.items()
            if r in task.printed and s != task.old[r]
        ]
        tables = [here - keep for _, here, keep in self._keeps]
        worse = most * (1 + len(printed) + len(tables))
        if not tables and not printed and not gaps:
            return found
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
        for r, options in self._at.items():
            for s, here in options.items():
                self._model.add_hint(here, found.slot_of.get(r) == s)
        self._model.minimize(
            worse * sum(tables)
            + most * sum(printed)
            + most * sum((here - keep) for r, here, keep in self._keeps if r in task.printed)
            + sum(gaps)
        )
        answer = self._run(watch, seed, workers)
        if answer is None:
            return found
        return Solved(self._read(answer[0]), found.score, found.bound, found.proven)

    def _gap_terms(self) -> list[Any]:
        """One for each break (or idle slot) of somebody who may be concerned."""
        case = self._case
        idle = case.problem.aims.gaps == "idle_slots"
        mine: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for r, options in self._at.items():
            for s, here in options.items():
                for p in case.parties[r]:
                    mine[p][s].append(here)
        terms = []
        for p, meetings in mine.items():
            self._go_on()
            for first, width in case.days:
                terms += self._day(p, meetings, range(first, first + width), idle=idle)
        return terms

    def _day(
        self, p: int, meetings: Mapping[int, Sequence[Any]], slots: range, *, idle: bool
    ) -> list[Any]:
        model, fixed = self._model, self._case.busy[p] | self._busy[p]
        if not any(s in meetings for s in slots):
            return []
        held = {s: 1 if fixed >> s & 1 else sum(meetings.get(s, ())) for s in slots}
        begun = {s: model.new_bool_var("") for s in slots}
        later = {s: model.new_bool_var("") for s in slots}
        for s in slots:
            model.add(begun[s] >= held[s])
            model.add(later[s] >= held[s])
            if s > slots[0]:
                model.add(begun[s] >= begun[s - 1])
                model.add(later[s - 1] >= later[s])
        terms = []
        for s in slots[1:]:
            gap = model.new_bool_var("")
            if idle:
                model.add(gap >= begun[s] + later[s] - 1 - held[s])
            else:
                model.add(gap >= held[s] - held[s - 1] + begun[s - 1] - 1)
            terms.append(gap)
        return terms

    def fewest_changes(self, value: int, watch: Watch, seed: int, workers: int) -> int:
        """A bound on the changes of repairs that keep at least `value`."""
        task = self._task
        kept = [task.value[r] * here for r in self._at for here in self._at[r].values()]
        moved = [
            here
            for r, options in self._at.items()
            for s, here in options.items()
            if task.old[r] >= 0 and s != task.old[r]
        ]
        if not moved:
            return 0
        self._model.add(sum(kept) - sum(self._lost_value) >= value - self._outside)
        self._model.minimize(sum(moved) + sum(self._leaving))
        answer = self._run(watch, seed, workers)
        return max(0, math.ceil(answer[0].best_objective_bound - 0.5)) if answer else 0

    # --- solving ----------------------------------------------------------------------------

    def _run(self, watch: Watch, seed: int, workers: int) -> tuple[cp_model.CpSolver, Any] | None:
        if watch.left <= 0:
            return None
        solver = self._cp.CpSolver()
        solver.parameters.max_time_in_seconds = watch.left
        solver.parameters.random_seed = seed
        solver.parameters.num_workers = workers
        solver.parameters.interleave_search = workers > 1
        watch.on_cancel(solver.stop_search)
        status = solver.solve(self._model)
        return (solver, status) if status in (self._cp.OPTIMAL, self._cp.FEASIBLE) else None

    def _read(self, solver: cp_model.CpSolver) -> dict[int, int]:
        return {
            r: next((s for s, here in options.items() if solver.boolean_value(here)), -1)
            for r, options in self._at.items()
        }
