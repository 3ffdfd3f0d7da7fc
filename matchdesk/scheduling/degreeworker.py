"""A bound on breaks or idle slots where not everything fits, in a process of its own.

Run as `python degreeworker.py SECONDS`; reads one JSON line (see `gaps`), writes one. Whoever has k
meetings has at least so many gaps as their own slots force on them (`bounds.gaps_by_count`). The
lower convex hull of that, added up over everybody, is minimised by linear programming over all
choices of requests worth as much as the plan: no plan as good has fewer (`docs/scheduling.md`).
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

_SAFE = 1e-4
Line = tuple[float, float]


def main() -> None:
    """Solve one relaxation and end."""
    seconds = float(sys.argv[1])
    faulthandler.dump_traceback_later(seconds, exit=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - must outlive this line
    task = json.loads(sys.stdin.readline())
    sys.path.append(str(Path(__file__).parents[2]))
    least = importlib.import_module("matchdesk.scheduling.bounds").gaps_by_count
    days = [tuple(day) for day in task["days"]]
    asked = defaultdict(list)
    for r, parties in enumerate(task["parties"]):
        for p in parties:
            asked[p].append(r)
    hulls = {}
    for p, requests in asked.items():
        busy, usable = task["busy"][p], task["usable"][p]
        most = min(len(requests), task["most"][p])
        hulls[p] = hull(least(busy, usable, most, days, idle=task["idle"]))
    if not any(slope or start for lines in hulls.values() for slope, start in lines):
        return
    bound = _solve(task, asked, hulls, seconds)
    if bound is not None:
        print(json.dumps({"is": "bound", "cost": bound}), flush=True)  # noqa: T201 - this is how it answers


def hull(least: Sequence[float]) -> list[Line]:
    """Lines (slope, value at 0) whose greatest is the lower convex hull of `least` by index.

    Infinite values are left out: nobody can have so many.
    """
    corners: list[tuple[int, float]] = []
    for k, value in enumerate(least):
        if value == math.inf:
            continue
        while len(corners) > 1 and _is_above(corners[-2], corners[-1], (k, value)):
            corners.pop()
        corners.append((k, value))
    if len(corners) == 1:
        return [(0.0, corners[0][1])]
    lines = []
    for (k, value), (j, other) in pairwise(corners):
        slope = (other - value) / (j - k)
        lines.append((slope, value - slope * k))
    return lines


def _is_above(one: tuple[int, float], middle: tuple[int, float], last: tuple[int, float]) -> bool:
    """Whether `middle` is on or above the line from `one` to `last`."""
    rise = (last[1] - one[1]) * (middle[0] - one[0])
    return (middle[1] - one[1]) * (last[0] - one[0]) >= rise


def _solve(
    task: dict[str, Any],
    asked: dict[int, list[int]],
    hulls: dict[int, list[Line]],
    seconds: float,
) -> int | None:
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
    chosen = [model.new_num_var(0, 1, None) for _ in task["parties"]]
    model.add(sum(w * x for w, x in zip(task["weights"], chosen, strict=True)) >= task["worth"])
    costs = []
    for p, requests in asked.items():
        count = sum(chosen[r] for r in requests)
        if len(requests) > task["most"][p]:
            model.add(count <= task["most"][p])
        lines = [(slope, start) for slope, start in hulls[p] if slope or start]
        if lines:
            cost = model.new_num_var(0, math.inf, None)
            costs.append(cost)
            for slope, start in lines:
                model.add(cost >= slope * count + start)
    model.minimize(sum(costs))
    solver = model_builder.Solver("glop")
    solver.set_time_limit_in_seconds(seconds)
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None
    return max(0, math.ceil(solver.objective_value - _SAFE))


if __name__ == "__main__":
    main()
