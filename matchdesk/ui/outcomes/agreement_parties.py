"""The parties of an agreement: who signs for each, taken in and out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.outcomes.files import held
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import ElidedLabel, Label, button, clear, column, row
from matchdesk.ui.widgets.edit_fields import EditLine, SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView

    Parties = tuple[tuple[str, ...], ...]


class PartiesBox(QWidget):
    """`changed` carries all parties as (organisation key, signatory, job title)."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parties: Parties = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        self.names: dict[tuple[str, int], EditLine] = {}
        self.join = SearchChoice()
        self.join.setAccessibleName(_("Add a party"))
        if (line := self.join.lineEdit()) is not None:
            line.setPlaceholderText(_("Add a party: type the organisation’s name"))
        self.join.edited.connect(self._join)
        title = Label(_("Parties and who signs"), "label", 2)
        self.setLayout(column(title, self._lines, self.join, spacing=Space.S))

    def show_agreement(
        self, agreement: AgreementView, organisations: tuple[tuple[str, str], ...]
    ) -> None:
        """Show its parties; what is being typed into a field stays."""
        parties = tuple((s.organisation_key, s.name, s.job_title) for s in agreement.signatories)
        known = {party[0] for party in parties}
        if [p[0] for p in parties] != [p[0] for p in self._parties]:
            self._build(agreement)
        self._parties = parties
        for key, *texts in parties:
            for place, text in enumerate(texts):
                self.names[key, place].show_value(text)
        self.join.set_choices(
            [(None, ""), *((key, name) for key, name in organisations if key not in known)]
        )
        self.join.show_value(None)

    def _build(self, agreement: AgreementView) -> None:
        clear(self._lines)
        self.names = {}
        for party in agreement.signatories:
            name = " · ".join(part for part in (party.organisation, party.country) if part)
            leave = button(
                "",
                partial(self._leave, party.organisation_key),
                kind="tiny",
                icon="x",
                theme=self._theme,
                tip=_("{name} is no party").format(name=party.organisation),
            )
            leave.setEnabled(len(agreement.signatories) > 2)
            head = row(ElidedLabel(name, "strong"), leave)
            head.setStretch(0, 1)
            signs, title = EditLine(_("Signatory")), EditLine(_("Position"))
            for place, field in enumerate((signs, title)):
                field.setAccessibleName(f"{field.placeholderText()}: {party.organisation}")
                field.edited.connect(partial(self._typed, party.organisation_key, place))
                self.names[party.organisation_key, place] = field
            lines = column(head, row(signs, title), spacing=Space.XS)
            self._lines.addWidget(held(lines))

    def _typed(self, key: str, place: int, text: object) -> None:
        parties = [list(party) for party in self._parties]
        for party in parties:
            if party[0] == key:
                party[place + 1] = str(text)
        self._tell(tuple(tuple(party) for party in parties))

    def _join(self, key: str | None) -> None:
        if key:
            self._tell((*self._parties, (key, "", "")))

    def _leave(self, key: str) -> None:
        self._tell(tuple(party for party in self._parties if party[0] != key))

    def _tell(self, parties: Parties) -> None:
        self.changed.emit(parties)
