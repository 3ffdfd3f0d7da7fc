"""Arrivals by the hour, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from matchdesk.core.days import short_weekday
from matchdesk.core.i18n import _
from matchdesk.ui.theme import Size, Space, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.checkin import HourCount

_MOST = 14
"""Hours drawn; of a longer event the last ones."""

_WIDEST = 48


class HourBars(QWidget):
    """One bar an hour, its count above and the hour below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hours: tuple[HourCount, ...] = ()
        self._days = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_hours(self, hours: Sequence[HourCount]) -> None:
        """Show `hours`, in order."""
        if self._hours == tuple(hours)[-_MOST:]:
            return
        self._hours = tuple(hours)[-_MOST:]
        self._days = len({h.hour.date() for h in self._hours}) > 1
        spoken = (f"{short_weekday(h.hour)} {h.hour:%H}: {h.count}" for h in self._hours)
        self.setAccessibleName(_("Arrivals by hour") + " " + ", ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for every hour."""
        return QSize(len(self._hours) * 28, 128 if self._days else 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars on a common ground."""
        if not self._hours:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        line = painter.fontMetrics().height()
        step = min(self.width() / len(self._hours), _WIDEST)
        ground = self.height() - line * (2 if self._days else 1) - Space.XS
        room = ground - line - Space.XS
        most = max(hour.count for hour in self._hours)
        for place, hour in enumerate(self._hours):
            self._bar(painter, QRectF(place * step, 0, step, ground), hour, room / most, line)
            before = self._hours[place - 1].hour.date() if place else None
            if self._days and hour.hour.date() != before:
                self._day(painter, QRectF(place * step, ground + line + Space.XS, step, line), hour)
        painter.setPen(self._theme.colour("hairline"))
        painter.drawLine(0, ground, int(step * len(self._hours)), ground)
        painter.end()

    def _day(self, painter: QPainter, place: QRectF, hour: HourCount) -> None:
        """The day, below the first hour of it: two days have the same hours."""
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short_weekday(hour.hour))

    def _bar(
        self, painter: QPainter, place: QRectF, hour: HourCount, scale: float, line: int
    ) -> None:
        high = max(2.0, hour.count * scale)
        bar = QRectF(place.left() + 3, place.bottom() - high, place.width() - 6, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("planned.line"))
        painter.drawRoundedRect(bar, 2, 2)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(self._theme.colour("text1"))
        above = QRectF(place.left(), bar.top() - line - 1, place.width(), line)
        painter.drawText(above, centre, str(hour.count))
        painter.setPen(self._theme.colour("text2"))
        below = QRectF(place.left(), place.bottom() + Space.XS, place.width(), line)
        painter.drawText(below, centre, f"{hour.hour:%H}")
