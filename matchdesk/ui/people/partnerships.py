"""The list of partnerships with their form and their members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.group_page import GroupPage, GroupWords, shown
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Column, ElidedLabel, Label, button, clear, column, row
from matchdesk.ui.widgets.edit_fields import SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.people import GroupNames, PartnershipRow

ADD = ActionSpec(
    "people.add_partnership", "Add a partnership …", "Ctrl+Shift+N", "handshake", "new escp"
)

WORDS = GroupWords(
    add=ADD,
    icon="handshake",
    lists="Partnerships",
    search="Search acronym, name, kind",
    nothing="No partnerships yet",
    nothing_more="Import a list of partnerships, or add them here: acronym, members, targets.",
    choose="Choose a partnership to see and edit it",
    ask="Add a partnership",
    ask_for="Acronym of the partnership",
    added="The partnership is added.",
)

FIELDS = (
    FieldSpec("acronym", "Acronym", half=True),
    FieldSpec("status", "Status", half=True),
    FieldSpec("name", "Name"),
    FieldSpec("kind", "Kind", hint="Such as ESCP-4i", half=True),
    FieldSpec("strand", "Strand", half=True),
    FieldSpec("industry_focus", "Industry"),
    FieldSpec(
        "target_countries", "Looks for partners in", hint="Country codes or regions, with commas"
    ),
)

COLUMNS = (
    Column("Acronym", lambda r: r.acronym, width=170),
    Column("Name", lambda r: r.name, width=0),
    Column("Kind", lambda r: " ".join(filter(None, (r.kind, r.strand))), width=110, most=150),
    Column("Members", lambda r: str(len(r.members)), lambda r: len(r.members), width=84,
           right=True, searched=False),
    Column("People", lambda r: str(r.participants or ""), lambda r: r.participants, width=80,
           right=True, searched=False),
)  # fmt: skip


class PartnershipsPage(GroupPage):
    """Actions belong to `home`, the screen."""

    naming = "acronym"

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        self._names: GroupNames | None = None
        self._members = QVBoxLayout()
        self._members.setSpacing(Space.XS)
        self.people = Label("", "small", 2)
        self.join = SearchChoice()
        self.join.setAccessibleName(_("Add a member"))
        if (line := self.join.lineEdit()) is not None:
            line.setPlaceholderText(_("Add a member: type its name"))
        self.join.edited.connect(self._join)
        super().__init__(context, home, WORDS, COLUMNS, FIELDS)

    def below(self) -> Sequence[QWidget]:
        """Its members, and how many people of theirs are expected."""
        holder = QWidget()
        title = Label(_("Members"), "label", 2)
        holder.setLayout(column(title, self._members, self.join, self.people, spacing=Space.S))
        return (holder,)

    def load(self) -> Any:
        """Partnerships, and the organisations that may join."""
        people = self.context.desk.people
        return people.partnerships(), people.group_names()

    def rows(self, data: Any) -> Sequence[Any]:
        """The partnerships; the organisations' names are kept for `show_more`."""
        rows, self._names = data
        return list(rows)

    def values(self, chosen: Any) -> dict[str, Any]:
        """All fields of a partnership."""
        return shown(chosen, *(spec.field for spec in FIELDS))

    def show_more(self, chosen: PartnershipRow) -> None:
        """Members, each to be taken out, and a field to add one."""
        clear(self._members)
        known = self._names.organisations if self._names else ()
        for key, name in known:
            if key in chosen.member_keys:
                self._members.addWidget(self._member(chosen, key, name))
        if not chosen.members:
            self._members.addWidget(Label(_("No members yet"), "body", 3))
        others = [(key, name) for key, name in known if key not in chosen.member_keys]
        self.join.set_choices([(None, ""), *others])
        self.join.show_value(None)
        self.people.setText(
            count("{n} person at this event", "{n} people at this event", chosen.participants)
        )

    def adding(self, name: str) -> Command:
        """See `GroupPage.adding`."""
        from matchdesk.services.people import AddPartnership  # see participants.py

        return AddPartnership(name)

    def editing(self, key: str, values: dict[str, Any]) -> Command:
        """See `GroupPage.editing`."""
        from matchdesk.services.people import EditPartnership  # see participants.py

        return EditPartnership(key, values)

    def _member(self, chosen: PartnershipRow, key: str, name: str) -> QWidget:
        leave = button(
            "",
            lambda: self._set(chosen.key, chosen.member_keys - {key}),
            kind="tiny",
            icon="x",
            theme=self.context.theme,
            tip=_("Take {name} out of the partnership").format(name=name),
        )
        holder = QWidget()
        line = row(ElidedLabel(name), leave)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _join(self, key: str | None) -> None:
        chosen = self.table.current()
        if key and chosen is not None:
            self._set(chosen.key, chosen.member_keys | {key})

    def _set(self, key: str, members: frozenset[str]) -> None:
        from matchdesk.services.people import SetPartnershipMembers  # see participants.py

        self.context.run(SetPartnershipMembers(key, members), owner=self)
