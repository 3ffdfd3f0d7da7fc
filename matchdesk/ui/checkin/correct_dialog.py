"""A wrong name corrected, and the badge printed again, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.checkin.dialogs import DeskDialog, changed
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, button
from matchdesk.ui.widgets.edit_fields import ChoiceBox, SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.people import GroupNames, ParticipantCard

_LINES = (
    ("name", "Name"),
    ("native_name", "Name in own script"),
    ("job_title", "Position"),
    ("email", "E-mail"),
    ("phone", "Telephone"),
)


_GRID = (
    ("name",),
    ("native_name", "job_title"),
    ("organisation_id",),
    ("email", "phone"),
    ("consent_photo", "consent_sharing"),
    ("attention",),
)
"""What stands beside each other; long names have the whole width."""


class CorrectDialog(DeskDialog):
    """`corrected` carries the participant's key and whether the badge is to be printed again."""

    corrected = Signal(str, bool)

    def __init__(
        self,
        context: ScreenContext,
        card: ParticipantCard,
        groups: GroupNames,
        parent: QWidget,
        *,
        printing: bool,
        field: str = "name",
    ) -> None:
        super().__init__(context, _("Correct {name}").format(name=card.row.name), parent)
        self._key = card.row.key
        self._before: dict[str, object] = _values(card)
        self._print = False
        self.lines = {name: QLineEdit(str(self._before[name])) for name, _label in _LINES}
        for line in self.lines.values():
            line.setCursorPosition(0)  # of a long text the beginning is shown
        self.organisation = SearchChoice([(None, ""), *groups.organisations])
        self.organisation.show_value(card.row.organisation_key)
        self.attention = QPlainTextEdit(card.attention)
        self.attention.setTabChangesFocus(True)
        self.attention.setFixedHeight(64)
        self.photo = _consent(card.consent_photo)
        self.sharing = _consent(card.consent_sharing)
        self._build(printing)
        widgets: dict[str, QWidget] = {**self.lines, "attention": self.attention}
        widgets[field].setFocus()
        if isinstance(chosen := widgets[field], QLineEdit):
            chosen.selectAll()

    def _build(self, printing: bool) -> None:
        fields: dict[str, tuple[str, QWidget]] = {
            name: (_(text), self.lines[name]) for name, text in _LINES
        }
        fields["organisation_id"] = (_("Organisation"), self.organisation)
        fields["attention"] = (_("Attention first"), self.attention)
        fields["consent_photo"] = (_("May be photographed"), self.photo)
        fields["consent_sharing"] = (_("Data may be shared"), self.sharing)
        self.rows = {name: FormRow(text, field) for name, (text, field) in fields.items()}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        for line, names in enumerate(_GRID):
            for place, name in enumerate(names):
                grid.addWidget(self.rows[name], line, place, 1, 3 - len(names))
        self.save = button(_("Save"), lambda: self._store(False))
        self.save_print = button(
            _("Save and print the badge again"), lambda: self._store(True), kind="primary"
        )
        self.save_print.setVisible(printing)
        buttons = (self.save, self.save_print) if printing else (self.save_print, self.save)
        text = _("What is changed here is stored at once, for every desk, and can be undone.")
        self.lay_out(text, (grid,), *buttons)
        self.setMinimumWidth(680)

    def _store(self, reprint: bool) -> None:
        from matchdesk.services.people import EditParticipant  # loads the database floor

        self._print = reprint
        self.organisation.finish()
        if self.stray():
            return
        values = changed(self._before, self._now())
        if not values:
            self._done()
            return
        self.waiting(True)
        self.context.run(
            EditParticipant(self._key, values),
            on_done=lambda _done: self._done(),
            on_error=self.refused,
            owner=self,
        )

    def _now(self) -> dict[str, Any]:
        now: dict[str, Any] = {name: " ".join(f.text().split()) for name, f in self.lines.items()}
        now["organisation_id"] = self.organisation.currentData()
        now["attention"] = self.attention.toPlainText().strip()
        now["consent_photo"] = self.photo.currentData()
        now["consent_sharing"] = self.sharing.currentData()
        return now

    def _done(self) -> None:
        self.corrected.emit(self._key, self._print)
        self.accept()


def _values(card: ParticipantCard) -> dict[str, object]:
    return {
        "name": card.row.name,
        "native_name": card.row.native_name,
        "job_title": card.job_title,
        "email": card.row.email,
        "phone": card.phone,
        "organisation_id": card.row.organisation_key,
        "attention": card.attention,
        "consent_photo": card.consent_photo,
        "consent_sharing": card.consent_sharing,
    }


def _consent(value: bool | None) -> ChoiceBox:
    made = ChoiceBox([(None, _("Not asked")), (True, _("Yes")), (False, _("No"))])
    made.show_value(value)
    return made
