"""The tables kept for one organisation: given and taken back here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, button, clear, column, row
from matchdesk.ui.widgets.edit_fields import ChoiceBox

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.events import TableView


_WIDTH = 200
"""Pixels of the list of free tables: its words are whole."""


class TablesKept(QWidget):
    """Meetings of others that stood at the table move; how many is said."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._organisation = ""
        self._kept = QHBoxLayout()
        self._kept.setSpacing(Space.XS)
        self.give = ChoiceBox()
        self.give.setMinimumWidth(_WIDTH)
        self.give.setAccessibleName(_("Keep a table for this organisation"))
        self.give.edited.connect(self._keep)
        self.setLayout(
            column(
                Label(_("Tables kept for them"), "label", 2),
                row(self.give, self._kept, None, spacing=Space.S),
                spacing=Space.XS,
            )
        )

    def show_tables(self, organisation: str, tables: tuple[TableView, ...]) -> None:
        """Show which tables are kept for `organisation`, and which can be."""
        self._organisation = organisation
        clear(self._kept)
        before: QWidget = self.give
        for table in tables:
            if table.reserved_for_key == organisation:
                text = _("Table {n}").format(n=table.number)
                chip = button(
                    text,
                    partial(self._reserve, table.key, None),
                    kind="chip",
                    icon="x",
                    theme=self._context.theme,
                    tip=_("Table {n}: keep it no longer").format(n=table.number),
                )
                self._kept.addWidget(chip)
                self.setTabOrder(before, chip)
                before = chip
        free = [
            (table.key, _("Table {n} · {zone}").format(n=table.number, zone=table.zone))
            for table in tables
            if table.reserved_for_key is None
        ]
        self.give.set_choices([(None, _("Keep a table …")), *free])
        self.give.show_value(None)

    def _keep(self, key: str | None) -> None:
        if key:
            self._reserve(key, self._organisation)

    def _reserve(self, table: str, organisation: str | None) -> None:
        from matchdesk.services.people import ReserveTable  # see participants.py

        command = ReserveTable(table, organisation)
        self._context.run(command, on_done=self._done, owner=self)

    def _done(self, done: Done) -> None:
        if not done.result:
            return
        waiting = sum(one.new_table is None for one in done.result)
        moved = len(done.result) - waiting
        parts = []
        if moved:
            parts.append(
                count("{n} meeting has another table.", "{n} meetings have another table.", moved)
            )
        if waiting:
            parts.append(
                count(
                    "{n} meeting is on the waiting list.",
                    "{n} meetings are on the waiting list.",
                    waiting,
                )
            )
        self._context.notify(" ".join(parts), undoable=True, state=State.ATTENTION)
