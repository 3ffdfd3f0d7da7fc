import random

from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.progress import Progress
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.model import bits, compile_case
from matchdesk.scheduling.placing import Gaps, compact, eject, exchange, place_all
from matchdesk.scheduling.problem import Participant, PlanningProblem, Request, Table
from matchdesk.scheduling.rooms import Rooms
from matchdesk.scheduling.selection import choose
from matchdesk.scheduling.watch import Watch

from .cases import large, pair, people, problem, slots, tables


def watch():
    return Watch(Progress(), 60)


def sound(grid):
    """No one twice in a slot, no slot beyond its tables, and all books agree."""
    case = grid.case
    seen = set()
    for r, slot in enumerate(grid.slot_of):
        if slot >= 0:
            assert case.allowed[r] >> slot & 1
            for p in case.parties[r]:
                assert (p, slot) not in seen
                assert grid.at[p][slot] == r
                seen.add((p, slot))
    assert sum(len(day) for day in grid.at) == len(seen)
    for p in range(len(case.people)):
        held = sum(1 << slot for slot in grid.at[p])
        assert grid.free[p] == case.present[p] & ~held
    for s, inside in enumerate(grid.in_slot):
        assert [r for r, slot in enumerate(grid.slot_of) if slot == s] == sorted(inside)
        assert grid.rooms.left(s) == sum(case.capacity[s]) - len(inside)
        assert grid.rooms.left(s) >= 0
    return True


def test_bits_of_a_mask():
    assert bits(0b101001) == [0, 3, 5]
    assert bits(0) == []


def test_squeeze_clears_a_slot_by_swapping():
    path = problem(pair("a", 0, 1), pair("b", 2, 3), pair("c", 1, 2), n_slots=2)
    grid = Grid(compile_case(path))
    assert (grid.put(0, 0), grid.put(1, 1)) == (True, True)
    assert grid.place(2) is False
    assert grid.squeeze(2) is True
    assert grid.value() == 3
    assert sound(grid)


def test_squeeze_moves_another_to_free_a_table():
    case = problem(pair("a", 0, 1, fixed_slot="s0"), pair("b", 2, 3), n_slots=2, n_tables=1)
    grid = Grid(compile_case(case))
    assert grid.put(1, 0) is True
    assert grid.squeeze(0) is True
    assert grid.slot_of == [0, 1]


def test_swap_repeated_is_as_before():
    case = compile_case(large(2, n_people=30, n_requests=120, n_slots=8, n_tables=12))
    grid = Grid(case)
    place_all(grid, range(len(case.requests)), watch(), "")
    before = list(grid.slot_of)
    swapped = 0
    for r in [r for r, slot in enumerate(before) if slot == 0]:
        chain = grid.swap([r], 0, 3)
        if chain is not None:
            assert sound(grid)
            assert grid.swap(chain, 0, 3) is not None
            swapped += 1
        assert grid.slot_of == before
    assert swapped > 0


@settings(max_examples=15, deadline=None)
@given(some.integers(0, 10_000))
def test_every_search_leaves_a_sound_grid(seed):
    case = compile_case(large(seed, n_people=24, n_requests=110, n_slots=7, n_tables=8))
    grid, dice = Grid(case), random.Random(seed)
    left = place_all(grid, choose(case, watch()).chosen, watch(), "")
    assert sound(grid)
    values = [grid.value()]
    eject(grid, left, watch(), dice, 100)
    values.append(grid.value())
    exchange(grid, watch(), dice, 5, "")
    values.append(grid.value())
    assert sound(grid)
    assert values == sorted(values)
    compact(grid, watch(), dice, 3, "")
    assert grid.value() == values[-1]
    assert sound(grid)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.sampled_from(["ab", "cd", "ac", "ef"]), max_size=7))
def test_rooms_take_exactly_what_can_be_seated(asked):
    """Tables: one for a, one for c, two for anybody; tried against every assignment."""
    desks = (
        Table("ta", 1, reserved_for="oa"),
        Table("tc", 2, reserved_for="oc"),
        Table("t1", 3),
        Table("t2", 4),
    )
    who = tuple(Participant(f"{home}{n}", f"o{home}") for home in "abcdef" for n in range(7))
    requests = tuple(
        Request(f"r{n}", (f"{both[0]}{n}", f"{both[1]}{n}")) for n, both in enumerate(asked)
    )
    case = compile_case(PlanningProblem(slots(1), desks, who, requests))
    rooms, inside = Rooms(case), []
    for r, both in enumerate(asked):
        fits = _seatable([*inside, both], [t.reserved_for for t in desks])
        assert rooms.add(0, case.kind[r]) is fits
        inside += [both] if fits else []


def _seatable(meetings, owners):
    if not meetings:
        return True
    return any(
        (owner is None or owner[1] in meetings[0])
        and _seatable(meetings[1:], owners[:n] + owners[n + 1 :])
        for n, owner in enumerate(owners)
    )


def test_gaps_cost_counts_idle_slots_then_breaks_by_day():
    case = compile_case(problem(slots=slots(10, per_day=5)))
    gaps = Gaps(case)
    assert gaps.cost(0) == 0
    assert gaps.cost(0b00000_01110) == 0
    assert gaps.cost(0b00000_01001) == 4 * 2 + 1
    assert gaps.cost(0b00000_10101) == 4 * 2 + 2
    assert gaps.cost(0b00001_10000) == 0


def test_choose_is_exact_where_the_relaxation_is_not():
    """Three who want each other in one slot: half of each would be worth 1.5, one is possible."""
    case = compile_case(
        problem(pair("a", 0, 1), pair("b", 1, 2), pair("c", 0, 2), n_slots=1, n_tables=3)
    )
    selection = choose(case, watch())
    assert (len(selection.chosen), selection.weight) == (1, 1)


def test_choose_respects_tables_and_limits():
    many = problem(
        *(pair(f"r{n}", 2 * n, 2 * n + 1, n + 1) for n in range(4)),
        participants=people(8),
        tables=tables(1),
        n_slots=2,
    )
    assert choose(compile_case(many), watch()).weight == 3 + 4
