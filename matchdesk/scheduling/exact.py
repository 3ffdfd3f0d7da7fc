"""The whole problem for CP-SAT: for what is small enough to be proven best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matchdesk.scheduling.families import Shared
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.rooms import Rooms
from matchdesk.scheduling.watch import Watch

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_CHOICES = 10_000
"""Pairs of request and slot above which the model costs more than it brings."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A slot for each request (-1: none), and a bound on the sum of values (`Case.value`)."""

    slot_of: tuple[int, ...]
    value: int
    bound: int
    proven: bool


def choices(case: Case) -> int:
    """How many pairs of request and slot there are to decide on."""
    return sum(mask.bit_count() for mask in case.allowed)


def solve(
    case: Case, start: Sequence[int], watch: Watch, seed: int, workers: int, text: str
) -> Exact | None:
    """The best plan CP-SAT finds from `start` on in the time left; None if it has no answer."""
    # slow to import, and not needed before somebody plans
    from ortools.sat.python import cp_model

    if watch.left <= 0:
        return None
    model = cp_model.CpModel()
    at = [
        {s: model.new_bool_var("") for s in bits(case.allowed[r])}
        for r in range(len(case.requests))
    ]
    _people(case, model, at)
    _rows(case, model, at)
    _share(case, list(enumerate(case.kind)), model, at)
    _share(case.interpreters, [(r, k) for r, ks in enumerate(case.needs) for k in ks], model, at)
    _orders(case, model, at)
    for r, options in enumerate(at):
        for s, here in options.items():
            model.add_hint(here, start[r] == s)
    model.maximize(sum(case.value[r] * x for r, options in enumerate(at) for x in options.values()))
    solver = _solver(watch, seed, workers)
    watch.on_cancel(solver.stop_search)
    watch.say(0, 0, text)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    slot_of = tuple(
        next((s for s, here in options.items() if solver.boolean_value(here)), -1) for options in at
    )
    value = sum(case.value[r] for r, s in enumerate(slot_of) if s >= 0)
    bound = max(value, int(solver.best_objective_bound + 0.5))
    return Exact(slot_of, value, bound, status == cp_model.OPTIMAL)


def _solver(watch: Watch, seed: int, workers: int) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model  # slow to import

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = watch.left
    solver.parameters.max_deterministic_time = watch.limit
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    solver.parameters.interleave_search = workers > 1  # several threads, the same answer each time
    return solver


def _people(case: Case, model: cp_model.CpModel, at: Sequence[dict[int, Any]]) -> None:
    """One slot a request, one meeting a participant and slot, and nobody more than they want."""
    busy: dict[tuple[int, int], list[Any]] = defaultdict(list)
    mine: dict[int, list[Any]] = defaultdict(list)
    for r, options in enumerate(at):
        model.add_at_most_one(options.values())
        for p in case.parties[r]:
            mine[p] += options.values()
            for s, here in options.items():
                busy[p, s].append(here)
    for meetings in busy.values():
        model.add_at_most_one(meetings)
    for p, meetings in mine.items():
        model.add(sum(meetings) <= min(case.most[p], case.present[p].bit_count()))


def _rows(case: Case, model: cp_model.CpModel, at: Sequence[dict[int, Any]]) -> None:
    """Nobody has more meetings in a row than they want: each longer stretch has a free slot."""
    busy: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for r, options in enumerate(at):
        for p in case.parties[r]:
            if case.run_limit[p]:
                for s, here in options.items():
                    busy[p, s].append(here)
    for p, limit in enumerate(case.run_limit):
        for first, width in case.sessions if limit else ():
            for begin in range(first, first + width - limit):
                stretch = range(begin, begin + limit + 1)
                locked = sum(case.busy[p] >> s & 1 for s in stretch)
                meetings = [x for s in stretch for x in busy[p, s]]
                if locked <= limit and len(meetings) > limit - locked:
                    model.add(sum(meetings) <= limit - locked)


def _share(
    shared: Shared,
    asks: Sequence[tuple[int, int]],
    model: cp_model.CpModel,
    at: Sequence[dict[int, Any]],
) -> None:
    """In each slot every kind of meeting finds tables (interpreters) of the groups it may use.

    `asks` are pairs of a request and a kind it takes.
    """
    stuck = Rooms(shared).unseated
    for s, free in enumerate(shared.capacity):
        asked: dict[int, list[Any]] = defaultdict(list)
        for r, k in asks:
            if s in at[r]:
                asked[k].append(at[r][s])
        waiting = [k for slot, k in shared.waiting if slot == s]
        seats: dict[int, list[Any]] = defaultdict(list)
        for k in sorted({*asked, *waiting}):
            groups = shared.eligible[k]
            shares = [model.new_int_var(0, free[g], "") for g in groups]
            for g, share in zip(groups, shares, strict=True):
                seats[g].append(share)
            model.add(sum(asked[k]) + waiting.count(k) - stuck.count((s, k)) == sum(shares))
        for g, shares in seats.items():
            model.add(sum(shares) <= free[g])


def _orders(case: Case, model: cp_model.CpModel, at: Sequence[dict[int, Any]]) -> None:
    """Of two placed requests in an order, the first is strictly earlier."""
    for later, befores in enumerate(case.before):
        for earlier in befores:
            for s, here in at[later].items():
                not_before = [there for t, there in at[earlier].items() if t >= s]
                if not_before:
                    model.add_at_most_one([here, *not_before])
