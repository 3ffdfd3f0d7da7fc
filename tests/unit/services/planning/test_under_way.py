"""A plan made while the event is under way is for what is left of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import sentence
from matchdesk.services.agenda import MoveMeeting, UnplaceMeeting
from matchdesk.services.people import SetAvailability
from matchdesk.services.planning import AcceptPlan, Limits, PlanDraft
from matchdesk.services.planning.views import DraftState
from tests import factories
from tests.conftest import EVENT

LIMITS = Limits(time_limit=20.0)


def draft_of(desk) -> PlanDraft:
    return desk.planning.draft(LIMITS)


def at_slot(desk, clock, number: int, minutes: int = 1) -> None:
    """So many minutes after that slot has begun."""
    slot = desk.agenda.grid().slots[number - 1]
    assert slot.number == number
    venue = ZoneInfo(EVENT.timezone)
    begins = datetime.combine(slot.day, slot.starts, venue)
    clock.set(begins + timedelta(minutes=minutes))


def places(desk) -> dict[int, tuple]:
    return {m.number: (m.slot, m.table) for m in desk.agenda.grid().meetings}


def slots_of(draft: PlanDraft, desk) -> set[int]:
    numbers = {slot.key: slot.number for slot in desk.agenda.grid().slots}
    return {numbers[one.placement.slot] for one in draft.meetings}


@pytest.fixture
def planned(desk) -> list[str]:
    """Six people with a meeting each with each, in as few slots as can be."""
    keys = factories.people(desk, 6)
    for one, other in combinations(keys, 2):
        factories.request(desk, one, other)
    desk.run(AcceptPlan(draft_of(desk)))
    return keys


def ask_for_more(desk, keys) -> None:
    newcomer = factories.participant(desk, "Newcomer")
    for key in keys:
        factories.request(desk, newcomer, key)


def test_before_the_event_every_slot_is_planned(desk, planned):
    draft = draft_of(desk)
    assert (draft.begun, draft.too_late) == (frozenset(), "")
    assert min(slots_of(draft, desk)) == 1


def test_meetings_in_slots_that_have_begun_stay(desk, clock, planned):
    for number in (1, 2):  # somewhere a plan would never put them
        desk.run(UnplaceMeeting(number))
    before = places(desk)
    at_slot(desk, clock, 3)
    ask_for_more(desk, planned)
    draft = draft_of(desk)
    desk.run(AcceptPlan(draft))
    after = places(desk)
    grid = desk.agenda.grid()
    past = {slot.number for slot in grid.slots[:3]}
    assert {n: place for n, place in before.items() if place[0] in past} == {
        n: place for n, place in after.items() if place[0] in past
    }
    assert len(draft.begun) == 3
    assert draft.placed == draft.requested == 21
    assert draft.standing_faults == ()


def test_what_is_new_goes_to_slots_that_are_still_to_come(desk, clock, planned):
    at_slot(desk, clock, 2)
    ask_for_more(desk, planned)
    draft = draft_of(desk)
    new = [change.after for change in draft.changes if change.state is DraftState.NEW]
    assert len(new) == 6
    assert not any(text.startswith(("slot 1 ", "slot 2 ")) for text in new)


def test_slot_that_begins_this_minute_can_still_be_planned(desk, clock, planned):
    at_slot(desk, clock, 3, minutes=0)
    assert len(draft_of(desk).begun) == 2


def test_event_under_way_without_a_grid_is_planned_from_now_on(desk, clock):
    one, other = factories.people(desk, 2)
    factories.request(desk, one, other)
    at_slot(desk, clock, 5)
    draft = draft_of(desk)
    assert draft.placed == 1
    assert min(slots_of(draft, desk)) > 5


def test_request_fixed_to_a_slot_that_has_begun_is_told_so(desk, clock, planned):
    newcomer = factories.participant(desk, "Newcomer")
    first, *_rest = desk.agenda.grid().slots
    factories.request(desk, newcomer, planned[0], slot_id=first.key)
    at_slot(desk, clock, 3)
    (left,) = draft_of(desk).unplaced
    assert left.reasons == ("It is fixed to slot 1 (09:00), which has begun.",)


def test_request_of_somebody_who_is_there_too_early_only_is_told_so(desk, clock, planned):
    newcomer = factories.participant(desk, "Newcomer")
    _early, *late = desk.agenda.grid().slots
    desk.run(SetAvailability(newcomer, frozenset(), {slot.key: "" for slot in late}))
    factories.request(desk, newcomer, planned[0])
    at_slot(desk, clock, 3)
    (left,) = draft_of(desk).unplaced
    assert left.reasons == ("Every slot in which everybody who would meet is present has begun.",)


def test_in_the_last_slot_nothing_can_be_placed_any_more(desk, clock, planned):
    ask_for_more(desk, planned)
    before = places(desk)
    at_slot(desk, clock, len(desk.agenda.grid().slots))
    draft = draft_of(desk)
    assert (draft.placed, draft.requested, draft.changes) == (15, 21, ())
    assert all(row.reasons for row in draft.unplaced)
    desk.run(AcceptPlan(draft))
    assert places(desk) == before


def test_event_that_is_over_can_be_planned_anew(desk, clock, planned):
    ask_for_more(desk, planned)
    at_slot(desk, clock, len(desk.agenda.grid().slots), minutes=24 * 60)
    draft = draft_of(desk)
    assert (draft.begun, draft.placed) == (frozenset(), 21)


def test_meeting_beside_one_that_stays_is_nobody_elses_table(desk, clock, planned):
    """The table of a meeting in a slot that has begun takes no second one when it is held."""
    held = factories.meeting(
        desk, *factories.people(desk, 2), slot=1, table=4, status=MeetingStatus.HELD
    )
    at_slot(desk, clock, 1)
    ask_for_more(desk, planned)
    draft = draft_of(desk)
    first = [m for m in draft.meetings if m.placement.meeting == held]
    assert len(first) == 1
    assert draft.standing_faults == ()


def test_too_late_is_said(desk, clock, planned):
    at_slot(desk, clock, 1)
    assert draft_of(desk).too_late == (
        "1 slot has begun: its meetings stay, and nothing was added to it."
    )
    at_slot(desk, clock, 4)
    assert draft_of(desk).too_late == (
        "4 slots have begun: their meetings stay, and nothing was added to them."
    )


def test_draft_is_refused_once_a_slot_it_changes_has_begun(desk, clock, planned):
    desk.run(UnplaceMeeting(1))
    slot = desk.agenda.grid().slots
    desk.run(MoveMeeting(2, slot[9].number, 1))
    draft = draft_of(desk)
    first = min(slots_of(draft, desk))
    before = places(desk)
    at_slot(desk, clock, first)
    with pytest.raises(Conflict) as refused:
        desk.run(AcceptPlan(draft))
    assert refused.value.code == "plan_outdated_begun"
    assert sentence(refused.value) == (
        f"Slot {first} ({slot[first - 1].starts:%H:%M}) has begun since this plan was made, which"
        " would change meetings in it. Nothing was changed; plan again."
    )
    assert places(desk) == before


def test_draft_is_accepted_when_a_slot_has_begun_that_it_leaves_alone(desk, clock, planned):
    draft = draft_of(desk)
    assert draft.changes == ()
    at_slot(desk, clock, 2)
    desk.run(AcceptPlan(draft))


def test_one_more_table_comes_too_late_for_slots_that_have_begun(desk, clock):
    """All tables of the last two slots are taken: one more brings at most what these two hold."""
    keys = factories.people(desk, 12)
    for one, other in combinations(keys, 2):
        factories.request(desk, one, other)
    last = len(desk.agenda.grid().slots)
    at_slot(desk, clock, last - 2)
    draft = draft_of(desk)
    assert draft.placed == 8
    more = desk.planning.worth_of_more(draft, Limits(20.0))
    (table,) = [one for one in more if one.what == "table"]
    weight = draft.weight // draft.placed
    assert table.weight == table.most_weight == 2 * weight


def test_session_that_is_over_is_not_made_longer(desk, clock, planned):
    ask_for_more(desk, planned)
    every = {one.where for one in desk.planning.worth_of_more(draft_of(desk), Limits(20.0))}
    at_slot(desk, clock, 9)
    left = {one.where for one in desk.planning.worth_of_more(draft_of(desk), Limits(20.0))}
    assert left < every
    assert "" in left  # a table
