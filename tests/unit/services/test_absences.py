"""Late, leaving early, not coming: one flag a person, whoever says so, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import AbsenceKind, CheckInOutcome, MeetingStatus
from matchdesk.services.absences import ClearAbsence, FlagAbsence
from matchdesk.services.attendance import Mark, MarkMeetings
from matchdesk.services.checkin import CheckIn
from matchdesk.services.people import SetAvailability
from matchdesk.services.repairing import AcceptRepair, Mishap, MishapKind
from tests import factories

LATE, LEAVING, NO_SHOW = AbsenceKind.LATE, AbsenceKind.LEAVING, AbsenceKind.NO_SHOW


@pytest.fixture
def keys(desk) -> list[str]:
    """The first meets the second in slot 1, the third in slot 3, the fourth in slot 5."""
    people = factories.people(desk, 4)
    for slot, other in zip((1, 3, 5), people[1:], strict=True):
        factories.meeting(desk, people[0], other, slot, 1)
    return people


def flags(desk, key: str) -> list[tuple[AbsenceKind, int | None]]:
    return [(flag.kind, flag.number) for flag in desk.agenda.grid().people[key].flags]


def lit(desk) -> list[int]:
    return [m.number for m in desk.agenda.grid().meetings if m.missing]


def test_late_arrival_lights_up_the_meetings_before_it(both_desk):
    desk = both_desk
    one, other = factories.people(desk, 2)
    factories.meeting(desk, one, other, 1, 1)
    done = desk.run(FlagAbsence(one, LATE, 4)).result
    assert (done.name, [m.number for m in done.meetings]) == ("Person 1", [1])
    assert (flags(desk, one), lit(desk)) == ([(LATE, 4)], [1])
    assert desk.agenda.grid().people[one].flags[0].words == "late, here from slot 4 (10:15)"
    desk.history.undo()
    assert (flags(desk, one), lit(desk)) == ([], [])


def test_late_and_leaving_hold_together_and_a_no_show_replaces_both(desk, keys):
    desk.run(FlagAbsence(keys[0], LATE, 2))
    desk.run(FlagAbsence(keys[0], LEAVING, 5))
    assert (flags(desk, keys[0]), lit(desk)) == ([(LATE, 2), (LEAVING, 5)], [1, 3])
    desk.run(FlagAbsence(keys[0], LATE, 4))
    assert (flags(desk, keys[0]), lit(desk)) == ([(LATE, 4), (LEAVING, 5)], [1, 2, 3])
    desk.run(FlagAbsence(keys[0], NO_SHOW))
    assert {kind for kind, _slot in flags(desk, keys[0])} == {NO_SHOW}
    assert desk.run(ClearAbsence(keys[0])).result == len(desk.agenda.grid().slots)
    assert (flags(desk, keys[0]), lit(desk)) == ([], [])
    with pytest.raises(Conflict, match="absence_none"):
        desk.run(ClearAbsence(keys[0]))


def test_slot_that_was_missed_anyway_keeps_its_reason(desk, keys):
    slots = desk.agenda.grid().slots
    desk.run(SetAvailability(keys[0], frozenset(), {slots[0].key: "train"}))
    desk.run(FlagAbsence(keys[0], LATE, 3))
    desk.run(ClearAbsence(keys[0]))
    assert [one.reason for one in desk.people.card(keys[0]).unavailable] == ["train"]


def test_whoever_checks_in_is_neither_late_nor_a_no_show(desk, keys):
    desk.run(FlagAbsence(keys[0], NO_SHOW))
    desk.run(FlagAbsence(keys[1], LATE, 4))
    desk.run(FlagAbsence(keys[2], LEAVING, 2))
    desk.run(CheckIn("1"))
    desk.run(CheckIn("2"))
    desk.run(CheckIn("3"))
    assert [flags(desk, key) for key in keys] == [[], [], [(LEAVING, 2)], []]
    desk.history.undo()
    desk.history.undo()
    assert flags(desk, keys[1]) == [(LATE, 4)]


def test_second_scan_of_who_was_said_to_be_missing_can_be_taken_back(desk, keys, clock):
    """Else the flag could never be undone either: what ended it could not."""
    desk.run(CheckIn("1"))
    clock.set(clock.now() + timedelta(minutes=10))
    desk.run(FlagAbsence(keys[0], NO_SHOW))
    clock.set(clock.now() + timedelta(minutes=10))
    scan = desk.run(CheckIn("1"))
    assert (scan.result.outcome, flags(desk, keys[0])) == (CheckInOutcome.ALREADY_IN, [])
    assert (desk.history.undo().result, scan.change_set.undoable) == (scan.change_set.number, True)
    assert {kind for kind, _slot in flags(desk, keys[0])} == {NO_SHOW}
    desk.history.undo()
    assert flags(desk, keys[0]) == []


def test_no_show_at_a_table_holds_for_the_day_of_who_is_not_in_the_house(desk, keys, clock):
    desk.run(CheckIn("2"))
    desk.run(MarkMeetings((Mark(1, MeetingStatus.NO_SHOW, keys[0]),)))
    assert {kind for kind, _slot in flags(desk, keys[0])} == {NO_SHOW}
    assert lit(desk) == [2, 3]
    desk.run(CheckIn("1"))
    assert lit(desk) == []
    clock.set(clock.now() + timedelta(minutes=50))
    desk.run(MarkMeetings((Mark(2, MeetingStatus.NO_SHOW, keys[0]),)))
    assert (flags(desk, keys[0]), lit(desk)) == ([], [])  # in the house: they missed one meeting


def test_no_show_means_no_more_where_nobody_is_checked_in(desk, keys):
    desk.run(MarkMeetings((Mark(1, MeetingStatus.NO_SHOW, keys[0]),)))
    assert flags(desk, keys[0]) == []


def test_whoever_sits_at_a_table_is_there(desk, keys):
    desk.run(FlagAbsence(keys[0], NO_SHOW))
    desk.run(MarkMeetings((Mark(1, MeetingStatus.IN_PROGRESS),)))
    assert (flags(desk, keys[0]), lit(desk)) == ([], [])


def test_floor_and_arrivals_miss_who_is_flagged(desk, keys):
    desk.run(CheckIn("1"))
    desk.run(CheckIn("2"))
    desk.run(FlagAbsence(keys[0], LEAVING, 3))
    assert [row.missing for row in desk.attendance.sheet(1).rows] == [()]
    assert [row.missing for row in desk.attendance.sheet(3).rows] == [("Person 1", "Person 3")]


def test_accepted_repair_flags_whom_it_was_about(desk, keys):
    desk.run(AcceptRepair(desk.repair.draft([Mishap(MishapKind.LATE, keys[0], 3)])))
    assert flags(desk, keys[0]) == [(LATE, 3)]
    desk.history.undo()
    assert flags(desk, keys[0]) == []


def test_everybody_flagged_is_mended_at_once(desk, keys):
    desk.run(FlagAbsence(keys[0], LATE, 2))
    desk.run(FlagAbsence(keys[2], NO_SHOW))
    slots = desk.agenda.grid().slots
    assert set(desk.repair.missing()) == {
        Mishap(MishapKind.LATE, keys[0], slots[1].key),
        Mishap(MishapKind.NO_SHOW, keys[2]),
    }
    desk.run(AcceptRepair(desk.repair.draft(desk.repair.missing())))
    assert (desk.repair.missing(), lit(desk)) == ((), [])


def test_slot_must_be_named_and_lie_ahead(desk, keys, clock):
    with pytest.raises(Invalid, match="repair_slot_missing"):
        desk.run(FlagAbsence(keys[0], LATE))
    clock.set(clock.now() + timedelta(days=30))
    with pytest.raises(Conflict, match="repair_over"):
        desk.run(FlagAbsence(keys[0], NO_SHOW))


def test_repair_of_what_was_said_before_is_taken_back_and_so_is_what_was_said(desk, keys):
    before = desk.agenda.lines()
    desk.run(FlagAbsence(keys[0], LATE, 2))
    desk.run(FlagAbsence(keys[0], NO_SHOW))
    desk.run(AcceptRepair(desk.repair.draft(desk.repair.missing())))
    assert desk.agenda.lines() != before
    desk.history.undo()
    assert {kind for kind, _slot in flags(desk, keys[0])} == {NO_SHOW}
    desk.history.undo()
    assert flags(desk, keys[0]) == [(LATE, 2)]
    desk.history.undo()
    assert (flags(desk, keys[0]), desk.agenda.lines()) == ([], before)
