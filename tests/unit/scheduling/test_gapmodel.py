"""What the clauses of gaps make follow without any search."""

import pytest
from pysat.solvers import Solver

from matchdesk.scheduling.gapmodel import GapModel
from matchdesk.scheduling.model import compile_case

from .cases import pair, problem


@pytest.mark.parametrize("idle", [True, False], ids=["idle slots", "breaks"])
@pytest.mark.parametrize(
    ("gaps_allowed", "held"), [(False, {1, 2, 3}), (True, set())], ids=["no gap", "gaps"]
)
def test_a_day_without_gaps_follows_from_its_beginning(idle, gaps_allowed, held):
    """Three meetings, the first in the second slot: at which others is surely one, unsearched."""
    case = compile_case(problem(*(pair(str(i), 0, i) for i in (1, 2, 3)), n_slots=6))
    model = GapModel(case, range(3), idle=idle, spread=None)
    before, after = -model.used[0][0], model.used[0][1]
    hard = [] if gaps_allowed else model.formula.soft
    with Solver(name="glucose4", bootstrap_with=model.formula.clauses) as solver:
        possible, implied = solver.propagate(assumptions=[before, after, *hard])
    assert possible
    found = {s for s, used in enumerate(model.used[0]) if used in implied}
    assert found - {1} == held - {1}
