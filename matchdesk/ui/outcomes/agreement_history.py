"""How far an agreement has come: its dated history, and the next line of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.core.wording import label
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.files import held
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import (
    DateBox,
    ElidedLabel,
    Label,
    Pill,
    TextLine,
    button,
    clear,
    column,
    row,
)
from matchdesk.ui.widgets.edit_fields import ChoiceBox

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView


class HistoryBox(QWidget):
    """`reached` carries (status, day, note); `removed` the key of a line."""

    reached = Signal(object, object, str)
    removed = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        self.status = ChoiceBox([(status, label(status)) for status in AgreementStatus])
        self.status.setAccessibleName(_("Status"))
        self.day = DateBox(today())
        self.day.setAccessibleName(_("Reached on"))
        self.note = TextLine()
        self.note.setPlaceholderText(_("Where, how (optional)"))
        self.note.setAccessibleName(_("Note on this status"))
        self.add = button(_("Add"), self._add, icon="plus", theme=theme)
        line = row(self.status, self.day, spacing=Space.S)
        line.setStretch(0, 1)
        below = row(self.note, self.add, spacing=Space.S)
        below.setStretch(0, 1)
        title = Label(_("Status and history"), "label", 2)
        self.setLayout(column(title, self._lines, line, below, spacing=Space.S))

    def show_agreement(self, agreement: AgreementView, *, anew: bool) -> None:
        """Show the lines; with `anew` the fields of the next one are set back."""
        clear(self._lines)
        for step in agreement.steps:
            pill = Pill(label(step.status), words.AGREEMENT_STATES[step.status])
            day = Label(f"{step.reached_on:%d.%m.%Y}", "body")
            leave = button(
                "",
                partial(self.removed.emit, step.key),
                kind="tiny",
                icon="x",
                theme=self._theme,
                tip=_("Take this line out of the history"),
            )
            leave.setEnabled(bool(step.key) and len(agreement.steps) > 1)
            note = ElidedLabel(step.note, "body", 2)
            line = row(day, pill, note, leave, spacing=Space.S)
            line.setStretch(2, 1)
            self._lines.addWidget(held(line))
        if anew:
            following = list(AgreementStatus)
            place = min(following.index(agreement.status) + 1, len(following) - 1)
            self.status.show_value(following[place])
            self.day.show_value(self._today())
            self.note.clear()

    def _add(self) -> None:
        self.reached.emit(
            AgreementStatus(self.status.currentData()), self.day.value(), self.note.text()
        )
