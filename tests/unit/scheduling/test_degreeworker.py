"""What everybody's own slots force on them, whichever requests are placed."""

import math
import random
from dataclasses import replace
from itertools import product

from matchdesk.core.progress import Progress
from matchdesk.scheduling.degreeworker import hull
from matchdesk.scheduling.gaps import Measure, Wanted, fewest
from matchdesk.scheduling.model import compile_case
from matchdesk.scheduling.watch import Watch

from .cases import pair, people, problem, slots, tables


def test_hull_is_below_the_values_and_touches_the_outer_ones():
    values = [0.0, 0.0, 3.0, 2.0, 5.0]
    lines = hull(values)
    below = [max(slope * k + start for slope, start in lines) for k in range(5)]
    assert below == [0.0, 0.0, 1.0, 2.0, 5.0]


def test_hull_leaves_out_what_cannot_be():
    assert hull([0.0, 1.0, math.inf]) == [(1.0, 0.0)]


def everything(case):
    """Every grid of some of the requests: slots, -1 for not placed."""
    for grid in product(range(-1, len(case.slots)), repeat=len(case.requests)):
        held = [(p, s) for r, s in enumerate(grid) if s >= 0 for p in case.parties[r]]
        kept = all(s < 0 or case.allowed[r] >> s & 1 for r, s in enumerate(grid))
        if kept and len(held) == len(set(held)):
            yield grid


def test_bound_for_any_choice_is_below_every_grid_worth_as_much():
    for seed in range(6):
        case = compile_case(patchy(seed))
        grids = list(everything(case))
        best = max(grids, key=lambda grid: worth(case, grid))
        chosen = [r for r, s in enumerate(best) if s >= 0]
        answer = fewest(
            case,
            chosen,
            [best[r] for r in chosen],
            Wanted(idle=True),
            Watch(Progress(), 30),
            seed=1,
            workers=1,
            text="",
        )
        assert answer.any_choice <= min(
            idle_of(case, grid) for grid in grids if worth(case, grid) >= worth(case, best)
        )


def test_bound_for_any_choice_counts_a_slot_that_must_be_waited_for():
    absent = frozenset({"s1"})
    crowd = tuple(replace(p, unavailable=absent) for p in people(4))
    requests = [pair(f"r{n}", 0, n + 1) for n in range(3)]
    case = compile_case(problem(*requests, slots=slots(3), participants=crowd))
    answer = fewest(
        case, [0, 1], [0, 2], Wanted(idle=True), Watch(Progress(), 30), seed=1, workers=1, text=""
    )
    assert answer.any_choice == 1


def patchy(seed):
    dice = random.Random(seed)
    times = slots(4)
    crowd = tuple(
        replace(p, unavailable=frozenset(s.key for s in times if dice.random() < 0.3))
        for p in people(4)
    )
    pairs = dice.sample([(a, b) for b in range(4) for a in range(b)], 5)
    requests = [pair(f"r{n}", *both, dice.randint(1, 3)) for n, both in enumerate(pairs)]
    return problem(*requests, slots=times, participants=crowd, tables=tables(4))


def worth(case, grid):
    return sum(case.requests[r].weight for r, s in enumerate(grid) if s >= 0)


def idle_of(case, grid):
    chosen = [r for r, s in enumerate(grid) if s >= 0]
    return Measure(case, chosen, Wanted(idle=True)).of([grid[r] for r in chosen])[0]
