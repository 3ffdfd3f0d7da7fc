"""What colours and shapes mean, in one quiet line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.ui import icons
from matchdesk.ui.grid.tiles import STATES
from matchdesk.ui.theme import Size, Space, State, Theme, font

_SWATCH, _HEIGHT = 16.0, 24

Entry = tuple[str, State | None, str]
"""Words, the state that colours the swatch (None: no swatch), and the icon in it."""


class Legend(QWidget):
    """Swatches with words; another set while a meeting is held.

    `spared` carries the pixels that the longer set would need and this one leaves to others.
    """

    spared = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_held(held=False)

    def show_held(self, *, held: bool) -> None:
        """Explain tiles, or what the shades mean while something is held."""
        self._entries = _held() if held else _tiles()
        self.setAccessibleName(_("Legend") + ": " + ", ".join(entry[0] for entry in self._entries))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """All entries in a line."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatch, words, swatch, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(Size.SMALL)
        painter.setFont(face)
        metrics = QFontMetrics(face)
        for (words, state, icon), (left, top) in zip(
            self._entries, self._spots(self._entries), strict=True
        ):
            edge = top + (_HEIGHT - _SWATCH) / 2 + 0.5
            self._swatch(painter, QRectF(left + 0.5, edge, _SWATCH - 1, _SWATCH - 1), state, icon)
            painter.setPen(self._theme.colour("text2"))
            width = metrics.horizontalAdvance(words)
            spot = QRectF(left + _SWATCH + Space.XS, top, width + 2, _HEIGHT)
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With what is spared it is as high as the longer set: so the grid keeps its height."""
        highest = max(self._lines(_tiles()), self._lines(_held()))
        own = self._lines(self._entries)
        self.setFixedHeight(own)
        self.spared.emit(highest - own)

    def _lines(self, entries: tuple[Entry, ...]) -> int:
        return int(max((top for _left, top in self._spots(entries)), default=0)) + _HEIGHT

    def _spots(self, entries: tuple[Entry, ...]) -> list[tuple[float, float]]:
        """Left and top of each entry, going to the next line where one is full."""
        metrics = QFontMetrics(font(Size.SMALL))
        left, top, found = 0.0, 0.0, []
        for words, _state, _icon in entries:
            width = _SWATCH + Space.XS + metrics.horizontalAdvance(words)
            if left and left + width > self.width():
                left, top = 0.0, top + _HEIGHT
            found.append((left, top))
            left += width + Space.M
        return found

    def _swatch(self, painter: QPainter, box: QRectF, state: State | None, icon: str) -> None:
        colour = self._theme.colour("text2")
        if state is not None:
            colours = self._theme.tokens.state(state)
            colour = QColor(colours.text)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.fill))
            painter.drawRoundedRect(box, 3, 3)
        if icon.startswith("ear"):
            self._ear(painter, box, wrong=icon == "ear!")
        elif icon:
            icons.draw(painter, icon, box.adjusted(2, 2, -2, -2), colour)

    def _ear(self, painter: QPainter, box: QRectF, *, wrong: bool) -> None:
        """The folded corner of a tile that is on paper."""
        painter.setPen(QPen(self._theme.colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        colour = self._theme.colour("problem.line" if wrong else "text2")
        end, side = box.bottomRight(), QPointF(0, 9)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(colour if wrong else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([end, end - side, end - side.transposed()]))


def _tiles() -> tuple[Entry, ...]:
    shown = (
        MeetingStatus.PLANNED,
        MeetingStatus.CONFIRMED,
        MeetingStatus.IN_PROGRESS,
        MeetingStatus.HELD,
        MeetingStatus.NO_SHOW,
        MeetingStatus.CANCELLED,
    )
    states = tuple((label(status), *STATES[status]) for status in shown)
    return (
        *states,
        (_("Someone missing"), State.ATTENTION, "hourglass"),
        (_("Clash"), State.PROBLEM, "triangle-alert"),
        (_("Locked"), None, "lock"),
        (_("Interpreter"), None, "languages"),
        (_("Printed"), None, "ear"),
        (_("Paper is wrong"), None, "ear!"),
    )


def _held() -> tuple[Entry, ...]:
    return (
        (_("Free: the stronger the better"), State.GOOD, "check"),
        (_("Free, not ideal"), State.GOOD, "circle"),
        (_("Swap"), State.PLANNED, "arrow-left-right"),
        (_("Clash: somebody would have to give way"), State.PROBLEM, "x"),
        (_("Not possible"), State.NEUTRAL, ""),
    )
