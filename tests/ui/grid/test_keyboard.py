"""The grid worked by keys alone: hold, move, swap, confirm, lock, close, and undo of it all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from matchdesk.ui.grid.sheet import Kind
from tests.ui.grid.conftest import settled

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def where(desk) -> dict[int, tuple[int | None, int | None]]:
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def press(shell, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settled(qtbot, shell)


def test_day_is_worked_by_keys_alone(screen, shell, desk, qtbot):
    before, key = where(desk), Qt.Key
    screen.view.choose((0, 0))
    screen.view.setFocus()
    for one in (
        key.Key_M,
        key.Key_Down,
        key.Key_Down,
        key.Key_Right,
        key.Key_Right,
        key.Key_Return,
    ):
        press(shell, qtbot, one)
    assert where(desk)[1] == (3, 3)
    for one in (key.Key_M, key.Key_Left, key.Key_Up, key.Key_Up, key.Key_Return, key.Key_1):
        press(shell, qtbot, one)
    assert (where(desk)[1], where(desk)[3]) == ((2, 1), (3, 3))
    press(shell, qtbot, key.Key_C)
    press(shell, qtbot, key.Key_L)
    standing = {line.number: line for line in desk.agenda.lines()}[1]
    assert (standing.status.value, standing.locked) == ("confirmed", True)
    for one in (key.Key_Down, key.Key_Down, key.Key_B, key.Key_Return):
        press(shell, qtbot, one)
    assert list(desk.agenda.grid().tables[2].blocked.values()) == ["Fire door"]
    for _ in range(5):
        press(shell, qtbot, key.Key_Z, _CTRL)
    assert where(desk) == before
    assert desk.agenda.grid().tables[2].blocked == {}


def test_every_view_is_reached_by_v_and_has_the_focus(screen, shell, qtbot):
    screen.view.setFocus()
    kinds = []
    for _ in Kind:
        press(shell, qtbot, Qt.Key.Key_V)
        kinds.append((screen.looking.kind, QApplication.focusWidget() is screen.view))
    assert kinds == [(Kind.PEOPLE, True), (Kind.NOW, False), (Kind.TABLES, True)]


def test_best_free_place_is_taken_by_two_keys(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    screen.view.setFocus()
    best = desk.agenda.elsewhere(1)[0].command
    press(shell, qtbot, Qt.Key.Key_E)
    press(shell, qtbot, Qt.Key.Key_1)
    moved = next(m for m in desk.agenda.grid().meetings if m.number == 1)
    assert (moved.slot, moved.table) == (best.slot, best.table)


def test_chosen_meetings_move_together_by_keys(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    screen.view.setFocus()
    press(shell, qtbot, Qt.Key.Key_Down, _SHIFT)
    assert [m.number for m in screen.many.meetings] == [1, 2]
    press(shell, qtbot, Qt.Key.Key_M)
    held = screen.holding.held.number
    for one in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(shell, qtbot, one)
    assert held == 2
    assert (where(desk)[1], where(desk)[2]) == ((3, 1), (3, 2))


def test_slot_is_taken_away_after_it_was_told_what_falls_out(screen, shell, desk, qtbot):
    screen.view.choose((0, 1))
    screen.view.setFocus()
    press(shell, qtbot, Qt.Key.Key_L, _ALT | _SHIFT)
    asked = screen.parts.ask._question.text()
    assert asked == ("Take away slot 18.11. 09:25–09:45? 1 meeting goes to the waiting list.")
    press(shell, qtbot, Qt.Key.Key_Return)
    assert where(desk)[3] == (None, None)
    assert len(desk.agenda.grid().slots) == 15


def test_tables_are_added_and_taken_away(screen, shell, desk, qtbot):
    number = len(desk.agenda.grid().tables)
    screen.view.choose((0, 0))
    screen.view.setFocus()
    press(shell, qtbot, Qt.Key.Key_T, _ALT)
    press(shell, qtbot, Qt.Key.Key_Return)
    assert len(desk.agenda.grid().tables) == number + 1
    press(shell, qtbot, Qt.Key.Key_T, _ALT | _SHIFT)
    press(shell, qtbot, Qt.Key.Key_Return)
    assert [table.number for table in desk.agenda.grid().tables] == list(range(2, number + 2))


def test_typing_on_keeps_the_match_and_enter_goes_to_the_next(screen, shell, qtbot):
    box, chosen = screen.parts.tools.search, []
    screen.focus_search()
    for text in ("pers", "person 1"):  # slowly: what stands there is looked for in between
        box.setText(text)
        box.search_now()
        settled(qtbot, shell)
        chosen.append(screen.looking.one(None).number)
    press(shell, qtbot, Qt.Key.Key_Return)
    chosen.append(screen.looking.one(None).number)
    assert chosen == [1, 1, 3]
