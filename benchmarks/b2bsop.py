"""Real events of the b2bsop: every meeting placed, the fewest breaks (or idle slots), proven.

    python -m benchmarks.b2bsop FILE.dzn … [--objective breaks|idle] [--time-limit S] --json OUT

The data is not part of the project; where no file is given, generated events are used.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from benchmarks import baselines, generate
from benchmarks.checking import faults, score
from benchmarks.events import Event, read_dzn
from benchmarks.problems import problem_of, slots_of
from matchdesk.core.progress import Progress
from matchdesk.scheduling.helpers import warm
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Limits, Plan


def main() -> None:
    """Solve what the command line names and write the figures."""
    arguments = _arguments()
    events = [read_dzn(path) for path in arguments.files if path.exists()]
    if len(events) < len(arguments.files) or not events:
        print("Not every file was found; a generated event is added.")
        events.append(generate.planted(7, participants=60, meetings=230, slots=10, tables=25))
    warm()  # as the application does in the background after it starts
    rows = []
    for event in events:
        row = solve(event, arguments.objective, arguments.time_limit, arguments.workers)
        if arguments.baseline:
            row["baselines"] = baselines.beside(event, arguments.objective, arguments.time_limit)
        rows.append(row)
        told = ("instance", "status", "objective", "bound", "seconds", "stage")
        print(*(row[name] for name in told), row.get("faults", ""), flush=True)
        arguments.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def solve(event: Event, objective: str, seconds: float, workers: int) -> dict[str, Any]:
    """One event by the engine, judged by the independent checker."""
    began = time.perf_counter()
    fair = objective == "breaks"
    gaps = "breaks" if fair else "idle_slots"
    limits = Limits(time_limit=seconds, workers=workers, helpers=workers)
    made = plan(problem_of(event, gaps, fair=fair), limits, Progress())
    elapsed = time.perf_counter() - began
    slots = slots_of(event, made)
    wrong = faults(event, slots, fair)
    marks = score(event, slots)
    value = marks.breaks if fair else marks.idle
    bound = made.objective(gaps).bound
    row: dict[str, Any] = {
        "instance": event.name,
        "status": _status(made, not wrong, value, bound),
        "objective": value if not wrong else None,
        "bound": bound,
        "breaks": marks.breaks,
        "idle": marks.idle,
        "placed": marks.placed,
        "seconds": round(elapsed, 3),
        "first_feasible_seconds": round(made.first_seconds, 3) if not wrong else None,
        "stage": made.stage,
        "slots": slots,
    }
    if made.impossible is not None:
        row["clash"] = {
            "requests": made.impossible.requests,
            "rules": [rule.as_dict() for rule in made.impossible.rules],
            "minimal": made.impossible.minimal,
        }
    elif wrong:
        row["faults"] = wrong
    return row


def _status(made: Plan, valid: bool, value: int, bound: int | None) -> str:
    if made.impossible is not None:
        return "infeasible"
    if not valid:
        return "unknown"
    return "optimal" if bound is not None and value <= bound else "feasible"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.b2bsop", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.dzn")
    parser.add_argument("--objective", choices=("breaks", "idle"), default="breaks")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--baseline", action="store_true", help="others beside it, in the same run")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    return parser.parse_args()


if __name__ == "__main__":
    main()
