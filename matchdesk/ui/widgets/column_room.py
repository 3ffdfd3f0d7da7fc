"""What a wide table has left over goes to every column that can use it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView

from matchdesk.ui.widgets.rows_model import Column

_ENOUGH = 280
"""Pixels a column without a width of its own has before others grow."""


class ColumnRoom(QObject):
    """Widens the columns of `view` that may grow, as far as the window is wide.

    What the operator has drawn wider or narrower stays so. Lives with the view.
    """

    def __init__(self, view: QTableView, columns: Sequence[Column]) -> None:
        super().__init__(view)
        self._view, self._columns = view, tuple(columns)
        self._given = {n: one.width for n, one in enumerate(columns) if one.most}
        self._soon = QTimer(self)  # while a column comes or goes the header does not know it yet
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._share)
        if self._given:
            view.viewport().installEventFilter(self)
            view.horizontalHeader().sectionResized.connect(self._resized)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Share anew whenever the table has another width."""
        if event.type() == QEvent.Type.Resize:
            self._share()
        return False

    def _resized(self, _number: int, before: int, now: int) -> None:
        if not before or not now:  # a column was shown or hidden
            self._soon.start()

    def _share(self) -> None:
        header = self._view.horizontalHeader()
        shown = [n for n in range(len(self._columns)) if not header.isSectionHidden(n)]
        free = [n for n in shown if not self._columns[n].width]
        grow = [n for n in shown if header.sectionSize(n) == self._given.get(n)]
        taken = sum(header.sectionSize(n) for n in shown if n not in free and n not in grow)
        least = sum(self._columns[n].width for n in grow) + _ENOUGH * len(free)
        spare = self._view.viewport().width() - taken - least
        for n in grow:
            each = max(0, spare) // (len(grow) + len(free))
            self._given[n] = min(self._columns[n].width + each, self._columns[n].most)
            header.resizeSection(n, self._given[n])
