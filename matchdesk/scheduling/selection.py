"""Which requests to place, seen before slots: a relaxation with an exact bound.

Everybody has only so many usable slots and the tables only so many places, so the placed requests
form a b-matching; its linear relaxation is nearly always whole and then the best choice, and its
value is a bound no plan passes. Where it is not whole, a few branches (SCIP) finish it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchdesk.scheduling.families import MOST_KINDS, room, unions
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.watch import Watch

_WHOLE = 1e-6
_SAFE = 1e-3
"""Objective values are sums of whole numbers; solvers are exact to far better than this."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Requests worth placing, and bounds on what can be placed of the open (unlocked) ones.

    `weight` holds for every plan with at least `musts_kept` must-meets.
    """

    chosen: tuple[int, ...]
    musts: int
    musts_kept: int
    weight: int


def choose(case: Case, watch: Watch, at_least: int | None = None) -> Selection | None:
    """The heaviest choice with the most must-meets; None if stopped before there was an answer.

    `at_least` must-meets are asked for instead of the most where given.
    """
    usable = [r for r, mask in enumerate(case.allowed) if mask]
    rows = list(_rows(case, usable))
    musts = [r for r in usable if case.is_must(r)]
    most = len(musts)
    if musts:
        first = _solve(musts, dict.fromkeys(musts, 1.0), rows, (), watch)
        if first is None:
            return None
        most = first[1]
    keep = most if at_least is None else at_least
    scale = sum(request.mutual for request in case.requests) + 1
    worth = {r: case.requests[r].weight + case.requests[r].mutual / scale for r in usable}
    floor = [(tuple(musts), keep)] if musts else []
    second = _solve(usable, worth, rows, floor, watch)
    return Selection(second[0], most, keep, second[1]) if second else None


Row = tuple[tuple[int, ...], int]
"""At most (or, as a floor, at least) so many of these requests."""


def _rows(case: Case, usable: Sequence[int]) -> Iterator[Row]:
    """The relaxation's limits that can bind."""
    for requests, limit in (
        *_people_rows(case, usable),
        *_table_rows(case, usable),
        *_interpreter_rows(case, usable),
    ):
        if len(requests) > limit:
            yield tuple(requests), limit


def _people_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Nobody has more meetings than usable slots, in all and in each set of wished slots."""
    mine: dict[int, list[int]] = defaultdict(list)
    for r in usable:
        for p in case.parties[r]:
            mine[p].append(r)
    for p, requests in mine.items():
        reach = 0
        for r in requests:
            reach |= case.allowed[r]
        yield requests, min(case.most[p], _longest(case, p, reach))
        for wish in {case.wished[r] for r in requests}:
            inside = [r for r in requests if case.wished[r] & ~wish == 0]
            yield inside, min(case.most[p], _longest(case, p, reach & wish))


def _longest(case: Case, person: int, reach: int) -> int:
    """How many meetings somebody can have in the slots of `reach`, with rests between rows."""
    limit = case.run_limit[person]
    if not limit:
        return reach.bit_count()
    total = 0
    for first, width in case.sessions:
        row = 0
        for s in range(first, first + width):
            row = row + 1 if reach >> s & 1 else 0
            total += row > 0 and row % (limit + 1) > 0
    return total


def _interpreter_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """No set of interpreters serves more meetings than it has slots; once a request at most."""
    shared = case.interpreters
    kinds = sorted({k for r in usable for k in case.needs[r]})
    sets = (
        unions(shared, kinds)
        if len(kinds) <= MOST_KINDS
        else (frozenset(shared.eligible[k]) for k in kinds)
    )
    for groups in sorted(set(sets), key=sorted):
        inside = [
            r for r in usable if any(groups.issuperset(shared.eligible[k]) for k in case.needs[r])
        ]
        yield inside, sum(room(shared, s, groups) for s in range(len(case.slots)))


def _table_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """No set of slots, and no set of table groups, takes more meetings than it has tables."""
    everything = (1 << len(case.slots)) - 1
    groups = [frozenset(case.eligible[k]) for k in range(len(case.kinds))]
    every = frozenset(range(len(case.groups)))
    sets = [(everything, within) for within in {*groups, every}]
    sets += [(wish, every) for wish in {case.wished[r] for r in usable} - {everything}]
    for slots, within in sorted(sets, key=lambda pair: (pair[0], sorted(pair[1]))):
        places = sum(room(case, s, within) for s in bits(slots))
        inside = [
            r for r in usable if case.wished[r] & ~slots == 0 and groups[case.kind[r]] <= within
        ]
        yield inside, places


def _solve(
    requests: Sequence[int],
    worth: dict[int, float],
    rows: Sequence[Row],
    floors: Sequence[Row],
    watch: Watch,
) -> tuple[tuple[int, ...], int] | None:
    """The best choice and a whole-number bound on its worth (rounded down); None if stopped."""
    answer = _relaxed("glop", requests, worth, rows, floors, watch)
    if answer is None:
        return None
    values, bound = answer
    if any(_WHOLE < value < 1 - _WHOLE for value in values):
        whole = _relaxed("scip", requests, worth, rows, floors, watch)
        if whole is not None:
            values, bound = whole[0], min(bound, whole[1])
    chosen = [r for r, value in zip(requests, values, strict=True) if value > 1 - _WHOLE]
    return tuple(chosen), math.floor(bound + _SAFE)


def _relaxed(
    name: str,
    requests: Sequence[int],
    worth: dict[int, float],
    rows: Sequence[Row],
    floors: Sequence[Row],
    watch: Watch,
) -> tuple[list[float], float] | None:
    # slow to import, and not needed before somebody plans
    from ortools.linear_solver.python import model_builder

    if watch.left <= 0:
        return None
    model = model_builder.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
    place = {r: model.new_var(0, 1, name == "scip", None) for r in requests}
    for inside, limit in rows:
        known = [place[r] for r in inside if r in place]
        if len(known) > limit:
            model.add(sum(known) <= limit)
    for inside, least in floors:
        model.add(sum(place[r] for r in inside) >= least)
    model.maximize(sum(place[r] * worth[r] for r in requests))
    solver = model_builder.Solver(name)
    solver.set_time_limit_in_seconds(watch.left)
    watch.on_cancel(solver.stop_search)
    status = solver.solve(model)
    good = {model_builder.SolveStatus.OPTIMAL}
    if name == "scip":
        good.add(model_builder.SolveStatus.FEASIBLE)
    if status not in good:
        return None
    values = [float(value) for value in solver.values(model.get_variables())]
    return values, solver.best_objective_bound if name == "scip" else solver.objective_value
