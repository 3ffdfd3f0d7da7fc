"""Bounds known before there is a plan, against every plan there is."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.progress import Progress
from matchdesk.scheduling.bounds import bounds, least_gaps
from matchdesk.scheduling.marginal import Gain, worth_of_more
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Interpreter, Limits

from .cases import best_by_trying, pair, person_with, problem, slots
from .random_cases import MORE, random_event, random_grid


def brute_gaps(busy, usable, count, days, *, idle):
    spare = [s for s in range(12) if (usable & ~busy) >> s & 1]
    least = None
    for chosen in combinations(spare, min(count, len(spare))):
        held = busy | sum(1 << s for s in chosen)
        cost = 0
        for first, width in days:
            mine = [s for s in range(first, first + width) if held >> s & 1]
            for one, other in pairwise(mine):
                cost += other - one - 1 if idle else other - one > 1
        least = cost if least is None else min(least, cost)
    return least


@settings(max_examples=150 * MORE, deadline=None)
@given(some.integers(0, 2**8 - 1), some.integers(0, 2**8 - 1), some.integers(0, 5), some.booleans())
def test_least_gaps_of_one_day_is_the_least_there_is(busy, usable, count, idle):
    for days in (((0, 8),), ((0, 3), (3, 5))):
        expected = brute_gaps(busy, usable, count, days, idle=idle)
        assert least_gaps(busy, usable, count, days, idle=idle) == expected


@settings(max_examples=10 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_no_plan_passes_a_bound(seed):
    event = random_event(seed, n_slots=3, n_tables=2, n_requests=5)
    known = bounds(event)
    musts, weight = best_by_trying(event)
    assert known.of("musts").value >= musts
    if known.of("musts").value == musts:
        assert known.of("weight").value >= weight
    grid = random_grid(event, seed)
    breaks, idle, _ = flaws(event, grid)
    if not known.of("breaks").of_all or len(grid) == len(event.requests):
        assert known.of("breaks").value <= breaks
        assert known.of("idle_slots").value <= idle


def test_day_with_a_hole_costs_a_break_where_everything_is_placed():
    event = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        pair("c", 0, 3),
        participants=person_with("p0", unavailable=frozenset({"s1"})),
    )
    found = bounds(event)
    assert (found.of("breaks").value, found.of("breaks").argument) == (1, "days")
    assert found.of("idle_slots").value == 1
    assert found.of("weight").value == 3
    assert found.all_fit


def test_cancelled_bounds_are_trivial_ones():
    progress = Progress()
    progress.cancel()
    found = bounds(problem(pair("a", 0, 1), n_slots=1), progress)
    assert (found.of("weight").value, found.of("weight").argument) == (1, "trivial")


def gains(event):
    made = plan(event, Limits(time_limit=10.0), Progress())
    return worth_of_more(event, made, Limits(time_limit=10.0), Progress())


def test_one_more_table_brings_the_meeting_that_had_none():
    event = problem(pair("a", 0, 1, 5), pair("b", 2, 3, 2), n_slots=1, n_tables=1)
    assert gains(event) == (
        Gain("slot", "d0-0", 0, 2, 0, 2),
        Gain("table", "", 0, 2, 0, 2),
    )


def test_one_more_slot_brings_what_people_had_no_time_for():
    event = problem(
        pair("a", 0, 1, 5),
        pair("b", 0, 2, 3),
        pair("c", 0, 3, 2),
        slots=slots(2, per_session=1),
        n_tables=4,
    )
    found = gains(event)
    assert [(gain.what, gain.where, gain.weight) for gain in found] == [
        ("slot", "d0-0", 2),
        ("slot", "d0-1", 2),
        ("table", "", 0),
    ]


def test_one_more_interpreter_brings_who_share_no_language():
    event = problem(
        pair("a", 0, 1, 4),
        participants=(
            *person_with("p0", languages=frozenset({"de"}))[:1],
            *person_with("p1", languages=frozenset({"en"}))[1:],
        ),
        interpreters=(Interpreter("i", frozenset({frozenset({"fr", "pl"})})),),
    )
    assert gains(event)[0] == Gain("interpreter", "de-en", 0, 4, 0, 4)


@pytest.mark.parametrize("what", ["table", "slot"])
def test_full_event_gains_nothing_where_nothing_is_left(what):
    event = problem(pair("a", 0, 1))
    assert {gain.weight for gain in gains(event) if gain.what == what} == {0}
