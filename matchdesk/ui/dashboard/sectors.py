"""Which sectors meet which: a matrix of numbers, darker for more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.contrast import ink, over
from matchdesk.ui.theme import Size, Space, Theme, font

_LEAST, _MOST_WIDE = 0.06, 150


class SectorMatrix(QWidget):
    """Sectors against sectors, in the same order down and across; the number in the cell.

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
        painter.setPen(self._theme.colour("text1"))
        for i, name in enumerate(self._sectors):
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - Space.S)
            place = QRectF(0, i * high, names, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_cells(self, painter: QPainter) -> None:
        worded = self._high >= painter.fontMetrics().height() - 2
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
        return min(_MOST_WIDE, self.width() // 3)

    @property
    def _high(self) -> float:
        return self.height() / len(self._sectors)

    def _cells(self) -> list[tuple[int, int, QRectF]]:
        """Every cell: line, column and place."""
        if not self._sectors:
            return []
        names, high = self._names, self._high
        wide = (self.width() - names) / len(self._sectors)
        lines = range(len(self._sectors))
        return [
            (i, j, QRectF(names + j * wide, i * high, wide, high)) for i in lines for j in lines
        ]
