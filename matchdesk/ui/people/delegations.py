"""The list of delegations with their form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.services.places import countries, country_name
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.asking import ask_name
from matchdesk.ui.people.columns import both_names
from matchdesk.ui.people.page import Page, main_button, panel
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    ElidedLabel,
    EmptyState,
    Label,
    Pill,
    button,
    clear,
    row,
)
from matchdesk.ui.widgets.edit_fields import EditText, SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.people import DelegationRow, ParticipantRow

ADD = ActionSpec(
    "people.add_delegation", "Add a delegation …", "Ctrl+Shift+U", "flag", "new country group"
)


def _countries() -> SearchChoice:
    return SearchChoice([("", ""), *countries().items()])


FIELDS = (
    FieldSpec("name", "Name", half=True),
    FieldSpec("country", "Country", _countries, half=True),
    FieldSpec("note", "Note for the desk", partial(EditText, lines=3)),
)

COLUMNS = (
    Column("Name", lambda r: r.name, width=0),
    Column("Country", lambda r: r.country, tip=lambda r: country_name(r.country), width=76),
    Column("Head", lambda r: r.head, width=200),
    Column("Here", lambda r: f"{r.arrived} / {r.participants}", lambda r: r.arrived,
           lambda r: _here_state(r), width=96, searched=False),
)  # fmt: skip


def _here_state(row: DelegationRow) -> State | None:
    if not row.arrived:
        return None
    return State.GOOD if row.arrived == row.participants else State.ATTENTION


class DelegationsPage(Page):
    """Actions belong to `home`, the screen."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        theme = context.theme
        add = context.actions.add(ADD, self.ask_add, home=home)
        fill = main_button(theme, ADD, add)
        table = DataTable(
            theme,
            COLUMNS,
            key=lambda item: item.key,
            name=_("Delegations"),
            search_hint=_("Search name, country, head"),
            empty=EmptyState(
                theme,
                "flag",
                _("No delegations yet"),
                _("A delegation is a group that travels together, by country or partnership."),
                fill,
            ),
        )
        nobody = EmptyState(theme, "flag", _("Choose a delegation to see who is in it"))
        super().__init__(context, table, nobody)
        self.form = RecordForm(FIELDS)
        self.form.edited.connect(self._edited)
        self._people = QWidget()
        self._lines = QVBoxLayout(self._people)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.XS)
        self.title = Label("", "large", wrap=True, select=True)
        self.side.addWidget(panel([self.title, self.form, self._people]))
        self._members: tuple[ParticipantRow, ...] = ()
        self._shown: tuple[Any, ...] = ()
        self._wanted = self._key = ""
        table.opened.connect(lambda _row: self.form.first())

    def load(self) -> Any:
        """Delegations and everybody, to list who is in which."""
        people = self.context.desk.people
        return people.delegations(), people.participants()

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        rows, self._members = data
        self.table.set_rows(rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self.choose(self.table.current())

    def choose(self, chosen: DelegationRow | None) -> None:
        """Show its form and its people."""
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            return
        if self._key != chosen.key:
            self._key = chosen.key
            self.form.begin()
        self.title.setText(chosen.name)
        self.form.show_values({"name": chosen.name, "country": chosen.country, "note": chosen.note})
        members = tuple(p for p in self._members if p.delegation_key == chosen.key)
        if members != self._shown:
            self._shown = members
            self._draw(members)

    def ask_add(self) -> None:
        """Ask for the name of a new delegation."""
        ask_name(self, _("Add a delegation"), _("Name of the delegation"), self._add)

    def _draw(self, members: tuple[ParticipantRow, ...]) -> None:
        clear(self._lines)
        self._lines.addWidget(Label(_("People"), "label", 2))
        if not members:
            hint = _("Nobody yet. Choose people in Participants and press Ctrl+Shift+G.")
            self._lines.addWidget(Label(hint, "body", 3, wrap=True))
        for person in members:
            here = person.arrived_at is not None
            pill = Pill(_("Here"), State.GOOD) if here else Pill(_("Not here yet"), State.NEUTRAL)
            go = button(
                str(person.number),
                partial(self.show_participant.emit, person.key),
                kind="link",
                tip=_("Show {name}").format(name=person.name),
            )
            holder = QWidget()
            line = row(ElidedLabel(both_names(person)), pill, go)
            line.setStretch(0, 1)
            holder.setLayout(line)
            self._lines.addWidget(holder)

    def _add(self, name: str) -> None:
        from matchdesk.services.people import AddDelegation  # see participants.py

        self.context.run(AddDelegation(name), on_done=self._added, owner=self)

    def _added(self, done: Any) -> None:
        self._wanted = done.result
        self.table.clear_search()
        self.context.notify(_("The delegation is added."), undoable=True, state=State.GOOD)

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.people import EditDelegation  # see participants.py

        if (chosen := self.table.current()) is not None:
            self.edit(self.form, field, EditDelegation(chosen.key, {field: value}))
