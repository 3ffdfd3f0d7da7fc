"""What colours and shapes mean, in one quiet line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
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
    """Swatches with words; another set while a meeting is held."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_held(held=False)

    def show_held(self, *, held: bool) -> None:
        """Explain tiles, or what the shades mean while something is held."""
        self._entries = _held() if held else _tiles()
        self.setAccessibleName(_("Legend") + ": " + ", ".join(entry[0] for entry in self._entries))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """All entries in a line."""
        metrics = QFontMetrics(font(Size.SMALL))
        words = sum(metrics.horizontalAdvance(entry[0]) for entry in self._entries)
        each = int(_SWATCH) + Space.XS + Space.M
        return QSize(words + each * len(self._entries), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatch, words, swatch, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(Size.SMALL)
        painter.setFont(face)
        metrics = QFontMetrics(face)
        left = 0.0
        for words, state, icon in self._entries:
            box = QRectF(left + 0.5, (_HEIGHT - _SWATCH) / 2 + 0.5, _SWATCH - 1, _SWATCH - 1)
            self._swatch(painter, box, state, icon)
            left += _SWATCH + Space.XS
            width = metrics.horizontalAdvance(words)
            painter.setPen(self._theme.colour("text2"))
            spot = QRectF(left, 0, width + 2, _HEIGHT)
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), words)
            left += width + Space.M
        painter.end()

    def _swatch(self, painter: QPainter, box: QRectF, state: State | None, icon: str) -> None:
        colour = self._theme.colour("text2")
        if state is not None:
            colours = self._theme.tokens.state(state)
            colour = QColor(colours.text)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.fill))
            painter.drawRoundedRect(box, 3, 3)
        if icon:
            icons.draw(painter, icon, box.adjusted(2, 2, -2, -2), colour)


def _tiles() -> tuple[Entry, ...]:
    shown = (
        MeetingStatus.PLANNED,
        MeetingStatus.IN_PROGRESS,
        MeetingStatus.HELD,
        MeetingStatus.NO_SHOW,
    )
    states = tuple((label(status), *STATES[status]) for status in shown)
    return (
        *states,
        (_("Someone missing"), State.ATTENTION, "hourglass"),
        (_("Clash"), State.PROBLEM, "triangle-alert"),
        (_("Locked"), None, "lock"),
    )


def _held() -> tuple[Entry, ...]:
    return (
        (_("Free: the stronger the better"), State.GOOD, "check"),
        (_("Free, not ideal"), State.GOOD, "circle"),
        (_("Swap"), State.PLANNED, "arrow-left-right"),
        (_("Clash: somebody would have to give way"), State.PROBLEM, "x"),
        (_("Not possible"), State.NEUTRAL, ""),
    )
