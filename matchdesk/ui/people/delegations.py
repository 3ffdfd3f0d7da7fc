"""The list of delegations with their form and their people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.services.places import country_name
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.columns import both_names
from matchdesk.ui.people.group_page import GroupPage, GroupWords, country_choice, shown
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Column, ElidedLabel, Label, Pill, button, clear, row
from matchdesk.ui.widgets.edit_fields import EditText
from matchdesk.ui.widgets.record_form import FieldSpec

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.people import DelegationRow, ParticipantRow

ADD = ActionSpec(
    "people.add_delegation", "Add a delegation …", "Ctrl+Shift+U", "flag", "new country group"
)

WORDS = GroupWords(
    add=ADD,
    icon="flag",
    lists="Delegations",
    search="Search name, country, head",
    nothing="No delegations yet",
    nothing_more="A delegation is a group that travels together, by country or partnership.",
    choose="Choose a delegation to see who is in it",
    ask="Add a delegation",
    ask_for="Name of the delegation",
    added="The delegation is added.",
)

FIELDS = (
    FieldSpec("name", "Name", half=True),
    FieldSpec("country", "Country", country_choice, half=True),
    FieldSpec("note", "Note for the desk", partial(EditText, lines=3)),
)

COLUMNS = (
    Column("Name", lambda r: r.name, width=0),
    Column("Country", lambda r: r.country, tip=lambda r: country_name(r.country), width=76),
    Column("Head", lambda r: r.head, width=200, most=260),
    Column("Here", lambda r: f"{r.arrived} / {r.participants}", lambda r: r.arrived,
           lambda r: _here_state(r), width=96, searched=False),
)  # fmt: skip

MOST_LISTED = 100
"""More people than this are not drawn one by one; the list of participants has them all."""


def _here_state(row: DelegationRow) -> State | None:
    if not row.arrived:
        return None
    return State.GOOD if row.arrived == row.participants else State.ATTENTION


class DelegationsPage(GroupPage):
    """Actions belong to `home`, the screen."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        self._people = QWidget()
        self._lines = QVBoxLayout(self._people)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.XS)
        self._members: dict[str | None, tuple[ParticipantRow, ...]] = {}
        self._shown: tuple[Any, ...] = ()
        super().__init__(context, home, WORDS, COLUMNS, FIELDS)

    def below(self) -> Sequence[QWidget]:
        """Who travels with it."""
        return (self._people,)

    def load(self) -> Any:
        """Delegations and everybody, to list who is in which."""
        people = self.context.desk.people
        members: dict[str | None, list[ParticipantRow]] = {}
        for person in people.participants():
            members.setdefault(person.delegation_key, []).append(person)
        return people.delegations(), {key: tuple(found) for key, found in members.items()}

    def rows(self, data: Any) -> Sequence[Any]:
        """The delegations; their people are kept for `show_more`."""
        rows, self._members = data
        return list(rows)

    def values(self, chosen: Any) -> dict[str, Any]:
        """All fields of a delegation."""
        return shown(chosen, *(spec.field for spec in FIELDS))

    def show_more(self, chosen: Any) -> None:
        """Its people, if they differ from those shown."""
        members = self._members.get(chosen.key, ())
        if not self._lines.count() or members != self._shown:
            self._shown = members
            self._draw(members)

    def adding(self, name: str) -> Command:
        """See `GroupPage.adding`."""
        from matchdesk.services.people import AddDelegation  # see participants.py

        return AddDelegation(name)

    def editing(self, key: str, values: dict[str, Any]) -> Command:
        """See `GroupPage.editing`."""
        from matchdesk.services.people import EditDelegation  # see participants.py

        return EditDelegation(key, values)

    def _draw(self, members: tuple[ParticipantRow, ...]) -> None:
        clear(self._lines)
        self._lines.addWidget(Label(_("People"), "label", 2))
        if not members:
            hint = _("Nobody yet. Choose people in Participants and press Ctrl+Shift+G.")
            self._lines.addWidget(Label(hint, "body", 3, wrap=True))
        for person in members[:MOST_LISTED]:
            self._lines.addWidget(self._line(person))
        if len(members) > MOST_LISTED:
            more = _("and {n} more: see Participants").format(n=len(members) - MOST_LISTED)
            self._lines.addWidget(Label(more, "body", 3))

    def _line(self, person: ParticipantRow) -> QWidget:
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
        return holder
