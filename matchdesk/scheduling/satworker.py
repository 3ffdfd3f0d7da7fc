"""The other end of `maxsat`: one solver in a process of its own, so that it may crash or hang.

Run as `python satworker.py METHOD SECONDS`; needs nothing of this package. Reads a header (JSON,
one line) and the clauses (32-bit numbers, 0 ends a clause) from standard input, writes one JSON
line for every message. Nothing of it may be imported from elsewhere.
"""

from __future__ import annotations

import array
import contextlib
import faulthandler
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

Say = Callable[[dict[str, Any]], None]
_OPTIMUM, _UNSAT = 30, 20


class Task:
    """What came in: `clauses` must hold, of `soft` as many as can be, `assume` for cores only."""

    def __init__(self, header: dict[str, Any], numbers: array.array[int]) -> None:
        self.variables: int = header["variables"]
        self.helpers: int = header["variables"]
        self.soft: list[int] = header["soft"]
        self.assume: list[int] = header["assume"]
        self.least: int = header["least"]
        self.limits: list[tuple[list[int], int, int]] = header["limits"]
        self._numbers = numbers

    def cost(self, true: frozenset[int]) -> int:
        """How many soft literals fail where just the variables `true` hold."""
        return sum((abs(literal) in true) != (literal > 0) for literal in self.soft)

    def keeps(self, limit: int, true: frozenset[int]) -> bool:
        """Whether the variables `true` keep a limit."""
        literals, least, most = self.limits[limit]
        return least <= sum((abs(x) in true) == (x > 0) for x in literals) <= most

    def clauses(self) -> Iterator[list[int]]:
        """The hard clauses."""
        start, numbers = 0, self._numbers
        for _ in range(numbers.count(0)):
            end = numbers.index(0, start)
            yield numbers[start:end].tolist()
            start = end + 1


def _say_limits(
    task: Task, add: Callable[[list[int]], Any], kind: str, only: Sequence[int]
) -> None:
    """Add the limits numbered in `only` as clauses; `kind` names an encoding of PySAT."""
    from pysat.card import CardEnc, EncType

    for number in only:
        literals, least, most = task.limits[number]
        for make, bound, needed in (
            (CardEnc.atmost, most, most < len(literals)),
            (CardEnc.atleast, least, least > 0),
        ):
            if needed:
                encoding = getattr(EncType, kind)
                made = make(literals, bound, top_id=task.helpers, encoding=encoding)
                task.helpers = max(task.helpers, made.nv)
                for clause in made.clauses:
                    add(clause)


def uwrmaxsat(task: Task, say: Say, kind: str = "cardnetwrk") -> None:
    """UWrMaxSAT (Piotrów, ICTAI 2020): core-guided; its soft literals are those to be satisfied."""
    status, true = _uwrmaxsat(task, kind, range(len(task.limits)))
    if status == _OPTIMUM:
        say({"is": "optimum", "cost": task.cost(true), "true": sorted(true)})
    elif status == _UNSAT:
        say({"is": "impossible"})


def _uwrmaxsat(task: Task, kind: str, limits: Sequence[int]) -> tuple[int, frozenset[int]]:
    """Its status under the limits numbered in `limits`, and the variables that hold."""
    solver = importlib.import_module("hermax.core.urmaxsat_py").UWrMaxSAT()
    for _ in range(task.variables):
        solver.newVar()
    for clause in task.clauses():
        solver.addClause(clause, None)
    extra: list[list[int]] = []
    _say_limits(task, extra.append, kind, limits)
    for _ in range(task.helpers - task.variables):
        solver.newVar()
    for clause in extra:
        solver.addClause(clause, None)
    for literal in task.soft:
        solver.addClause([literal], 1)
    status = solver.solve()
    found = range(1, task.variables + 1) if status == _OPTIMUM else ()
    return status, frozenset(v for v in found if solver.getValue(v))


def rc2(task: Task, say: Say) -> None:
    """RC2 (Ignatiev, Morgado, Marques-Silva, JSAT 2019) on CaDiCaL, limits added once broken.

    Cores found without a limit hold with it, so every step up of the cost is a bound at once.
    """
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    class Telling(RC2):  # type: ignore[misc]  # python-sat is not typed
        def process_core(self) -> None:
            super().process_core()
            say({"is": "bound", "cost": self.cost})

    formula = WCNF()
    for clause in task.clauses():
        formula.append(clause)
    for literal in task.soft:
        formula.append([literal], weight=1)
    waiting = set(range(len(task.limits)))
    with Telling(formula, solver="cadical153", adapt=True, minz=True) as solver:
        while (model := solver.compute()) is not None:
            true = frozenset(v for v in model if v > 0)
            broken = [n for n in sorted(waiting) if not task.keeps(n, true)]
            if not broken:
                held = [v for v in true if v <= task.variables]
                say({"is": "optimum", "cost": solver.cost, "true": held})
                return
            _say_limits(task, solver.add_clause, "totalizer", broken)
            waiting.difference_update(broken)
        say({"is": "impossible"})


def climb(task: Task, say: Say) -> None:
    """From what is needed without limits (tables) upwards, one SAT problem with them for each cost.

    Without the limits UWrMaxSAT is many times quicker, and what it finds is a bound; where it keeps
    them by luck, the optimum. Where a bound is given it begins there.
    """
    least, status, true = task.least, 0, frozenset[int]()
    if not least:
        with contextlib.suppress(ImportError):  # from 0, then
            status, true = _uwrmaxsat(task, "cardnetwrk", ())
    if status == _UNSAT:
        say({"is": "impossible"})
        return
    if status == _OPTIMUM:
        least = max(least, task.cost(true))
        if all(task.keeps(limit, true) for limit in range(len(task.limits))):
            say({"is": "optimum", "cost": least, "true": sorted(true)})
            return
        say({"is": "bound", "cost": least})
    _steps(task, say, least)


def _steps(task: Task, say: Say, least: int) -> None:
    from pysat.card import CardEnc, EncType
    from pysat.solvers import Solver

    misses = [-literal for literal in task.soft]
    for allowed in range(least, len(misses) + 1):
        with Solver(name="cadical153", bootstrap_with=task.clauses()) as solver:
            task.helpers = task.variables
            _say_limits(task, solver.add_clause, "cardnetwrk", range(len(task.limits)))
            if not allowed:
                for literal in task.soft:
                    solver.add_clause([literal])
            elif allowed < len(misses):
                kind = EncType.seqcounter
                for clause in CardEnc.atmost(
                    misses, allowed, top_id=task.helpers, encoding=kind
                ).clauses:
                    solver.add_clause(clause)
            if solver.solve():
                true = frozenset(v for v in solver.get_model() if 0 < v <= task.variables)
                say({"is": "optimum", "cost": task.cost(true), "true": sorted(true)})
                return
        say({"is": "bound", "cost": allowed + 1})
    say({"is": "impossible"})


_FINDING = {"phase": 0, "stabilizeonly": 1}
"""CaDiCaL's options for finding a grid: most literals of one are false, and it restarts rarely."""


def twin(task: Task, say: Say) -> None:
    """A climb that keeps what it learns, and is quick with grids where the other one is to refute.

    It begins with the cost it is given, which may be one too many: a grid is no proof then, and the
    next question is for less. What it refutes is a bound.
    """
    from pysat.card import ITotalizer
    from pysat.solvers import Solver

    misses = [-literal for literal in task.soft]
    if not misses:
        any_grid(task, say)
        return
    with Solver(name="cadical153") as solver:
        solver.configure(_FINDING)  # before it knows any clause
        solver.append_formula(task.clauses())
        _say_limits(task, solver.add_clause, "cardnetwrk", range(len(task.limits)))
        allowed, bound = task.least, 0
        cost = ITotalizer(misses, ubound=allowed, top_id=task.helpers)
        solver.append_formula(cost.cnf.clauses)
        while bound <= allowed < len(misses):
            if allowed >= len(cost.rhs):
                cost.increase(ubound=allowed, top_id=cost.top_id)
                solver.append_formula(cost.cnf.clauses[-cost.nof_new :])
            if solver.solve(assumptions=[-cost.rhs[allowed]]):
                true = frozenset(v for v in solver.get_model() if 0 < v <= task.variables)
                say({"is": "grid", "true": sorted(true)})
                allowed = task.cost(true) - 1
            elif not solver.get_core():  # whatever the cost
                say({"is": "impossible"})
                return
            else:
                allowed = bound = allowed + 1
                say({"is": "bound", "cost": bound})


def core(task: Task, say: Say) -> None:
    """Whether all of `assume` can hold; if not, some of them that cannot."""
    from pysat.solvers import Solver

    with Solver(name="cadical153", bootstrap_with=task.clauses()) as solver:
        _say_limits(task, solver.add_clause, "cardnetwrk", range(len(task.limits)))
        if solver.solve(assumptions=task.assume):
            true = [v for v in solver.get_model() if 0 < v <= task.variables]
            say({"is": "optimum", "cost": 0, "true": true})
        else:
            say({"is": "impossible", "core": list(solver.get_core() or [])})


def any_grid(task: Task, say: Say) -> None:
    """Whatever keeps every rule, for a local search to begin with; no bound."""
    from pysat.solvers import Solver

    with Solver(name="cadical153", bootstrap_with=task.clauses()) as solver:
        _say_limits(task, solver.add_clause, "kmtotalizer", range(len(task.limits)))
        if solver.solve():
            true = [v for v in solver.get_model() if 0 < v <= task.variables]
            say({"is": "grid", "true": true})
        else:
            say({"is": "impossible"})


METHODS: dict[str, Callable[[Task, Say], None]] = {
    "uwrmaxsat": uwrmaxsat,
    "uwrmaxsat-totalizer": partial(uwrmaxsat, kind="kmtotalizer"),
    "rc2": rc2,
    "climb": climb,
    "twin": twin,
    "core": core,
    "any": any_grid,
}


def main() -> None:
    """Solve one task and end."""
    method, seconds = sys.argv[1], float(sys.argv[2])
    faulthandler.dump_traceback_later(seconds, exit=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - must outlive this line
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)  # solvers print as they please
    header = json.loads(sys.stdin.buffer.readline())
    numbers = array.array("i")
    numbers.frombytes(sys.stdin.buffer.read())
    try:
        METHODS[method](Task(header, numbers), _teller(out))
    except ImportError:
        _teller(out)({"is": "missing"})
    os._exit(0)  # some solvers crash when they are torn down


def _teller(out: TextIO) -> Say:
    def say(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    return say


if __name__ == "__main__":
    main()
