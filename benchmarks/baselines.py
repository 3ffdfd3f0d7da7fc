"""What others would give: first come first served, greedy, CP-SAT direct, plain MaxSAT."""

from __future__ import annotations

import importlib
import multiprocessing
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from benchmarks.checking import MOST_SPREAD, faults, score
from benchmarks.events import Event


def beside(event: Event, objective: str, seconds: float) -> dict[str, dict[str, Any]]:
    """Each baseline's figures, judged like the engine's."""
    fair = event.place_all and objective == "breaks"
    found = {
        "first_come": told(event, fair, greedy, event, False),
        "greedy": told(event, fair, greedy, event, True),
        "cp_sat_direct": told(event, fair, cp_sat, event, objective, seconds),
    }
    if event.place_all:
        found["plain_maxsat"] = told(event, fair, plain_maxsat, event, objective, seconds)
    return found


def told(event: Event, fair: bool, method: Any, *arguments: Any) -> dict[str, Any]:
    """One method's figures, judged by the independent checker."""
    began = time.perf_counter()
    slots, bound = method(*arguments)
    seconds = round(time.perf_counter() - began, 3)
    if slots is None:
        return {"seconds": seconds, "status": "unknown" if bound is None else bound}
    marks = score(event, slots)
    return {
        "seconds": seconds,
        "placed": marks.placed,
        "weight": marks.weight,
        "breaks": marks.breaks,
        "idle": marks.idle,
        "bound": bound,
        "valid": not faults(event, slots, fair),
    }


def greedy(event: Event, by_weight: bool) -> tuple[list[int], None]:
    """Every request into the first slot that does, in order of arrival or of weight."""
    order = list(range(len(event.meetings)))
    if by_weight:
        order.sort(key=lambda m: -event.meetings[m].weight)
    slots = [0] * len(order)
    busy = [set(away) for away in event.forbidden]
    load = [0] * (event.slots + 1)
    for m in order:
        meeting = event.meetings[m]
        earliest = max((slots[b - 1] for b in meeting.after), default=0)
        for s in event.open_slots(meeting):
            people = (busy[meeting.one - 1], busy[meeting.other - 1])
            free = s > earliest and load[s] < event.tables and not any(s in p for p in people)
            if free:
                slots[m] = s
                load[s] += 1
                for person in people:
                    person.add(s)
                break
    return slots, None


def cp_sat(event: Event, objective: str, seconds: float) -> tuple[list[int] | None, Any]:
    """The problem as one would first write it down for CP-SAT."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    at = [{s: model.new_bool_var("") for s in event.open_slots(m)} for m in event.meetings]
    mine = _mine(event)
    for options in at:
        if event.place_all:
            model.add_exactly_one(options.values())
        else:
            model.add_at_most_one(options.values())
    for s in range(1, event.slots + 1):
        model.add(sum(options[s] for options in at if s in options) <= event.tables)
    for m, meeting in enumerate(event.meetings):
        for before in meeting.after:
            first, later = at[before - 1].items(), at[m].items()
            model.add(sum(s * x for s, x in first) < sum(s * x for s, x in later))
    costs = []
    for meetings in mine:
        used = {}
        for s in range(1, event.slots + 1):
            here = [at[m][s] for m in meetings if s in at[m]]
            used[s] = model.new_bool_var("")
            model.add(sum(here) == used[s])
        if event.place_all:
            costs.append(_day(model, used, objective))
    if event.place_all:
        if objective == "breaks":
            low, high = model.new_int_var(0, event.slots, ""), model.new_int_var(0, event.slots, "")
            for cost in costs:
                model.add(cost >= low)
                model.add(cost <= high)
            model.add(high - low <= MOST_SPREAD)
        model.minimize(sum(costs))
    else:
        pairs = zip(event.meetings, at, strict=True)
        model.maximize(sum(m.weight * x for m, options in pairs for x in options.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None, "infeasible"
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    slots = [next((s for s, x in o.items() if solver.boolean_value(x)), 0) for o in at]
    return slots, round(solver.best_objective_bound)


def _day(model: Any, used: dict[int, Any], objective: str) -> Any:
    last = len(used)
    met = {s: model.new_bool_var("") for s in used}
    will = {s: model.new_bool_var("") for s in used}
    for s in used:
        model.add_max_equality(met[s], [used[t] for t in used if t <= s])
        model.add_max_equality(will[s], [used[t] for t in used if t >= s])
    cost = []
    for s in range(2, last + 1):
        gap = model.new_bool_var("")
        if objective == "breaks":
            model.add_bool_or(gap, ~used[s], used[s - 1], ~met[s - 1])
            model.add_implication(gap, used[s])
            model.add_implication(gap, ~used[s - 1])
            model.add_implication(gap, met[s - 1])
        else:
            model.add_bool_or(gap, used[s], ~met[s], ~will[s])
        cost.append(gap)
    total = model.new_int_var(0, last, "")
    model.add(total == sum(cost))
    return total


def _mine(event: Event) -> list[list[int]]:
    mine: list[list[int]] = [[] for _ in range(event.participants)]
    for m, meeting in enumerate(event.meetings):
        mine[meeting.one - 1].append(m)
        mine[meeting.other - 1].append(m)
    return mine


def plain_maxsat(event: Event, objective: str, seconds: float) -> tuple[list[int] | None, Any]:
    """A published-style encoding (Bofill et al., JAIR 2022) given to UWrMaxSAT, one thread.

    Meetings at slots, used slots, holes, cardinality networks, and their two implied constraints:
    everybody uses as many slots as they have meetings, a slot at most twice the tables.
    """
    context = multiprocessing.get_context("spawn")
    pipe, far = context.Pipe()
    process = context.Process(target=_plain, args=(event, objective, far))
    process.start()
    try:
        answer = pipe.recv() if pipe.poll(seconds) else (None, None)
    except EOFError:
        answer = (None, None)
    process.kill()
    process.join()
    return answer


class _Plain:
    def __init__(self) -> None:
        self.top = 0
        self.clauses: list[list[int]] = []

    def new(self) -> int:
        self.top += 1
        return self.top

    def card(self, literals: list[int], most: int | None = None, least: int | None = None) -> None:
        from pysat.card import CardEnc, EncType

        for make, bound in ((CardEnc.atmost, most), (CardEnc.atleast, least)):
            wanted = bound is not None and (bound < len(literals) if bound is most else bound > 0)
            if wanted and bound is not None:
                kind = EncType.cardnetwrk
                made = make(literals, bound, top_id=self.top, encoding=kind)
                self.top = max(self.top, made.nv)
                self.clauses += made.clauses

    def apart(self, literals: Iterable[int]) -> None:
        self.clauses += [[-a, -b] for a, b in combinations(literals, 2)]


def _plain(event: Event, objective: str, pipe: Any) -> None:
    formula = _Plain()
    at = [{s: formula.new() for s in event.open_slots(m)} for m in event.meetings]
    for options in at:
        formula.clauses.append(list(options.values()))
        formula.apart(options.values())
    for s in range(1, event.slots + 1):
        formula.card([o[s] for o in at if s in o], most=event.tables)
    for m, meeting in enumerate(event.meetings):
        for before in meeting.after:
            for s, here in at[m].items():
                formula.clauses += [[-here, -x] for t, x in at[before - 1].items() if t >= s]
    used_in: dict[int, list[int]] = defaultdict(list)
    soft = []
    for meetings in _mine(event):
        if meetings:
            soft += _plain_day(event, formula, [at[m] for m in meetings], used_in, objective)
    for literals in used_in.values():
        formula.card(literals, most=2 * event.tables)
    solver = importlib.import_module("hermax.core.urmaxsat_py").UWrMaxSAT()
    for _ in range(formula.top):
        solver.newVar()
    for clause in formula.clauses:
        solver.addClause(clause, None)
    for literal in soft:
        solver.addClause([literal], 1)
    status = solver.solve()
    if status == 30:
        slots = [next(s for s, x in options.items() if solver.getValue(x)) for options in at]
        pipe.send((slots, solver.getCost()))
    else:
        pipe.send((None, "infeasible" if status == 20 else None))


def _plain_day(
    event: Event,
    formula: _Plain,
    rows: list[dict[int, int]],
    used_in: dict[int, list[int]],
    objective: str,
) -> list[int]:
    used, met, will = ({s: formula.new() for s in range(1, event.slots + 1)} for _ in range(3))
    for s, literal in used.items():
        here = [row[s] for row in rows if s in row]
        formula.apart(here)
        formula.clauses += [[-x, literal] for x in here] + [[-literal, *here]]
        used_in[s].append(literal)
        before, after = met.get(s - 1), will.get(s + 1)
        if s > 1:
            formula.clauses += [[-met[s - 1], met[s]]]
        formula.clauses += [[-literal, met[s]], [-met[s], literal, *([before] if before else [])]]
        formula.clauses += [[-literal, will[s]], [-will[s], literal, *([after] if after else [])]]
        if s < event.slots:
            formula.clauses += [[-will[s + 1], will[s]]]
    formula.card(list(used.values()), len(rows), len(rows))
    holes = []
    for s in range(2, event.slots + 1):
        hole = formula.new()
        holes.append(hole)
        if objective == "breaks":
            parts = [used[s], -used[s - 1], met[s - 1]]
            formula.clauses += [[hole, *(-x for x in parts)], *([-hole, x] for x in parts)]
        else:
            formula.clauses.append([hole, used[s], -met[s], -will[s]])
    if objective == "breaks":
        formula.card(holes, most=MOST_SPREAD)  # somebody always has none
    return [-hole for hole in holes]
