"""The event's tables and zones: changed on the list, previewed, then applied in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.core.text import fold
from matchdesk.ui.actions import bind
from matchdesk.ui.event.consequences import Consequences
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    FormRow,
    Label,
    NumberBox,
    TextLine,
    button,
    column,
    line,
    row,
    split,
)
from matchdesk.ui.widgets.edit_fields import SearchChoice

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.event_layout import TablePlan, TableRow, TablesPreview
    from matchdesk.services.people import GroupNames


@dataclass(frozen=True, slots=True)
class Line:
    """A table as it is (`stored`) and as it is to be (`plan`); one of the two may be missing."""

    number: int
    zone: str
    seats: int
    kept_for: str
    meetings: int
    change: str

    @property
    def state(self) -> State | None:
        """The colour of what happens to it."""
        return _CHANGES.get(self.change)


_NEW, _GONE, _CHANGED = "new", "removed", "changed"
_CHANGES = {_NEW: State.GOOD, _GONE: State.PROBLEM, _CHANGED: State.ATTENTION}

COLUMNS = (
    Column("Table", lambda r: str(r.number), lambda r: r.number, width=76, right=True),
    Column("Zone", lambda r: r.zone, lambda r: fold(r.zone), width=110),
    Column("Seats", lambda r: str(r.seats), lambda r: r.seats, width=70, right=True),
    Column("Kept for", lambda r: r.kept_for, width=0),
    Column("Meetings", lambda r: str(r.meetings or ""), lambda r: r.meetings, width=92, right=True,
           searched=False),
    Column("Change", lambda r: _(r.change), state=lambda r: r.state, width=104),
)  # fmt: skip


class TablesPage(QWidget):
    """`settled` whenever it may have become possible or impossible to apply something."""

    settled = Signal()

    def __init__(
        self,
        context: ScreenContext,
        buttons: tuple[QPushButton, QPushButton],
        remove: QAction,
    ) -> None:
        super().__init__()
        self._context = context
        self._stored: dict[int, TableRow] = {}
        self._plans: dict[int, TablePlan] = {}
        self._names: dict[str, str] = {}
        self._preview: TablesPreview | None = None
        self.table = DataTable(
            context.theme,
            COLUMNS,
            key=lambda item: item.number,
            name=_("Tables"),
            search_hint=_("Search number, zone, organisation"),
            empty=EmptyState(context.theme, "table-2", _("No tables yet")),
            many=True,
        )
        self.consequences = Consequences(context.theme)
        self._looking = Refresh(context.jobs, self._look, self._show_preview, self, delay=120)
        self._looking.failed.connect(self._impossible)
        self._fields(remove)
        self._build(buttons)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_args: self._chosen())

    def _fields(self, remove: QAction) -> None:
        theme = self._context.theme
        self.how_many, self.new_seats = NumberBox(1, 200, 1), NumberBox(2, 100, 4)
        self.new_zone = TextLine()
        self.add = button(_("Add tables"), self.add_tables, icon="plus", theme=theme)
        self.zone, self.seats = TextLine(), NumberBox(2, 100, 4)
        self.kept_for = SearchChoice()
        self.set_zone = button(_("Set"), lambda: self._set(zone=self.zone.text().strip()))
        self.set_seats = button(_("Set"), lambda: self._set(seats=self.seats.value()))
        self.kept_for.edited.connect(lambda key: self._set(reserved_for_key=key or None))
        self._remove = remove
        self.remove = button("")
        bind(self.remove, remove)
        self.title = Label("", "strong")

    def _build(self, buttons: tuple[QPushButton, QPushButton]) -> None:
        back, apply = buttons
        forms = (
            FormRow(_("How many"), self.how_many),
            FormRow(_("Zone"), self.new_zone),
            FormRow(_("Seats"), self.new_seats),
        )
        new = row(*forms, spacing=Space.M)
        for form in forms:
            new.setAlignment(form, Qt.AlignmentFlag.AlignTop)
        side = column(
            Label(_("New tables"), "strong"),
            new,
            row(self.add, None),
            line(),
            self.title,
            FormRow(_("Zone"), self.zone, beside=self.set_zone),
            FormRow(_("Seats"), self.seats, beside=self.set_seats),
            FormRow(_("Kept for"), self.kept_for, _("Empty: for everybody")),
            row(self.remove, None),
            line(),
            self.consequences,
            None,
            spacing=Space.M,
        )
        inside = QWidget()
        side.setContentsMargins(0, 0, Space.M, 0)
        inside.setLayout(side)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.table, margins=(0, 0, Space.L, Space.L)))
        box = column(
            scroll, row(None, back, apply), spacing=Space.M, margins=(Space.L, 0, Space.L, Space.L)
        )
        right.setLayout(box)
        self.setLayout(column(split(left, right, shares=(5, 3))))
        self._chosen()

    # --- what the screen calls

    def show_tables(self, tables: tuple[TableRow, ...], groups: GroupNames) -> None:
        """What is stored; what somebody is changing stays."""
        untouched = not self.dirty
        self._stored = {table.number: table for table in tables}
        self._names = dict(groups.organisations)
        self.kept_for.set_choices([(None, ""), *groups.organisations])
        if untouched:
            self._plans = {table.number: table.plan for table in tables}
        self._changed()

    @property
    def dirty(self) -> bool:
        """Whether something is changed that is not stored."""
        return self._plans != {number: table.plan for number, table in self._stored.items()}

    @property
    def applicable(self) -> bool:
        """Whether what is changed can be stored."""
        return self.dirty and self._preview is not None and not self._preview.begun

    def put_back(self) -> None:
        """Forget what was changed."""
        self._plans = {number: table.plan for number, table in self._stored.items()}
        self._changed()

    def apply_change(self) -> None:
        """Store it: one step that can be undone."""
        from matchdesk.services.event_layout import ChangeTables  # loads the database: not at start

        plans = dict(self._plans)
        self._context.run(
            ChangeTables(tuple(plans.values())),
            on_done=self._applied,
            on_error=self._impossible,
            owner=self,
        )

    def add_tables(self) -> None:
        """New ones after the highest number."""
        from matchdesk.services.event_layout import TablePlan  # see `apply_change`

        first = max((*self._plans, *self._stored, 0)) + 1
        for number in range(first, first + self.how_many.value()):
            self._plans[number] = TablePlan(
                number, self.new_zone.text().strip(), self.new_seats.value()
            )
        self._changed()
        self.table.choose(first)

    def remove_or_keep(self) -> None:
        """Take the chosen tables away, or keep those that were to go."""
        chosen = [item.number for item in self.table.selected()]
        gone = [number for number in chosen if number not in self._plans]
        for number in chosen:
            if gone and number in gone:
                self._plans[number] = self._stored[number].plan
            elif not gone:
                del self._plans[number]
        self._changed()

    # --- inside

    def _set(self, **values: object) -> None:
        for item in self.table.selected():
            if item.number in self._plans:
                self._plans[item.number] = replace(self._plans[item.number], **values)  # type: ignore[arg-type] # fields of TablePlan
        self._changed()

    def _changed(self) -> None:
        self._preview = None
        numbers = sorted({*self._stored, *self._plans})
        self.table.set_rows([self._line(number) for number in numbers])
        self._chosen()
        self.settled.emit()
        self._looking.ask()

    def _line(self, number: int) -> Line:
        stored, plan = self._stored.get(number), self._plans.get(number)
        change = ""
        if stored is None:
            change = _NEW
        elif plan is None:
            change = _GONE
        elif plan != stored.plan:
            change = _CHANGED
        shown = plan or (stored and stored.plan)
        assert shown is not None
        return Line(
            number=number,
            zone=shown.zone,
            seats=shown.seats,
            kept_for=self._names.get(shown.reserved_for_key or "", ""),
            meetings=stored.meetings if stored else 0,
            change=change,
        )

    def _chosen(self) -> None:
        chosen = self.table.selected()
        self.title.setText(
            count("{n} table chosen", "{n} tables chosen", len(chosen))
            if chosen
            else _("Choose tables to change them")
        )
        self._name_removing([item.number for item in chosen])
        for part in (self.zone, self.seats, self.kept_for, self.set_zone, self.set_seats):
            part.setEnabled(bool(chosen))
        if len(chosen) == 1:
            plan = self._plans.get(chosen[0].number)
            self.zone.setText(chosen[0].zone)
            self.seats.setValue(chosen[0].seats)
            self.kept_for.show_value(plan.reserved_for_key if plan else None)
        self.settled.emit()

    def _name_removing(self, chosen: list[int]) -> None:
        gone = any(number not in self._plans for number in chosen)
        text = _("Keep the chosen tables") if gone else _("Remove the chosen tables")
        if self._remove.text() != text:
            self._remove.setText(text)
        self._remove.setEnabled(bool(chosen))

    def _look(self) -> tuple[dict[int, TablePlan], TablesPreview]:
        plans = dict(self._plans)
        return plans, self._context.desk.layout.preview_tables(tuple(plans.values()))

    def _show_preview(self, looked: tuple[dict[int, TablePlan], TablesPreview]) -> None:
        plans, preview = looked
        if plans != self._plans:
            return
        self._preview = preview
        self.consequences.setVisible(self.dirty)
        self.consequences.show_tables(preview)
        self.settled.emit()

    def _impossible(self, error: MatchDeskError) -> None:
        self._preview = None
        self.consequences.setVisible(True)
        self.consequences.say(wording.sentence(error))
        self.settled.emit()

    def _applied(self, done: Done) -> None:
        waiting = len(done.result.waiting)
        said = _("The tables are changed.")
        if waiting:
            said += " " + count(
                "{n} meeting is on the waiting list.",
                "{n} meetings are on the waiting list.",
                waiting,
            )
        state = State.ATTENTION if waiting else State.GOOD
        self._context.notify(said, undoable=True, state=state)
