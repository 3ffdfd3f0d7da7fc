"""Draws the rows of a `RowsModel`: words, a hairline below, and pills for cells with a state.

It draws by itself rather than through the style: the style sheet works out each cell anew, which
takes longer than a frame may for a screen full of rows.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.ui.theme import Size, Space, State, Theme, font
from matchdesk.ui.widgets.rows_model import Index, RowsModel

PILL_HEIGHT = 22.0
_MOST_KEPT = 20_000
INSET = Space.S + 3
"""From a cell's edge to its words: as far in as the words of the header."""

_SELECTED = QStyle.StateFlag.State_Selected


@cache
def _pill_face() -> tuple[QFont, QFontMetrics]:
    face = font(Size.SMALL, weight=600)
    return face, QFontMetrics(face)


def draw_pill(painter: QPainter, theme: Theme, rect: QRectF, text: str, state: State) -> None:
    """Draw `text` as a pill of `state` at the left of `rect`, shortened to its width."""
    colours = theme.tokens.state(state)
    face, metrics = _pill_face()
    room = int(rect.width()) - 2 * Space.S
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(shown) + 2 * Space.S + 2
    box = QRectF(rect.left(), rect.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(box, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setPen(QColor(colours.text))
    painter.setFont(face)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def wrapped(metrics: QFontMetrics, text: str, room: int, most: int) -> list[str]:
    """`text` broken between words into lines of less than `room` pixels, as far as `most` lines go.

    Its own line breaks stand. What finds no line more stays in the last one, however long it is.
    """
    lines = text.split("\n")
    place = 0
    while place < len(lines) < most:
        rest = lines[place]
        if metrics.horizontalAdvance(rest) >= room and (cut := _cut(metrics, rest, room)):
            lines[place : place + 1] = [rest[:cut].rstrip(), rest[cut:].lstrip()]
        place += 1
    return lines


def _cut(metrics: QFontMetrics, text: str, room: int) -> int:
    """Up to where `text` fits, at the end of a word; 0 where its first word is too long.

    Chinese and Japanese have no blanks: a line may end after any sign but before a closing one.
    """
    fits = 0
    for place, sign in enumerate(text):
        ends = sign == " " or (place and _wide(text[place - 1]) and sign not in _CLOSING)
        if ends and metrics.horizontalAdvance(text[:place]) < room:
            fits = place
    return fits


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F")


_CLOSING = "。，、．：；！？）」』】〉》ー"
"""Signs no line begins with."""


class PillDelegate(QStyledItemDelegate):
    """For tables over a `RowsModel`. Rows are chosen whole, so no cell wears a focus frame.

    Words too long for their column go on in the next of `lines` lines, if there are any left.
    """

    def __init__(self, theme: Theme, parent: QObject, lines: int = 1) -> None:
        super().__init__(parent)
        self._theme, self._lines = theme, lines
        self._words: dict[tuple[str, int], tuple[tuple[str, int], ...]] = {}
        self._metrics: QFontMetrics | None = None
        self._colours: tuple[QColor, QColor, QColor] | None = None
        theme.changed.connect(self._forget)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, hairline, then words or pill."""
        text_colour, line_colour, chosen_colour = self._colours or self._read_colours()
        rect: QRect = option.rect
        if option.state & _SELECTED:
            painter.fillRect(rect, chosen_colour)
        left, right, bottom = rect.left(), rect.right(), rect.bottom()
        painter.fillRect(left, bottom, rect.width(), 1, line_colour)
        model = index.model()
        assert isinstance(model, RowsModel)
        text, to_the_right, state = model.cell(index.row(), index.column())
        if not text:
            return
        if state is not None:
            inner = QRectF(rect).adjusted(Space.S + 1, 0, -Space.XS, 0)
            draw_pill(painter, self._theme, inner, text, state)
            return
        metrics = self._metrics or self._read_metrics(option)
        painter.setPen(text_colour)
        lines = self._fitted(metrics, text, rect.width() - 2 * INSET)
        base = rect.top() + (rect.height() - 1 + metrics.ascent() - metrics.descent()) // 2
        base -= (len(lines) - 1) * metrics.height() // 2
        for shown, width in lines:
            x = right - INSET - width + 1 if to_the_right else left + INSET
            painter.drawText(x, base, shown)
            base += metrics.height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the words, for columns fitted to their content."""
        model = index.model()
        assert isinstance(model, RowsModel)
        text = model.cell(index.row(), index.column())[0]
        metrics = self._metrics or self._read_metrics(option)
        return QSize(metrics.horizontalAdvance(text) + 2 * INSET + 2, metrics.height() + Space.S)

    def _fitted(self, metrics: QFontMetrics, text: str, room: int) -> tuple[tuple[str, int], ...]:
        """The lines of `text`, shortened to `room`, and their widths; kept while one scrolls."""
        found = self._words.get((text, room))
        if found is None:
            if len(self._words) > _MOST_KEPT:
                self._words.clear()
            lines = wrapped(metrics, text, room, self._lines)
            shown = [metrics.elidedText(s, Qt.TextElideMode.ElideRight, room) for s in lines]
            found = tuple((line, metrics.horizontalAdvance(line)) for line in shown)
            self._words[text, room] = found
        return found

    def _read_metrics(self, option: QStyleOptionViewItem) -> QFontMetrics:
        self._metrics = QFontMetrics(option.font)
        return self._metrics

    def _read_colours(self) -> tuple[QColor, QColor, QColor]:
        colour = self._theme.colour
        self._colours = (colour("text1"), colour("hairline"), colour("surface3"))
        return self._colours

    def _forget(self) -> None:
        self._colours = None
