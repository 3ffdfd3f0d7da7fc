"""Small random events that use every rule, and grids on them that break none."""

from __future__ import annotations

import os
import random
from dataclasses import replace

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.problem import (
    Interpreter,
    Participant,
    Placement,
    PlanningProblem,
    Request,
    Table,
)
from matchdesk.scheduling.records import any_two

from .cases import slots

MORE = int(os.environ.get("MATCHDESK_MORE_CASES", "1"))
"""How many times as many random cases as usual are tried."""


def random_event(seed, *, n_slots=4, n_tables=3, n_people=6, n_requests=9, locked=1):
    """A small event; every rule occurs in some of them."""
    dice = random.Random(seed)
    times = slots(n_slots, per_day=dice.choice((2, 99)), per_session=2)
    keys = [slot.key for slot in times]

    def some(things, share):
        return frozenset(thing for thing in things if dice.random() < share)

    tables = tuple(
        Table(
            f"t{n}",
            n + 1,
            zone=dice.choice(("", "z")),
            seats=dice.choice((2, 2, 2, 3)),
            reserved_for=dice.choice((None, None, None, "o0")),
            blocked=some(keys, 0.08),
        )
        for n in range(n_tables)
    )
    sessions = sorted({slot.session for slot in times})
    people = tuple(
        Participant(
            f"p{n}",
            organisation=f"o{n // 2}",
            sessions=None if dice.random() < 0.8 else some(sessions, 0.7),
            unavailable=some(keys, 0.12),
            max_meetings=dice.choice((None, None, None, 2, 3)),
            most_in_a_row=dice.choice((None, None, None, None, 1, 2)),
            free_slots=dice.choice((None, None, None, None, 1)),
            languages=frozenset(dice.sample(("de", "en", "pl"), dice.choice((0, 1, 2, 2)))),
        )
        for n in range(n_people)
    )
    requests = tuple(_request(dice, n, n_people, times) for n in range(n_requests))
    interpreters = tuple(_interpreter(dice, n, keys) for n in range(dice.choice((0, 0, 1, 2))))
    free = PlanningProblem(times, tables, people, requests, interpreters=interpreters)
    stays = [replace(p, locked=True) for p in random_grid(free, seed)[:locked]]
    return replace(free, locked=tuple(stays))


def _interpreter(dice, n, keys):
    """One who also takes part is there all day."""
    own = None if n else dice.choice((None, "p0"))
    away = frozenset(key for key in keys if own is None and dice.random() < 0.2)
    return Interpreter(f"i{n}", any_two(("de", "en", "pl")[n : n + 2]), away, own)


def _request(dice, n, n_people, times):
    size = dice.choice((2, 2, 2, 2, 3))
    parties = tuple(f"p{p}" for p in dice.sample(range(n_people), size))
    wish = dice.choices((Wish.NORMAL, Wish.MUST_MEET, Wish.NEVER_MEET), (8, 2, 1))[0]
    return Request(
        f"r{n}",
        parties,
        weight=dice.randint(1, 5),
        wish=wish,
        sessions=None if dice.random() < 0.85 else frozenset({dice.choice(times).session}),
        fixed_slot=None if dice.random() < 0.9 else dice.choice(times).key,
        after=(f"r{dice.randrange(n)}",) if n and dice.random() < 0.25 else (),
    )


def random_grid(problem, seed):
    """As many meetings as a blind search places, `problem.locked` first."""
    dice = random.Random(seed + 1)
    placed = list(problem.locked)
    wanted = [r for r in problem.requests if r.wish is not Wish.NEVER_MEET]
    dice.shuffle(wanted)
    given = {p.request for p in placed}
    helpers = [None, *problem.interpreter_by_key]
    for request in wanted:
        cells = [(slot.key, table.key) for slot in problem.slots for table in problem.tables]
        dice.shuffle(cells)
        for slot, table in cells if request.key not in given else ():
            more = Placement(request.key, request.parties, slot, table, request.key)
            found = next(
                (
                    one
                    for key in helpers
                    if is_sound(problem, [*placed, one := replace(more, interpreter=key)])
                ),
                None,
            )
            if found is not None:
                placed.append(found)
                break
    return tuple(placed)


def is_sound(problem, placements):
    """Whether they break no hard rule."""
    return not any(violation.hard for violation in conflicts.violations(problem, placements))
