"""The list of organisations with their form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.core.wording import label
from matchdesk.services.places import country_name
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.duplicates import ORGANISATIONS, Merging
from matchdesk.ui.people.group_page import GroupPage, GroupWords, country_choice, shown
from matchdesk.ui.people.tables_kept import TablesKept
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.widgets import Column, Label
from matchdesk.ui.widgets.edit_fields import ChoiceBox, EditText
from matchdesk.ui.widgets.record_form import FieldSpec

if TYPE_CHECKING:
    from matchdesk.services.bus import Command

ADD = ActionSpec(
    "people.add_organisation", "Add an organisation …", "Ctrl+Shift+B", "building-2", "new cluster"
)
MERGE = ActionSpec(
    "people.merge_organisations", "Merge two organisations …", "Ctrl+Shift+K", "building-2",
    "duplicate double same join",
)  # fmt: skip

WORDS = GroupWords(
    add=ADD,
    icon="building-2",
    lists="Organisations",
    search="Search name, kind, country, sector",
    nothing="No organisations yet",
    nothing_more="They come with the registration file, or are added here.",
    choose="Choose an organisation to see and edit it",
    ask="Add an organisation",
    ask_for="Name of the organisation",
    added="The organisation is added.",
)


def _types() -> ChoiceBox:
    return ChoiceBox([(kind, label(kind)) for kind in OrganisationType])


FIELDS = (
    FieldSpec("name", "Name"),
    FieldSpec("type", "Kind", _types, half=True),
    FieldSpec("sme_count", "SMEs represented", half=True),
    FieldSpec("country", "Country", country_choice, half=True),
    FieldSpec("city", "City", half=True),
    FieldSpec("website", "Website"),
    FieldSpec("sectors", "Sectors", hint="Separated by commas"),
    FieldSpec(
        "target_countries", "Looks for partners in", hint="Country codes or regions, with commas"
    ),
    FieldSpec("description", "Description", partial(EditText, lines=4)),
)

COLUMNS = (
    Column("Name", lambda r: r.name, width=0),
    Column("Kind", lambda r: label(r.type), width=172),
    Column("Country", lambda r: r.country, tip=lambda r: country_name(r.country), width=70),
    Column("Sectors", lambda r: ", ".join(r.sectors), width=90, most=140),
    Column("SMEs", lambda r: str(r.sme_count or ""), lambda r: r.sme_count, width=58, right=True,
           searched=False),
    Column("Here", lambda r: f"{r.arrived} / {r.participants}" if r.participants else "",
           lambda r: r.participants, width=76, right=True, searched=False),
)  # fmt: skip


class OrganisationsPage(GroupPage):
    """Actions belong to `home`, the screen."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        self.partnerships = Label("", "body", 2, wrap=True)
        self.kept = TablesKept(context)
        self._tables: tuple[Any, ...] = ()
        super().__init__(context, home, WORDS, COLUMNS, FIELDS, many=True)
        self.table.add_filter(_("Clusters"), lambda row: row.type is OrganisationType.CLUSTER)
        self.merging = Merging(self, ORGANISATIONS, MERGE, home)

    def above(self) -> Sequence[QWidget]:
        """The partnerships it is a member of."""
        return (self.partnerships,)

    def below(self) -> Sequence[QWidget]:
        """The tables kept for it."""
        return (self.kept,)

    def load(self) -> Any:
        """Organisations, and the tables that may be kept for them."""
        desk = self.context.desk
        return desk.people.organisations(), desk.events.summary().tables

    def rows(self, data: Any) -> Sequence[Any]:
        """The organisations; the tables are kept for `show_more`."""
        rows, self._tables = data
        return list(rows)

    def values(self, chosen: Any) -> dict[str, Any]:
        """All fields of an organisation."""
        return shown(chosen, *(spec.field for spec in FIELDS))

    def show_more(self, chosen: Any) -> None:
        """Partnerships and tables."""
        joined = ", ".join(chosen.partnerships)
        self.partnerships.setText(_("Member of {names}").format(names=joined))
        self.partnerships.setVisible(bool(joined))
        self.kept.show_tables(chosen.key, self._tables)

    def adding(self, name: str) -> Command:
        """See `GroupPage.adding`."""
        from matchdesk.services.people import AddOrganisation  # see participants.py

        return AddOrganisation(name)

    def editing(self, key: str, values: dict[str, Any]) -> Command:
        """See `GroupPage.editing`."""
        from matchdesk.services.people import EditOrganisation  # see participants.py

        return EditOrganisation(key, values)
