"""Parts of a screen that are made after it is shown, one in a turn of the event loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget


class Later(QObject):
    """Carries out steps one by one; between two of them the window answers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    def begin(self, *steps: Callable[[], object]) -> None:
        """Take these steps in turn; what was begun once is not begun again."""
        if not self._begun:
            self._begun = True
            self._steps.extend(steps)
            self._timer.start(0)

    def _take(self) -> None:
        if self._steps:
            self._steps.popleft()()
            self._timer.start(0)


def put(stack: QStackedWidget, place: int, part: QWidget) -> None:
    """Let `part` stand in the place of what `stack` has there; what is in front stays so."""
    current, before = stack.currentIndex(), stack.widget(place)
    if before is not None:
        stack.removeWidget(before)
        before.deleteLater()
    stack.insertWidget(place, part)
    stack.setCurrentIndex(current)
