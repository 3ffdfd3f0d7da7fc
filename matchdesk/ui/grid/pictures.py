"""Tiles as pictures: drawn once, then only copied while the grid scrolls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from matchdesk.ui.grid.words import Marks, Words
from matchdesk.ui.theme import Size, State, Theme, font

MARK, EAR = 13.0, 11.0
CORNER = 5.0
_INSET, _STRIPE = 2, 3.0
_MOST_BOXES = 64

_HALF_BYTES = 40_000_000
"""All tiles of the largest screen there is (3840 × 2160) take less."""


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


_Key = tuple[Face, int, int, float]
_BoxKey = tuple[State, bool, bool, int, int, float]


class TilePictures:
    """Keeps up to some 80 MB of pictures: more than a screen of any size shows. GUI thread only.

    Once half of that has been drawn, what was not looked at meanwhile goes; `dropped` is called
    then.
    """

    def __init__(self, theme: Theme, dropped: Callable[[], object] = lambda: None) -> None:
        self._theme, self._dropped = theme, dropped
        self._strong = Words(font(Size.SMALL, weight=QFont.Weight.DemiBold))
        self._plain = Words(font(Size.SMALL))
        self.marks = Marks()
        self._known: dict[_Key, QPixmap] = {}
        self._before: dict[_Key, QPixmap] = {}
        self._boxes: dict[_BoxKey, QPixmap] = {}
        self._bytes = 0
        theme.changed.connect(self.forget)

    @property
    def size(self) -> int:
        """How many bytes the pictures take that are kept."""
        every = (*self._known.values(), *self._before.values())
        return sum(4 * picture.width() * picture.height() for picture in every)

    def forget(self) -> None:
        """Draw everything anew."""
        self._known, self._before = {}, {}
        self._boxes.clear()
        self._bytes = 0
        self._dropped()

    def known(self, face: Face, size: QSize, ratio: float) -> QPixmap | None:
        """The tile, if it is kept."""
        key = (face, size.width(), size.height(), ratio)
        found = self._known.get(key)
        if found is None:
            found = self._before.pop(key, None)
            if found is not None:
                self._keep(key, found)
        return found

    def picture(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        """The tile `face` for a cell of `size`, on a screen of scale `ratio`."""
        found = self.known(face, size, ratio)
        if found is None:
            found = self._drawn(face, size, ratio)
            self._keep((face, size.width(), size.height(), ratio), found)
        return found

    def box(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        """The tile without anything on it: there are few different ones."""
        key = (face.state, face.held, face.firm, size.width(), size.height(), ratio)
        if key not in self._boxes:
            if len(self._boxes) >= _MOST_BOXES:
                self._boxes.clear()
            self._boxes[key] = self._drawn_box(face, size, ratio)
        return self._boxes[key]

    def _keep(self, key: _Key, picture: QPixmap) -> None:
        cost = 4 * picture.width() * picture.height()
        if self._bytes + cost > _HALF_BYTES:
            self._before, self._known, self._bytes = self._known, {}, 0
            self._dropped()
        self._bytes += cost
        self._known[key] = picture

    def _drawn_box(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.tokens.state(face.state)
        box = _box_in(size)
        dash = Qt.PenStyle.DashLine if face.held else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colours.line), 2 if face.held or face.firm else 1, dash))
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(box, CORNER, CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), _STRIPE, box.height()), 1.5, 1.5)
        painter.end()
        return picture

    def _drawn(self, face: Face, size: QSize, ratio: float) -> QPixmap:
        picture = self.box(face, size, ratio).copy()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, face, _box_in(size))
        painter.end()
        return picture

    def _draw(self, painter: QPainter, face: Face, box: QRectF) -> None:
        """Words and marks."""
        colours = self._theme.tokens.state(face.state)
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


def _box_in(size: QSize) -> QRectF:
    edge = _INSET + 0.5
    return QRectF(0, 0, size.width(), size.height()).adjusted(edge, edge, -edge, -edge)
