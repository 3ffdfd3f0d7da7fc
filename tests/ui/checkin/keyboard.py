"""A hand on the keyboard: types where the focus is, and waits for what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from matchdesk.ui.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """Types where the focus is, as a hand does, and waits for what comes of it."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self._window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()  # a menu, or a list of choices
        return popup or QApplication.focusWidget() or self._window

    def types(self, text: str) -> None:
        for letter in text:  # keyClicks knows no letters beyond ASCII
            QTest.keyClick(self.focus, letter)
        self.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.rest()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found: list[QDialog] = []

        def there() -> bool:
            found[:] = [
                w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()
            ]
            return bool(found) and found[0].isAncestorOf(self.focus)

        self._qtbot.waitUntil(there)
        return found[0]

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Tab until the focus is there; a part that Tab does not reach fails the test."""
        for _step in range(60):
            if wanted(self.focus):
                return
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError("Tab does not reach it")

    def back(self, box: QWidget) -> None:
        """A dialog has gone: the window has the keys again, as a desktop sees to, and the box."""
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self._window.activateWindow()
        self._qtbot.waitUntil(lambda: self.focus is box)

    def rest(self) -> None:
        QApplication.processEvents()
        shell = self._window.shell
        self._qtbot.waitUntil(lambda: not shell.busy(), timeout=30_000)
        QApplication.processEvents()
