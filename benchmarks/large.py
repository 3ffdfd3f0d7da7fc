"""Large events: place the greatest weight, then the fewest idle slots, with bounds beside.

    python -m benchmarks.large FILE.json … [--time-limit S] --json OUT

Without files, generated events of the same family are used (`--size` participants x requests x
slots x tables).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Any

from benchmarks import baselines, generate
from benchmarks.checking import faults, score
from benchmarks.events import Event, read_json
from benchmarks.problems import problem_of, slots_of
from matchdesk.core.progress import Progress
from matchdesk.scheduling.helpers import warm
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Limits


def main() -> None:
    """Solve what the command line names and write the figures."""
    arguments = _arguments()
    events = [read_json(path) for path in arguments.files if path.exists()]
    if len(events) < len(arguments.files) or not events:
        print("Not every file was found; a generated event is added.")
        people, requests, slots, tables = (int(n) for n in arguments.size.split("x"))
        planted = requests * 3 // 4
        events.append(
            generate.planted(
                7,
                participants=people,
                meetings=planted,
                slots=slots,
                tables=tables,
                away=0.2,
                extra=requests - planted,
            )
        )
    warm()  # as the application does in the background after it starts
    rows = []
    for event in events:
        row = solve(event, arguments.time_limit, arguments.workers)
        if arguments.baseline:
            row["baselines"] = baselines.beside(event, "idle", arguments.time_limit)
        rows.append(row)
        told = ("instance", "status", "weight", "bound", "breaks", "idle", "seconds", "stage")
        print(*(row[name] for name in told), row.get("faults", ""), flush=True)
        arguments.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def solve(event: Event, seconds: float, workers: int) -> dict[str, Any]:
    """One event by the engine, judged by the independent checker."""
    began = time.perf_counter()
    limits = Limits(time_limit=seconds, workers=workers, helpers=workers)
    made = plan(problem_of(event, "idle_slots"), limits, Progress())
    elapsed = time.perf_counter() - began
    slots = slots_of(event, made)
    wrong = faults(event, slots, fair=False)
    marks = score(event, slots)
    row: dict[str, Any] = {
        "instance": event.name,
        "status": "unknown" if wrong else "optimal" if made.optimal else "feasible",
        "objective": marks.weight,
        "bound": made.bound,
        "weight": marks.weight,
        "breaks": marks.breaks,
        "idle": marks.idle,
        "idle_bound": made.objective("idle_slots").bound,
        "placed": marks.placed,
        "seconds": round(elapsed, 3),
        "first_feasible_seconds": round(made.first_seconds, 3),
        "stage": made.stage,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "slots": slots,
    }
    if wrong:
        row["faults"] = wrong
    return row


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.json")
    parser.add_argument("--size", default="600x4500x24x200", help="of the generated event")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--baseline", action="store_true", help="others beside it, in the same run")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    return parser.parse_args()


if __name__ == "__main__":
    main()
