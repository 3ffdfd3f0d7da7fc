"""Who still holds an agenda that is no longer true: a list, and the way to print theirs again."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.services.printing import OutdatedAgenda
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, button, column, row

HOLDERS = ActionSpec(
    "print.holders", "Who holds an old agenda …", "Alt+O", "history", "outdated version reprint"
)
_SIZE = (760, 480)


class HoldersDialog(QDialog):
    """In the order of handing out. `wanted` says that theirs are to be printed."""

    wanted = Signal()

    def __init__(self, context: ScreenContext, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who holds an old agenda"))
        self.resize(*_SIZE)
        self.told = Label("", "body", 2, wrap=True)
        self.told.hide()
        self.table = DataTable(
            context.theme,
            self._columns(),
            key=lambda one: one.key,
            name=_("Who holds an old agenda"),
            search_hint=_("Search names and organisations"),
            empty=EmptyState(
                context.theme,
                "circle-check",
                _("Nobody holds an old agenda"),
                _("Every agenda that went out says what the grid says now."),
            ),
        )
        self.go = button(_("Show these agendas"), self.accept, kind="primary")
        self.go.setEnabled(False)
        whole = column(
            Label(_("Who holds an old agenda"), "large"),
            self.told,
            self.table,
            row(None, button(_("Close"), self.reject), self.go),
            spacing=Space.M,
            margins=Space.L,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.accepted.connect(self.wanted)
        still = context.desk.printing.still_outdated
        self._read = Refresh(context.jobs, still, self.show_holders, self)
        self._read.failed.connect(context.complain)
        self._read.ask()

    def show_holders(self, holders: Sequence[OutdatedAgenda]) -> None:
        """These people, and how many they are."""
        many = ("{n} person holds a page that is no longer true.",
                "{n} people hold pages that are no longer true.")  # fmt: skip
        self.told.setText(count(*many, len(holders)))
        self.told.setVisible(bool(holders))
        self.table.set_rows(holders)
        self.go.setEnabled(bool(holders))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("No.", lambda one: str(one.number), lambda one: one.number, width=56,
                   right=True),
            Column("Name", lambda one: one.name, tip=lambda one: one.name, width=0),
            Column("Organisation", lambda one: one.organisation,
                   tip=lambda one: one.organisation, width=240),
            Column("Version", lambda one: str(one.version), lambda one: one.version, width=72,
                   right=True, searched=False),
            Column("Printed", self._when, lambda one: one.printed_at, width=116, searched=False),
        )  # fmt: skip

    def _when(self, one: OutdatedAgenda) -> str:
        return f"{one.printed_at.astimezone(self._zone):%d.%m. %H:%M}"
