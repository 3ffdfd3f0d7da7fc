"""What no plan can pass, before there is one: `bounds(problem)`.

Each bound comes with the name of its argument: relaxation (the b-matching of `selection`), days
(what everybody's own availability costs them, `least_gaps`) or trivial.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.measures import worth
from matchdesk.scheduling.model import Case, compile_case
from matchdesk.scheduling.problem import PlanningProblem
from matchdesk.scheduling.selection import Selection, choose
from matchdesk.scheduling.watch import Watch

_SECONDS = 30.0
_FAIRNESS = 0.3
"""Seconds for fairness, or as many as the aims before took."""
_MORE = ("musts", "weight", "worst_share")


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan has more of `name` than `value` (fewer, unless `is_more`).

    `argument` says why: relaxation, days, trivial. `of_all` bounds hold only for plans that place
    every request.
    """

    name: str
    value: int
    argument: str
    is_more: bool
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds by aim; `all_fit` says that the relaxation does not forbid placing everything."""

    aims: tuple[Bound, ...]
    all_fit: bool
    seconds: float

    def of(self, name: str) -> Bound:
        """The bound of the aim called `name`."""
        return next(bound for bound in self.aims if bound.name == name)


def bounds(problem: PlanningProblem, progress: Progress | None = None) -> Bounds:
    """Bounds on every aim, without planning.

    Weight holds for plans that are as good in the aims before it. A cancel leaves trivial bounds.
    Runs in the caller's thread.
    """
    watch = Watch(progress or Progress(), _SECONDS)
    case = compile_case(problem)
    try:
        choice = _choice(problem, case, watch)
    except ImportError:  # without OR-Tools only counting is left
        choice = None
    found = _chosen(problem, case, choice)
    wanted = [r for r in problem.requests if r.wish is not Wish.NEVER_MEET]
    all_fit = next(bound.value for bound in found if bound.name == "weight") >= sum(
        request.weight for request in wanted
    )
    found += _gaps(case, watch, of_all=all_fit)
    found.append(Bound("table_changes", 0, "trivial", is_more=False))
    return Bounds(tuple(found), all_fit, watch.elapsed)


def _choice(problem: PlanningProblem, case: Case, watch: Watch) -> Selection | None:
    """All aims if fairness is quickly bounded, else must-meets and weight."""
    order = tuple(aim for aim in problem.aims.in_order() if aim in ("musts", "weight"))
    quick = compile_case(replace(problem, aims=replace(problem.aims, order=order)))
    first = choose(quick, watch) if order else None
    patience = max(_FAIRNESS, watch.elapsed)
    full = choose(case, watch.within(patience))
    if full is None or first is None:
        return full or first
    least = {name: min(full.bounds[name], first.bounds[name]) for name in first.bounds}
    return replace(full, bounds={**full.bounds, **least})


def _chosen(problem: PlanningProblem, case: Case, choice: Selection | None) -> list[Bound]:
    musts, weight = worth(problem, problem.locked)
    locked = {"musts": musts, "weight": weight}
    if choice is None:
        usable = [r for r, mask in enumerate(case.allowed) if mask]
        everything = {
            "musts": sum(case.is_must(r) for r in usable),
            "weight": sum(case.requests[r].weight for r in usable),
        }
        return [
            Bound(name, value + locked[name], "trivial", is_more=True)
            for name, value in everything.items()
        ]
    return [
        Bound(name, value + locked.get(name, 0), "relaxation", name in _MORE)
        for name, value in choice.bounds.items()
    ]


def _gaps(case: Case, watch: Watch, *, of_all: bool) -> list[Bound]:
    """Everybody's least breaks and idle slots, added up."""
    degree = [0] * len(case.people)
    reach = [0] * len(case.people)
    for r, parties in enumerate(case.parties):
        for p in parties:
            degree[p] += of_all
            reach[p] |= case.allowed[r]
    breaks = idle = 0
    for p in range(len(case.people)):
        if watch.over:
            break
        usable = reach[p] & case.present[p] & ~case.busy[p]
        days = tuple(case.days)
        if degree[p] + case.busy[p].bit_count() > 1:
            breaks += least_gaps(case.busy[p], usable, degree[p], days, idle=False)
            idle += least_gaps(case.busy[p], usable, degree[p], days, idle=True)
    return [
        Bound("breaks", breaks, "days" if breaks else "trivial", is_more=False, of_all=of_all),
        Bound("idle_slots", idle, "days" if idle else "trivial", is_more=False, of_all=of_all),
    ]


def least_gaps(
    busy: int, usable: int, count: int, days: tuple[tuple[int, int], ...], *, idle: bool
) -> int:
    """The fewest breaks (idle slots) of somebody who meets in `busy` and in `count` of `usable`.

    Fewer than `count` if there are not so many. By dynamic programming over the days: the state is
    how many meetings there were, and whether the day has begun and pauses.
    """
    count = min(count, (usable & ~busy).bit_count())
    cost = gaps_by_count(busy, usable, count, days, idle=idle)[count]
    return 0 if cost == math.inf else int(cost)


def gaps_by_count(
    busy: int, usable: int, count: int, days: Sequence[tuple[int, int]], *, idle: bool
) -> list[float]:
    """The fewest for 0, 1 … `count` meetings in `usable` beside `busy`; infinite: not so many."""
    if not busy and any(
        _longest(usable >> first & ((1 << width) - 1)) >= count for first, width in days
    ):
        return [0.0] * (count + 1)
    best: dict[int, int] = {0: 0}
    for first, width in days:
        best = _day(best, busy, usable, count, range(first, first + width), idle=idle)
    return [float(best.get(k, math.inf)) for k in range(count + 1)]


def _longest(mask: int) -> int:
    length = 0
    while mask:
        mask &= mask >> 1
        length += 1
    return length


def _day(
    best: dict[int, int], busy: int, usable: int, count: int, slots: range, *, idle: bool
) -> dict[int, int]:
    """The least cost for each number of meetings after one more day."""
    huge = math.inf
    before: list[float] = [best.get(k, huge) for k in range(count + 1)]
    met: list[float] = [huge] * (count + 1)
    pausing: list[float] = [huge] * (count + 1)
    home: list[float] = [huge] * (count + 1)
    for s in slots:
        fixed, free = busy >> s & 1, usable >> s & 1
        step = 0 if fixed else 1
        on: list[float] = [huge] * (count + 1)
        if fixed or free:
            for k in range(count + 1 - step):
                on[k + step] = min(before[k], met[k], pausing[k])
        if fixed:
            before = [huge] * (count + 1)
            met, pausing, home = on, [huge] * (count + 1), [huge] * (count + 1)
            continue
        pausing = [
            min(pause + idle, meeting + 1) for pause, meeting in zip(pausing, met, strict=True)
        ]
        home = [min(pair) for pair in zip(home, met, strict=True)]
        met = on
    ends = (min(four) for four in zip(before, met, home, strict=True))
    return {k: int(cost) for k, cost in enumerate(ends) if cost < huge}
