"""One agreement in full, every field edited in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementType
from matchdesk.core.wording import label
from matchdesk.services.places import country_name
from matchdesk.ui.jobs import Lane
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.agreement_documents import DocumentsBox
from matchdesk.ui.outcomes.agreement_history import HistoryBox
from matchdesk.ui.outcomes.agreement_parties import PartiesBox
from matchdesk.ui.outcomes.files import ask_where
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Notice, Pill, button, clear, column, row
from matchdesk.ui.widgets.edit_fields import ChoiceBox, EditText
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.outcomes import AgreementView

_KINDS = [(kind, label(kind)) for kind in AgreementType]
_SECRET = [(False, "May be named in reports"), (True, "Confidential")]

FIELDS = (
    FieldSpec("type", "Type", lambda: ChoiceBox(_KINDS), half=True),
    FieldSpec(
        "confidential", "Reports", lambda: ChoiceBox([(v, _(t)) for v, t in _SECRET]), half=True
    ),
    FieldSpec("topic", "What it is about"),
    FieldSpec("partnership_id", "Partnership", ChoiceBox, half=True),
    FieldSpec("sectors", "Sectors", hint="With commas", half=True),
    FieldSpec("target_countries", "Target countries or region", hint="With commas"),
    FieldSpec("expected_value", "Expected value", half=True),
    FieldSpec("currency", "Currency", hint="Such as EUR", half=True),
    FieldSpec("sme_count", "SMEs concerned", half=True),
    FieldSpec("owner", "Who follows up", half=True),
    FieldSpec("next_step", "Next step"),
    FieldSpec("follow_up_on", "Follow-up due", hint="Such as 31.05.2027", half=True),
    FieldSpec("meetings", "From meetings", hint="Numbers, with commas", half=True),
    FieldSpec("note", "Note", EditText),
)


class AgreementPanel(QScrollArea):
    """`asked_meeting` carries the number of a meeting to show."""

    asked_meeting = Signal(int)

    def __init__(self, context: ScreenContext, today: Callable[[], date]) -> None:
        super().__init__()
        self._context = context
        self._shown: AgreementView | None = None
        theme = context.theme
        self.title = Label("", "large", wrap=True)
        self.pill = Pill()
        self.notice = Notice(theme)
        self.meetings = QHBoxLayout()
        self.parties, self.history = PartiesBox(theme), HistoryBox(theme, today)
        self.documents, self.form = DocumentsBox(theme), RecordForm(FIELDS)
        self.print_button = button(_("Agreement sheet …"), self._print, icon="printer", theme=theme)
        self.remove_button = button(_("Remove"), self.remove, kind="quiet", icon="trash-2",
                                    theme=theme)  # fmt: skip
        self.form.edited.connect(self._edited)
        self.parties.changed.connect(self._parties_changed)
        self.history.reached.connect(self._reached)
        self.history.removed.connect(self._step_removed)
        self.documents.attached.connect(self._attach)
        self.documents.removed.connect(self._detach)
        self.documents.saved.connect(self._save)
        self._build()

    def show_agreement(
        self,
        agreement: AgreementView,
        organisations: tuple[tuple[str, str], ...],
        partnerships: tuple[tuple[str, str], ...],
    ) -> None:
        """Show it; what is being typed into a field of the same agreement stays."""
        anew = self._shown is None or self._shown.key != agreement.key
        moved = anew or self._shown is None or self._shown.steps != agreement.steps
        self._shown = agreement
        if anew:
            self.form.begin()
            self.notice.hide()
            self.verticalScrollBar().setValue(0)
        self.title.setText(f"{label(agreement.type)} {agreement.number}")
        self.pill.show_state(label(agreement.status), words.AGREEMENT_STATES[agreement.status])
        self._show_meetings(agreement)
        self.parties.show_agreement(agreement, organisations)
        self.history.show_agreement(agreement, anew=moved)
        self.documents.show_agreement(agreement)
        self.form.set_choices("partnership_id", [(None, "–"), *partnerships])
        self.form.show_values(_values(agreement))

    def remove(self) -> None:
        """Remove the agreement; undo brings it back."""
        from matchdesk.services.outcomes import RemoveAgreement  # see `_run`

        if (shown := self._shown) is not None:
            text = _("Agreement {n} removed").format(n=shown.number)
            self._run(RemoveAgreement(shown.key), text)

    # --- inside

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.outcomes import EditAgreement  # see `_run`

        if self._shown is None:
            return
        command = EditAgreement(self._shown.key, {field: value})
        if field == "meetings":
            numbers = str(value).replace("#", " ").replace(";", " ").replace(",", " ").split()
            command = EditAgreement(self._shown.key, meetings=tuple(numbers))
        self._context.run(
            command,
            on_done=lambda _done: self.form.show_error(field, ""),
            on_error=lambda error: self.form.show_error(field, wording.sentence(error)),
            owner=self.form,
        )

    def _parties_changed(self, parties: Any) -> None:
        from matchdesk.services.outcomes import EditAgreement  # see `_run`

        if self._shown is not None:
            self._run(EditAgreement(self._shown.key, parties=parties))

    def _reached(self, status: Any, day: date, note: str) -> None:
        from matchdesk.services.outcomes import UpdateAgreementStatus  # see `_run`

        if (shown := self._shown) is not None:
            command = UpdateAgreementStatus(shown.key, status, on=day, step_note=note)
            self._run(command, _("Agreement {n} stored").format(n=shown.number))

    def _step_removed(self, key: str) -> None:
        from matchdesk.services.outcomes import RemoveAgreementStep  # see `_run`

        self._run(RemoveAgreementStep(key))

    def _attach(self, path: Any) -> None:
        from matchdesk.services.outcomes import AttachDocument  # see `_run`

        if self._shown is not None:
            text = _("“{name}” is attached").format(name=path.name)
            self._run(AttachDocument(self._shown.key, path), text)

    def _detach(self, key: str) -> None:
        from matchdesk.services.outcomes import DetachDocument  # see `_run`

        self._run(DetachDocument(key), _("The document is taken off"))

    def _save(self, key: str, path: Any) -> None:
        desk = self._context.desk
        text = _("Saved {files}").format(files=path.name)
        self._context.do(
            lambda _progress: desk.outcomes.save_document(key, path),
            on_done=lambda _path: self._context.notify(text, state=State.GOOD),
            on_error=self._refused,
            owner=self,
        )

    def _print(self) -> None:
        if (shown := self._shown) is not None:
            name = f"agreement-{shown.number}.pdf"
            ask_where(self, _("Agreement sheet"), name, {"pdf": _("PDF")}, self.write_sheet)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet with signature boxes, in the parties' two languages."""
        if (shown := self._shown) is None:
            return
        desk, text = self._context.desk, _("Saved {files}").format(files=path.name)
        self._context.do(
            lambda progress: desk.run(desk.outcomes.write_sheet(shown.key, path), progress),
            title=_("Agreement sheet"),
            lane=Lane.FILES,
            on_done=lambda _done: self._context.notify(text, state=State.GOOD),
            on_error=self._refused,
            owner=self,
        )

    def _run(self, command: Command, said: str = "") -> None:
        """Commands are imported where they are used: they load the database floor."""

        def done(_done: object) -> None:
            self.notice.hide()
            if said:
                self._context.notify(said, undoable=True, state=State.GOOD)

        self._context.run(command, on_done=done, on_error=self._refused, owner=self)

    def _refused(self, error: MatchDeskError) -> None:
        self.notice.say(wording.sentence(error), State.PROBLEM)
        self.ensureWidgetVisible(self.notice)

    def _show_meetings(self, agreement: AgreementView) -> None:
        clear(self.meetings)
        for number in agreement.meetings:
            text = _("From meeting {n}").format(n=number)
            ask = button(text, partial(self.asked_meeting.emit, number), kind="link")
            self.meetings.addWidget(ask)
        self.meetings.addStretch(1)

    def _build(self) -> None:
        head = row(self.title, self.pill)
        head.setStretch(0, 1)
        inside = QWidget()
        inside.setLayout(
            column(
                head,
                self.meetings,
                self.notice,
                self.parties,
                self.history,
                self.form,
                self.documents,
                row(self.print_button, None, self.remove_button),
                None,
                spacing=Space.L,
                margins=(Space.L, 0, Space.M, Space.M),
            )
        )
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)


def _values(agreement: AgreementView) -> dict[str, Any]:
    value = agreement.expected_value
    due = agreement.follow_up_on
    return {
        "type": agreement.type,
        "confidential": agreement.confidential,
        "topic": agreement.topic,
        "partnership_id": agreement.partnership_key,
        "sectors": ", ".join(agreement.sectors),
        "target_countries": ", ".join(map(country_name, agreement.target_countries)),
        "expected_value": "" if value is None else f"{value:,}".replace(",", " "),
        "currency": agreement.currency,
        "sme_count": agreement.sme_count,
        "owner": agreement.owner,
        "next_step": agreement.next_step,
        "follow_up_on": f"{due:%d.%m.%Y}" if due else "",
        "meetings": ", ".join(map(str, agreement.meetings)),
        "note": agreement.note,
    }
