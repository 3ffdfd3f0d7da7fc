"""Many cells at once: whole tables and slots, closing, clearing, and shifting the day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.ui.grid.conftest import settled

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def where(desk):
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def choose_both(screen):
    screen.view.choose((0, 0))
    add = QItemSelectionModel.SelectionFlag.Select
    screen.view.selectionModel().select(screen.view.grid.index(1, 0), add)


def test_several_meetings_are_locked_and_cleared_in_one_step(screen, shell, desk, qtbot, said):
    choose_both(screen)
    QTest.keyClick(screen.view, Qt.Key.Key_L)
    settled(qtbot, shell)
    assert [m.number for m in desk.agenda.grid().meetings if m.locked] == [1, 2]
    assert said[-1][0] == "Locked 2 meetings"
    shell.undo_announced()
    settled(qtbot, shell)
    choose_both(screen)
    QTest.keyClick(screen.view, Qt.Key.Key_Delete)
    settled(qtbot, shell)
    assert [number for number, place in where(desk).items() if place[0] is None] == [1, 2]


def test_whole_table_is_closed_with_a_reason(screen, shell, desk, qtbot, said):
    screen.view.choose((0, 0))
    QTest.keyClick(screen.view, Qt.Key.Key_Space, SHIFT)
    QTest.keyClick(screen.view, Qt.Key.Key_B)
    ask = screen.parts.ask
    assert ask.words.hasFocus()
    ask.words.setText("Fire door")
    QTest.keyClick(ask.words, Qt.Key.Key_Return)
    settled(qtbot, shell)
    shown = len([c for c in screen.view.grid.sheet.columns if c.slot])
    assert list(desk.agenda.grid().tables[0].blocked.values()) == ["Fire door"] * shown
    assert where(desk)[1] == (None, None)
    assert where(desk)[3] == (None, None)
    assert screen.view.hasFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_Space, SHIFT)
    QTest.keyClick(screen.view, Qt.Key.Key_B, SHIFT)
    settled(qtbot, shell)
    assert desk.agenda.grid().tables[0].blocked == {}


def test_break_is_inserted_before_the_chosen_slot(screen, shell, desk, qtbot):
    screen.view.choose((0, 1))
    QTest.keyClick(screen.view, Qt.Key.Key_B, ALT)
    screen.parts.ask.minutes.setValue(15)
    QTest.keyClick(screen.parts.ask.minutes, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert desk.events.summary().slots[1].starts == time(9, 40)


def test_number_typed_replaces_the_one_that_is_proposed(screen, shell, desk, qtbot):
    screen.view.choose((0, 1))
    QTest.keyClick(screen.view, Qt.Key.Key_B, ALT)
    QTest.keyClicks(screen.parts.ask.minutes, "10")
    assert screen.parts.ask.minutes.value() == 10


def test_question_is_left_with_escape(screen, shell, desk, qtbot):
    screen.view.choose((0, 1))
    QTest.keyClick(screen.view, Qt.Key.Key_B)
    QTest.keyClick(screen.parts.ask.words, Qt.Key.Key_Escape)
    settled(qtbot, shell)
    assert not screen.parts.ask.isVisible()
    assert desk.agenda.grid().tables[0].blocked == {}


def test_tiles_grow_shrink_and_return(screen, shell, qtbot):
    def height():
        return screen.view.rowHeight(0)

    screen.view.choose((0, 0))
    QTest.keyClick(screen.view, Qt.Key.Key_Plus, CONTROL)
    larger = height()
    QTest.keyClick(screen.view, Qt.Key.Key_Minus, CONTROL)
    usual = height()
    QTest.keyClick(screen.view, Qt.Key.Key_Minus, CONTROL)
    smaller = height()
    QTest.keyClick(screen.view, Qt.Key.Key_Backspace, CONTROL)
    assert (larger, usual, smaller, height()) == (55, 44, 37, 44)


def test_meeting_is_cut_and_pasted(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    QTest.keyClick(screen.view, Qt.Key.Key_X, CONTROL)
    settled(qtbot, shell)
    screen.view.choose((2, 2))
    QTest.keyClick(screen.view, Qt.Key.Key_V, CONTROL)
    settled(qtbot, shell)
    assert where(desk)[1] == (3, 3)
