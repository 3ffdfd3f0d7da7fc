"""What a participant offers and needs, one line each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.people.subject import Subject
from matchdesk.ui.widgets import column
from matchdesk.ui.widgets.edit_fields import EditText
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.people import ParticipantCard

FIELDS = (
    FieldSpec("summary", "In short", partial(EditText, lines=3)),
    FieldSpec("offers", "Offers", partial(EditText, lines=6), "One a line; Ctrl+Enter stores"),
    FieldSpec("needs", "Needs", partial(EditText, lines=6), "One a line; Ctrl+Enter stores"),
)


class ProfileTab(QWidget):
    """Stored when a field is left; recommendations follow by themselves."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject
        self.form = RecordForm(FIELDS)
        self.setLayout(column(self.form))
        self.form.edited.connect(self._edited)
        self.setAccessibleName(_("Profile"))

    def show_card(self, card: ParticipantCard) -> None:
        """Show the profile."""
        self.form.show_values(
            {
                "summary": card.summary,
                "offers": "\n".join(card.offers),
                "needs": "\n".join(card.needs),
            }
        )

    def _edited(self, _field: str, _value: object) -> None:
        from matchdesk.services.people import SetProfile  # see participants.py

        texts = {name: self.form.editor(name).toPlainText() for name in ("offers", "needs")}
        command = SetProfile(
            self._subject.key,
            offers=tuple(texts["offers"].splitlines()),
            needs=tuple(texts["needs"].splitlines()),
            summary=self.form.editor("summary").toPlainText(),
        )
        self._subject.context.run(command, owner=self)
