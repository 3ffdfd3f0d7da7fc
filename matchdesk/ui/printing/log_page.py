"""What went out on paper: when, for whom, where, by whom, and why once more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import DocumentKind, ReprintReason
from matchdesk.core.wording import label, paper
from matchdesk.services.printing import LoggedRun
from matchdesk.ui.actions import bind
from matchdesk.ui.catalogue import EXPORT_PRINT_LOG
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.printing.holders import HOLDERS, HoldersDialog
from matchdesk.ui.printing.which import CHANGED
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Label,
    button,
    clear,
    column,
    row,
)

_NAMED = 40
"""Names in a tooltip; the search knows them all."""

_CHIPS = (
    (DocumentKind.BADGES, "Badges"),
    (DocumentKind.AGENDAS, "Agendas"),
    (DocumentKind.TABLE_SIGNS, "Table signs"),
)


class LogPage(QWidget):
    """Every run, newest first; read beside the window whenever it is in front."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self._context, self._home = context, home
        self._zone = ZoneInfo("UTC")
        theme = context.theme
        self.table = DataTable(
            theme,
            self._columns(),
            key=lambda logged: logged.key,
            name=_("Printed"),
            search_hint=_("Search names, documents, desks and printers"),
            empty=EmptyState(
                theme,
                "printer",
                _("Nothing was printed yet"),
                _("What is printed or saved as PDF is listed here: when, for whom and by whom."),
            ),
        )
        for kind, words in _CHIPS:
            self.table.add_filter(_(words), partial(_is, kind))
        self.table.add_filter(_("Printed again"), lambda one: bool(one.run.reason))
        self.export = button("")
        if (action := context.actions.get(EXPORT_PRINT_LOG.id)) is not None:
            bind(self.export, action)
        self.holders = button("")
        bind(self.holders, context.actions.add(HOLDERS, self.show_holders, home=home))
        self.totals = Totals()
        whole = column(
            row(Label(_("Printed"), "large"), None, self.holders, self.export, spacing=Space.S),
            self.table,
            spacing=Space.M,
            margins=Space.L,
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._read = Refresh(context.jobs, context.desk.printing.log, self.show_log, self)
        self._read.failed.connect(context.complain)

    def look(self, zone: ZoneInfo | None = None) -> None:
        """Read it anew; `zone` is the venue's clock."""
        self._zone = zone or self._zone
        self._read.ask()

    def show_log(self, logged: Sequence[LoggedRun]) -> None:
        """These runs, and what they come to."""
        self.table.set_rows(logged)
        self.totals.show_log(logged)

    def show_holders(self) -> None:
        """Who still holds an agenda that is no longer true."""
        dialog = HoldersDialog(self._context, self._zone, self._home)
        dialog.wanted.connect(lambda: self._home.activate(kind="agendas", which=CHANGED))
        dialog.open()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("When", self._when, lambda one: one.run.at, width=116, searched=False),
            Column("What", lambda one: paper.amount(one.run.kind, one.run.documents), width=120),
            Column("For", lambda one: ", ".join(one.whose), tip=_whose, width=0),
            Column("Pages", lambda one: str(one.run.pages or "–"), lambda one: one.run.pages,
                   width=60, right=True, searched=False),
            Column("Printer", lambda one: _short(one.run.printer),
                   tip=lambda one: one.run.printer, width=104),
            Column("Desk", lambda one: one.run.desk, width=72),
            Column("By", lambda one: one.run.operator, width=72),
            Column("Reason", lambda one: _reason(one.run.reason), width=112),
        )  # fmt: skip

    def _when(self, one: LoggedRun) -> str:
        return f"{one.run.at.astimezone(self._zone):%d.%m. %H:%M}"


class Totals(QWidget):
    """How much of each document went out."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(spacing=Space.S)
        self.setLayout(
            column(Label(_("Printed so far"), "large"), self._rows, None, spacing=Space.M)
        )

    def show_log(self, logged: Sequence[LoggedRun]) -> None:
        """One line for each document that went out."""
        clear(self._rows)
        for kind in DocumentKind:
            runs = [one.run for one in logged if one.run.kind is kind]
            if not runs:
                continue
            pages = sum(run.pages for run in runs)
            again = sum(run.documents for run in runs if run.reason)
            told = [count("{n} page", "{n} pages", pages)] if pages else []
            told.append(count("{n} run", "{n} runs", len(runs)))
            if again:
                told.append(_("{n} once more").format(n=again))
            amount = paper.amount(kind, sum(run.documents for run in runs))
            self._rows.addLayout(
                column(Label(amount), Label(" · ".join(told), "small", 3, wrap=True), spacing=0)
            )
        if not logged:
            self._rows.addWidget(Label(_("Nothing yet."), "small", 3))


def _is(kind: DocumentKind, one: LoggedRun) -> bool:
    return one.run.kind is kind


def _whose(one: LoggedRun) -> str:
    rest = len(one.whose) - _NAMED
    more = ["… " + _("and {n} more").format(n=rest)] if rest > 0 else []
    return "\n".join([*one.whose[:_NAMED], *more])


def _short(printer: str) -> str:
    """A folder by its own name: the way to it is long."""
    return printer.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or "–"


def _reason(reason: str) -> Any:
    known = reason in {word.value for word in ReprintReason}
    return label(ReprintReason(reason)) if known else reason
