"""Tiles as pictures: drawn once, then only copied while the grid scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from matchdesk.ui.grid.words import Marks, Words
from matchdesk.ui.theme import Size, State, Theme, font

MARK, EAR = 13.0, 11.0
CORNER = 5.0
_INSET, _STRIPE = 2, 3.0
_MOST_BYTES = 48_000_000


@dataclass(frozen=True, slots=True)
class Face:
    """All that can be seen of a tile: two lines (what stands out, the rest), state and marks.

    `marks` are icons at the lower right; `firm` draws a strong edge (confirmed), `struck` a line
    through (cancelled); `paper` is "printed" or "outdated" where an agenda is on paper.
    """

    lines: tuple[tuple[str, str], tuple[str, str]]
    state: State
    mark: str
    marks: tuple[str, ...]
    held: bool
    firm: bool = False
    struck: bool = False
    paper: str = ""


class TilePictures:
    """Keeps up to some 48 MB of pictures. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._strong = Words(font(Size.SMALL, weight=QFont.Weight.DemiBold))
        self._plain = Words(font(Size.SMALL))
        self.marks = Marks()
        self._known: dict[tuple[Face, int, int, float], QPixmap] = {}
        self._bytes = 0
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Draw everything anew."""
        self._known.clear()
        self._bytes = 0

    def picture(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        """The tile `face` for a cell of `size`, on a screen of scale `ratio`."""
        key = (face, size.width(), size.height(), ratio)
        found = self._known.get(key)
        if found is None:
            cost = int(size.width() * size.height() * 4 * ratio * ratio)
            if self._bytes + cost > _MOST_BYTES:
                self.forget()
            found = self._known[key] = self._drawn(face, size, ratio)
            self._bytes += cost
        return found

    def _drawn(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, face, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return picture

    def _draw(self, painter: QPainter, face: Face, rect: QRectF) -> None:
        colours = self._theme.tokens.state(face.state)
        box = rect.adjusted(_INSET + 0.5, _INSET + 0.5, -_INSET - 0.5, -_INSET - 0.5)
        dash = Qt.PenStyle.DashLine if face.held else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colours.line), 2 if face.held or face.firm else 1, dash))
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(box, CORNER, CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), _STRIPE, box.height()), 1.5, 1.5)
        text = QColor(colours.text)
        painter.setPen(text)
        self._words(painter, face, box)
        corner = QRectF(box.right() - MARK - 3, box.top() + 4, MARK, MARK)
        if face.mark:
            self.marks.draw(painter, face.mark, corner, text)
        spot = corner.translated(-EAR if face.paper else 0, box.height() - MARK - 8)
        for mark in face.marks:
            self.marks.draw(painter, mark, spot, text)
            spot.translate(-MARK - 2, 0)
        if face.paper:
            self._ear(painter, face, box, QColor(colours.line))
        if face.struck:
            painter.setPen(QPen(text, 1))
            painter.drawLine(box.bottomLeft() + QPointF(8, -6), box.topRight() + QPointF(-8, 6))

    def _ear(self, painter: QPainter, face: Face, box: QRectF, plain: QColor) -> None:
        """A folded corner: it is on paper; filled in warning where the paper says otherwise."""
        end, up, left = (
            box.bottomRight(),
            box.bottomRight() - QPointF(0, EAR),
            box.bottomRight() - QPointF(EAR, 0),
        )
        colour = self._theme.colour("problem.line") if face.paper == "outdated" else plain
        painter.setPen(QPen(colour, 1))
        painter.setBrush(colour if face.paper == "outdated" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([end, up, left]))

    def _words(self, painter: QPainter, face: Face, box: QRectF) -> None:
        low = len(face.marks) * (MARK + 2) + (EAR if face.paper else 0)
        rooms = (MARK + 4 if face.mark else 0, low + 2 if low else 0)
        half = (box.height() - 4) / 2
        for line, (lead, text) in enumerate(face.lines):
            left = box.left() + _STRIPE + 4
            top = box.top() + 2 + line * half
            right = box.right() - 4 - rooms[line]
            if lead:
                left += self._strong.draw(painter, lead, QRectF(left, top, right - left, half)) + 5
            self._plain.draw(painter, text, QRectF(left, top, right - left, half))
