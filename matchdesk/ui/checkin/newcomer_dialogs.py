"""Somebody nobody expected: a walk-in, or a colleague who comes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.ui.checkin.dialogs import DeskDialog
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.widgets import Alike, AlikeList, FormRow, button
from matchdesk.ui.widgets.edit_fields import SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.checkin import PersonView
    from matchdesk.services.people import GroupNames, ParticipantRow

_REST = 200
"""Milliseconds without typing before it is looked for whom this could be."""

_MOST_LISTED = 4


class _Alike(AlikeList):
    """Looks for them once the typing rests."""

    def __init__(self, context: ScreenContext, word: str) -> None:
        super().__init__(word)
        self._context, self._left_out = context, ""
        self._ask: tuple[str, str] = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._look)

    def leave_out(self, key: str) -> None:
        """Never offer this person."""
        self._left_out = key

    def follow(self, name: str, email: str) -> None:
        """Somebody types; look once they rest."""
        self._ask = (name, email)
        self._timer.start()

    def _look(self) -> None:
        name, email = self._ask
        self._context.jobs.query(
            lambda: self._context.desk.people.possible_duplicates(name, email),
            self._show,
            on_error=self._context.complain,
            owner=self,
        )

    def _show(self, found: tuple[ParticipantRow, ...]) -> None:
        people = [person for person in found if person.key != self._left_out][:_MOST_LISTED]
        self.show_people([_alike(person) for person in people])


def _alike(person: ParticipantRow) -> Alike:
    parts = (f"#{person.number}", person.organisation, person.delegation, person.email)
    details = beside(*dict.fromkeys(parts), gap=" · ")
    return Alike(person.key, person.name, beside(person.native_name, person.name), details)


class WalkInDialog(DeskDialog):
    """Four fields. `added` carries the new participant's key, `known` that of somebody listed."""

    added = Signal(str)
    known = Signal(str)

    def __init__(
        self, context: ScreenContext, groups: GroupNames, parent: QWidget, typed: str = ""
    ) -> None:
        super().__init__(context, _("Somebody who is not registered"), parent)
        # Imported here: country names load the Unicode tables, off the path to the window.
        from matchdesk.services.places import countries

        self.name, self.email, self.organisation = QLineEdit(typed), QLineEdit(), QLineEdit()
        self.organisation.setCompleter(_completer([n for _k, n in groups.organisations], self))
        self.country = SearchChoice([("", ""), *countries().items()], begun=True)
        self.country.show_value("")
        self.alike = _Alike(context, _("It is this one"))
        self.alike.chosen.connect(self._take)
        self.rows = {
            "name": FormRow(_("Name"), self.name),
            "organisation": FormRow(
                _("Organisation"), self.organisation, _("A name that is not in the list is added")
            ),
            "country": FormRow(_("Country"), self.country),
            "email": FormRow(_("E-mail"), self.email),
        }
        self.admit = button(_("Add and check in"), self._keep, kind="primary")
        text = _("Four fields are enough for a badge; the profile can follow later, in People.")
        self.lay_out(text, (*self.rows.values(), self.alike), self.admit)
        for field in (self.name, self.email):
            field.textChanged.connect(
                lambda _text: self.alike.follow(self.name.text(), self.email.text())
            )
        if typed:
            self.alike.follow(typed, "")
        self.name.setFocus()

    def _take(self, key: str) -> None:
        self.known.emit(key)
        self.accept()

    def _keep(self) -> None:
        from matchdesk.services.people import AddParticipant  # loads the database floor

        self.country.finish()
        if self.stray():
            return
        self.waiting(True)
        values = {"country": self.country.currentData() or "", "email": self.email.text()}
        command = AddParticipant(self.name.text(), self.organisation.text(), True, values)
        self.context.run(command, on_done=self._done, on_error=self.refused, owner=self)

    def _done(self, done: Any) -> None:
        self.added.emit(done.result.key)
        self.accept()


class SubstituteDialog(DeskDialog):
    """Who comes instead of somebody. `substituted` carries the colleague's key and name."""

    substituted = Signal(str, str)

    def __init__(self, context: ScreenContext, leaves: PersonView, parent: QWidget) -> None:
        super().__init__(context, _("Instead of {name}").format(name=leaves.name), parent)
        self._leaves = leaves
        self.name, self.email, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.alike = _Alike(context, _("This colleague comes"))
        self.alike.leave_out(leaves.key)
        self.alike.chosen.connect(lambda key: self._keep(key))
        self.rows = {
            "name": FormRow(_("Who comes instead"), self.name),
            "email": FormRow(_("E-mail"), self.email),
            "reason": FormRow(_("Reason"), self.reason, _("For History; may stay empty")),
        }
        self.go = button(_("Takes over and is checked in"), lambda: self._keep(), kind="primary")
        text = _(
            "Badge, agenda, meetings and open requests of {name} go over to the colleague. "
            "Both stay in History."
        ).format(name=leaves.name)
        self.lay_out(text, (*self.rows.values(), self.alike), self.go)
        for field in (self.name, self.email):
            field.textChanged.connect(
                lambda _text: self.alike.follow(self.name.text(), self.email.text())
            )
        self.name.setFocus()

    def _keep(self, key: str = "") -> None:
        from matchdesk.services.checkin import Substitute  # loads the database floor

        self.waiting(True)
        command = Substitute(
            self._leaves.key, key, self.name.text(), self.email.text(), self.reason.text()
        )
        self.context.run(command, on_done=self._done, on_error=self.refused, owner=self)

    def _done(self, done: Any) -> None:
        self.substituted.emit(done.result.key, done.result.name)
        self.accept()


def _completer(names: list[str], parent: QWidget) -> QCompleter:
    made = QCompleter(names, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
