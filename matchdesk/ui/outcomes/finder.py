"""The box into which a form's number, a scanned form or a badge goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import Invalid, MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Notice, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Found:
    """What a text meant: a meeting's key, or a participant's key with the name."""

    meeting: str | None = None
    participant: str | None = None
    name: str = ""


def find(desk: Desk, text: str) -> Found:
    """Whom or what `text` means; raises `MatchDeskError` if it means nothing. For a thread."""
    meeting = desk.outcomes.form(text)
    if meeting is not None:
        return Found(meeting=meeting)
    holder = desk.checkin.holder(text).holder
    if holder is None:
        people = desk.checkin.search(text, 2)
        if len(people) != 1:
            raise Invalid("outcome_unknown", text=text)
        holder = people[0].key
    person = desk.checkin.person(holder)
    return Found(participant=holder, name=person.name if person else "")


class Finder(QWidget):
    """`found` carries a `Found`; `empty` when Enter was pressed on nothing; `all_again`."""

    found = Signal(object)
    empty = Signal()
    all_again = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(_("Form number or name, or scan a form or badge, then Enter"))
        self.box.setAccessibleName(_("Form, badge or name"))
        self.who = Label("", "strong")
        self.back = button(_("Show all meetings"), self.all_again.emit, kind="link")
        self.notice = Notice(context.theme)
        line = row(self.box, self.who, self.back, spacing=Space.M)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.notice, spacing=Space.S))
        self.box.returnPressed.connect(self._entered)
        self.box.textEdited.connect(lambda _text: self.notice.hide())
        self.show_person("")
        self.notice.hide()

    def look_up(self, text: str) -> None:
        """Find out beside the window what `text` means."""
        self.notice.hide()
        desk = self._context.desk
        self._context.do(
            lambda _progress: find(desk, text),
            on_done=self._answered,
            on_error=self.refuse,
            owner=self,
        )

    def show_person(self, name: str) -> None:
        """Whose meetings are shown; empty for everybody's."""
        self.who.setText(_("Meetings of {name}").format(name=name) if name else "")
        self.who.setVisible(bool(name))
        self.back.setVisible(bool(name))

    def focus(self) -> None:
        """Ready for the next form."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def refuse(self, error: MatchDeskError) -> None:
        """Say at the box why nothing was found; the text stays, to be mended."""
        self.notice.say(wording.sentence(error), State.PROBLEM)
        self.focus()

    def _answered(self, found: Found) -> None:
        self.box.clear()
        self.found.emit(found)

    def _entered(self) -> None:
        text = self.box.text().strip()
        if text:
            self.look_up(text)
        else:
            self.empty.emit()
