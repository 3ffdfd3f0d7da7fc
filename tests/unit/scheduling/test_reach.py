"""What can have been held by when, and the relaxation that keeps to it."""

import random
from dataclasses import replace
from itertools import product

import pytest

from matchdesk.scheduling.gapmodel import families
from matchdesk.scheduling.gaps import Measure, Wanted
from matchdesk.scheduling.model import bits, compile_case
from matchdesk.scheduling.reach import reach
from matchdesk.scheduling.relaxworker import Relaxation

from .cases import pair, people, problem, slots, tables


def days_of(case):
    """Every way to place all requests of a case, nobody twice in a slot, no slot over its room."""
    for grid in product(*(bits(allowed) for allowed in case.allowed)):
        held = [(p, s) for r, s in enumerate(grid) for p in case.parties[r]]
        room = all(grid.count(s) <= sum(case.capacity[s]) for s in set(grid))
        if room and len(held) == len(set(held)):
            yield grid


def patchy(seed):
    dice = random.Random(seed)
    times = slots(5, per_session=3)
    crowd = tuple(
        replace(p, unavailable=frozenset(s.key for s in times if dice.random() < 0.2))
        for p in people(5)
    )
    pairs = dice.sample([(a, b) for b in range(5) for a in range(b)], 4)
    requests = [
        pair(f"r{n}", *both, sessions=dice.choice([None, frozenset({"d0-0"}), frozenset({"d0-1"})]))
        for n, both in enumerate(pairs)
    ]
    return compile_case(
        problem(*requests, slots=times, participants=crowd, tables=tables(dice.choice([1, 2, 3])))
    )


def relaxation_of(case, *, idle):
    requests = range(len(case.requests))
    mine = [[r for r in requests if p in case.parties[r]] for p in range(len(case.people))]
    rooms = families(case, requests)
    return Relaxation(
        {
            "parties": case.parties,
            "allowed": [bits(case.allowed[r]) for r in requests],
            "reach": [reach(case, theirs) for theirs in mine],
            "families": [[r in family.requests for r in requests] for family in rooms],
            "room": [family.room for family in rooms],
            "width": len(case.slots),
            "idle": idle,
        }
    )


@pytest.mark.parametrize("seed", range(12))
def test_reach_is_what_the_days_of_one_person_alone_show(seed):
    case = patchy(seed)
    for p in range(len(case.people)):
        mine = [r for r in range(len(case.requests)) if p in case.parties[r]]
        grids = [
            grid
            for grid in product(*(bits(case.allowed[r]) for r in mine))
            if len(set(grid)) == len(grid)
        ]
        if grids:
            counts = [[sum(s < first for s in grid) for grid in grids] for first in range(6)]
            assert reach(case, mine) == [(min(row), max(row)) for row in counts]


@pytest.mark.parametrize("idle", [False, True], ids=["breaks", "idle"])
@pytest.mark.parametrize("seed", range(12))
def test_relaxation_and_its_tighter_form_are_never_above_the_truth(seed, idle):
    case = patchy(seed)
    measure = Measure(case, range(len(case.requests)), Wanted(idle=idle))
    truth = min((measure.of(grid)[0] for grid in days_of(case)), default=None)
    relaxation = relaxation_of(case, idle=idle)
    loose = relaxation.solve(30)
    relaxation.tighten()
    tight = relaxation.solve(30)
    if truth is not None:
        assert (loose["is"], tight["is"]) == ("bound", "bound")
        assert loose["cost"] <= tight["cost"] <= truth


def test_relaxation_of_days_pinned_to_noon_at_one_table_is_the_truth():
    before, after = frozenset({"d0-0"}), frozenset({"d0-1"})
    case = compile_case(
        problem(
            pair("a", 0, 1, sessions=before),
            pair("b", 0, 2, sessions=after),
            pair("c", 3, 4, sessions=before),
            pair("d", 3, 5, sessions=after),
            slots=slots(4, per_session=2),
            tables=tables(1),
        )
    )
    assert relaxation_of(case, idle=True).solve(30) == {"is": "bound", "cost": 2}


def test_tighter_relaxation_knows_which_meeting_is_when():
    """Between an early and a late one, p0 is half a path of the morning, half of the evening."""
    crowd = people(5)
    case = compile_case(
        problem(
            pair("between", 0, 1),
            pair("early", 1, 2),
            pair("and", 0, 3),
            pair("late", 3, 4),
            slots=slots(8),
            participants=(
                *crowd[:2],
                only(crowd[2], {0, 1}),
                crowd[3],
                only(crowd[4], {6, 7}),
            ),
        )
    )
    relaxation = relaxation_of(case, idle=True)
    loose = relaxation.solve(30)
    relaxation.tighten()
    assert (loose["cost"], relaxation.solve(30)["cost"]) == (0, 2)


def only(person, here):
    return replace(person, unavailable=frozenset(f"s{s}" for s in range(8) if s not in here))
