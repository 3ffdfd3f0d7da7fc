"""Somebody who works a whole day in the real window: keys, a scanner, and eyes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from matchdesk.services.application import Application
from matchdesk.ui.main_window import MainWindow
from matchdesk.ui.theme import Theme
from tests.ui.conftest import settled

Placed = dict[int, tuple[int | None, int | None]]


class Day:
    """The operator: keys, a scanner, and eyes. `begin` and `end` are those of the window."""

    def __init__(self, application: Application, theme: Theme, address: str, qtbot) -> None:
        self._application, self._theme, self._address = application, theme, address
        self._qtbot = qtbot
        self.begin()

    def begin(self) -> None:
        self.window = MainWindow(self._application, self._theme)
        self._qtbot.addWidget(self.window)
        self.window.show()
        self.window.open_event(self._address)
        self._qtbot.waitUntil(lambda: self.window.shell is not None, timeout=60_000)
        QApplication.setActiveWindow(self.window)
        self.settle()

    def end(self) -> None:
        self.window.close()

    @property
    def shell(self):
        return self.window.shell

    @property
    def desk(self):
        return self.shell.desk

    @property
    def grid(self):
        return self.shell.visited("grid")

    def settle(self) -> None:
        # Keys are held for a moment: a scanner types as quickly as a test does.
        self._qtbot.waitUntil(lambda: not self.window._scans._held, timeout=10_000)
        for _ in range(2):
            QCoreApplication.processEvents()
            settled(self._qtbot, self.shell)

    def press(self, *keys: str) -> None:
        """Keys by name: "M", "Ctrl+Z"."""
        for named in keys:
            pressed = QKeySequence(named)[0]
            if QApplication.activeWindow() is not self.window:
                QApplication.setActiveWindow(self.window)
            target = QApplication.focusWidget()
            if target is None or not target.isVisible():
                target = self.window.focusWidget() or self.window
            QTest.keyClick(target, Qt.Key(pressed.key()), pressed.keyboardModifiers())
            self.settle()

    def write(self, text: str) -> None:
        """Letters into whatever has the focus."""
        target = QApplication.focusWidget() or self.window.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClicks(target, text)
        self.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the focus is there; what Tab does not reach fails the test."""
        for _step in range(80):
            if QApplication.focusWidget() is wanted:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {wanted.accessibleName() or wanted!r}")

    def find(self, number: int) -> None:
        """Jump to a meeting as an operator does: /, its number, down into the grid."""
        self.press("/")
        self.write(f"#{number}")
        self._qtbot.waitUntil(lambda: self.chosen == number, timeout=20_000)
        self.press("Down")

    def go(self, slot: int, table: int) -> None:
        """To a cell of the shown day by arrows."""
        sheet = self.grid.view.grid.sheet
        data = self.grid.grid_data
        wanted = sheet.place(
            next(one.key for one in data.tables if one.number == table),
            next(one.key for one in data.slots if one.number == slot),
        )
        for _ in range(60):
            at = self.grid.view.place()
            if at == wanted:
                return
            if at is None:
                self.press("Down")
            elif at[0] != wanted[0]:
                self.press("Down" if at[0] < wanted[0] else "Up")
            else:
                self.press("Right" if at[1] < wanted[1] else "Left")
        raise AssertionError((at, wanted))

    def take(self, words: str) -> None:
        """The offer with these words, by its figure."""
        shown = [one.text() for one in self.grid.parts.offers.buttons]
        found = [text[0] for text in shown if words in text]
        assert len(found) == 1, (shown, self.grid.view.grid.explained(self.grid.view.place()))
        (figure,) = found
        self.press(figure)

    @property
    def chosen(self) -> int | None:
        meeting = self.grid.looking.one(None)
        return meeting.number if meeting is not None else None

    @property
    def where(self) -> Placed:
        return {line.number: (line.slot, line.table) for line in self.desk.agenda.lines()}

    @property
    def steps(self) -> int:
        return self.desk.history.page(limit=1)[0].number

    def meeting(self, number: int):
        data = self.desk.agenda.grid()
        return next(m for m in (*data.meetings, *data.cancelled) if m.number == number)


BEFORE: Placed = {1: (3, 1), 2: (3, 2), 3: (4, 1), 4: (6, 1), 5: (7, 4)}
