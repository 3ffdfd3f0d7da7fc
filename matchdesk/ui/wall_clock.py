"""The slot clock on the big screen: how long the running slot lasts, in figures a hall can read."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from matchdesk.core.clock import Clock
from matchdesk.core.i18n import _
from matchdesk.ui.slot_clock import SlotTime
from matchdesk.ui.theme import font
from matchdesk.ui.tokens import DARK
from matchdesk.ui.wall_face import Face, face

_TICK = 250  # milliseconds: a second is never seen to last two
_SMALLEST = 480, 270
_FIRST_SIZE = 960, 540
_MARGIN = 0.05  # of the window's height
_FILL = 0.78  # of a line's height: the type size whose letters, with their tails, stay inside it
_ONE_LINE = Qt.TextFlag.TextSingleLine


class WallClock(QWidget):
    """A window of its own, for a projector or a second screen. GUI thread.

    It never takes the keyboard: badges scanned and keys typed while it is there reach the desk. It
    is dark in either theme, as a projected page is in a dim hall. A double click fills the screen
    or leaves it. Its parent's end is the end of it; `gone` tells that somebody has closed it.
    """

    gone = Signal()

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(_("Slot clock"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self._clock = clock
        self._name = ""
        self._slots: tuple[SlotTime, ...] = ()
        self._zone: ZoneInfo | None = None
        self.face: Face | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self.show_time)

    def show_event(self, name: str, slots: tuple[SlotTime, ...], zone: ZoneInfo) -> None:
        """Show this event; again whenever its name or its slots change."""
        self._name, self._slots, self._zone = name, slots, zone
        self.show_time()
        self._tick.start()

    def show_time(self) -> None:
        """Read the clock."""
        if self._zone is None:
            return
        now = face(self._slots, self._zone, self._clock.now())
        if now != self.face:
            self.face = now
            self.setAccessibleName(" ".join(filter(None, (now.title, now.left, now.caption))))
            self.update()

    def appear(self, home: QScreen | None, screens: list[QScreen]) -> None:
        """Fill another screen than `home`, where there is one; else be a window to be moved."""
        other = next((screen for screen in screens if screen is not home), None)
        if other is not None:
            self.setGeometry(other.geometry())
            self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the screen it is on, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is left running."""
        self._tick.stop()
        self.gone.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name and time of day above, the figures in the middle, what comes next below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.surface0))
        if self.face is not None:
            self._draw(painter, self.face)
        painter.end()

    def _draw(self, painter: QPainter, now: Face) -> None:
        high, wide = float(self.height()), float(self.width())
        edge = high * _MARGIN

        def line(top: float, share: float) -> QRectF:
            return QRectF(edge, high * top, wide - 2 * edge, high * share)

        signal = DARK.attention.line if now.last_call else DARK.accent
        head = line(0.04, 0.08)
        taken = _fitted(now.clock, head).width + edge
        _write(painter, head, now.clock, DARK.text2, Qt.AlignmentFlag.AlignRight)
        name = head.adjusted(0, 0, -taken, 0)
        _write(painter, name, self._name, DARK.text2, Qt.AlignmentFlag.AlignLeft)
        # Without anything below them the figures stand in the middle.
        down = 0.0 if now.caption else 0.09
        _write(painter, line(0.17 + down if now.left else 0.42, 0.13), now.title, DARK.text1)
        figures = DARK.attention.line if now.last_call else DARK.text1
        _write(painter, line(0.29 + down, 0.40), now.left, figures, weight=600)
        _write(painter, line(0.68, 0.09), now.caption, signal if now.last_call else DARK.text2)
        if now.share is not None:
            whole = line(0.81, 0.02)
            painter.fillRect(whole, DARK.surface3)
            whole.setWidth(whole.width() * now.share)
            painter.fillRect(whole, signal)
        _write(painter, line(0.86, 0.09), now.then, DARK.text2)


class Wall(QObject):
    """Whether the slot clock is on the wall, and what it shows. GUI thread; `home` is its desk."""

    def __init__(self, clock: Clock, home: QWidget) -> None:
        super().__init__(home)
        self._clock, self._home = clock, home
        self._event: tuple[str, tuple[SlotTime, ...], ZoneInfo] | None = None
        self.window: WallClock | None = None

    def show_event(self, name: str, slots: tuple[SlotTime, ...], zone: ZoneInfo) -> None:
        """Show this event from now on."""
        self._event = name, slots, zone
        if self.window is not None:
            self.window.show_event(*self._event)

    def switch(self) -> None:
        """Show the clock on another screen or in a window of its own, or close it again."""
        if self.window is not None:
            self.close()
        elif self._event is not None:
            self.window = WallClock(self._clock, self._home)
            self.window.gone.connect(self._gone)
            self.window.show_event(*self._event)
            self.window.appear(self._home.screen(), QGuiApplication.screens())

    def close(self) -> None:
        """Take it off the wall."""
        if self.window is not None:
            self.window.close()

    def _gone(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None


class _Fitted(NamedTuple):
    size: int
    text: str
    width: float


def _fitted(text: str, room: QRectF, weight: int = QFont.Weight.Normal) -> _Fitted:
    """The largest type that is as high as `room` and no wider, down to half of that; then dots."""
    size = round(room.height() * _FILL)
    width = QFontMetricsF(font(size, weight=weight)).horizontalAdvance(text)
    if width > room.width():
        size = int(size * max(0.5, room.width() / width))
    metrics = QFontMetricsF(font(size, weight=weight))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    return _Fitted(size, shown, metrics.horizontalAdvance(shown))


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    *,
    weight: int = QFont.Weight.Normal,
) -> None:
    fitted = _fitted(text, room, weight)
    painter.setFont(font(fitted.size, weight=weight))
    painter.setPen(QColor(colour))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | _ONE_LINE, fitted.text)
