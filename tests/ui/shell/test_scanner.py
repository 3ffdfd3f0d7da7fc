"""A scanner is told from a hand by its keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from matchdesk.ui.scanner import QUICK, ScanFilter

CODE = "KQNV7-rest"


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line, self.button = QLineEdit(), QPushButton("Press")
        box = QVBoxLayout(self)
        box.addWidget(self.line)
        box.addWidget(self.button)
        self.scans: list[str] = []
        self.now = 1000
        self.filter = ScanFilter(self, lambda: self.now)
        self.filter.scanned.connect(self.scans.append)

    def press(self, widget: QWidget, keys: str, gap: int) -> None:
        """Press `keys` as a keyboard does, `gap` milliseconds apart; a line feed is Enter."""
        for letter in keys:
            self.now += gap
            if gap > QUICK:
                self.filter.let_go()  # what the timer does meanwhile
            enter = letter == "\n"
            key = Qt.Key.Key_Return if enter else Qt.Key(ord(letter.upper()))
            text = "\r" if enter else letter
            for kind in (
                QEvent.Type.ShortcutOverride,
                QEvent.Type.KeyPress,
                QEvent.Type.KeyRelease,
            ):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                event.setTimestamp(self.now)
                QApplication.sendEvent(widget, event)


@pytest.fixture
def window(qtbot) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.filter.close()
    made.close()


def test_scan_into_a_field_is_a_scan_and_leaves_the_field_as_it_was(window):
    window.line.setText("typed before")
    window.press(window.line, CODE + "\n", gap=5)
    assert (window.scans, window.line.text()) == ([CODE], "typed before")


def test_typing_is_typing(window):
    entered = []
    window.line.returnPressed.connect(lambda: entered.append(window.line.text()))
    window.press(window.line, CODE + "\n", gap=90)
    assert (window.scans, window.line.text(), entered) == ([], CODE, [CODE])


def test_quick_keys_without_enter_are_typed_after_a_moment(window, qtbot):
    window.press(window.line, "rush", gap=5)
    assert window.line.text() == ""
    qtbot.waitUntil(lambda: window.line.text() == "rush")
    assert window.scans == []


def test_enter_long_after_quick_keys_is_no_scan(window):
    window.press(window.line, "rush", gap=5)
    window.press(window.line, "\n", gap=200)
    assert (window.scans, window.line.text()) == ([], "rush")


def test_scan_onto_a_button_does_not_press_it(window):
    pressed = []
    window.button.clicked.connect(lambda: pressed.append(1))
    window.press(window.button, CODE + "\n", gap=5)
    assert (window.scans, pressed) == ([CODE], [])


@pytest.fixture
def shortcut(window) -> Callable[[], int]:
    """A key that does something on this screen; says how often it did."""
    done: list[int] = []
    action = QAction(window)
    action.setShortcut(QKeySequence("K"))
    action.triggered.connect(lambda: done.append(1))
    window.addAction(action)
    return lambda: len(done)


def test_scan_starts_no_shortcut(window, shortcut):
    window.press(window.button, CODE + "\n", gap=5)
    assert (window.scans, shortcut()) == ([CODE], 0)


def test_key_of_a_shortcut_pressed_by_hand_still_works(window, shortcut):
    window.press(window.button, "k", gap=90)
    window.filter.let_go()
    assert shortcut() == 1
    window.press(window.line, "k", gap=90)
    window.filter.let_go()
    assert (window.line.text(), shortcut()) == ("k", 1)


def test_two_scans_in_a_row_are_two(window):
    window.press(window.line, "FIRST1\nSECOND2\n", gap=3)
    assert window.scans == ["FIRST1", "SECOND2"]


def test_keys_that_queued_up_while_the_window_was_busy_are_judged_by_the_keyboards_clock(window):
    window.press(window.line, "ab", gap=150)
    window.now += 1
    assert window.line.text() + "".join(k.text for k in window.filter._held) == "ab"
    window.press(window.line, "cd\n", gap=150)
    assert (window.scans, window.line.text()) == ([], "abcd")


def test_scan_that_came_while_the_window_was_busy_is_whole(window):
    window.press(window.line, "KQNV", gap=5)
    window.now += 500  # the window did something else; the rest waits in the queue
    window.filter._rested()
    window.now -= 500
    window.press(window.line, "7\n", gap=5)
    assert (window.scans, window.line.text()) == (["KQNV7"], "")
