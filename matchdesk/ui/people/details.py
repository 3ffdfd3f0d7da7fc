"""A participant's fields, each stored as soon as it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Role
from matchdesk.core.wording import label
from matchdesk.ui.people.group_page import country_choice
from matchdesk.ui.people.subject import Subject
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, column
from matchdesk.ui.widgets.edit_fields import ChoiceBox, EditText, SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.people import GroupNames, ParticipantCard


def _roles() -> ChoiceBox:
    return ChoiceBox([(role, label(role)) for role in Role])


def _consents() -> ChoiceBox:
    return ChoiceBox([(None, _("Not asked")), (True, _("Yes")), (False, _("No"))])


FIELDS = (
    FieldSpec("name", "Name"),
    FieldSpec("native_name", "Name in own script"),
    FieldSpec("organisation_id", "Organisation", SearchChoice),
    FieldSpec("job_title", "Position", half=True),
    FieldSpec("role", "Role", _roles, half=True),
    FieldSpec("country", "Country", country_choice, half=True),
    FieldSpec("delegation_id", "Delegation", SearchChoice, half=True),
    FieldSpec("email", "E-mail", half=True),
    FieldSpec("phone", "Telephone", half=True),
    FieldSpec("languages", "Languages", hint="Codes such as en, pl, zh", half=True),
    FieldSpec("language_pairs", "Interprets between", hint="Pairs such as en-zh", half=True),
    FieldSpec("max_meetings", "Meetings at most", hint="Empty: no limit", half=True),
    FieldSpec("most_in_a_row", "Meetings in a row at most", hint="Empty: no limit", half=True),
    FieldSpec("free_slots", "Slots left free at least", hint="Empty: none wanted", half=True),
    FieldSpec(
        "attention",
        "Attention first",
        partial(EditText, lines=2),
        hint="Shown at check-in before this person is admitted",
    ),
    FieldSpec("consent_photo", "May be photographed", _consents, half=True),
    FieldSpec("consent_sharing", "Data may be shared", _consents, half=True),
)


class DetailsTab(QWidget):
    """The form, and what the import knew beside it."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject
        self.form = RecordForm(FIELDS)
        self.more = Label("", "small", 2, wrap=True, select=True)
        self.setLayout(column(self.form, self.more, spacing=Space.L))
        self.form.edited.connect(self._edited)

    def show_groups(self, groups: GroupNames) -> None:
        """Organisations and delegations to choose from."""
        self.form.set_choices("organisation_id", [(None, ""), *groups.organisations])
        self.form.set_choices("delegation_id", [(None, ""), *groups.delegations])

    def show_card(self, card: ParticipantCard) -> None:
        """Show the fields."""
        person = card.row
        self.form.show_values(
            {
                "name": person.name,
                "native_name": person.native_name,
                "organisation_id": person.organisation_key,
                "job_title": card.job_title,
                "role": person.role,
                "country": person.country,
                "delegation_id": person.delegation_key,
                "email": person.email,
                "phone": card.phone,
                "languages": ", ".join(person.languages),
                "language_pairs": ", ".join(card.language_pairs),
                "max_meetings": card.max_meetings,
                "most_in_a_row": card.most_in_a_row,
                "free_slots": card.free_slots,
                "attention": card.attention,
                "consent_photo": card.consent_photo,
                "consent_sharing": card.consent_sharing,
            }
        )
        self.more.setText("\n".join(_more(card)))
        self.more.setVisible(bool(self.more.text()))

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.people import EditParticipant, SetInterpreter  # see participants.py

        def refused(error: MatchDeskError) -> None:
            self.form.show_error(field, wording.sentence(error))

        key = self._subject.key
        command: Command = EditParticipant(key, {field: value})
        if field == "language_pairs":
            command = SetInterpreter(key, str(value))
        self._subject.context.run(command, on_error=refused, owner=self)


def _more(card: ParticipantCard) -> list[str]:
    lines = []
    if card.walk_in is not None:
        lines.append(_("Walk-in, noted at {desk}").format(desk=card.walk_in[1]))
    if card.codes:
        lines.append(_("Ticket codes: {codes}").format(codes=", ".join(card.codes)))
    lines += [f"{name}: {value}" for name, value in card.extras.items() if value]
    return lines
