"""Who is free now and fits, and which two could use a freed slot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.services.checkin import CheckIn
from matchdesk.services.people import SetAvailability, SetProfile
from matchdesk.services.requests import MeetNow
from tests import factories


def optics(desk, count: int) -> list[str]:
    """People of whom everybody fits everybody."""
    keys = factories.people(desk, count)
    for key in keys:
        desk.run(SetProfile(key, offers=("Fibre optics",), needs=("Optical fibres",)))
    return keys


def names(desk, key: str, **options) -> list[str]:
    return [one.name for one in desk.free_now.partners(key, **options).partners]


def test_open_request_comes_before_recommendations_and_says_so(both_desk):
    desk = both_desk
    keys = optics(desk, 4)
    factories.request(desk, keys[3], keys[0], priority=5)
    found = desk.free_now.partners(keys[0])
    assert (found.slot.number, found.running, found.busy) == (1, True, "")
    assert [(one.name, one.request, one.table) for one in found.partners] == [
        ("Person 4", 1, 1),
        ("Person 2", None, 1),
        ("Person 3", None, 1),
    ]
    assert found.partners[0].reasons[0] == (
        "Person 4 asked to meet Person 1 (request 1, priority 5): not placed yet."
    )


def test_busy_away_declined_and_never_are_left_out(desk):
    keys = optics(desk, 7)
    factories.meeting(desk, keys[1], keys[2], slot=1, table=1)
    slot = desk.events.summary().slots[0].key
    desk.run(SetAvailability(keys[3], frozenset(), {slot: ""}))
    factories.request(desk, keys[0], keys[4], status=RequestStatus.DECLINED)
    factories.request(desk, keys[0], keys[5], wish=Wish.NEVER_MEET)
    assert names(desk, keys[0]) == ["Person 7"]


def test_only_people_in_the_house_where_check_in_is_used(desk):
    keys = optics(desk, 3)
    desk.run(CheckIn("3"))
    assert names(desk, keys[0]) == ["Person 3"]
    assert names(desk, keys[0], slot=5) == ["Person 2", "Person 3"]


def test_person_who_is_busy_is_told_with_whom(desk):
    keys = optics(desk, 3)
    factories.meeting(desk, keys[0], keys[1], slot=1, table=1)
    found = desk.free_now.partners(keys[0])
    assert (found.busy, found.partners) == ("Person 1 has a meeting at 09:00 (Cluster 2).", ())


def test_slot_more_than_half_over_gives_way_to_the_next(desk, clock):
    keys = optics(desk, 2)
    clock.set(clock.now() + timedelta(minutes=11))
    found = desk.free_now.partners(keys[0])
    assert (found.slot.number, found.running) == (2, False)


def test_nobody_is_offered_who_has_met(desk):
    keys = optics(desk, 3)
    desk.run(MeetNow(keys[0], keys[1], 1))
    assert names(desk, keys[0], slot=2) == ["Person 3"]


def test_full_tables_offer_nobody(desk):
    keys = optics(desk, 2)
    others = factories.people(desk, 8)
    for table, pair in enumerate(zip(others[::2], others[1::2], strict=True), start=1):
        factories.meeting(desk, *pair, slot=1, table=table)
    assert names(desk, keys[0], slot=1) == []


def test_event_that_is_over_is_refused_with_a_sentence(desk, clock):
    keys = optics(desk, 2)
    clock.set(clock.now() + timedelta(days=3))
    with pytest.raises(Conflict) as refused:
        desk.free_now.partners(keys[0])
    assert refused.value.code == "free_over"


def test_freed_slot_offers_open_requests_then_recommended_pairs(desk):
    keys = optics(desk, 4)
    factories.request(desk, keys[3], keys[1])
    found = desk.free_now.pairs(2).partners
    assert [(one.whom_name, one.name, one.request) for one in found[:2]] == [
        ("Person 4", "Person 2", 1),
        ("Person 1", "Person 2", None),
    ]


def test_walk_in_without_a_profile_is_told_apart_from_a_slot_in_which_nobody_is_free(desk):
    keys = optics(desk, 2)
    (walk_in,) = factories.people(desk, 1)
    assert desk.free_now.partners(walk_in).unknown is True
    slot = desk.events.summary().slots[0].key
    desk.run(SetAvailability(keys[1], frozenset(), {slot: ""}))
    found = desk.free_now.partners(keys[0])
    assert (found.partners, found.unknown) == ((), False)
