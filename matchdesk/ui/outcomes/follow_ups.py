"""What is due when: a list, a calendar, a table for letters, and the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.jobs import Lane
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.files import ask_where
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.outcomes import FollowUp

CALENDAR = ActionSpec(
    "outcomes.calendar", "Calendar file …", "Ctrl+Shift+Y", "calendar-plus", "ics follow-up due"
)
LETTERS = ActionSpec(
    "outcomes.letters", "Table for letters …", "Ctrl+Shift+W", "table-2", "mail merge excel csv"
)
ANSWERS = ActionSpec(
    "outcomes.answers", "Import answers …", "Ctrl+Shift+U", "upload", "six months follow-up"
)


def _due(one: FollowUp) -> str:
    return words.day(one.due)


def _who(one: FollowUp) -> str:
    first, *others = [c.name or c.organisation for c in one.contacts] or [""]
    return "\n".join(filter(None, (first, " · ".join(others))))


def _people(one: FollowUp) -> str:
    return "\n".join(
        " · ".join(filter(None, (c.organisation, c.name, c.email))) for c in one.contacts
    )


_COLUMNS = (
    Column("Due", _due, lambda f: f.due.toordinal(), width=104,
           state=lambda f: State.PROBLEM if f.overdue else State.PLANNED),
    Column("No.", lambda f: str(f.agreement.number), lambda f: f.agreement.number, width=52,
           right=True),
    Column("What", lambda f: f"{label(f.agreement.type)}\n{f.agreement.topic}".strip(),
           tip=lambda f: f.title, width=0),
    Column("Status", lambda f: label(f.agreement.status), width=124,
           state=lambda f: words.AGREEMENT_STATES[f.agreement.status]),
    Column("Whom to ask", _who, tip=_people, width=0),
    Column("Next step", lambda f: f.agreement.next_step, tip=lambda f: f.agreement.next_step,
           width=0),
    Column("Who follows up", lambda f: f.agreement.owner, width=130),
)  # fmt: skip


class FollowUpsPage(QWidget):
    """`asked` carries the key of an agreement to show."""

    asked = Signal(str)

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self.context = context
        theme = context.theme
        self.table = DataTable(
            theme,
            _COLUMNS,
            key=lambda one: one.agreement.key,
            name=_("Follow-up"),
            search_hint=_("Search party, person, number"),
            lines=2,
            empty=EmptyState(
                theme,
                "calendar-days",
                _("Nothing to follow up"),
                _("Agreements that are not ended appear here, six months after they were recorded"
                  " unless another day is given."),
            ),
        )  # fmt: skip
        self.table.add_filter(_("Overdue"), lambda one: one.overdue)
        self.table.opened.connect(lambda one: self.asked.emit(one.agreement.key))
        self._build(home)

    def show_data(self, found: tuple[FollowUp, ...]) -> None:
        """Show them, the first due first."""
        self.table.set_rows(found)
        for action in self._writes:
            action.setEnabled(bool(found))

    def ask_calendar(self) -> QFileDialog:
        """Ask where the calendar file is to go."""
        kinds = {"ics": _("Calendar")}
        return ask_where(self, _("Follow-up calendar"), "follow-up.ics", kinds, self.write)

    def ask_letters(self) -> QFileDialog:
        """Ask where the table is to go."""
        kinds = {"xlsx": _("Excel workbook"), "csv": _("CSV for any program")}
        return ask_where(self, _("Table for letters"), "follow-up.xlsx", kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the list as the ending of `path` says."""
        desk = self.context.desk
        self.context.do(
            lambda _progress: desk.outcomes.write_follow_ups(path),
            title=_("Follow-up"),
            lane=Lane.FILES,
            on_done=self._written,
            owner=self,
        )

    def _written(self, files: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in files)
        self.context.notify(_("Saved {files}").format(files=names), state=State.GOOD)

    def _build(self, home: Screen) -> None:
        add = self.context.actions.add
        self._writes = (
            add(CALENDAR, self.ask_calendar, home=home),
            add(LETTERS, self.ask_letters, home=home),
        )
        answers = add(ANSWERS, lambda: self.context.navigate("people", page="import"), home=home)
        parts = []
        for action in (*self._writes, answers):
            made = button("")
            bind(made, action)
            parts.append(made)
        text = _("The table holds a row for each contact. Its last columns take the answers;"
                 " imported again, they bring status and dates up to date. It names the parties of"
                 " confidential agreements and people without consent:"
                 " for your own use.")  # fmt: skip
        hint = Label(text, "small", 2, wrap=True)
        foot = row(hint, *parts, spacing=Space.S)
        foot.setStretch(0, 1)
        self.setLayout(column(self.table, foot, spacing=Space.M))
