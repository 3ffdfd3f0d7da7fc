"""What the lists of organisations, delegations and partnerships share: a form beside the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.services.places import countries
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.asking import ask_name
from matchdesk.ui.people.page import Page, main_button, panel
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label
from matchdesk.ui.widgets.edit_fields import SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.bus import Command


@dataclass(frozen=True, slots=True)
class GroupWords:
    """One kind of group: its icon, its action, and its texts (English source texts)."""

    add: ActionSpec
    icon: str
    lists: str
    search: str
    nothing: str
    nothing_more: str
    choose: str
    ask: str
    ask_for: str
    added: str


class GroupPage(Page):
    """`naming` is the field that names a group; `many` lets several be chosen.

    A subclass says what is listed (`rows`), what its form shows (`values`), and which commands
    add and change (`adding`, `editing`).
    """

    naming = "name"

    def __init__(
        self,
        context: ScreenContext,
        home: Screen,
        words: GroupWords,
        columns: Sequence[Column],
        fields: Sequence[FieldSpec],
        *,
        many: bool = False,
    ) -> None:
        theme = context.theme
        self._words = words
        add = context.actions.add(words.add, self.ask_add, home=home)
        table = DataTable(
            theme,
            columns,
            key=lambda item: item.key,
            name=_(words.lists),
            search_hint=_(words.search),
            empty=EmptyState(
                theme,
                words.icon,
                _(words.nothing),
                _(words.nothing_more),
                main_button(theme, words.add, add),
            ),
            many=many,
        )
        super().__init__(context, table, EmptyState(theme, words.icon, _(words.choose)))
        self.title = Label("", "large", wrap=True, select=True)
        self.form = RecordForm(fields)
        self.form.edited.connect(self._edited)
        self._wanted = self._key = ""
        self.side.addWidget(panel([self.title, *self.above(), self.form, *self.below()]))
        table.opened.connect(lambda _row: self.form.first())

    # --- what a subclass says

    def above(self) -> Sequence[QWidget]:
        """Further parts between title and form."""
        return ()

    def below(self) -> Sequence[QWidget]:
        """Further parts below the form."""
        return ()

    def rows(self, data: Any) -> Sequence[Any]:
        """The rows of what `load` returned; what else it holds may be kept."""
        return list(data)

    def values(self, chosen: Any) -> dict[str, Any]:
        """What the form shows of a row."""
        raise AssertionError("a list of groups has a form")

    def show_more(self, chosen: Any) -> None:
        """Fill the parts of `above` and `below`."""

    def adding(self, name: str) -> Command:
        """The command that adds a group; its result is the new key."""
        raise AssertionError("groups can be added")

    def editing(self, key: str, values: dict[str, Any]) -> Command:
        """The command that changes some fields."""
        raise AssertionError("groups can be changed")

    # --- the list

    def show_data(self, data: Any) -> None:
        """Show the rows, and the chosen one anew."""
        self.table.set_rows(self.rows(data))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self.choose(self.table.current())

    def focus(self, key: str) -> bool:
        """Choose a group, now or as soon as it is listed."""
        self._wanted = "" if self.table.choose(key) else key
        return not self._wanted

    def choose(self, chosen: Any | None) -> None:
        """Show its form."""
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            return
        if self._key != chosen.key:
            self._key = chosen.key
            self.form.begin()
        self.title.setText(getattr(chosen, self.naming))
        self.form.show_values(self.values(chosen))
        self.show_more(chosen)

    def ask_add(self) -> None:
        """Ask for the name of a new one."""
        ask_name(self, _(self._words.ask), _(self._words.ask_for), self._add)

    def _add(self, name: str) -> None:
        self.context.run(self.adding(name), on_done=self._added, owner=self)

    def _added(self, done: Any) -> None:
        self.table.clear_search()
        self.focus(done.result)
        self.context.notify(_(self._words.added), undoable=True, state=State.GOOD)

    def _edited(self, field: str, value: object) -> None:
        if (chosen := self.table.current()) is not None:
            self.edit(self.form, field, self.editing(chosen.key, {field: value}))


def country_choice() -> SearchChoice:
    """A country to choose, or none."""
    return SearchChoice([("", ""), *countries().items()])


def shown(row: Any, *names: str) -> dict[str, Any]:
    """These fields of a row for its form; lists with commas."""
    found = {name: getattr(row, name) for name in names}
    return {k: ", ".join(v) if isinstance(v, tuple) else v for k, v in found.items()}
