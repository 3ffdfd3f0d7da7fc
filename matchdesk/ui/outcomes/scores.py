"""How satisfied a side is: five steps, one key each, or left open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import button, row

KEYS = "67890"
"""The key that chooses each step: right of those that choose the outcome."""

NAMES = ("Not at all", "Little", "Fairly", "Well", "Very")
"""What each step says, for screen readers and on hover."""


_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Scores(QWidget):
    """`chosen` when somebody chose, or took it back by choosing the same again.

    Tab stops at it once, at what is chosen; arrows go from step to step.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value: int | None = None
        self.steps: list[QPushButton] = []
        for place, key in enumerate(KEYS):
            step = button(f"{place + 1}", kind="chip")
            step.setCheckable(True)
            step.setToolTip(_("{name}  ({key})").format(name=_(NAMES[place]), key=key))
            step.setAccessibleName(_("Satisfaction: {name}").format(name=_(NAMES[place])))
            step.clicked.connect(lambda _on=False, value=place + 1: self._clicked(value))
            step.installEventFilter(self)
            self.steps.append(step)
        self.setLayout(row(*self.steps, None, spacing=Space.XS))
        self._stop_at(0)

    def value(self) -> int | None:
        """1 to 5 (best); None where nobody said."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show 1 to 5, or nothing."""
        self._value = value
        for place, step in enumerate(self.steps):
            step.setChecked(value == place + 1)
        self._stop_at(value - 1 if value else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the focus, not Tab."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = _ARROWS.get(Qt.Key(event.key()))
            if by is not None and watched in self.steps:
                place = (self.steps.index(watched) + by) % len(self.steps)
                self._stop_at(place)
                self.steps[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _stop_at(self, place: int) -> None:
        for other, step in enumerate(self.steps):
            policy = Qt.FocusPolicy.StrongFocus if other == place else Qt.FocusPolicy.ClickFocus
            step.setFocusPolicy(policy)

    def _clicked(self, value: int) -> None:
        self.show_value(None if value == self._value else value)
        self.chosen.emit()
