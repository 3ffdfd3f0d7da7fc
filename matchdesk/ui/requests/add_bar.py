"""A request made on site: type two names, Enter, Enter; or scan two badges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Notice, button, column, row
from matchdesk.ui.widgets.person_picker import Choice, PersonPicker

if TYPE_CHECKING:
    from matchdesk.services.bus import Done


class AddBar(QWidget):
    """`added` carries the key of the request."""

    added = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self.first = PersonPicker(context.theme, _("Who asks: name, number or badge"))
        self.second = PersonPicker(context.theme, _("Whom: name, number or badge"))
        for person in (self.first, self.second):
            person.search_with(partial(context.find_people, person))
        self.add = button(
            _("Add request"), self.store, kind="primary", icon="plus", theme=context.theme
        )
        self.notice = Notice(context.theme)
        fields = row(self.first, Label("→", "large", 2), self.second, self.add, spacing=Space.S)
        fields.setStretch(0, 1)
        fields.setStretch(2, 1)
        self.setLayout(column(fields, self.notice, spacing=Space.S))
        self.first.picked.connect(lambda _choice: self.second.setFocus())
        self.second.picked.connect(lambda _choice: self.add.setFocus())
        self.second.returnPressed.connect(self._again)

    def set_people(self, choices: Sequence[Choice]) -> None:
        """Whom to choose from."""
        self.first.set_choices(choices)
        self.second.set_choices(choices)

    def takes_scan(self, code: str) -> bool:
        """While the cursor is in one of the two fields, a badge fills it; the second one asks."""
        if not any(part.hasFocus() for part in (self.first, self.second, self.add)):
            return False
        found = self._context.desk.checkin.holder
        self._context.jobs.query(
            lambda: found(code).holder, self._scanned, on_error=self._refused, owner=self
        )
        return True

    def _scanned(self, key: str | None) -> None:
        part = self.first if self.first.chosen is None else self.second
        if key is None or not part.pick(key):
            self.notice.say(_("Nobody here has this badge. Scan it again, or type the name."))
            return
        self.notice.hide()
        if part is self.first:
            self.second.setFocus()
        else:
            self.store()

    def store(self) -> None:
        """Store the request, or say what is missing."""
        from matchdesk.services.requests import AddRequest  # loads the database: not at start

        first, second = self.first.chosen, self.second.chosen
        if first is None or second is None:
            self.notice.say(_("Choose two people: type a part of the name and press Enter."))
            (self.first if first is None else self.second).setFocus()
            return
        self.notice.hide()
        self.add.setEnabled(False)
        self._context.run(
            AddRequest(first.key, second.key),
            on_done=lambda done: self._stored(first, second, done),
            on_error=self._refused,
            owner=self,
        )

    def _again(self) -> None:
        if self.second.chosen is not None and self.add.isEnabled() and not self.add.hasFocus():
            self.store()

    def _stored(self, first: Choice, second: Choice, done: Done) -> None:
        self.add.setEnabled(True)
        self.first.reset()
        self.second.reset()
        self.first.setFocus()
        source = (
            _("{second} had asked for {first} already: now both do.")
            if done.result.mutual
            else _("{first} asks to meet {second}: request {number}.")
        )
        said = source.format(first=first.name, second=second.name, number=done.result.number)
        self._context.notify(said, undoable=True, state=State.GOOD)
        self.added.emit(done.result.key)

    def _refused(self, error: MatchDeskError) -> None:
        self.add.setEnabled(True)
        self.notice.say(wording.sentence(error), State.ATTENTION)
        self.second.setFocus()
