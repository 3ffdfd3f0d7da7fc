"""A bound on breaks or idle slots by linear programming, in a process of its own.

Run as `python relaxworker.py SECONDS`; reads one JSON line (see `gaps`), writes one. Every person's
day is a path through the states before, met k times, pausing after k, and home; linked by
the requests they share. The optimum of the relaxation bounds every plan (`docs/scheduling.md`).
"""

from __future__ import annotations

import faulthandler
import json
import math
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

_SAFE = 1e-4
State = tuple[str, int]


def main() -> None:
    """Solve one relaxation and end."""
    seconds = float(sys.argv[1])
    faulthandler.dump_traceback_later(seconds, exit=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - must outlive this line
    task = json.loads(sys.stdin.readline())
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
    place = [{s: model.new_num_var(0, 1, None) for s in row} for row in task["allowed"]]
    for row in place:
        model.add(sum(row.values()) == 1)
    for member, room in zip(task["families"], task["room"], strict=True):
        for s, limit in enumerate(room):
            here = [
                row[s] for row, inside in zip(place, member, strict=True) if inside and s in row
            ]
            if len(here) > limit:
                model.add(sum(here) <= limit)
    mine = defaultdict(list)
    for r, parties in enumerate(task["parties"]):
        for p in parties:
            mine[p].append(place[r])
    price = [gap for rows in mine.values() for gap in _path(model, rows, task)]
    model.minimize(sum(price))
    solver = model_builder.Solver("glop")
    solver.set_time_limit_in_seconds(seconds)
    status = solver.solve(model)
    if status == model_builder.SolveStatus.OPTIMAL:
        say = {"is": "bound", "cost": max(0, math.ceil(solver.objective_value - _SAFE))}
    elif status == model_builder.SolveStatus.INFEASIBLE:
        say = {"is": "empty"}
    else:
        say = {"is": "nothing"}
    print(json.dumps(say), flush=True)  # noqa: T201 - this is how it answers


def _path(model: Any, rows: list[dict[int, Any]], task: dict[str, Any]) -> list[Any]:
    """The states of one day as a unit of flow; returns the steps that cost 1."""
    need, width, idle = len(rows), task["width"], task["idle"]
    usable = [any(s in row for row in rows) for s in range(width)]
    left = [sum(usable[s:]) for s in range(width + 1)]
    into: dict[State, list[Any]] = {("before", 0): []}
    price = []
    for s in range(width):
        held: list[Any] = []
        after: dict[State, list[Any]] = defaultdict(list)
        for state, arrivals in into.items():
            leaving = []
            for step in _steps(state, need, usable[s]):
                if need - step[1] > left[s + 1]:
                    continue
                arc = model.new_num_var(0, 1, None)
                leaving.append(arc)
                after[step].append(arc)
                if step[0] == "meets":
                    held.append(arc)
                if step[0] == "pauses" and (idle or state[0] == "meets"):
                    price.append(arc)
            if leaving or arrivals or not s:
                model.add(sum(leaving) == (sum(arrivals) if s else 1))
        met = [row[s] for row in rows if s in row]
        if met or held:
            model.add(sum(met) == sum(held))
        into = after
    return price


def _steps(state: State, need: int, usable: bool) -> list[State]:
    """What can follow in the next slot."""
    kind, count = state
    meets = [("meets", count + 1)] if usable and count < need else []
    if kind == "before":
        return [("before", 0), *meets]
    if count == need:
        return [("home", need)]
    return [("pauses", count), *meets]


if __name__ == "__main__":
    main()
