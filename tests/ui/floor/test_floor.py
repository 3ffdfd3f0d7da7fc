"""Attendance by one key, by two badges; interpreters assigned by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import MeetingGuest
from matchdesk.services.people import SetInterpreter
from matchdesk.services.repairing import MishapKind
from matchdesk.ui.floor import words
from matchdesk.ui.floor.screen import FloorScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import settled

FLOOR = (ScreenSpec("floor", "Floor", "map-pin", "F9", "matchdesk.ui.floor.screen", "FloorScreen"),)
PLANNED, PROGRESS, HELD, NO_SHOW = (
    MeetingStatus.PLANNED,
    MeetingStatus.IN_PROGRESS,
    MeetingStatus.HELD,
    MeetingStatus.NO_SHOW,
)


@pytest.fixture
def keys(desk):
    found = factories.people(desk, 8)
    for table in range(3):
        one, other = found[2 * table], found[2 * table + 1]
        factories.meeting(desk, one, other, slot=1, table=table + 1)
    factories.meeting(desk, found[6], found[7], slot=2, table=1)
    return found


@pytest.fixture
def shell(make_shell, keys, qtbot):
    made = make_shell(FLOOR)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> FloorScreen:
    return shell.visited("floor")


def press(shell, screen, qtbot, *keys) -> None:
    for key in keys:
        QTest.keyClick(screen.slot.table.view, key)
        settled(qtbot, shell)


def statuses(screen) -> list[MeetingStatus]:
    return [item.meeting.status for item in screen.slot.table.model.rows]


def test_running_slot_is_shown_with_its_first_open_table(screen):
    assert screen.slot.slot.currentData() == 1
    assert screen.slot.table.current().meeting.table == 1
    assert screen.slot.figures.text() == "3 Planned · 0 In progress · 0 Held · 0 No-show"


def test_one_key_marks_a_table_and_goes_to_the_next(screen, shell, qtbot, keys):
    press(shell, screen, qtbot, Qt.Key.Key_H, Qt.Key.Key_2, Qt.Key.Key_I)
    assert statuses(screen) == [HELD, NO_SHOW, PROGRESS]
    assert screen.slot.table.model.rows[1].meeting.no_show_keys == (keys[3],)
    shell.undo()
    settled(qtbot, shell)
    assert statuses(screen) == [HELD, NO_SHOW, PLANNED]


def test_both_missing_and_planned_again(screen, shell, qtbot, keys):
    press(shell, screen, qtbot, Qt.Key.Key_0, Qt.Key.Key_Up)
    assert screen.slot.table.current().meeting.no_show_keys == (keys[0], keys[1])
    press(shell, screen, qtbot, Qt.Key.Key_P)
    assert statuses(screen) == [PLANNED] * 3


def test_all_others_held_leaves_what_was_said_and_is_one_step(screen, shell, qtbot, said):
    press(shell, screen, qtbot, Qt.Key.Key_1)
    screen.slot.rest_button.click()
    settled(qtbot, shell)
    assert statuses(screen) == [NO_SHOW, HELD, HELD]
    assert said[-1] == ("2 tables marked: Held", True, State.GOOD)
    assert not screen.slot.rest_button.isEnabled()
    shell.undo()
    settled(qtbot, shell)
    assert statuses(screen) == [NO_SHOW, PLANNED, PLANNED]


def test_slot_after_is_shown_by_key_and_back_to_now(screen, shell, qtbot):
    shell.context.actions.get("floor.later").trigger()
    settled(qtbot, shell)
    assert len(screen.slot.table.model.rows) == 1
    shell.context.actions.get("floor.now").trigger()
    settled(qtbot, shell)
    assert len(screen.slot.table.model.rows) == 3


def scan(shell, qtbot, *numbers: int) -> None:
    for number in numbers:
        shell.scan(str(number))
        settled(qtbot, shell)


def test_two_badges_begin_and_end_the_meeting(screen, shell, qtbot):
    shell.context.actions.get("floor.scan").trigger()
    scan(shell, qtbot, 3)
    assert screen.slot.notice.text.text() == ("Person 3 is at the table. Now scan the other badge.")
    scan(shell, qtbot, 4)
    assert statuses(screen) == [PLANNED, PROGRESS, PLANNED]
    scan(shell, qtbot, 4, 3)
    assert statuses(screen) == [PLANNED, HELD, PLANNED]
    assert screen.slot.notice.text.text() == "Person 3 ⇄ Person 4: Held · table 2"


def test_badges_without_a_meeting_or_owner_say_so(screen, shell, qtbot):
    shell.context.actions.get("floor.scan").trigger()
    scan(shell, qtbot, 1, 3)
    assert screen.slot.notice.text.text() == (
        "Person 1 and Person 3 have no meeting with each other. Make one with “Who is free now?”."
    )
    scan(shell, qtbot, 4711)
    assert screen.slot.notice.text.text().startswith("Nobody here has this badge.")


def test_scan_is_left_to_check_in_unless_badges_are_scanned_here(screen):
    assert not screen.takes_scan("1")


@pytest.fixture
def foreign(desk):
    guests = [
        factories.participant(desk, f"Guest {n}", languages=[spoken])
        for n, spoken in enumerate(("en", "zh", "en", "zh"))
    ]
    factories.meeting(desk, guests[0], guests[1], slot=1, table=1)
    factories.meeting(desk, guests[2], guests[3], slot=1, table=2)
    for name in ("Wei", "Xu"):
        person = factories.participant(desk, name, languages=["en", "zh"])
        desk.run(SetInterpreter(person, ("en-zh",)))
    return guests


@pytest.fixture
def pages(make_shell, foreign, qtbot):
    shell = make_shell(FLOOR)
    settled(qtbot, shell)
    shell.navigate("floor", page="interpreters")
    settled(qtbot, shell)
    return shell, shell.visited("floor").interpreters


def test_day_shown_first_is_the_day_at_the_venue(clock, make_shell, foreign, qtbot):
    clock.set(datetime(2026, 11, 18, 23, 30, tzinfo=UTC))  # 00:30 there, on the second day
    shell = make_shell(FLOOR)
    shell.navigate("floor", page="interpreters")
    settled(qtbot, shell)
    page = shell.visited("floor").interpreters
    assert page.day.currentText() == "Thursday 19.11."


def work(page) -> list[list[str]]:
    model = page.model
    return [[model.index(r, c).data() for c in range(2)] for r in range(model.rowCount())]


def test_interpreter_is_assigned_by_hand_taken_and_undone(pages, qtbot):
    shell, page = pages
    assert page.figures.text() == "2 interpreters · 2 meetings need one, 2 have none"
    page.lacking.choose(page.lacking.model.rows[0].key)
    settled(qtbot, shell)
    assert [one.text() for one in page.panel.choices] == ["Assign", "Assign"]
    page.panel.choices[0].click()
    settled(qtbot, shell)
    assert work(page) == [["T1", ""], ["", ""]]
    page.lacking.choose(page.lacking.model.rows[0].key)
    settled(qtbot, shell)
    assert [one.text() for one in page.panel.choices] == ["Assign", "Take from #1"]
    shell.context.actions.get("floor.candidate2").trigger()
    settled(qtbot, shell)
    assert work(page) == [["T2", ""], ["T1", ""]]  # the other one is free and takes over
    shell.undo()
    settled(qtbot, shell)
    assert work(page) == [["T1", ""], ["", ""]]


def test_all_who_are_free_are_assigned_at_once(pages, qtbot, said):
    shell, page = pages
    shell.context.actions.get("floor.fill").trigger()
    settled(qtbot, shell)
    assert work(page) == [["T1", ""], ["T2", ""]]
    assert said[-1][0] == "2 meetings have an interpreter now"
    assert not page.fill_action.isEnabled()


def test_third_of_a_group_did_not_come(screen, shell, desk, keys, qtbot):
    key = screen.slot.table.model.rows[0].meeting.key
    factories.put(desk, MeetingGuest(meeting_id=key, participant_id=keys[6]))
    QCoreApplication.processEvents()  # what the feed published
    settled(qtbot, shell)
    screen.slot.table.choose(key)
    assert not screen.slot.third.isHidden()
    press(shell, screen, qtbot, Qt.Key.Key_3)
    assert screen.slot.table.model.rows[0].meeting.no_show_keys == (keys[6],)
    assert screen.slot.third.isHidden()  # the next table's meeting is of two
    row = screen.slot.table.model.rows[0]
    assert (words.others(row), words.status(row)) == ("Cluster 2 · 3: Cluster 7", "No-show: 3")


def test_day_of_who_is_missing_is_mended_in_the_grid(make_shell, desk, keys, qtbot):
    grid = ScreenSpec("grid", "Grid", "layout-grid", "", "matchdesk.ui.grid.screen", "GridScreen")
    shell = make_shell((*FLOOR, grid))
    settled(qtbot, shell)
    screen = shell.visited("floor")
    press(shell, screen, qtbot, Qt.Key.Key_2, Qt.Key.Key_Up)
    shell.context.actions.get("floor.mend").trigger()
    settled(qtbot, shell)
    panel = shell.visited("grid").parts.repair
    assert (panel.who.chosen.name, panel.kind.currentData()) == ("Person 2", MishapKind.NO_SHOW)
