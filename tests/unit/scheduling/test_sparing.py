from matchdesk.core.progress import Progress
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.model import compile_case
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Aims, Limits
from matchdesk.scheduling.sparing import spread, tables_open
from matchdesk.scheduling.watch import Watch

from .cases import large, met, pair, person_with, problem, table_with


def crowded(**aims):
    """Three meetings in the first slot, two of whose people have nothing else to do."""
    case = problem(pair("a", 0, 1), pair("b", 2, 3), pair("c", 4, 5), aims=Aims(**aims), n_slots=2)
    grid = Grid(compile_case(case))
    assert [grid.put(r, 0) for r in range(3)] == [True, True, True]
    return grid


def spread_out(grid):
    spread(grid, Watch(Progress(), 60), "")
    return [len(meetings) for meetings in grid.in_slot]


def test_spread_keeps_tables_free_in_each_slot():
    assert spread_out(crowded(spare_tables=2)) == [2, 1]


def test_spread_does_nothing_without_the_wish_or_where_it_does_not_count():
    assert spread_out(crowded()) == [3, 0]
    assert spread_out(crowded(spare_tables=2, order=("weight", "breaks"))) == [3, 0]


def test_spread_makes_no_gap_that_counts_more():
    day = [
        pair("a", 0, 1, fixed_slot="s0"),
        pair("b", 0, 2),
        pair("c", 3, 4, fixed_slot="s1"),
    ]
    late = person_with("p2", unavailable=frozenset({"s0", "s2"}))
    for order, slot in ((("weight", "breaks", "spare"), 1), (("weight", "spare", "breaks"), 3)):
        aims = Aims(order=order, spare_tables=1)
        grid = Grid(compile_case(problem(*day, aims=aims, participants=late, n_tables=2)))
        assert [grid.put(r, s) for r, s in enumerate((0, 1, 1))] == [True] * 3
        spread_out(grid)
        assert grid.slot_of == [0, slot, 1]


def test_tables_open_leaves_out_blocked_ones():
    case = problem(tables=table_with("t1", blocked=frozenset({"s0"})), n_slots=2)
    assert tables_open(case) == {"s0": 3, "s1": 4}


def test_plan_reports_spare_tables_missing_and_how_many_must_be():
    case = problem(
        *(pair(f"r{n}", 2 * n, 2 * n + 1) for n in range(3)),
        aims=Aims(spare_tables=3),
        locked=(met("m", 0, 2, 0, 0),),
        n_slots=2,
    )
    spare = plan(case, Limits(), Progress()).objective("spare")
    assert (spare.value, spare.bound) == (2, 2)


def test_plan_of_a_day_with_room_keeps_the_tables_asked_for():
    case = large(3, n_people=30, n_requests=60, n_slots=8, n_tables=12, away=0.0)
    wish = Aims(order=("weight", "spare", "breaks"), spare_tables=3)
    asking = type(case)(case.slots, case.tables, case.participants, case.requests, aims=wish)
    made = plan(asking, Limits(), Progress())
    assert (made.objective("spare").value, made.objective("spare").bound) == (0, 0)
    assert made.weight == plan(case, Limits(), Progress()).weight


def test_plan_bounds_only_the_aims_in_its_order():
    case = problem(pair("a", 0, 1), aims=Aims(order=("weight",)))
    made = plan(case, Limits(), Progress())
    assert {o.name for o in made.objectives if o.bound is not None} == {"weight"}
    assert flaws(case, made.placements) == (0, 0, 0)
