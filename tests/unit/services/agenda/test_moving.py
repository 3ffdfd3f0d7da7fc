"""Moving meetings by hand: done where every rule is kept, refused with names elsewhere."""

from __future__ import annotations

from datetime import time

import pytest

from matchdesk.core.errors import Conflict, Invalid, NotFound, RuleBroken
from matchdesk.core.vocabulary import MeetingStatus, Wish
from matchdesk.core.wording import sentence
from matchdesk.models import TableBlock, Unavailability
from matchdesk.services.agenda import (
    AddMeeting,
    CancelMeeting,
    LockMeetings,
    MoveMeeting,
    RestoreMeeting,
    SwapMeetings,
    UnplaceMeeting,
)
from matchdesk.services.people import CancelParticipant, Fate, WithdrawParticipant
from tests import factories


def where(desk) -> dict[int, tuple[int | None, int | None]]:
    """Slot and table of each meeting, by numbers."""
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def last(desk) -> str:
    return desk.history.page(limit=1)[0].what


@pytest.fixture
def four(desk) -> list[str]:
    """Meeting 1: Person 1 and 2 in slot 1 at table 1; meeting 2: Person 3 and 4 in slot 1, table 2;
    meeting 3: Person 1 and 3 in slot 2 at table 1."""
    people = factories.people(desk, 4)
    factories.meeting(desk, people[0], people[1], 1, 1)
    factories.meeting(desk, people[2], people[3], 1, 2)
    factories.meeting(desk, people[0], people[2], 2, 1)
    return people


def refused(desk, command) -> list[dict]:
    before = where(desk)
    with pytest.raises(RuleBroken) as broken:
        desk.run(command)
    assert where(desk) == before
    return [{**violation} for violation in broken.value.violations]


def test_meeting_moves_and_keeps_its_table_if_that_is_free(desk, four):
    moved = desk.run(MoveMeeting(1, 3)).result
    assert (moved.slot, moved.starts, moved.table, moved.warnings) == (3, time(9, 50), 1, ())
    assert where(desk)[1] == (3, 1)
    assert (
        last(desk)
        == "Moved Cluster 1 ⇄ Cluster 2 from 18.11. 09:00 table 1 to 18.11. 09:50 table 1"
    )


def test_meeting_gets_another_table_if_its_own_is_taken(desk, four):
    ana, ben = factories.people(desk, 2)
    factories.meeting(desk, ana, ben, 3, 1)
    assert desk.run(MoveMeeting(1, 3)).result.table == 2


def test_gap_in_somebodys_day_is_a_warning(desk, four):
    moved = desk.run(MoveMeeting(1, 4)).result
    assert moved.warnings == ("Person 1 has a gap before slot 4 (10:15); empty slots: 1.",)


def test_move_onto_a_busy_person_is_refused_by_name(desk, four):
    assert refused(desk, MoveMeeting(1, 2, 3)) == [
        {
            "rule": "one_meeting_per_participant",
            "severity": "hard",
            "participant": "Person 1",
            "other": "Person 3",
            "slot": 2,
            "time": "09:25",
            "meetings": [1, 3],
        }
    ]


def test_refusal_reads_as_a_sentence(desk, four):
    with pytest.raises(RuleBroken) as broken:
        desk.run(MoveMeeting(1, 2, 1))
    assert sentence(broken.value) == (
        "Person 1 already meets Person 3 in slot 2 (09:25). "
        "Table 1 is taken in slot 2 (09:25) by Person 1 and Person 3."
    )


def test_move_to_a_taken_table_is_refused(desk, four):
    assert [v["rule"] for v in refused(desk, MoveMeeting(1, 1, 2))] == ["one_meeting_per_table"]


def test_move_to_an_absent_person_is_refused(desk, four):
    slot = desk.events.summary().slots[4].key
    factories.put(desk, Unavailability(participant_id=four[1], slot_id=slot))
    assert [(v["rule"], v["participant"]) for v in refused(desk, MoveMeeting(1, 5))] == [
        ("participant_available", "Person 2")
    ]


def test_move_to_a_blocked_table_is_refused(desk, four):
    event = desk.events.summary()
    factories.put(desk, TableBlock(table_id=event.tables[3].key, slot_id=event.slots[4].key))
    assert [(v["rule"], v["table"]) for v in refused(desk, MoveMeeting(1, 5, 4))] == [
        ("table_open", 4)
    ]


def test_move_into_a_slot_without_a_table_left_is_refused(desk, four):
    people = factories.people(desk, 8)
    for table in range(4):
        factories.meeting(desk, people[2 * table], people[2 * table + 1], 5, table + 1)
    assert [v["rule"] for v in refused(desk, MoveMeeting(1, 5))] == ["tables_enough"]


def test_locked_meeting_does_not_move_until_unlocked(desk, four):
    assert desk.run(LockMeetings((1,))).result == 1
    assert last(desk) == "Locked Cluster 1 ⇄ Cluster 2 at 18.11. 09:00 table 1"
    assert [v["rule"] for v in refused(desk, MoveMeeting(1, 3))] == ["locked_kept"]
    assert [v["rule"] for v in refused(desk, UnplaceMeeting(1))] == ["locked_kept"]
    desk.run(LockMeetings((1,), locked=False))
    assert desk.run(MoveMeeting(1, 3)).result.slot == 3


def test_several_are_locked_in_one_change(desk, four):
    assert desk.run(LockMeetings((1, 2, 3))).result == 3
    assert last(desk) == "Locked 3 meetings"
    assert desk.run(LockMeetings((1,))).change_set is None


def test_held_meeting_does_not_move(desk, four):
    key = factories.meeting(desk, four[1], four[3], 6, 1, status=MeetingStatus.HELD)
    with pytest.raises(Conflict) as held:
        desk.run(MoveMeeting(key, 7))
    assert sentence(held.value) == (
        "Meeting 4 is marked “Held”. Only a planned meeting can change its place."
    )


@pytest.mark.parametrize("command", [MoveMeeting(9, 1), MoveMeeting(1, 99), MoveMeeting(1, 2, 99)])
def test_unknown_meeting_slot_or_table_is_named(desk, four, command):
    with pytest.raises(NotFound):
        desk.run(command)


def test_two_meetings_change_places(desk, four):
    people = factories.people(desk, 2)
    factories.meeting(desk, *people, 5, 3)
    desk.run(SwapMeetings(2, 4))
    assert (where(desk)[2], where(desk)[4]) == ((5, 3), (1, 2))
    assert last(desk) == (
        "Swapped Cluster 3 ⇄ Cluster 4 (18.11. 09:00 table 2) "
        "with Cluster 5 ⇄ Cluster 6 (18.11. 13:30 table 3)"
    )
    desk.history.undo()
    assert (where(desk)[2], where(desk)[4]) == ((1, 2), (5, 3))


def test_meetings_that_share_a_person_change_places(desk, four):
    desk.run(UnplaceMeeting(2))
    desk.run(SwapMeetings(1, 3))
    assert (where(desk)[1], where(desk)[3]) == ((2, 1), (1, 1))


def test_swap_that_breaks_a_rule_is_refused(desk, four):
    assert [(v["rule"], v["participant"]) for v in refused(desk, SwapMeetings(1, 3))] == [
        ("one_meeting_per_participant", "Person 3")
    ]


def test_waiting_meeting_takes_part_in_no_swap(desk, four):
    desk.run(UnplaceMeeting(2))
    with pytest.raises(Conflict):
        desk.run(SwapMeetings(1, 2))


def test_meeting_goes_to_the_waiting_list_and_back(desk, four):
    desk.run(UnplaceMeeting(3))
    assert where(desk)[3] == (None, None)
    assert last(desk) == "Put Cluster 1 ⇄ Cluster 3 on the waiting list (from 18.11. 09:25 table 1)"
    desk.run(MoveMeeting(3, 6, 4))
    assert where(desk)[3] == (6, 4)
    assert last(desk) == "Placed Cluster 1 ⇄ Cluster 3 at 18.11. 13:55 table 4"


def test_meeting_is_added_by_hand_for_the_request_of_the_pair(desk, four):
    request = factories.request(desk, four[3], four[1])
    added = desk.run(AddMeeting(four[1], four[3], 5)).result
    assert (added.number, added.slot, added.table) == (4, 5, 1)
    meeting = desk.agenda.grid().placed[-1]
    assert meeting.request == request
    assert last(desk) == "Added meeting 4: Cluster 2 ⇄ Cluster 4, 18.11. 13:30 table 1"


def test_meeting_without_a_slot_is_added_to_the_waiting_list(desk, four):
    assert desk.run(AddMeeting(four[1], four[3])).result.slot is None
    assert [m.number for m in desk.agenda.grid().waiting] == [4]


def test_pair_that_meets_already_gets_no_second_meeting(desk, four):
    with pytest.raises(Conflict) as known:
        desk.run(AddMeeting(four[1], four[0], 5))
    assert sentence(known.value) == (
        "Cluster 2 ⇄ Cluster 1 already have meeting 1 (18.11. 09:00 table 1). "
        "Move that one instead."
    )


def test_never_meet_pair_gets_no_meeting_even_on_the_waiting_list(desk, four):
    factories.request(desk, four[1], four[3], wish=Wish.NEVER_MEET)
    assert [v["rule"] for v in refused(desk, AddMeeting(four[1], four[3]))] == ["never_meet"]


def test_nobody_meets_themselves(desk, four):
    with pytest.raises(Invalid):
        desk.run(AddMeeting(four[0], four[0], 5))


def test_cancelled_meeting_frees_its_place_and_comes_back_to_it(desk, four):
    desk.run(CancelMeeting(1))
    assert last(desk) == "Cancelled the meeting of Cluster 1 ⇄ Cluster 2 (18.11. 09:00 table 1)"
    assert [m.number for m in desk.agenda.grid().cancelled] == [1]
    desk.run(RestoreMeeting(1))
    assert where(desk)[1] == (1, 1)


def test_restored_meeting_waits_if_its_place_was_taken(desk, four):
    desk.run(CancelMeeting(1))
    people = factories.people(desk, 2)
    factories.meeting(desk, *people, 1, 1)
    restored = desk.run(RestoreMeeting(1)).result
    assert (restored.slot, restored.warnings) == (
        None,
        ("Table 1 is taken in slot 1 (09:00) by Person 5 and Person 6.",),
    )


def test_meeting_of_somebody_who_withdrew_is_not_restored(desk, four):
    desk.run(CancelMeeting(1))
    desk.run(CancelParticipant(four[1]))
    with pytest.raises(Invalid) as refusal:
        desk.run(RestoreMeeting(1))
    assert sentence(refusal.value) == (
        "Person 2 is not expected any more. Restore Person 2 in People first."
    )


def test_meeting_kept_of_somebody_who_withdrew_is_refused_elsewhere_in_words(desk, four):
    (kept,) = (m.key for m in desk.agenda.grid().placed if m.number == 1)
    desk.run(WithdrawParticipant(four[1], {kept: Fate.KEEP}))
    assert [violation["rule"] for violation in refused(desk, MoveMeeting(1, 3))] == [
        "participant_available"
    ]


def test_only_a_cancelled_meeting_is_restored(desk, four):
    with pytest.raises(Conflict):
        desk.run(RestoreMeeting(1))


def test_move_works_on_both_kinds_of_database(both_desk):
    people = factories.people(both_desk, 2)
    factories.meeting(both_desk, *people, 1, 1)
    assert both_desk.run(MoveMeeting(1, 16)).result.slot == 16
    both_desk.history.undo()
    assert where(both_desk) == {1: (1, 1)}
