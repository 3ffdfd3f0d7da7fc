"""People who are listed already and might be whoever is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets.basics import ElidedLabel, Label, button, clear, column, row


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody listed: the names as shown, and in `details` what tells them from others."""

    key: str
    name: str
    shown: str
    details: str


class AlikeList(QWidget):
    """Takes no room while there is nobody. `chosen` carries a key; `word` is on each button."""

    chosen = Signal(str)

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.S)
        self.hide()

    def show_people(self, people: Sequence[Alike]) -> None:
        """Offer these."""
        clear(self._box)
        if people:
            self._box.addWidget(Label(_("Is it one of these?"), "label", 2))
        for person in people:
            self._box.addWidget(self._line(person))
        self.setVisible(bool(people))

    def _line(self, person: Alike) -> QWidget:
        take = button(self._word, partial(self.chosen.emit, person.key))
        take.setAccessibleName(f"{self._word}: {person.name}")
        words = column(
            ElidedLabel(person.shown, "strong"), ElidedLabel(person.details, "small", 2), spacing=0
        )
        line = row(words, take, spacing=Space.M)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder
