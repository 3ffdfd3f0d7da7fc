"""Drafts beside the live grid: tried, compared, applied as one step or dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matchdesk.core.changes import Change
from matchdesk.core.errors import Conflict
from matchdesk.core.wording import sentence
from matchdesk.scheduling.problem import Limits
from matchdesk.services.agenda import (
    AddMeeting,
    BlockPlaces,
    CancelMeeting,
    MoveMeeting,
    UnplaceMeeting,
)
from matchdesk.services.planning import AcceptPlan
from matchdesk.services.repairing import AcceptRepair, Mishap, MishapKind
from matchdesk.services.whatif import Applied, ApplyWhatIf, Draft
from matchdesk.services.whatif.drafts import net
from tests import factories


@pytest.fixture
def four(both_desk) -> list[str]:
    """1: first and second, slot 1, table 1; 2: third and fourth, slot 1, table 2; both asked."""
    keys = factories.people(both_desk, 4)
    for table, pair in enumerate((keys[:2], keys[2:]), start=1):
        factories.request(both_desk, *pair)
        both_desk.run(AddMeeting(*pair, 1, table))
    return keys


@pytest.fixture
def draft(both_desk, four) -> Iterator[Draft]:
    made = both_desk.what_if.begin()
    yield made
    made.close()


def places(desk) -> dict[int, tuple[int | None, int | None]]:
    """Slot and table of each meeting by its number."""
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def test_draft_begins_as_the_live_grid_and_leaves_it_alone(both_desk, draft):
    assert draft.desk.agenda.grid() == both_desk.agenda.grid()
    draft.desk.run(MoveMeeting(1, 5, 3))
    assert places(draft.desk) == {1: (5, 3), 2: (1, 2)}
    assert places(both_desk) == {1: (1, 1), 2: (1, 2)}


def test_several_edits_are_applied_as_one_step_and_undone_as_one(both_desk, draft, four):
    before = both_desk.agenda.grid()
    draft.desk.run(MoveMeeting(1, 5, 3))
    draft.desk.run(AddMeeting(four[0], four[2], 2, 1))
    draft.desk.run(BlockPlaces(((1, 2),), "fire door"))
    done = both_desk.run(ApplyWhatIf(draft.edits()))
    assert done.result == Applied(meetings=3, steps=3)
    assert places(both_desk) == {1: (5, 3), 2: (None, None), 3: (2, 1)}
    assert both_desk.agenda.grid() == draft.desk.agenda.grid()
    assert both_desk.history.page(limit=1)[0].what == (
        "Applied a what-if draft; meetings changed: 3, steps tried: 3"
    )
    both_desk.history.undo()
    assert both_desk.agenda.grid() == before
    assert both_desk.verify().faults == ()


def test_draft_can_be_repaired_planned_and_undone_by_itself(both_desk, draft, four):
    repair = draft.desk.repair.draft([Mishap(MishapKind.LATE, four[0], 3)])
    draft.desk.run(AcceptRepair(repair))
    draft.desk.run(UnplaceMeeting(2))
    draft.desk.history.undo()
    draft.desk.run(AcceptPlan(draft.desk.planning.draft(Limits(5.0, work=1))))
    assert {slot for slot, _table in places(draft.desk).values()}.isdisjoint({None})
    both_desk.run(ApplyWhatIf(draft.edits()))
    assert places(both_desk) == places(draft.desk)
    assert both_desk.verify().faults == ()


def test_draft_undone_to_its_start_has_nothing_to_apply(both_desk, draft):
    draft.desk.run(MoveMeeting(1, 5, 3))
    draft.desk.history.undo()
    assert draft.desk.history.next_undo() is None
    with pytest.raises(Conflict) as refused:
        both_desk.run(ApplyWhatIf(draft.edits()))
    assert sentence(refused.value) == (
        "The draft is as the live grid is. Change something in it first, or drop it."
    )


def test_comparison_counts_what_the_draft_makes_better_and_worse(draft, four):
    draft.desk.run(UnplaceMeeting(2))
    draft.desk.run(AddMeeting(four[0], four[2], 4, 1))
    found = draft.compare()
    shown = {one.name: (one.live, one.draft, one.better) for one in found.figures}
    assert shown == {
        "placed": (2, 2, None),
        "waiting": (0, 1, False),
        "idle": (0, 2, False),
        "table_changes": (0, 0, None),
        "left_out": (0, 1, False),  # the fourth
        "worst_share": (1000, 0, False),  # the third, whose one wish waits
        "faults": (0, 0, None),
    }
    assert (found.changed, found.reprints, found.conflicts, found.behind) == (2, 0, (), 0)
    assert found.figure("idle").shown == "0 → 2"


def test_draft_notices_that_the_live_grid_moved_on_and_says_what_conflicts(both_desk, draft):
    draft.desk.run(MoveMeeting(1, 5, 3))
    both_desk.run(MoveMeeting(2, 9, 2))
    assert (draft.compare().behind, draft.compare().conflicts) == (1, ())
    both_desk.run(MoveMeeting(1, 7, 1))
    (said,) = draft.compare().conflicts
    assert said == "#1 Cluster 1 ⇄ Cluster 2 is at 18.11. 14:20 table 1 now."
    before = both_desk.agenda.grid()
    with pytest.raises(Conflict) as refused:
        both_desk.run(ApplyWhatIf(draft.edits()))
    assert sentence(refused.value) == (
        f"The live grid has moved on: {said} Nothing was applied; change that in the draft, "
        "or drop it."
    )
    assert both_desk.agenda.grid() == before


def test_edits_elsewhere_in_the_live_grid_are_kept(both_desk, draft):
    draft.desk.run(MoveMeeting(1, 5, 3))
    both_desk.run(MoveMeeting(2, 9, 2))
    both_desk.run(ApplyWhatIf(draft.edits()))
    assert places(both_desk) == {1: (5, 3), 2: (9, 2)}


def test_place_that_was_taken_meanwhile_is_refused_with_whose_it_is(both_desk, draft):
    draft.desk.run(MoveMeeting(1, 5, 3))
    both_desk.run(MoveMeeting(2, 5, 3))
    with pytest.raises(Conflict) as refused:
        both_desk.run(ApplyWhatIf(draft.edits()))
    assert sentence(refused.value).startswith(
        "The draft no longer fits the live grid: Table 3 is taken in slot 5"
    )


def test_new_meeting_gets_another_number_where_its_own_was_given_since(both_desk, draft, four):
    draft.desk.run(AddMeeting(four[0], four[2], 2, 1))
    both_desk.run(AddMeeting(four[1], four[3], 2, 2))
    both_desk.run(ApplyWhatIf(draft.edits()))
    assert places(both_desk) == {1: (1, 1), 2: (1, 2), 3: (2, 2), 4: (2, 1)}


def test_meeting_cancelled_meanwhile_is_named(both_desk, draft):
    draft.desk.run(MoveMeeting(1, 5, 3))
    both_desk.run(CancelMeeting(1))
    assert draft.compare().conflicts == ("#1 Cluster 1 ⇄ Cluster 2 has been cancelled.",)


def test_closed_draft_leaves_no_file(both_desk, four):
    made = both_desk.what_if.begin()
    folder = made._scratch.path.parent
    assert [file.name for file in folder.glob("*.matchdesk")] == ["draft.matchdesk"]
    made.close()
    made.close()
    assert not folder.exists()


def test_net_change_of_a_record_goes_from_its_first_state_to_its_last():
    one, two = {"slot": 1}, {"slot": 2}
    made = [
        Change("meeting", "a", one, two),
        Change("meeting", "b", None, one),
        Change("meeting", "a", two, one),
        Change("meeting", "c", None, one),
        Change("meeting", "c", one, None),
        Change("meeting", "b", one, two),
    ]
    assert net(made) == (Change("meeting", "b", None, two),)
