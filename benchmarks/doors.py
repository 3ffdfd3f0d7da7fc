"""How fast the doors beside `plan` answer: `python -m benchmarks.doors --json OUT`.

Generated events of 100, 600 and 1,500 participants, planned first; then cells for held meetings,
and repairs after a handful of absences and a lost table.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from pathlib import Path
from typing import Any

from matchdesk.core.progress import Progress
from matchdesk.scheduling.allowed import allowed
from matchdesk.scheduling.board import Board
from matchdesk.scheduling.bounds import bounds
from matchdesk.scheduling.disruption import Disruption, slots_before, slots_from
from matchdesk.scheduling.explanation import explain
from matchdesk.scheduling.marginal import worth_of_more
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import (
    Limits,
    Participant,
    Placement,
    PlanningProblem,
    Request,
    Slot,
    Table,
)
from matchdesk.scheduling.repair import repair

SIZES = {100: (100, 600, 20, 25), 600: (600, 4500, 24, 120), 1500: (1500, 12_000, 60, 200)}
"""Participants, requests, slots and tables."""
_HELD, _REPAIRS = 50, 5


def event(seed: int, people: int, requests: int, slots: int, tables: int) -> PlanningProblem:
    """Two days in four sessions; a tenth of everybody's slots missing; some more popular."""
    dice = random.Random(seed)
    half, quarter = -(-slots // 2), -(-slots // 4)
    times = tuple(
        Slot(
            f"s{n}",
            n + 1,
            n // half,
            480 + 15 * (n % half),
            495 + 15 * (n % half),
            f"{n // half}-{n % half // quarter}",
        )
        for n in range(slots)
    )
    fame = [dice.paretovariate(1.3) for _ in range(people)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < requests:
        one, other = dice.randrange(people), dice.choices(range(people), fame)[0]
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    return PlanningProblem(
        times,
        tuple(Table(f"t{n}", n + 1, zone=f"z{n // 20}") for n in range(tables)),
        tuple(
            Participant(
                f"p{n}",
                f"o{n}",
                unavailable=frozenset(s.key for s in times if dice.random() < 0.1),
            )
            for n in range(people)
        ),
        tuple(
            Request(f"r{n}", (f"p{a}", f"p{b}"), dice.randint(1, 9))
            for n, (a, b) in enumerate(sorted(pairs))
        ),
    )


def disruption(problem: PlanningProblem, dice: random.Random) -> Disruption:
    """One is late, one leaves early, one does not come, one is away a while; one table is lost."""
    keys = [slot.key for slot in problem.slots]
    late, leaving, absent, away = dice.sample([p.key for p in problem.participants], 4)
    return Disruption(
        away={
            late: slots_before(problem, keys[4]),
            leaving: slots_from(problem, keys[len(keys) // 2 - 4]),
            absent: frozenset(keys),
            away: frozenset(keys[5:8]),
        },
        blocked={dice.choice(problem.tables).key: frozenset(keys[:3])},
    )


def measure(size: int, seed: int) -> dict[str, Any]:
    """Everything at one size, in the units the names say."""
    problem = event(seed, *SIZES[size])
    made = plan(problem, Limits(time_limit=60.0, seed=seed), Progress())
    dice = random.Random(seed)
    build, board = _timed(lambda: Board(problem, made.placements))
    held = dice.sample(list(made.placements), min(_HELD, len(made.placements)))
    cells = [_timed(lambda p=p: allowed(problem, board, p.meeting))[0] for p in held]
    moves = [_timed(lambda p=p: board.move(p.meeting, p.slot, p.table))[0] for p in held]
    left = [one.request for one in made.unplaced[:_REPAIRS]]
    why = [_timed(lambda key=key: explain(problem, made, key))[0] for key in left]
    limits = Limits(time_limit=5.0, seed=seed)
    more, _ = _timed(lambda: worth_of_more(problem, made, limits, Progress()))
    return {
        "participants": size,
        "meetings": len(made.placements),
        "board_ms": 1e3 * build,
        "allowed_ms_median": 1e3 * statistics.median(cells),
        "allowed_ms_most": 1e3 * max(cells),
        "move_ms_median": 1e3 * statistics.median(moves),
        "explain_ms_most": 1e3 * max(why, default=0.0),
        "bounds_seconds": _timed(lambda: bounds(problem))[0],
        "worth_of_more_seconds": more,
        "repairs": [_repaired(problem, made.placements, dice, seed) for _ in range(_REPAIRS)],
    }


def _repaired(
    problem: PlanningProblem, placements: tuple[Placement, ...], dice: random.Random, seed: int
) -> dict[str, Any]:
    limits = Limits(time_limit=2.0, seed=seed)
    answer = repair(problem, placements, disruption(problem, dice), limits, Progress())
    return {
        "seconds": answer.seconds,
        "changes": answer.changes,
        "bound": answer.bound,
        "dropped": len(answer.dropped),
        "kept": answer.kept,
        "kept_bound": answer.kept_bound,
        "proven": answer.proven,
        "stage": answer.stage,
    }


def _timed(work: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, action="append", choices=sorted(SIZES))
    given = parser.parse_args()
    found = [measure(size, given.seed) for size in given.size or sorted(SIZES)]
    given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
