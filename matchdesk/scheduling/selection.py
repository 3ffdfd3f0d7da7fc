"""Which requests to place, seen before slots: a relaxation with exact bounds.

Everybody has only so many usable slots and the tables only so many places, so the placed requests
form a b-matching; its linear relaxation is nearly always whole and then the best choice, and its
value is a bound no plan passes. Where it is not whole, a few branches (SCIP) finish it. The aims of
the choice (must-meets, weight, fairness) are met one after the other in the order asked for, each
kept at its best while the next is improved (`docs/scheduling.md`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matchdesk.scheduling.bottlenecks import bottlenecks
from matchdesk.scheduling.fairness import Fairness
from matchdesk.scheduling.model import Case
from matchdesk.scheduling.watch import Watch

_WHOLE = 1e-6
_SAFE = 1e-3
"""Objective values are sums of whole numbers; solvers are exact to far better than this."""
_PATIENCE, _BRANCHES = 5.0, 300
"""Seconds and branches for an aim of fairness; then what is known is kept."""
_TIE = 1e-4
"""What all mutual wishes together count beside a share of 1."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Requests worth placing, and bounds on what can be placed of the open (unlocked) ones.

    `bounds` holds, for the aims of the choice (musts, weight, left_out, worst_share) that count,
    what no plan passes that is as good in all aims before it as `kept` says. None of them is about
    locked meetings, except that who has one is not left out and its weight counts as a wish met.
    """

    chosen: tuple[int, ...]
    bounds: Mapping[str, int]
    kept: Mapping[str, int]

    @property
    def musts(self) -> int:
        """No plan places more must-meets (all there are, if they do not count)."""
        return self.bounds["musts"]

    @property
    def weight(self) -> int:
        """No plan as good in the aims before weighs more."""
        return self.bounds["weight"]


def choose(case: Case, watch: Watch, kept: Mapping[str, int] | None = None) -> Selection | None:
    """The best choice, aim by aim; None if stopped before there was an answer.

    Each aim is kept at its best for the next ones, or at what `kept` says of it, where that is
    given (the values of a plan that did not reach the best).
    """
    return _Choice(case, watch, kept or {}).run()


@dataclass(slots=True)
class _Aim:
    """An aim as a linear program: maximise `worth`; `keep(v)` are the rows that hold value v."""

    name: str
    worth: Callable[[], Any]
    to_value: Callable[[float], int]
    keep: Callable[[int], None]
    now: Callable[[Sequence[int]], int]


@dataclass(slots=True)
class _Choice:
    case: Case
    watch: Watch
    kept: Mapping[str, int]
    bounds: dict[str, int] = field(default_factory=dict)
    chosen: tuple[int, ...] | None = None

    def run(self) -> Selection | None:
        if self.watch.left <= 0:
            return None
        # slow to import, and not needed before somebody plans
        from ortools.linear_solver.python import model_builder

        program = _Program(self.case, model_builder)
        self.bounds = program.everything()
        kept: dict[str, int] = {}
        for aim in program.aims():
            bound = self._settle(program, aim)
            if bound is None:
                if self.chosen is None:
                    return None
                continue
            self.bounds[aim.name] = bound
            kept[aim.name] = self.kept.get(aim.name, bound)
            aim.keep(kept[aim.name])
        return Selection(self.chosen or (), self.bounds, kept)

    def _settle(self, program: _Program, aim: _Aim) -> int | None:
        """Better the choice for one aim; returns what no choice passes, or None if stopped."""
        answer = program.solve("glop", aim, self.watch.left, self.watch)
        if answer is None:
            return None
        values, best = answer
        bound = aim.to_value(best)
        if self.chosen is not None and aim.now(self.chosen) == bound:
            return bound
        if any(_WHOLE < value < 1 - _WHOLE for value in values):
            patient = aim.name in ("musts", "weight")
            seconds = self.watch.left if patient else min(_PATIENCE, self.watch.left)
            branches = None if patient else _BRANCHES
            whole = program.solve("scip", aim, seconds, self.watch, branches)
            if whole is not None:
                values = whole[0]
                bound = aim.to_value(min(best, whole[1]))
            elif self.chosen is not None:
                return bound  # too hard in this time: the choice stays, and so does the bound
        picked = zip(program.usable, values, strict=True)
        self.chosen = tuple(r for r, value in picked if value > 1 - _WHOLE)
        return bound


class _Program:
    """The relaxation, with everything kept so far."""

    def __init__(self, case: Case, model_builder: Any) -> None:
        self._case, self._builder = case, model_builder
        self.usable = [r for r, mask in enumerate(case.allowed) if mask]
        self._rows = list(bottlenecks(case, self.usable))
        self._kept: list[Callable[[], None]] = []
        self._fair = Fairness(case)
        self._musts = [r for r in self.usable if case.is_must(r)]
        self._scale = sum(request.mutual for request in case.requests) + 1
        self._model: Any = None
        self._place: dict[int, Any] = {}
        self._out: dict[int, Any] = {}
        self._share: Any = None

    def everything(self) -> dict[str, int]:
        """What holds of any plan, whatever the aims."""
        return {"musts": len(self._musts), "weight": self._weight(self.usable)}

    def aims(self) -> list[_Aim]:
        """The aims of the choice that count, in their order."""
        known = {
            "musts": [self._most_musts()] if self._musts else [],
            "weight": [self._most_weight()],
            "fairness": [self._fewest_left_out(), self._fairest()],
        }
        return [aim for name in self._case.problem.aims.in_order() for aim in known.get(name, ())]

    def solve(
        self, name: str, aim: _Aim, seconds: float, watch: Watch, branches: int | None = None
    ) -> tuple[list[float], float] | None:
        """The placed shares of `usable`, and the best value any can have; None if stopped."""
        if seconds <= 0:
            return None
        self._build(whole=name == "scip")
        worth = aim.worth()
        for keep in self._kept:
            keep()
        self._model.maximize(worth)
        solver = self._builder.Solver(name)
        solver.set_time_limit_in_seconds(seconds)
        if branches is not None:
            solver.set_solver_specific_parameters(f"limits/nodes = {branches}")
        watch.on_cancel(solver.stop_search)
        status = solver.solve(self._model)
        good = {self._builder.SolveStatus.OPTIMAL}
        if name == "scip":
            good.add(self._builder.SolveStatus.FEASIBLE)
        if status not in good:
            return None
        values = [float(solver.value(self._place[r])) for r in self.usable]
        return values, solver.best_objective_bound if name == "scip" else solver.objective_value

    # --- the model --------------------------------------------------------------------------

    def _build(self, *, whole: bool) -> None:
        model = self._model = self._builder.Model()
        self._place = {r: model.new_var(0, 1, whole, None) for r in self.usable}
        for inside, limit in self._rows:
            model.add(sum(self._place[r] for r in inside) <= limit)
        self._share, self._out = None, {}

    def _left_out(self) -> dict[int, Any]:
        """1 for everybody who could meet and does not."""
        if not self._out:
            for p, mine in self._fair.could_meet.items():
                out = self._out[p] = self._model.new_num_var(0, 1, None)
                self._model.add(out + sum(self._place[r] for r in mine) >= 1)
        return self._out

    def _worst(self) -> Any:
        """A share of their wishes that everybody gets who is not left out."""
        if self._share is None:
            share = self._share = self._model.new_num_var(0, 1, None)
            out = self._left_out()
            weight = [request.weight for request in self._case.requests]
            for p, asked in self._fair.asked.items():
                got = sum(self._place[r] * weight[r] for r in self._fair.wishes[p])
                free = asked * out[p] if p in out else 0
                self._model.add(got + self._fair.given[p] + free >= asked * share)
        return self._share

    def _tie(self) -> Any:
        """Mutual wishes, together less than 1."""
        return sum(
            self._place[r] * (1 / self._scale) for r in self.usable if self._case.requests[r].mutual
        )

    def _weight(self, requests: Sequence[int]) -> int:
        return sum(self._case.requests[r].weight for r in requests)

    # --- the aims ---------------------------------------------------------------------------

    def _most_musts(self) -> _Aim:
        def row() -> Any:
            return sum(self._place[r] for r in self._musts)

        inside = frozenset(self._musts)
        return _Aim(
            "musts",
            row,
            lambda best: math.floor(best + _SAFE),
            lambda v: self._kept.append(lambda: self._model.add(row() >= v)),
            lambda chosen: sum(r in inside for r in chosen),
        )

    def _most_weight(self) -> _Aim:
        weight = [request.weight for request in self._case.requests]

        def row() -> Any:
            return sum(self._place[r] * weight[r] for r in self.usable)

        return _Aim(
            "weight",
            lambda: row() + self._tie(),
            lambda best: math.floor(best + _SAFE),
            lambda v: self._kept.append(lambda: self._model.add(row() >= v)),
            lambda chosen: -1,  # always asked for: mutual wishes decide among the heaviest
        )

    def _fewest_left_out(self) -> _Aim:
        def row() -> Any:
            return sum(self._left_out().values())

        return _Aim(
            "left_out",
            lambda: self._tie() - row(),
            lambda best: max(0, math.ceil(-best - _SAFE)),
            lambda v: self._kept.append(lambda: self._model.add(row() <= v)),
            lambda chosen: self._fair.of(chosen)[0],
        )

    def _fairest(self) -> _Aim:
        return _Aim(
            "worst_share",
            lambda: self._worst() + _TIE * self._tie(),
            lambda best: min(1000, math.floor(1000 * best + _SAFE)),
            lambda v: self._kept.append(
                lambda: self._model.add(self._worst() >= v / 1000 - _WHOLE)
            ),
            lambda chosen: self._fair.of(chosen)[1],
        )
