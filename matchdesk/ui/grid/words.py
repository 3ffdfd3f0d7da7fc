"""Short texts painted over and over: shaped once, shortened once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from matchdesk.ui import icons

_MOST = 6000
"""Texts kept; names repeat in many tiles, so that few are shaped anew while scrolling."""


class Words:
    """Texts of one face. GUI thread only."""

    def __init__(self, face: QFont) -> None:
        self._face = face
        self._metrics = QFontMetricsF(face)
        self._height = self._metrics.height()
        self._known: dict[tuple[str, int], tuple[QStaticText, float]] = {}

    def draw(self, painter: QPainter, text: str, rect: QRectF, *, right: bool = False) -> float:
        """Draw `text` on one line in the middle of `rect`, shortened to it; returns its width."""
        room = int(rect.width())
        if room <= 0 or not text:
            return 0.0
        shaped, width = self._shaped(text, room)
        painter.setFont(self._face)
        top = rect.top() + (rect.height() - self._height) / 2
        left = rect.right() - width if right else rect.left()
        painter.drawStaticText(QPointF(left, top), shaped)
        return width

    def _shaped(self, text: str, room: int) -> tuple[QStaticText, float]:
        found = self._known.get((text, room))
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            made = QStaticText(shown)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            made.prepare(QTransform(), self._face)
            size: QSizeF = made.size()
            found = self._known[text, room] = (made, size.width())
        return found


class Marks:
    """Icons as pictures, each drawn once a colour, size and scale. GUI thread only."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, float, float], QPixmap] = {}

    def draw(self, painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
        """Draw the icon `name` into the square `rect`."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour.name(), rect.width(), ratio)
        picture = self._known.get(key)
        if picture is None:
            side = round(rect.width() * ratio)
            picture = QPixmap(side, side)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            icons.draw(inside, name, QRectF(picture.rect()), colour)
            inside.end()
            picture.setDevicePixelRatio(ratio)
            self._known[key] = picture
        painter.drawPixmap(rect.topLeft(), picture)
