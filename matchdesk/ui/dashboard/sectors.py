"""Which sectors meet which: a matrix of numbers, darker for more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.contrast import ink, over
from matchdesk.ui.theme import Size, Space, Theme, font

_LEAST = 0.06
_MOST_WIDE = 0.4
"""The share of the width that names take at most."""
_AROUND = 4
"""Pixels a number needs above and below itself, together."""


class SectorMatrix(QWidget):
    """Sectors against sectors, in the same order down and across; the number in the cell.

    Sectors are numbered, and the columns headed by these numbers: names are too long for them.
    Hovering a cell names both. GUI thread only.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sectors: tuple[str, ...] = ()
        self._matrix: tuple[tuple[int, ...], ...] = ()
        self._looks: dict[int, tuple[QColor, QColor]] = {}
        self.setMinimumHeight(120)
        theme.changed.connect(self._recolour)

    def show_matrix(self, sectors: Sequence[str], matrix: Sequence[tuple[int, ...]]) -> None:
        """Show them, the most met sector first."""
        self._sectors, self._matrix = tuple(sectors), tuple(matrix)
        spoken = (f"{name}: {sum(line)}" for name, line in zip(sectors, matrix, strict=True))
        self.setAccessibleName(_("Meetings between sectors") + " " + ", ".join(spoken))
        self._recolour()

    def colours(self, number: int) -> tuple[QColor, QColor]:
        """Ground and ink of a cell with this number, worked out once for each."""
        if number not in self._looks:
            self._looks[number] = self._look(number)
        return self._looks[number]

    def _look(self, number: int) -> tuple[QColor, QColor]:
        most = max((max(line) for line in self._matrix), default=0) or 1
        share = _LEAST + (1 - _LEAST) * number / most
        ground = over(self._theme.colour("surface1"), self._theme.colour("accent"), share)
        inks = (self._theme.colour(token) for token in ("text1", "on_accent"))
        return ground, ink(ground, inks)

    def _recolour(self) -> None:
        self._looks.clear()
        self.update()

    def named(self, at: QPointF) -> str:
        """The sectors that the cell at this place is of, and how often they met."""
        cell = next((one for one in self._cells() if one[2].contains(at)), None)
        if cell is None:
            return ""
        i, j, _place = cell
        both = " × ".join(dict.fromkeys((self._sectors[i], self._sectors[j])))
        return f"{both}: {count('{n} meeting', '{n} meetings', self._matrix[i][j])}"

    def event(self, event: QEvent) -> bool:
        """Name the cell below the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.named(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, cells and numbers."""
        painter = QPainter(self)
        painter.setFont(font(Size.SMALL))
        if self._sectors:
            self._draw_names(painter)
            self._draw_cells(painter)
        else:
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop, _("No sectors are known yet."))
        painter.end()

    def _draw_names(self, painter: QPainter) -> None:
        metrics, names, high = painter.fontMetrics(), self._names, self._high
        digits = metrics.horizontalAdvance(str(len(self._sectors))) + Space.XS
        for i, name in enumerate(self._sectors):
            room = names - digits - Space.S
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            place = QRectF(0, self._head + i * high, names, high)
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(i + 1))
            head = QRectF(names + i * self._wide, 0, self._wide, self._head)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, str(i + 1))
            painter.setPen(self._theme.colour("text1"))
            painter.drawText(place.adjusted(digits, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_cells(self, painter: QPainter) -> None:
        worded = self._high >= painter.fontMetrics().capHeight() + _AROUND
        for i, j, place in self._cells():
            number = self._matrix[i][j]
            ground, words = self.colours(number)
            painter.fillRect(place.adjusted(1, 1, -1, -1), ground)
            if number and worded:
                painter.setPen(words)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))

    @property
    def _names(self) -> int:
        """Pixels for the names at the left."""
        metrics = QFontMetrics(font(Size.SMALL))
        longest = max((metrics.horizontalAdvance(name) for name in self._sectors), default=0)
        return int(min(longest + 2 * Space.L, self.width() * _MOST_WIDE))

    @property
    def _high(self) -> float:
        return (self.height() - self._head) / len(self._sectors)

    @property
    def _wide(self) -> float:
        return (self.width() - self._names) / len(self._sectors)

    @property
    def _head(self) -> int:
        """Pixels for the numbers above the columns."""
        return QFontMetrics(font(Size.SMALL)).height()

    def _cells(self) -> list[tuple[int, int, QRectF]]:
        """Every cell: line, column and place."""
        if not self._sectors:
            return []
        names, high = self._names, self._high
        wide, top = self._wide, self._head
        lines = range(len(self._sectors))
        return [
            (i, j, QRectF(names + j * wide, top + i * high, wide, high))
            for i in lines
            for j in lines
        ]
