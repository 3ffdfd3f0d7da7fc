"""The list of participants: find, edit, add on site, cancel, put into a delegation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.catalogue import IMPORT
from matchdesk.ui.people.add_dialog import AddDialog
from matchdesk.ui.people.asking import wide
from matchdesk.ui.people.columns import HIDDEN, both_names, columns
from matchdesk.ui.people.duplicates import PARTICIPANTS, Merging
from matchdesk.ui.people.page import Page, main_button
from matchdesk.ui.people.participant_panel import ParticipantPanel
from matchdesk.ui.people.withdraw_dialog import WithdrawDialog
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import DataTable, EmptyState
from matchdesk.ui.widgets.columns_menu import columns_button

if TYPE_CHECKING:
    from matchdesk.services.events import EventSummary
    from matchdesk.services.people import GroupNames, ParticipantCard, ParticipantRow, Withdrawal

ADD = ActionSpec("people.add", "Add somebody …", "Ctrl+Shift+A", "user-plus", "walk-in new")
EDIT = ActionSpec("people.edit", "Edit this participant", "F2", "pencil", "change name correct")
CANCEL = ActionSpec(
    "people.cancel", "Withdraw or restore this participant", "Ctrl+Shift+X", "user-x", "cancel"
)
MERGE = ActionSpec(
    "people.merge", "Merge two participants …", "Ctrl+Shift+Y", "users",
    "duplicate double same person join",
)  # fmt: skip
GROUP = ActionSpec(
    "people.delegation", "Put into a delegation …", "Ctrl+Shift+G", "flag", "assign group"
)


@dataclass(frozen=True, slots=True)
class Data:
    """What the list is loaded with."""

    rows: tuple[ParticipantRow, ...]
    groups: GroupNames
    event: EventSummary


class ParticipantsPage(Page):
    """Actions belong to `home`, the screen."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        self._zone: ZoneInfo | None = None
        self._groups: GroupNames | None = None
        table = self._table(context, home)
        nobody = EmptyState(
            context.theme, "user", _("Choose somebody to see everything about them")
        )
        super().__init__(context, table, nobody)
        self.merging = Merging(self, PARTICIPANTS, MERGE, home)
        self.panel = ParticipantPanel(context)
        self.side.addWidget(self.panel)
        self.edit_action = context.actions.add(EDIT, self._edit, home=home)
        self.cancel_action = context.actions.add(CANCEL, self.toggle_cancelled, home=home)
        self.group_action = context.actions.add(GROUP, self._ask_delegation, home=home)
        self.panel.add_buttons(self.cancel_action)
        table.opened.connect(lambda _row: self._edit())
        table.view.selectionModel().selectionChanged.connect(
            lambda *_args: self.group_action.setEnabled(bool(self.table.selected()))
        )
        self._wanted = ""
        self._enable(None)

    def _table(self, context: ScreenContext, home: Screen) -> DataTable:
        theme = context.theme
        add = context.actions.add(ADD, self.ask_add, home=home)
        load = context.actions.get(IMPORT.id)
        fill = main_button(theme, IMPORT, load) if load else main_button(theme, ADD, add)
        table = DataTable(
            theme,
            columns(context.clock.now, lambda: self._zone),
            key=lambda row: row.key,
            name=_("Participants"),
            search_hint=_("Search name, organisation, country, delegation, e-mail, number"),
            empty=EmptyState(
                theme,
                "users",
                _("Nobody is registered yet"),
                _("Import your registration lists, or add people one by one."),
                fill,
            ),
            many=True,
            find=self._find,
        )
        table.add_filter(_("Here"), lambda row: row.arrived_at is not None)
        table.add_filter(_("Missing"), _missing)
        table.add_filter(_("Withdrawn"), lambda row: row.status is not _EXPECTED)
        table.add_control(columns_button(theme, table, HIDDEN))
        return table

    # --- the list

    def load(self) -> Data:
        """Rows, and what fields are chosen from."""
        desk = self.context.desk
        return Data(desk.people.participants(), desk.people.group_names(), desk.events.summary())

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        if self._groups is None:  # the first search is to be as quick as the others
            desk = self.context.desk
            self.context.jobs.query(desk.checkin.warm, lambda _nothing: None, owner=self)
        self._zone, self._groups = data.event.zone, data.groups
        self.panel.show_event(data.event, data.groups)
        self.table.set_rows(data.rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif (current := self.table.current()) is not None:
            self.choose(current)

    def _find(self, text: str, found: Callable[[Sequence[str]], None]) -> None:
        desk = self.context.desk
        self.context.jobs.query(
            lambda: desk.checkin.matching(text),
            found,
            on_error=self.context.complain,
            owner=self,
        )

    def focus(self, key: str) -> bool:
        """Choose somebody, now or as soon as they are listed."""
        self._wanted = "" if self.table.choose(key) else key
        return not self._wanted

    def choose(self, chosen: ParticipantRow | None) -> None:
        """Read the card of whoever was chosen."""
        self._enable(chosen)
        if chosen is None:
            self.side.setCurrentIndex(0)
            return
        self.panel.expect(chosen.key)
        self.context.jobs.query(
            lambda: self.context.desk.people.card(chosen.key),
            self._show_card,
            on_error=self.context.complain,
            owner=self,
        )

    def _show_card(self, card: ParticipantCard) -> None:
        if self.panel.show_card(card):
            self.side.setCurrentWidget(self.panel)

    def _enable(self, chosen: ParticipantRow | None) -> None:
        for action in (self.edit_action, self.cancel_action):
            action.setEnabled(chosen is not None)
        self.group_action.setEnabled(bool(self.table.selected()))
        if chosen is not None:
            expected = chosen.status is _EXPECTED
            _name(self.cancel_action, _("Withdraw …") if expected else _("Restore"))

    # --- what the operator does

    def _edit(self) -> None:
        if self.table.current() is not None:
            self.panel.begin_editing()

    def ask_add(self) -> None:
        """Ask for somebody new."""
        dialog = AddDialog(self.context, self._groups, self)
        dialog.added.connect(self._added)
        dialog.known.connect(self.focus)
        dialog.open()

    def _added(self, key: str, text: str) -> None:
        self.table.clear_search()
        self.focus(key)
        self.context.notify(text, undoable=True, state=State.GOOD)

    def toggle_cancelled(self) -> None:
        """Ask what becomes of the chosen participant's meetings, or restore who withdrew."""
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.people import RestoreParticipant

        chosen = self.table.current()
        if chosen is None:
            return
        if chosen.status is _EXPECTED:
            self.context.jobs.query(
                lambda: self.context.desk.people.withdrawal(chosen.key),
                lambda asked: self._ask_fates(chosen, asked),
                on_error=self.context.complain,
                owner=self,
            )
        else:
            text = _("{name} is expected again.").format(name=both_names(chosen))
            self.context.run(
                RestoreParticipant(chosen.key),
                on_done=lambda _done: self.context.notify(text, True, state=State.GOOD),
                owner=self,
            )

    def _ask_fates(self, row: ParticipantRow, asked: Withdrawal) -> None:
        from matchdesk.services.people import WithdrawParticipant  # see `toggle_cancelled`

        if not asked.meetings:
            self.context.run(
                WithdrawParticipant(asked.key), on_done=lambda _done: self._tell(row), owner=self
            )
            return
        dialog = WithdrawDialog(self.context, asked, self)
        dialog.withdrawn.connect(lambda _done: self._tell(row))
        dialog.open()

    def _tell(self, row: ParticipantRow) -> None:
        said = _("{name} has withdrawn.").format(name=both_names(row))
        self.context.notify(said, undoable=True, state=State.ATTENTION)

    def _ask_delegation(self) -> None:
        chosen = self.table.selected()
        if not chosen or self._groups is None:
            return
        nobody = _("(no delegation)")
        names = [nobody, *(name for _key, name in self._groups.delegations)]
        dialog = QInputDialog(self)
        dialog.setAttribute(_DELETE)
        dialog.setWindowTitle(_("Put into a delegation"))
        dialog.setLabelText(
            count("{n} participant travels with", "{n} participants travel with", len(chosen))
        )
        dialog.setComboBoxItems(names)
        wide(dialog)
        keys = tuple(row.key for row in chosen)
        dialog.textValueSelected.connect(lambda name: self._assign(keys, name))
        dialog.open()

    def _assign(self, keys: tuple[str, ...], name: str) -> None:
        from matchdesk.services.people import AssignDelegation  # see `toggle_cancelled`

        known = {text: key for key, text in self._groups.delegations} if self._groups else {}
        self.context.run(AssignDelegation(keys, known.get(name)), owner=self)


def _missing(row: ParticipantRow) -> bool:
    return row.arrived_at is None and row.status is _EXPECTED


def _name(action: QAction, text: str) -> None:
    if action.text() != text:
        action.setText(text)
        key = action.shortcut().toString()
        action.setToolTip(f"{text}  ({key})")


_EXPECTED = ParticipantStatus.REGISTERED
_DELETE = Qt.WidgetAttribute.WA_DeleteOnClose
