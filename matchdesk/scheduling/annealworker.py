"""Annealing for `gaps`: `annealing` in a process of its own, so that compiling is never felt.

Run as `python annealworker.py [--gently] SECONDS`; reads one JSON line (see `gaps`), writes a JSON
line with slots and cost whenever it has something better, `ready` once compiled, `done` at the end.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ROUND = 400_000
"""Steps between two looks at the clock."""
GENTLY = "--gently"
"""Given for work nobody waits for: everything else goes first."""
_NOTHING = 1 << 60
"""The cost of having no valid grid yet."""


def main() -> None:
    """Anneal one task and end."""
    seconds = float(sys.argv[-1])
    if GENTLY in sys.argv and hasattr(os, "nice"):
        os.nice(10)
    faulthandler.dump_traceback_later(seconds + 1, exit=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - must outlive this line
    sys.path.append(str(Path(__file__).parents[2]))
    import numpy as np

    annealing = importlib.import_module(
        "matchdesk.scheduling.annealing"
    )  # only here is it waited for
    task = json.loads(sys.stdin.readline())  # may come while the above is loaded
    began = time.monotonic()
    rules, state = _rules(np, annealing, task), _state(np, annealing, task)
    prices = task["prices"]
    best, seed = _NOTHING, task["seed"]
    if not annealing.excess_of(state.load, rules.room):
        best = int(annealing.total_cost(state.held, rules.days, *prices[:3]))
    annealing.anneal(rules, state, seed, 0, 1.0, 1.0, best, 0)  # compiles it, if nobody has yet
    _say({"is": "ready"})
    for rounds, hot, cold in task["schedule"]:
        done, since = 0.0, time.monotonic()
        while done < 1.0 and time.monotonic() - began < seconds and best > task["target"]:
            seed += 1
            before, start = best, hot * (cold / hot) ** done
            done = _done(done, rounds, time.monotonic() - since, task["span"])
            end = hot * (cold / hot) ** min(1.0, done)
            _, best = annealing.anneal(rules, state, seed, _ROUND, start, end, best, task["target"])
            if best < before:
                _say({"is": "better", "cost": int(best), "slots": state.best_of.tolist()})
    _say({"is": "done"})


def _done(before: float, rounds: int, elapsed: float, span: float) -> float:
    """The share of a schedule that is over: by `rounds`, if any, else by seconds of `span`."""
    return before + 1 / rounds if rounds else elapsed / span


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - this is how it answers


def _rules(np: Any, annealing: Any, task: dict[str, Any]) -> Any:
    first, party = _rows(np, task["parties"])
    before_first, before = _rows(np, task["before"])
    after_first, after = _rows(np, task["after"])
    return annealing.Rules(
        first=first,
        party=party,
        allowed=np.array(task["allowed"], np.int64),
        before_first=before_first,
        before=before,
        after_first=after_first,
        after=after,
        families=np.array(task["families"], np.bool_),
        room=np.array(task["room"], np.int64),
        days=np.array(task["days"], np.int64),
        sessions=np.array(task["sessions"], np.int64),
        run_limit=np.array(task["run_limit"], np.int64),
        prices=np.array(task["prices"], np.int64),
    )


def _state(np: Any, annealing: Any, task: dict[str, Any]) -> Any:
    slot_of = np.array(task["slots"], np.int64)
    at = np.full((len(task["busy"]), task["width"]), -1, np.int64)
    held = np.array(task["busy"], np.int64)
    families = np.array(task["families"], np.bool_)
    load = np.zeros((len(task["room"]), task["width"]), np.int64)
    for r, s in enumerate(task["slots"]):
        for p in task["parties"][r]:
            at[p, s] = r
            held[p] |= 1 << s
        load[:, s] += families[:, r]
    return annealing.State(slot_of, slot_of.copy(), at, held, load)


def _rows(np: Any, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Rows of different lengths: where each begins, and all of them in one."""
    first = np.cumsum([0] + [len(row) for row in rows])
    return first, np.array([x for row in rows for x in row] or [-1], np.int64)


if __name__ == "__main__":
    main()
