"""Several meetings moved as one, and where else a single one could go."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import RuleBroken
from matchdesk.models import Unavailability
from matchdesk.services.agenda import LockMeetings, MoveMeetings, Target, UnplaceMeeting
from tests import factories


@pytest.fixture
def meetings(desk) -> list[str]:
    """1: Person 1, 2 in slot 1 at table 1; 2: Person 3, 4 in slot 1 at table 2;
    3: Person 5, 6 in slot 2 at table 1."""
    people = factories.people(desk, 6)
    places = ((0, 1, 1, 1), (2, 3, 1, 2), (4, 5, 2, 1))
    return [factories.meeting(desk, people[a], people[b], s, t) for a, b, s, t in places]


def keys(desk, slot: int, table: int) -> tuple[str, str]:
    grid = desk.agenda.grid()
    return grid.slots[slot - 1].key, grid.tables[table - 1].key


def where(desk) -> dict[int, tuple[int | None, int | None]]:
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def test_group_keeps_its_distances_and_moves_as_one_step(desk, meetings):
    found = desk.agenda.targets_together(meetings[:2])
    desk.run(found.command(*keys(desk, 3, 2)))
    assert where(desk) == {1: (3, 2), 2: (3, 3), 3: (2, 1)}
    desk.history.undo()
    assert where(desk) == {1: (1, 1), 2: (1, 2), 3: (2, 1)}


def test_group_may_step_onto_its_own_places(desk, meetings):
    found = desk.agenda.targets_together(meetings[:2])
    assert found.cells[keys(desk, 1, 2)] in (Target.FREE, Target.SOFT)
    desk.run(found.command(*keys(desk, 1, 2)))
    assert where(desk) == {1: (1, 2), 2: (1, 3), 3: (2, 1)}


def test_cell_where_another_of_the_group_could_not_be_says_whose_and_why(desk, meetings):
    found = desk.agenda.targets_together([meetings[1], meetings[0]])
    cell = keys(desk, 2, 2)
    assert found.cells[cell] is Target.CLASH
    assert found.why(*cell) == (
        "Cluster 1 ⇄ Cluster 2: Table 1 is taken in slot 2 (09:25) by Person 5 and Person 6.",
    )


def test_group_does_not_leave_the_grid_or_the_day(desk, meetings):
    found = desk.agenda.targets_together([meetings[0], meetings[2]])
    last_of_day = keys(desk, 8, 1)
    assert found.cells[last_of_day] is Target.FORBIDDEN


def test_locked_meeting_keeps_the_group_from_being_held(desk, meetings):
    desk.run(LockMeetings((2,)))
    with pytest.raises(RuleBroken):
        desk.agenda.targets_together(meetings[:2])


def test_refused_group_names_every_rule_and_none_moves(desk, meetings):
    before = where(desk)
    with pytest.raises(RuleBroken) as refused:
        desk.run(MoveMeetings(((1, 2, 1), (2, 2, 1))))
    assert len(refused.value.violations) == 2
    assert where(desk) == before


def test_best_free_places_are_offered_each_once_a_slot(desk, meetings):
    offers = desk.agenda.elsewhere(1)
    assert len({offer.command.slot for offer in offers}) == len(offers) == 5
    desk.run(offers[0].command)
    assert desk.agenda.meeting(1).elsewhere[0].words != offers[0].words


def test_waiting_meeting_says_slot_by_slot_what_is_in_its_way(desk, meetings):
    desk.run(UnplaceMeeting(1))
    grid = desk.agenda.grid()
    away = grid.meetings[-1].parties[0]
    factories.put(
        desk, *(Unavailability(participant_id=away, slot_id=s.key) for s in grid.slots[1:])
    )
    said = desk.agenda.meeting(1).hindrances
    assert len(said) == len(grid.slots) - 1
    assert said[0].startswith("09:25 — Person 1")
