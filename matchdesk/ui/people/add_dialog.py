"""Somebody new: four fields, and whoever it might already be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QDialog, QLineEdit, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.services.places import countries
from matchdesk.ui.people.columns import both_names
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Alike, AlikeList, FormRow, Notice, button, column, grown, row
from matchdesk.ui.widgets.edit_fields import SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.people import GroupNames, ParticipantRow

_REST = 250  # ms without typing before possible duplicates are looked for
_MOST_LISTED = 3


class AddDialog(QDialog):
    """`added` carries the key and a sentence; `known` the key of somebody who is listed already."""

    added = Signal(str, str)
    known = Signal(str)

    def __init__(self, context: ScreenContext, groups: GroupNames | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add somebody"))
        self._context = context
        self.name, self.email, self.organisation = QLineEdit(), QLineEdit(), QLineEdit()
        names = [name for _key, name in groups.organisations] if groups else []
        self.organisation.setCompleter(_completer(names, self))
        self.country = SearchChoice([("", ""), *countries().items()], begun=True)
        self.country.show_value("")
        self.walk_in = QCheckBox(_("Came without registering (walk-in)"))
        self.walk_in.setChecked(True)
        self.notice = Notice(context.theme)
        self.rows = {
            "name": FormRow(_("Name"), self.name),
            "organisation": FormRow(
                _("Organisation"), self.organisation, _("A name that is not in the list is added")
            ),
            "country": FormRow(_("Country"), self.country),
            "email": FormRow(_("E-mail"), self.email),
        }
        self._alike = AlikeList(_("It is this one"))
        self._alike.chosen.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._look)
        self._build()

    def _build(self) -> None:
        self.keep = button(_("Add"), self._keep, kind="primary")
        self.keep.setDefault(True)
        self.setLayout(
            column(
                self.notice,
                *self.rows.values(),
                self.walk_in,
                self._alike,
                row(None, button(_("Back"), self.reject), self.keep),
                spacing=Space.M,
                margins=Space.XL,
            )
        )
        self.setMinimumWidth(520)
        for field in (self.name, self.email):
            field.textChanged.connect(lambda _text: self._timer.start())
        self.country.unknown.connect(self._say_unknown)
        self.name.setFocus()

    def event(self, event: QEvent) -> bool:
        """What comes up in the form (people alike, an error) pushes nothing together."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            grown(self)
        return done

    def _say_unknown(self, text: str) -> None:
        said = _("“{text}” is not in the list. Choose one of its entries.").format(text=text)
        self.rows["country"].show_error(said if text else "")

    def _look(self) -> None:
        name, email = self.name.text(), self.email.text()
        self._context.jobs.query(
            lambda: self._context.desk.people.possible_duplicates(name, email),
            self._show_alike,
            on_error=self._context.complain,
            owner=self,
        )

    def _show_alike(self, found: tuple[ParticipantRow, ...]) -> None:
        self._alike.show_people([_listed(person) for person in found[:_MOST_LISTED]])

    def _take(self, key: str) -> None:
        self.known.emit(key)
        self.reject()

    def _keep(self) -> None:
        from matchdesk.services.people import AddParticipant  # see participants.py

        for form in self.rows.values():
            form.show_error("")
        self.country.finish()
        if self.country.stray:
            self._say_unknown(self.country.stray)
            self.country.setFocus()
            return
        self.keep.setEnabled(False)
        values = {"country": self.country.currentData() or "", "email": self.email.text()}
        command = AddParticipant(
            self.name.text(), self.organisation.text(), self.walk_in.isChecked(), values
        )
        self._context.run(command, on_done=self._done, on_error=self._refused, owner=self)

    def _done(self, done: Any) -> None:
        added = done.result
        text = _("{name} is added as no. {number}.").format(
            name=" ".join(self.name.text().split()), number=added.number
        )
        self.added.emit(added.key, text)
        self.accept()

    def _refused(self, error: MatchDeskError) -> None:
        self.keep.setEnabled(True)
        field = str(error.data.get("field", ""))
        if field in self.rows:
            self.rows[field].show_error(wording.sentence(error))
            self.rows[field].field.setFocus()
        else:
            self.notice.say(wording.sentence(error))


def _listed(person: ParticipantRow) -> Alike:
    parts = (f"#{person.number}", person.organisation, person.delegation, person.email)
    details = beside(*dict.fromkeys(parts), gap=" · ")
    return Alike(person.key, person.name, both_names(person), details)


def _completer(names: list[str], parent: QWidget) -> QCompleter:
    made = QCompleter(names, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
