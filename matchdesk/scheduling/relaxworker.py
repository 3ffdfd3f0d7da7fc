"""A bound on breaks or idle slots by linear programming, in a process of its own.

Run as `python relaxworker.py SECONDS`; reads one JSON line (see `gaps`), writes one for each bound.
Every person's day is a path through the states before, met k times, pausing after k, and home;
linked by the requests they share. The optimum of the relaxation bounds every plan
(`docs/scheduling.md`).
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


class Relaxation:
    """The linear program of one task; `tighten` adds what costs time and is seldom needed."""

    def __init__(self, task: dict[str, Any]) -> None:
        from ortools.linear_solver.python import model_builder

        self._builder = model_builder
        self._task = task
        self.model = model_builder.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
        self._place = [
            {s: self.model.new_num_var(0, 1, None) for s in row} for row in task["allowed"]
        ]
        for row in self._place:
            self.model.add(sum(row.values()) == 1)
        self._rooms()
        self._mine: dict[int, list[dict[int, Any]]] = defaultdict(list)
        for r, parties in enumerate(task["parties"]):
            for p in parties:
                self._mine[p].append(self._place[r])
        self._edges: dict[int, list[tuple[list[Any], list[Any]]]] = {}
        self.model.minimize(sum(gap for p in self._mine for gap in self._path(p)))

    def solve(self, seconds: float) -> dict[str, Any]:
        """What it comes to, as a message."""
        solver = self._builder.Solver("glop")
        solver.set_time_limit_in_seconds(seconds)
        status = solver.solve(self.model)
        if status == self._builder.SolveStatus.OPTIMAL:
            return {"is": "bound", "cost": max(0, math.ceil(solver.objective_value - _SAFE))}
        empty = status == self._builder.SolveStatus.INFEASIBLE
        return {"is": "empty" if empty else "nothing"}

    def tighten(self) -> None:
        """Who is home has no meeting left, who has not begun has had none: for each meeting."""
        for p, edges in self._edges.items():
            if len(self._mine[p]) < 2:
                continue
            for s, (home, before) in enumerate(edges):
                for row in self._mine[p]:
                    early = [x for t, x in row.items() if t <= s]
                    late = [x for t, x in row.items() if t > s]
                    if early and late and home:
                        self.model.add(sum(late) + sum(home) <= 1)
                    if early and late and before:
                        self.model.add(sum(early) + sum(before) <= 1)

    def _rooms(self) -> None:
        for member, room in zip(self._task["families"], self._task["room"], strict=True):
            for s, limit in enumerate(room):
                here = [
                    row[s]
                    for row, inside in zip(self._place, member, strict=True)
                    if inside and s in row
                ]
                if len(here) > limit:
                    self.model.add(sum(here) <= limit)

    def _path(self, person: int) -> list[Any]:
        """The states of one day as a unit of flow; returns the steps that cost 1."""
        rows, window = self._mine[person], self._task["reach"][person]
        need = len(rows)
        into: dict[State, list[Any]] = {("before", 0): []}
        price: list[Any] = []
        edges = self._edges[person] = []
        for s in range(self._task["width"]):
            met = [row[s] for row in rows if s in row]
            held: list[Any] = []
            after: dict[State, list[Any]] = defaultdict(list)
            for state, arrivals in into.items():
                leaving = []
                for step in _steps(state, need, bool(met)):
                    if not window[s + 1][0] <= step[1] <= window[s + 1][1]:
                        continue
                    arc = self.model.new_num_var(0, 1, None)
                    leaving.append(arc)
                    after[step].append(arc)
                    if step[0] == "meets":
                        held.append(arc)
                    if step[0] == "pauses" and (self._task["idle"] or state[0] == "meets"):
                        price.append(arc)
                if leaving or arrivals or not s:
                    self.model.add(sum(leaving) == (sum(arrivals) if s else 1))
            if met or held:
                self.model.add(sum(met) == sum(held))
            into = after
            home = [*after.get(("home", need), ()), *after.get(("meets", need), ())]
            edges.append((home, after.get(("before", 0), [])))
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


def main() -> None:
    """Solve one relaxation, tighten it where idle slots count, and end."""
    seconds = float(sys.argv[1])
    faulthandler.dump_traceback_later(seconds, exit=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - must outlive this line
    task = json.loads(sys.stdin.readline())
    relaxation = Relaxation(task)
    said = relaxation.solve(seconds)
    print(json.dumps(said), flush=True)  # noqa: T201 - this is how it answers
    if said["is"] == "bound" and task["idle"]:
        relaxation.tighten()
        print(json.dumps(relaxation.solve(seconds)), flush=True)  # noqa: T201 - this is how it answers


if __name__ == "__main__":
    main()
