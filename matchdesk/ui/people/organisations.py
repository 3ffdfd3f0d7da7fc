"""The list of organisations with their form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.core.wording import label
from matchdesk.services.places import countries, country_name
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.asking import ask_name
from matchdesk.ui.people.page import Page, main_button, panel
from matchdesk.ui.people.tables_kept import TablesKept
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label
from matchdesk.ui.widgets.edit_fields import ChoiceBox, EditText, SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.people import OrganisationRow

ADD = ActionSpec(
    "people.add_organisation", "Add an organisation …", "Ctrl+Shift+B", "building-2", "new cluster"
)


def _types() -> ChoiceBox:
    return ChoiceBox([(kind, label(kind)) for kind in OrganisationType])


def _countries() -> SearchChoice:
    return SearchChoice([("", ""), *countries().items()])


FIELDS = (
    FieldSpec("name", "Name"),
    FieldSpec("type", "Kind", _types, half=True),
    FieldSpec("sme_count", "SMEs represented", half=True),
    FieldSpec("country", "Country", _countries, half=True),
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
    Column("Kind", lambda r: label(r.type), width=148),
    Column("Country", lambda r: r.country, tip=lambda r: country_name(r.country), width=76),
    Column("Sectors", lambda r: ", ".join(r.sectors), width=150),
    Column("SMEs", lambda r: str(r.sme_count or ""), lambda r: r.sme_count, width=64, right=True,
           searched=False),
    Column("Here", lambda r: f"{r.arrived} / {r.participants}" if r.participants else "",
           lambda r: r.participants, width=76, right=True, searched=False),
)  # fmt: skip


class OrganisationsPage(Page):
    """Actions belong to `home`, the screen."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        theme = context.theme
        add = context.actions.add(ADD, self.ask_add, home=home)
        fill = main_button(theme, ADD, add)
        table = DataTable(
            theme,
            COLUMNS,
            key=lambda row: row.key,
            name=_("Organisations"),
            search_hint=_("Search name, kind, country, sector"),
            empty=EmptyState(
                theme,
                "building-2",
                _("No organisations yet"),
                _("They come with the registration file, or are added here."),
                fill,
            ),
        )
        nobody = EmptyState(theme, "building-2", _("Choose an organisation to see and edit it"))
        super().__init__(context, table, nobody)
        table.add_filter(_("Clusters"), lambda row: row.type is OrganisationType.CLUSTER)
        self.title = Label("", "large", wrap=True, select=True)
        self.partnerships = Label("", "body", 2, wrap=True)
        self.form = RecordForm(FIELDS)
        self.form.edited.connect(self._edited)
        self.kept = TablesKept(context)
        self._tables: tuple[Any, ...] = ()
        self._wanted = self._key = ""
        self.side.addWidget(panel([self.title, self.partnerships, self.form, self.kept]))
        table.opened.connect(lambda _row: self.form.first())

    def load(self) -> Any:
        """Organisations, and the tables that may be kept for them."""
        desk = self.context.desk
        return desk.people.organisations(), desk.events.summary().tables

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        rows, self._tables = data
        self.table.set_rows(rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self.choose(self.table.current())

    def choose(self, chosen: OrganisationRow | None) -> None:
        """Show its form."""
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            return
        if self._key != chosen.key:
            self._key = chosen.key
            self.form.begin()
        self.title.setText(chosen.name)
        joined = ", ".join(chosen.partnerships)
        self.partnerships.setText(_("Member of {names}").format(names=joined))
        self.partnerships.setVisible(bool(joined))
        self.form.show_values(
            {
                "name": chosen.name,
                "type": chosen.type,
                "sme_count": chosen.sme_count,
                "country": chosen.country,
                "city": chosen.city,
                "website": chosen.website,
                "sectors": ", ".join(chosen.sectors),
                "target_countries": ", ".join(chosen.target_countries),
                "description": chosen.description,
            }
        )
        self.kept.show_tables(chosen.key, self._tables)

    def ask_add(self) -> None:
        """Ask for the name of a new organisation."""
        ask_name(self, _("Add an organisation"), _("Name of the organisation"), self._add)

    def _add(self, name: str) -> None:
        from matchdesk.services.people import AddOrganisation  # see participants.py

        self.context.run(AddOrganisation(name), on_done=self._added, owner=self)

    def _added(self, done: Any) -> None:
        self._wanted = done.result
        self.table.clear_search()
        self.context.notify(_("The organisation is added."), undoable=True, state=State.GOOD)

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.people import EditOrganisation  # see participants.py

        if (chosen := self.table.current()) is not None:
            self.edit(self.form, field, EditOrganisation(chosen.key, {field: value}))
