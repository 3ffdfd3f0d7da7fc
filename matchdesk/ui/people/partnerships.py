"""The list of partnerships, as the import brought them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.services.places import country_name
from matchdesk.ui.people.page import Page, main_button, panel
from matchdesk.ui.screens import IMPORT, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, clear

if TYPE_CHECKING:
    from matchdesk.services.people import PartnershipRow

COLUMNS = (
    Column("Acronym", lambda r: r.acronym, width=170),
    Column("Name", lambda r: r.name, width=0),
    Column("Kind", lambda r: " ".join(filter(None, (r.kind, r.strand))), width=110),
    Column("Members", lambda r: str(len(r.members)), lambda r: len(r.members), width=84,
           right=True, searched=False),
    Column("People", lambda r: str(r.participants or ""), lambda r: r.participants, width=80,
           right=True, searched=False),
)  # fmt: skip


class PartnershipsPage(Page):
    """To look things up; partnerships come from a file."""

    def __init__(self, context: ScreenContext) -> None:
        theme = context.theme
        load = context.actions.get(IMPORT.id)
        table = DataTable(
            theme,
            COLUMNS,
            key=lambda row: row.key,
            name=_("Partnerships"),
            search_hint=_("Search acronym, name, kind"),
            empty=EmptyState(
                theme,
                "handshake",
                _("No partnerships yet"),
                _("Import a list of partnerships: acronym, members, target countries."),
                main_button(theme, IMPORT, load) if load else None,
            ),
        )
        nobody = EmptyState(theme, "handshake", _("Choose a partnership to see its members"))
        super().__init__(context, table, nobody)
        self.title = Label("", "large", wrap=True, select=True)
        self.name = Label("", "body", 2, wrap=True, select=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Space.L)
        self._facts.setVerticalSpacing(Space.S)
        self._facts.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setLayout(self._facts)
        self.side.addWidget(panel([self.title, self.name, holder]))

    def load(self) -> Any:
        """All of them."""
        return self.context.desk.people.partnerships()

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        super().show_data(data)
        self.choose(self.table.current())

    def choose(self, chosen: PartnershipRow | None) -> None:
        """Show what is known of it."""
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            return
        self.title.setText(chosen.acronym)
        self.name.setText(chosen.name)
        clear(self._facts)
        targets = ", ".join(country_name(target) for target in chosen.target_countries)
        for place, (title, text) in enumerate(
            (
                (_("Kind"), " ".join(filter(None, (chosen.kind, chosen.strand)))),
                (_("Status"), chosen.status),
                (_("Industry"), chosen.industry_focus),
                (_("Looks for partners in"), targets),
                (_("Members"), "\n".join(chosen.members)),
                (_("At this event"), count("{n} person", "{n} people", chosen.participants)),
            )
        ):
            self._facts.addWidget(Label(title, "label", 2), place, 0)
            self._facts.addWidget(Label(text or "–", wrap=True, select=True), place, 1)
