"""The whole problem for CP-SAT: for what is small enough to be proven best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matchdesk.scheduling.fairness import ALL, Fairness
from matchdesk.scheduling.families import Shared
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.ranking import FALLING, Ranking
from matchdesk.scheduling.rooms import Rooms
from matchdesk.scheduling.selection import Selection
from matchdesk.scheduling.watch import Watch

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_CHOICES = 10_000
"""Pairs of request and slot above which the model costs more than it brings."""

_PATIENCE, _EFFORT = 6.0, 1.0
"""Seconds for an aim of fairness, and the solver's count of work, which normally ends it first."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A slot for each request (-1: none); `proven` are the aims' values proven to be the best."""

    slot_of: tuple[int, ...]
    proven: Mapping[str, int]


def choices(case: Case) -> int:
    """How many pairs of request and slot there are to decide on."""
    return sum(mask.bit_count() for mask in case.allowed)


def solve(
    case: Case,
    start: Sequence[int],
    known: Selection | None,
    watch: Watch,
    seed: int,
    workers: int,
    text: str,
) -> Exact | None:
    """The best plan CP-SAT finds from `start` on in the time left; None if it has no answer.

    Aim by aim; what `start` has and `known` proves to be the best is not asked for again.
    """
    if watch.left <= 0:
        return None
    watch.say(0, 0, text)
    return _Exact(case, start, watch, seed, workers).run(known)


class _Exact:
    """One model, asked for one aim after the other."""

    def __init__(
        self, case: Case, start: Sequence[int], watch: Watch, seed: int, workers: int
    ) -> None:
        # slow to import, and not needed before somebody plans
        from ortools.sat.python import cp_model

        self._case, self._watch, self._seed, self._workers = case, watch, seed, workers
        self._ranking = Ranking(case)
        self._best, self._improved = tuple(start), False
        self._proven: dict[str, int] = {}
        model = self._model = cp_model.CpModel()
        self._at = [
            {s: model.new_bool_var("") for s in bits(case.allowed[r])}
            for r in range(len(case.requests))
        ]
        self._placed = [sum(options.values()) for options in self._at]
        _people(case, model, self._at)
        _rows(case, model, self._at)
        _share(case, list(enumerate(case.kind)), model, self._at)
        needs = [(r, k) for r, kinds in enumerate(case.needs) for k in kinds]
        _share(case.interpreters, needs, model, self._at)
        _orders(case, model, self._at)
        self._worth = self._aims()

    def run(self, known: Selection | None) -> Exact | None:
        """Every aim in its order, until one cannot be settled."""
        aims, straight = list(self._ranking.aims), known is not None
        answered = False
        while aims:
            now = self._ranking.values(self._best)
            if straight and known is not None and now[aims[0]] == known.bounds.get(aims[0]):
                self._fix(aims.pop(0), now)
                answered = True
                continue
            both = aims[:2] == ["musts", "weight"]
            asked = aims[:2] if both else aims[:1]
            if not self._ask(asked):
                break
            answered = True
            now = self._ranking.values(self._best)
            for aim in asked:
                self._fix(aims.pop(0), now)
                straight &= known is not None and known.kept.get(aim) == now[aim]
        return Exact(self._best, self._proven) if answered or self._improved else None

    def _ask(self, aims: Sequence[str]) -> bool:
        """Better the plan for one aim (must-meets and weight in one go); whether it is settled."""
        from ortools.sat.python import cp_model  # slow to import

        model, case = self._model, self._case
        model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
        for r, options in enumerate(self._at):
            for s, here in options.items():
                model.add_hint(here, self._best[r] == s)
        mutual = sum(x for r, x in enumerate(self._placed) if case.requests[r].mutual)
        scale = sum(request.mutual for request in case.requests) + 1
        if len(aims) > 1:
            model.maximize(sum(v * x for v, x in zip(case.value, self._placed, strict=True)))
        else:
            model.maximize(scale * self._worth[aims[0]] + mutual)
        fair = aims[0] in ("left_out", "worst_share")
        limits = (_PATIENCE, _EFFORT) if fair else (self._watch.limit, self._watch.effort)
        solver = _solver(self._watch, *limits, self._seed, self._workers)
        self._watch.on_cancel(solver.stop_search)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        found = tuple(
            next((s for s, here in options.items() if solver.boolean_value(here)), -1)
            for options in self._at
        )
        if self._ranking.rank(found) > self._ranking.rank(self._best):
            self._best, self._improved = found, True
        return bool(status == cp_model.OPTIMAL)

    def _fix(self, aim: str, now: Mapping[str, int]) -> None:
        self._proven[aim] = now[aim]
        worth = self._worth[aim]
        if not isinstance(worth, int):
            self._model.add(worth >= (-now[aim] if aim in FALLING else now[aim]))

    def _aims(self) -> dict[str, Any]:
        """What each aim maximises."""
        case, model, fair = self._case, self._model, Fairness(self._case)
        worth: dict[str, Any] = {
            "musts": sum(x for r, x in enumerate(self._placed) if case.is_must(r)),
            "weight": sum(
                request.weight * x for request, x in zip(case.requests, self._placed, strict=True)
            ),
        }
        if "left_out" not in self._ranking.aims:
            return worth
        out = {p: model.new_bool_var("") for p in fair.could_meet}
        for p, mine in fair.could_meet.items():
            here = [x for r in mine for x in self._at[r].values()]
            model.add_bool_or([out[p], *here])
            for x in here:
                model.add_implication(x, ~out[p])
        share = model.new_int_var(0, ALL, "")
        for p, asked in fair.asked.items():
            got = sum(case.requests[r].weight * self._placed[r] for r in fair.wishes[p])
            free = asked * out[p] if p in out else 0
            model.add(ALL * (got + fair.given[p] + free) >= asked * share)
        return {**worth, "left_out": -sum(out.values()), "worst_share": share}


def _solver(
    watch: Watch, patience: float, effort: float, seed: int, workers: int
) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model  # slow to import

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = min(watch.left, patience)
    solver.parameters.max_deterministic_time = effort
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
