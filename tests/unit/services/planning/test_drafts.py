"""A draft, and what accepting it does."""

from __future__ import annotations

from itertools import combinations

import pytest
from sqlalchemy import select

from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import MeetingStatus, RequestStatus, Wish
from matchdesk.core.wording import sentence
from matchdesk.models import Meeting
from matchdesk.services.agenda import AddMeeting, LockMeetings, MoveMeeting, Target
from matchdesk.services.planning import Accepted, AcceptPlan, Limits, PlanDraft
from matchdesk.services.planning.views import DraftState
from matchdesk.services.requests import SetRequestStatus, SetWish
from tests import factories

LIMITS = Limits(time_limit=20.0)


def rows(desk) -> dict[str, tuple]:
    """The live grid, whole."""
    with desk._database.reading() as session:
        return {
            m.id: (m.number, m.request_id, m.slot_id, m.table_id, m.status, m.locked)
            for m in session.scalars(select(Meeting))
        }


def draft_of(desk) -> PlanDraft:
    return desk.planning.draft(LIMITS)


@pytest.fixture
def six(desk) -> list[str]:
    """Six people who all want to meet: fifteen requests, four tables, sixteen slots."""
    keys = factories.people(desk, 6)
    for one, other in combinations(keys, 2):
        factories.request(desk, one, other)
    return keys


def test_draft_places_what_fits_and_changes_nothing(desk, six):
    draft = draft_of(desk)
    assert (draft.placed, draft.requested, draft.weight, draft.bound) == (15, 15, 90, 90)
    assert (draft.gap, draft.optimal, draft.unplaced) == (0.0, True, ())
    assert {change.state for change in draft.changes} == {DraftState.NEW}
    assert rows(desk) == {}
    assert draft.based_on == desk.history.page(limit=1)[0].number


def test_unplaced_request_has_a_reason_with_names(desk):
    one, other = factories.people(desk, 2)
    factories.request(desk, one, other)
    factories.request(desk, other, one, wish=Wish.NEVER_MEET)
    draft = draft_of(desk)
    assert [(row.parties, row.reasons) for row in draft.unplaced] == [
        (("Person 1", "Person 2"), ("Person 1 and Person 2 are not to meet.",))
    ]


def test_accepting_is_one_change_set_and_numbers_follow_the_grid(desk, six):
    before = desk.history.page(limit=1)[0].number
    done = desk.run(AcceptPlan(draft_of(desk)))
    assert done.result == Accepted(placed=15, requested=15, new=15, moved=0, removed=0)
    assert done.change_set.number == before + 1
    assert desk.history.page(limit=1)[0].what == "Planned 15 of 15 requests"
    assert [m.number for m in desk.agenda.grid().placed] == list(range(1, 16))


def test_grid_remembers_how_good_the_plan_was(desk, six, clock):
    desk.run(AcceptPlan(draft_of(desk)))
    grid = desk.agenda.grid()
    assert (grid.weight, grid.bound, grid.planned_at) == (90, 90, clock.now())


def test_undo_brings_back_the_very_grid(desk, six):
    desk.run(AcceptPlan(draft_of(desk)))
    planned = rows(desk)
    desk.run(LockMeetings((1,)))
    factories.request(desk, factories.participant(desk, "Ana"), six[0], priority=5)
    before = rows(desk)
    assert before != planned
    desk.run(AcceptPlan(draft_of(desk)))
    assert len(rows(desk)) == 16
    desk.history.undo()
    assert rows(desk) == before
    desk.history.redo()
    assert len(rows(desk)) == 16


def test_same_request_keeps_its_record_and_number(desk, six):
    desk.run(AcceptPlan(draft_of(desk)))
    before = {key: (row[0], row[1]) for key, row in rows(desk).items()}
    factories.request(desk, factories.participant(desk, "Ana"), six[0])
    desk.run(AcceptPlan(draft_of(desk)))
    after = {key: (row[0], row[1]) for key, row in rows(desk).items()}
    assert {key: after[key] for key in before} == before
    assert len(after) == 16


def test_locked_and_held_meetings_stay_where_they_are(desk, six):
    desk.run(AcceptPlan(draft_of(desk)))
    far = desk.agenda.grid().slots[15].number
    moved = desk.run(MoveMeeting(1, far, 4)).result
    desk.run(LockMeetings((1,)))
    held = factories.meeting(desk, *factories.people(desk, 2), 14, 3, status=MeetingStatus.HELD)
    before = rows(desk)
    draft = draft_of(desk)
    desk.run(AcceptPlan(draft))
    after = rows(desk)
    assert (after[moved.key], after[held]) == (before[moved.key], before[held])
    assert draft.kept == 2
    assert draft.placed == 15


def test_request_that_lost_its_right_goes_to_the_waiting_list(desk):
    """Two requests for one common slot: the stronger takes the place of the weaker."""
    ana, ben, cho = factories.people(desk, 3)
    slot = desk.events.summary().slots[0].key
    factories.request(desk, ana, ben, slot_id=slot, priority=1)
    desk.run(AcceptPlan(draft_of(desk)))
    factories.request(desk, ana, cho, slot_id=slot, priority=5)
    draft = draft_of(desk)
    assert [(c.state, c.number) for c in draft.changes] == [
        (DraftState.NEW, None),
        (DraftState.REMOVED, 1),
    ]
    assert desk.run(AcceptPlan(draft)).result.removed == 1
    assert [m.number for m in desk.agenda.grid().waiting] == [1]


def test_meeting_of_the_waiting_list_is_placed_as_the_same_record(desk):
    ana, ben = factories.people(desk, 2)
    key = factories.meeting(desk, ana, ben, None, None)
    desk.run(AcceptPlan(draft_of(desk)))
    (meeting,) = desk.agenda.grid().placed
    assert (meeting.key, meeting.number) == (key, 1)


def test_planning_twice_changes_nothing(desk, six):
    desk.run(AcceptPlan(draft_of(desk)))
    draft = draft_of(desk)
    assert (draft.changes, draft.unchanged) == ((), 15)


def test_draft_is_refused_when_a_locked_meeting_came_in_its_way(desk, six):
    draft = draft_of(desk)
    taken = draft.meetings[0].placement
    stranger, other = factories.people(desk, 2)
    made = desk.run(AddMeeting(stranger, other, taken.slot, taken.table)).result
    with pytest.raises(Conflict) as refused:
        desk.run(AcceptPlan(draft))
    assert refused.value.code == "plan_outdated"
    assert sentence(refused.value).startswith("The grid has changed since this plan was made")
    assert [m.number for m in desk.agenda.grid().meetings] == [made.number]


def test_draft_is_refused_when_a_meeting_was_moved_by_hand_meanwhile(desk, six):
    desk.run(AcceptPlan(draft_of(desk)))
    ana, ben = factories.people(desk, 2)
    factories.request(desk, ana, ben)
    draft = draft_of(desk)
    meeting = desk.agenda.grid().placed[0]
    cells = desk.agenda.targets(meeting.key).cells
    slot, table = next(place for place, target in cells.items() if target is Target.FREE)
    desk.run(MoveMeeting(meeting.key, slot, table))
    before = rows(desk)
    with pytest.raises(Conflict) as refused:
        desk.run(AcceptPlan(draft))
    assert refused.value.code == "plan_outdated_moved"
    assert refused.value.data["meetings"] == str(meeting.number)
    assert rows(desk) == before


def test_draft_is_refused_when_one_of_its_requests_was_declined(desk, six):
    draft = draft_of(desk)
    key = draft.meetings[0].placement.request
    desk.run(SetRequestStatus(key, RequestStatus.DECLINED))
    with pytest.raises(Conflict) as refused:
        desk.run(AcceptPlan(draft))
    assert refused.value.code == "plan_outdated_gone"
    assert rows(desk) == {}


def test_draft_is_refused_when_a_pair_must_not_meet_any_more(desk, six):
    draft = draft_of(desk)
    desk.run(SetWish(draft.meetings[0].placement.request, Wish.NEVER_MEET))
    with pytest.raises(Conflict):
        desk.run(AcceptPlan(draft))


def test_draft_is_accepted_when_what_changed_does_not_matter(desk, six):
    draft = draft_of(desk)
    factories.participant(desk, "Newcomer")
    assert desk.run(AcceptPlan(draft)).result.new == 15


def test_pair_that_met_by_hand_meanwhile_does_not_meet_twice(desk, six):
    draft = draft_of(desk)
    placement = draft.meetings[0].placement
    made = desk.run(AddMeeting(*placement.parties)).result
    assert desk.run(AcceptPlan(draft)).result.new == 14
    pairs = [frozenset(m.parties) for m in desk.agenda.grid().meetings]
    assert len(pairs) == len(set(pairs)) == 15
    assert made.key in {m.key for m in desk.agenda.grid().placed}


def test_cancelled_run_still_answers(desk, six):
    progress = Progress()
    progress.cancel()
    assert desk.planning.draft(LIMITS, progress).requested == 15


def test_draft_accepted_on_both_kinds_of_database(both_desk):
    keys = factories.people(both_desk, 4)
    for one, other in combinations(keys, 2):
        factories.request(both_desk, one, other)
    assert both_desk.run(AcceptPlan(draft_of(both_desk))).result.new == 6
    assert both_desk.verify().faults == ()
