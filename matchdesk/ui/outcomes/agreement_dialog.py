"""A new agreement, also one that no meeting led to; says if it looks recorded already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import desk as desk_words
from matchdesk.core.wording import label
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import DateBox, FormRow, Label, Notice, button, column, grown, row
from matchdesk.ui.widgets.edit_fields import ChoiceBox, SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView


class AgreementDialog(QDialog):
    """`recorded` carries the new agreement's key."""

    recorded = Signal(str)

    def __init__(
        self,
        context: ScreenContext,
        organisations: tuple[tuple[str, str], ...],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New agreement"))
        self._context = context
        self._anyway = False
        choices = [(None, ""), *organisations]
        self.parties = [SearchChoice(choices) for _place in range(3)]
        self.type = ChoiceBox([(kind, label(kind)) for kind in AgreementType])
        self.type.show_value(AgreementType.LETTER_OF_INTENT)
        self.status = ChoiceBox([(status, label(status)) for status in AgreementStatus])
        self.status.show_value(AgreementStatus.INITIATED)
        self.day = DateBox(today)
        self.topic = QComboBox()
        self.topic.setEditable(True)
        self.topic.addItems([_(topic) for topic in desk_words.TOPICS])
        self.topic.setEditText("")
        self.confidential = QCheckBox(_("Confidential: counted, but not named in reports"))
        self.notice = Notice(context.theme)
        self.keep = button(_("Record"), self._keep, kind="primary")
        self.keep.setDefault(True)
        self._build()

    def _build(self) -> None:
        names = (_("First party"), _("Second party"), _("Third party (optional)"))
        self.rows = [FormRow(name, box) for name, box in zip(names, self.parties, strict=True)]
        kind = row(FormRow(_("Type"), self.type), FormRow(_("Status"), self.status))
        back = button(_("Back"), self.reject)
        self.setLayout(
            column(
                Label(_("New agreement"), "title"),
                *self.rows,
                kind,
                row(FormRow(_("Reached on"), self.day), None),
                FormRow(_("What it is about"), self.topic),
                self.confidential,
                self.notice,
                row(None, back, self.keep),
                spacing=Space.M,
                margins=Space.XL,
            )
        )
        self.setMinimumWidth(520)
        for place, box in enumerate(self.parties):
            box.edited.connect(lambda key, place=place: self._chosen(place, key))
            box.unknown.connect(lambda text, place=place: self._unknown(place, text))
        self.parties[0].setFocus()

    def _chosen(self, place: int, key: str | None) -> None:
        self.rows[place].show_error("")
        self.parties[place].show_value(key)
        self._anyway = False
        self.keep.setText(_("Record"))
        chosen = self._keys()
        if len(chosen) < 2:
            return
        desk = self._context.desk
        self._context.jobs.query(
            lambda: desk.outcomes.similar(chosen),
            self._show_similar,
            on_error=self._context.complain,
            owner=self,
        )

    def event(self, event: QEvent) -> bool:
        """What is said at a field or below them all has its own room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            grown(self)
        return done

    def _unknown(self, place: int, text: str) -> None:
        box, wanted = self.parties[place], fold(text)
        part = any(wanted in fold(box.itemText(one)) for one in range(box.count()))
        sentence = (
            _("“{text}” is only a part of a name. Choose the organisation from the list.")
            if part
            else _("“{text}” is not in the list. Add the organisation under People first.")
        )
        self.rows[place].show_error(sentence.format(text=text) if text else "")

    def _stray(self) -> bool:
        """Whether a party is none of the list; it has said so, and is gone to."""
        for box in self.parties:
            box.finish()
        stray = next((box for box in self.parties if box.stray), None)
        if stray is not None:
            stray.setFocus()
        return stray is not None

    def _keys(self) -> tuple[str, ...]:
        return tuple(key for box in self.parties if (key := box.currentData()))

    def _show_similar(self, found: tuple[AgreementView, ...]) -> None:
        self.notice.hide()
        if found:
            known = found[0]
            text = _("They have agreement no. {n} already: {type}, {status}. Is this another one?")
            said = text.format(n=known.number, type=label(known.type), status=label(known.status))
            self.notice.say(said, State.ATTENTION)

    def _keep(self) -> None:
        from matchdesk.services.outcomes import RecordAgreement  # see form.py

        if self._stray():
            return
        self.keep.setEnabled(False)
        command = RecordAgreement(
            AgreementType(self.type.currentData()),
            AgreementStatus(self.status.currentData()),
            self.topic.currentText(),
            parties=self._keys(),
            confidential=self.confidential.isChecked(),
            on=self.day.value(),
            anyway=self._anyway,
        )
        self._context.run(command, on_done=self._done, on_error=self._refused, owner=self)

    def _done(self, done: Any) -> None:
        self.recorded.emit(done.result.key)
        text = _("Agreement {n} recorded").format(n=done.result.number)
        self._context.notify(text, undoable=True, state=State.GOOD)
        self.accept()

    def _refused(self, error: MatchDeskError) -> None:
        self.keep.setEnabled(True)
        self.notice.say(wording.sentence(error), State.PROBLEM)
        if error.code == "agreement_known":
            self._anyway = True
            self.keep.setText(_("Record anyway"))
