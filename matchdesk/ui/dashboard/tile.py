"""A figure that leads to the screen where it is dealt with."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Figure

_LEADS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Tile(Figure):
    """`pressed` by mouse, Enter or Space; `part` of 0 to 1 is drawn as a bar."""

    pressed = Signal()

    def __init__(self, theme: Theme, name: str, tip: str) -> None:
        self._theme = theme
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        super().__init__(name)
        self.box.insertWidget(1, self.bar)
        self.box.insertSpacing(1, Space.XS)
        self.box.addStretch(1)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_part(self, done: int, total: int, note: str = "", state: State | None = None) -> None:
        """Show “done of total” with a bar; an empty total shows none."""
        text = _("{done} of {total}").format(done=done, total=total)
        self.show_value(text, note, state)
        self.bar.setVisible(total > 0)
        self.bar.setValue(1000 * done // total if total else 0)

    def show_count(self, number: int, note: str = "", state: State | None = None) -> None:
        """Show a number without a whole."""
        self.show_value(str(number), note, state)
        self.bar.hide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead on."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on."""
        if Qt.Key(event.key()) in _LEADS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and a frame while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, Space.CORNER, Space.CORNER)
            painter.end()
