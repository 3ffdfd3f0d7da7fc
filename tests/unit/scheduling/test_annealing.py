"""The compiled measure against the plain one; the search itself is tested through `fewest`."""

import random

import pytest

from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import compile_case

from .cases import problem, slots


@pytest.mark.parametrize("per_day", [60, 20, 7])
def test_compiled_cost_is_the_plain_one(per_day):
    annealing = pytest.importorskip("matchdesk.scheduling.annealing")
    numpy = pytest.importorskip("numpy")
    case = compile_case(problem(slots=slots(60, per_day=per_day)))
    days = numpy.array([(first, (1 << width) - 1) for first, width in case.days], numpy.int64)
    dice, plain = random.Random(1), Gaps(case)
    for _ in range(500):
        held = dice.getrandbits(60) & dice.getrandbits(60)
        breaks, idle = plain.of(held)
        assert annealing.cost_of(held, days, 1000, 1, -1) == 1000 * breaks + idle
