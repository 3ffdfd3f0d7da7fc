"""How satisfied a side is: five steps, one key each, or left open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import button, row

KEYS = "67890"
"""The key that chooses each step: right of those that choose the outcome."""

NAMES = ("Not at all", "Little", "Fairly", "Well", "Very")
"""What each step says, for screen readers and on hover."""


class Scores(QWidget):
    """`chosen` when somebody chose, or took it back by choosing the same again."""

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
            self.steps.append(step)
        self.setLayout(row(*self.steps, None, spacing=Space.XS))

    def value(self) -> int | None:
        """1 to 5 (best); None where nobody said."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show 1 to 5, or nothing."""
        self._value = value
        for place, step in enumerate(self.steps):
            step.setChecked(value == place + 1)

    def _clicked(self, value: int) -> None:
        self.show_value(None if value == self._value else value)
        self.chosen.emit()
