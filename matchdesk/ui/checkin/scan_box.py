"""The box into which scanners and hands type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from matchdesk.ui.theme import Size, Theme, font
from matchdesk.ui.widgets import SearchBox

_REST = 60
"""Milliseconds of rest after which typing is looked up; a scanner is quicker and never waits."""

_HEIGHT = 48
"""Pixels from edge to edge."""

_EDGES = 12
"""What border and padding take of it; the style sheet's heights count without them."""


class ScanBox(SearchBox):
    """Says `entered` on Enter, `stepped` (+1 down, -1 up) on the arrows, `left` on Escape."""

    entered = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__(theme, hint, rest=_REST)
        self.setFont(font(Size.TITLE))
        inside = _HEIGHT - _EDGES
        # A height set on the widget would lose against the theme's own `min-height`.
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {Size.TITLE}px;"
            f" min-height: {inside}px; max-height: {inside}px; }}"
        )
        self.returnPressed.disconnect()
        self.returnPressed.connect(self._entered)

    def empty(self) -> None:
        """Forget what was typed, so that Ctrl+Z means the last check-in and not the text."""
        self.setText("")
        self._timer.stop()

    def name_begun(self) -> str:
        """What stands here, if it could be the beginning of a name."""
        text = self.text().strip()
        return text if text and not any(letter.isdigit() for letter in text) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through what was found; Escape leaves it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.empty()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        self._timer.stop()
        self.entered.emit(self.text().strip())
