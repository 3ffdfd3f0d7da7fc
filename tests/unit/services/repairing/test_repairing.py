"""Repairs of the live grid: what is proposed, and what accepting it does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.wording import sentence
from matchdesk.models import Meeting, TableBlock, Unavailability
from matchdesk.services.agenda import AddMeeting, LockMeetings, MoveMeeting
from matchdesk.services.repairing import (
    AcceptRepair,
    Mishap,
    MishapKind,
    ProposalKind,
    Repaired,
)
from tests import factories

LATE, LEAVING, NO_SHOW = MishapKind.LATE, MishapKind.LEAVING, MishapKind.NO_SHOW


@pytest.fixture
def three(desk) -> list[str]:
    """The first meets the second in slot 1 and the third in slot 2; both were asked for."""
    keys = factories.people(desk, 3)
    for slot, other in enumerate(keys[1:], start=1):
        factories.request(desk, keys[0], other)
        desk.run(AddMeeting(keys[0], other, slot, slot))
    return keys


def places(desk) -> dict[int, tuple[int | None, int | None]]:
    """Slot and table of each meeting by its number."""
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def stored(desk) -> list[tuple]:
    with desk._database.reading() as session:
        return [
            *session.execute(select(Meeting.number, Meeting.slot_id, Meeting.table_id)).all(),
            *session.execute(select(Unavailability.participant_id, Unavailability.slot_id)).all(),
            *session.execute(select(TableBlock.table_id, TableBlock.slot_id)).all(),
        ]


def kinds(draft) -> list[tuple[ProposalKind, int | None]]:
    return [(one.kind, one.number) for one in draft.proposals]


def test_late_arrival_moves_only_what_they_would_miss(desk, three):
    draft = desk.repair.draft([Mishap(LATE, three[0], 2)])
    assert kinds(draft) == [(ProposalKind.MOVED, 1)]
    assert (draft.changes, draft.bound, draft.proven) == (1, 1, True)
    assert draft.what == "Person 1 is there from slot 2 on"
    assert draft.certain == "One meeting at another time, and no repair needs fewer."
    before = stored(desk)
    done = desk.run(AcceptRepair(draft))
    assert done.result == Repaired(moved=1, new=0, removed=0)
    assert places(desk)[2] == (2, 2)
    assert places(desk)[1][0] not in (None, 1, 2)
    assert desk.history.page(limit=1)[0].what == (
        "Repaired the grid (Person 1 is there from slot 2 on): 1 moved, 0 new, "
        "0 to the waiting list"
    )
    desk.history.undo()
    assert sorted(map(str, stored(desk))) == sorted(map(str, before))


def test_no_show_leaves_the_waiting_list_and_offers_who_had_no_place(desk, three):
    factories.request(desk, three[1], three[2])
    draft = desk.repair.draft([Mishap(NO_SHOW, three[0])])
    assert kinds(draft) == [
        (ProposalKind.OUT, 1),
        (ProposalKind.OUT, 2),
        (ProposalKind.NEW, None),
    ]
    assert all(one.reasons for one in draft.proposals[:2])
    done = desk.run(AcceptRepair(draft))
    assert done.result == Repaired(moved=0, new=1, removed=2)
    assert [places(desk)[number] for number in (1, 2)] == [(None, None)] * 2
    assert places(desk)[3][0] is not None


def test_leaving_early_brings_the_later_meeting_forward(desk, three):
    desk.run(MoveMeeting(2, 6))
    draft = desk.repair.draft([Mishap(LEAVING, three[0], 5)])
    assert kinds(draft) == [(ProposalKind.MOVED, 2)]
    desk.run(AcceptRepair(draft))
    assert places(desk)[1] == (1, 1)
    assert places(desk)[2][0] in (2, 3, 4, *range(9, 17))


def test_blocked_table_keeps_the_time_and_changes_the_table(desk, three):
    draft = desk.repair.draft([Mishap(MishapKind.TABLE, 1)])
    assert kinds(draft) == [(ProposalKind.TABLE, 1)]
    assert draft.changes == 0
    desk.run(AcceptRepair(draft))
    slot, table = places(desk)[1]
    assert slot == 1
    assert table != 1


def test_lost_slot_is_blocked_at_every_table(desk, three):
    draft = desk.repair.draft([Mishap(MishapKind.SLOT, 2)])
    desk.run(AcceptRepair(draft))
    assert places(desk)[2][0] not in (None, 2)
    with desk._database.reading() as session:
        assert len(session.scalars(select(TableBlock.id)).all()) == 4


def test_locked_meeting_stays_and_is_named(desk, three):
    desk.run(LockMeetings((1,)))
    draft = desk.repair.draft([Mishap(LATE, three[0], 2)])
    assert draft.proposals == ()
    assert draft.standing_faults == ("Person 1 is not available in slot 1 (09:00).",)


def test_meeting_that_waits_for_who_is_late_is_given_a_later_slot(desk, three, clock):
    clock.set(datetime(2026, 11, 18, 8, 5, tzinfo=UTC))  # slot 1 began five minutes ago
    draft = desk.repair.draft([Mishap(LATE, three[0], 3)])
    assert kinds(draft) == [(ProposalKind.MOVED, 2), (ProposalKind.MOVED, 1)]
    desk.run(AcceptRepair(draft))
    assert {slot for slot, _table in places(desk).values()}.isdisjoint({1, 2, None})


def test_meetings_that_begin_within_the_notice_stay(desk, three):
    draft = desk.repair.draft([Mishap(MishapKind.TABLE, 1)], notice=10)
    assert draft.proposals == ()


def test_only_what_was_chosen_is_done(desk, three):
    draft = desk.repair.draft([Mishap(LATE, three[0], 3)])
    assert kinds(draft) == [(ProposalKind.MOVED, 1), (ProposalKind.MOVED, 2)]
    keep = draft.proposals[1].key
    assert desk.run(AcceptRepair(draft, frozenset((keep,)))).result.moved == 1
    assert places(desk)[1] == (1, 1)
    assert places(desk)[2][0] not in (1, 2)


def test_repair_of_a_grid_that_moved_on_is_refused(desk, three):
    draft = desk.repair.draft([Mishap(LATE, three[0], 2)])
    desk.run(MoveMeeting(1, 9))
    before = stored(desk)
    with pytest.raises(Conflict) as refused:
        desk.run(AcceptRepair(draft))
    assert sentence(refused.value) == (
        "Since this repair was proposed, #1 Cluster 1 ⇄ Cluster 2 has been changed. "
        "Nothing was done; propose again."
    )
    assert stored(desk) == before


@pytest.mark.parametrize(
    ("mishaps", "kind"),
    [
        ([], Invalid),
        ([Mishap(LATE, "nobody", 2)], NotFound),
        ([Mishap(MishapKind.TABLE, 99)], NotFound),
        ([Mishap(MishapKind.SLOT, 99)], NotFound),
    ],
)
def test_mishap_that_makes_no_sense_is_refused(desk, three, mishaps, kind):
    with pytest.raises(kind):
        desk.repair.draft(mishaps)


def test_late_without_a_slot_is_asked_for_one(desk, three):
    with pytest.raises(Invalid) as refused:
        desk.repair.draft([Mishap(LATE, three[0])])
    assert sentence(refused.value) == "Say from which slot on: choose a slot."


def test_after_the_last_slot_there_is_nothing_to_repair(desk, three, clock):
    clock.set(datetime(2026, 11, 20, 8, 0, tzinfo=UTC))
    with pytest.raises(Conflict) as refused:
        desk.repair.draft([Mishap(NO_SHOW, three[0])])
    assert refused.value.code == "repair_over"


def test_meeting_is_called_off_instead_of_moved(desk, three):
    draft = desk.repair.draft([Mishap(LATE, three[0], 2)])
    key = draft.proposals[0].key
    done = desk.run(AcceptRepair(draft, cancel=frozenset({key}))).result
    assert done == Repaired(moved=0, new=0, removed=0, cancelled=1)
    assert [one.number for one in desk.agenda.grid().cancelled] == [1]
    said = desk.history.page(limit=1)[0]
    assert said.intent == "accept_repair_cancelling"
    desk.history.undo()
    assert (places(desk), desk.agenda.grid().cancelled) == ({1: (1, 1), 2: (2, 2)}, ())


def test_first_valid_answer_is_told_while_the_search_goes_on(desk, three, monkeypatch):
    from matchdesk.scheduling import repair as door  # what the draft asks, replaced below

    whole = door.repair

    def slowly(*args, seen=None, **rest):
        found = whole(*args, **rest)
        if seen is not None:
            seen(found)
        return found

    monkeypatch.setattr(door, "repair", slowly)
    told = []
    final = desk.repair.draft([Mishap(LATE, three[0], 2)], first=told.append)
    assert [(one.searching, kinds(one)) for one in told] == [(True, [(ProposalKind.MOVED, 1)])]
    assert not final.searching
    assert desk.run(AcceptRepair(told[0])).result == Repaired(moved=1, new=0, removed=0)
