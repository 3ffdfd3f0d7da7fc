"""What must not change when an event is only told differently, and planted optima."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Limits, PlanningProblem, Table

from .cases import pair, people, slots, tables
from .random_cases import MORE, random_event

LIMITS = Limits(time_limit=20.0)


def best(event):
    """Must-meets and weight, and whether they are proven."""
    made = plan(event, LIMITS, Progress())
    return (made.objective("musts").value, made.weight), made.optimal


def same_worth(one, other):
    (first, proven), (second, proven_too) = best(one), best(other)
    if proven and proven_too:
        assert first == second


SEEDS = some.integers(0, 100_000)


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS)
def test_renaming_people_changes_nothing(seed):
    event = random_event(seed, locked=0)
    names = {person.key: f"x{99 - n}" for n, person in enumerate(event.participants)}
    renamed = PlanningProblem(
        event.slots,
        event.tables,
        tuple(replace(person, key=names[person.key]) for person in event.participants),
        tuple(
            replace(request, parties=tuple(names[key] for key in request.parties))
            for request in event.requests
        ),
        interpreters=tuple(
            replace(one, participant=names.get(one.participant)) for one in event.interpreters
        ),
    )
    same_worth(event, renamed)


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS, some.randoms())
def test_order_of_the_input_changes_nothing(seed, dice):
    event = random_event(seed, locked=0)

    def mixed(things):
        return tuple(dice.sample(things, len(things)))

    same_worth(
        event,
        replace(
            event,
            slots=mixed(event.slots),
            tables=mixed(event.tables),
            participants=mixed(event.participants),
            requests=mixed(event.requests),
        ),
    )


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS, some.randoms())
def test_slots_change_places_where_no_rule_looks_at_their_order(seed, dice):
    event = random_event(seed, locked=0)
    keys = [slot.key for slot in event.slots]
    shuffled = dice.sample(keys, len(keys))
    to = dict(zip(keys, shuffled, strict=True))
    plain = replace(
        event,
        requests=tuple(replace(r, after=(), sessions=None) for r in event.requests),
        participants=tuple(
            replace(p, sessions=None, most_in_a_row=None) for p in event.participants
        ),
    )

    def moved(found):
        return frozenset(to[key] for key in found)

    other = replace(
        plain,
        tables=tuple(replace(t, blocked=moved(t.blocked)) for t in plain.tables),
        participants=tuple(
            replace(p, unavailable=moved(p.unavailable)) for p in plain.participants
        ),
        requests=tuple(replace(r, fixed_slot=to.get(r.fixed_slot)) for r in plain.requests),
        interpreters=tuple(
            replace(one, unavailable=moved(one.unavailable)) for one in plain.interpreters
        ),
    )
    same_worth(plain, other)


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS)
def test_one_more_table_never_makes_it_worse(seed):
    event = random_event(seed, locked=0, n_tables=2)
    larger = replace(event, tables=(*event.tables, Table("more", 99, seats=3)))
    (before, _), (after, proven) = best(event), best(larger)
    if proven:
        assert after >= before


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS)
def test_taking_a_request_away_loses_no_more_than_it_weighs(seed):
    event = random_event(seed, locked=0)
    gone = next((r for r in event.requests if r.wish is Wish.NORMAL), None)
    if gone is None:
        return
    rest = tuple(
        replace(r, after=tuple(key for key in r.after if key != gone.key))
        for r in event.requests
        if r != gone
    )
    (before, _), (after, proven) = best(event), best(replace(event, requests=rest))
    if proven and before[0] == after[0]:
        assert after[1] >= before[1] - gone.weight


def planted(seed, *, n_people=14, n_slots=6, n_tables=4):
    """An event with a grid hidden in it that places every request: the optimum is all of them.

    Everybody is away wherever the hidden grid does not need them, with one chance in three.
    """
    dice = random.Random(seed)
    times = slots(n_slots)
    held = {n: set() for n in range(n_people)}
    met = set()
    requests = []
    for slot in times:
        free = dice.sample(range(n_people), n_people)
        for _ in range(n_tables):
            one = free.pop()
            partner = next((p for p in free if frozenset((one, p)) not in met), None)
            if partner is None:
                continue
            free.remove(partner)
            met.add(frozenset((one, partner)))
            requests.append(pair(f"r{len(requests)}", one, partner, dice.randint(1, 9)))
            held[one].add(slot.key)
            held[partner].add(slot.key)
    present = tuple(
        replace(
            person,
            unavailable=frozenset(
                s.key for s in times if s.key not in held[n] and dice.random() < 1 / 3
            ),
        )
        for n, person in enumerate(people(n_people))
    )
    return PlanningProblem(times, tables(n_tables), present, tuple(requests))


@settings(max_examples=8 * MORE, deadline=None)
@given(SEEDS)
def test_planted_grid_is_found_and_proven_best(seed):
    event = planted(seed)
    made = plan(event, LIMITS, Progress())
    assert made.weight == sum(request.weight for request in event.requests)
    assert (made.optimal, made.unplaced) == (True, ())
