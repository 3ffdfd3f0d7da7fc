"""Formulas for the solvers in `satworker`."""

from __future__ import annotations

import array
import json
from collections.abc import Sequence

from matchdesk.scheduling.formula import Formula
from matchdesk.scheduling.helpers import Job


def jobs(
    formula: Formula, methods: Sequence[str], *, least: int = 0, assume: Sequence[int] = ()
) -> list[Job]:
    """`formula` for each of `methods` (names in `satworker`); `least` is a bound on its cost."""
    header = {
        "variables": formula.variables,
        "soft": formula.soft,
        "limits": formula.limits,
        "assume": list(assume),
        "least": least,
    }
    numbers = array.array("i")
    for clause in formula.clauses:
        numbers.extend(clause)
        numbers.append(0)
    task = json.dumps(header).encode() + b"\n" + numbers.tobytes()
    return [Job(method, "satworker.py", (method,), task) for method in methods]
