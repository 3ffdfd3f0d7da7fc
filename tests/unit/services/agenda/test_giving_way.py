"""Dropping a meeting where another stands: what is offered, and what each does."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import RuleBroken
from matchdesk.services.agenda import LockMeetings, SwapMeetings, TakePlace, Way
from tests import factories


@pytest.fixture
def taken(desk):
    """1: Person 1, 2 at slot 1 table 1; 2: Person 3, 4 at slot 2 table 1."""
    ana, ben, cho, dan = factories.people(desk, 4)
    factories.meeting(desk, ana, ben, 1, 1)
    factories.meeting(desk, cho, dan, 2, 1)
    return desk


def where(desk):
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def keys(desk, slot, table):
    event = desk.events.summary()
    return event.slots[slot - 1].key, event.tables[table - 1].key


def test_every_way_is_offered_and_keeps_the_rules(taken):
    offers = taken.agenda.offers(1, *keys(taken, 2, 1))
    assert [type(offer.command) for offer in offers] == [SwapMeetings, *[TakePlace] * 3]
    assert [offer.command.way for offer in offers[1:]] == [Way.TABLE, Way.PUSH, Way.WAIT]
    assert [offer.words for offer in offers] == [
        "Swap",
        "Give the other table 2",
        "Push the other to 18.11. 09:50 table 1",
        "Put the other on the waiting list",
    ]


@pytest.mark.parametrize(
    ("way", "place"), [(Way.TABLE, (2, 2)), (Way.PUSH, (3, 1)), (Way.WAIT, (None, None))]
)
def test_meeting_in_the_way_goes_where_it_was_said(taken, way, place):
    taken.run(TakePlace(1, 2, 1, way))
    assert where(taken) == {1: (2, 1), 2: place}
    taken.history.undo()
    assert where(taken) == {1: (1, 1), 2: (2, 1)}


def test_locked_meeting_does_not_give_way(taken):
    taken.run(LockMeetings((2,)))
    assert taken.agenda.offers(1, *keys(taken, 2, 1)) == ()
    with pytest.raises(RuleBroken) as broken:
        taken.run(TakePlace(1, 2, 1, Way.WAIT))
    assert [violation["rule"] for violation in broken.value.violations] == ["locked_kept"]


def test_meeting_of_the_same_person_is_pushed_too(taken, desk):
    ana = next(p.key for p in desk.agenda.grid().people.values() if p.number == 1)
    eve = factories.participant(desk, "Eve")
    factories.meeting(desk, ana, eve, 4, 3)
    offers = desk.agenda.offers(1, *keys(desk, 4, 2))
    assert [offer.command.way for offer in offers[1:]] == [Way.PUSH, Way.WAIT]
    desk.run(offers[1].command)
    assert where(desk)[1] == (4, 2)
    assert where(desk)[3] == (5, 3)


def test_free_cell_says_what_it_does_to_the_day(taken, desk):
    ana, cho = (p.key for p in list(desk.agenda.grid().people.values())[:3:2])
    factories.meeting(desk, ana, cho, 3, 1)
    targets = desk.agenda.targets(1)
    assert targets.grade(*keys(desk, 1, 2)) == 2
    assert targets.why(*keys(desk, 1, 2)) == (
        "Person 1 has a gap before slot 3 (09:50); empty slots: 1.",
        "1 table change more.",
    )
    assert targets.grade(*keys(desk, 4, 1)) == 1
