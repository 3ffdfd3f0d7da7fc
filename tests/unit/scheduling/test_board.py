"""A grid as it stands: the meetings near a place are all that the checker compares with it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.scheduling.board import Board
from matchdesk.scheduling.conflicts import clashes_of

from .random_cases import MORE, random_event, random_grid


@settings(max_examples=15 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_checker_says_the_same_of_the_meetings_near_a_place_as_of_all(seed):
    event = random_event(seed, n_tables=2, n_requests=7)
    grid = random_grid(event, seed)
    board = Board(event, grid)
    for held in grid:
        for slot in event.slots:
            for table in (None, *(table.key for table in event.tables)):
                place = replace(held, slot=slot.key, table=table)
                near = board.near(place)
                beside = [placement for placement in grid if placement.meeting in near]
                assert clashes_of(event, beside, place) == clashes_of(event, grid, place)
