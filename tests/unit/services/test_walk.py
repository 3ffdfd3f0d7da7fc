"""Thousands of edits in a row leave a sound event, and undone to the start the very first grid."""

from __future__ import annotations

import os
import random
from itertools import combinations

from matchdesk.services.agenda import AgendaQueries
from tests import factories
from tests.unit.services.walk import Walk

STEPS = int(os.environ.get("MATCHDESK_WALK", "300"))
"""Steps of the walk; the suite takes some hundreds, `MATCHDESK_WALK=5000` the whole way."""
SEED = 5
WHOLE = 5000
WANTED = {"move_meeting", "swap_meetings", "block_places", "undo", "redo", "check_in"}
"""Kinds of edits that even a short walk takes."""
WANTED_IN_WHOLE = {"accept_repair", "cancel_participant", "withdraw_participant"}
"""Rarer ones; whether a repair is proposed depends on the time it has."""


def crowd(desk) -> None:
    """Twenty people who asked for forty meetings, twenty-four of them placed."""
    dice = random.Random(SEED)
    people = factories.people(desk, 20)
    pairs = dice.sample(list(combinations(people, 2)), 40)
    held: set[tuple[int, str]] = set()
    for number, pair in enumerate(pairs):
        factories.request(desk, *pair)
        slot, table = number // 2 + 1, number % 2 + 1
        if number < 24 and held.isdisjoint((slot, key) for key in pair):
            held.update((slot, key) for key in pair)
            factories.meeting(desk, *pair, slot, table)


def test_random_walk_ends_sound_and_undone_is_the_grid_it_began_with(desk, clock):
    crowd(desk)
    before = desk.agenda.grid()
    walk = Walk(desk, clock, SEED)
    for step in range(1, STEPS + 1):
        walk.step()
        if step % 600 == 0:
            walk.later()
        if step % 50 == 0:  # what was carried along is what is read anew
            assert desk.agenda.grid() == AgendaQueries(desk._database, clock).grid()
    assert walk.done.total() > STEPS // 3
    history = {row.intent for row in desk.history.page(limit=20 * STEPS)}
    assert WANTED - history == set()
    if STEPS >= WHOLE:
        assert WANTED_IN_WHOLE - history == set()
    assert desk.verify().faults == ()
    walk.back()
    assert desk.agenda.grid() == before
    assert desk.verify().faults == ()
