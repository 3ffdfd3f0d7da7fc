"""Interpreters: where each works in which slot, who lacks one, and assigning by hand."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStackedWidget, QTableView, QWidget

from matchdesk.core.days import weekday
from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.floor import words
from matchdesk.ui.floor.candidates import CandidatesPanel
from matchdesk.ui.floor.work_delegate import WorkDelegate
from matchdesk.ui.floor.work_model import WorkModel
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Label,
    button,
    column,
    row,
    split,
)

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.interpreters import Candidate, InterpretedMeeting, InterpreterPlan

FILL = ActionSpec(
    "floor.fill", "Assign all who are free", "Ctrl+Shift+A", keywords="interpreters fill"
)
_COLUMN, _ROW = 62, 34
_NAMES = (150, 270)
"""Least and greatest width of the names: as wide as the longest of them asks for."""

_MOST_KEYS = 9

_LACKING = (
    Column("Slot", lambda m: f"{m.slot.starts:%H:%M}", lambda m: m.slot.number, width=64),
    Column("Table", lambda m: str(m.table or ""), lambda m: m.table, width=60, right=True),
    Column("Parties", lambda m: m.organisations, tip=lambda m: m.names, width=0),
    Column("Languages", lambda m: _spoken(m), width=170),
)  # fmt: skip


class InterpretersPage(QWidget):
    """What is assigned is stored at once and can be undone."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self.context = context
        self._plan: InterpreterPlan | None = None
        self._meeting: str | None = None
        self.model = WorkModel()
        self.view = QTableView()
        self.day = QComboBox()
        self.day.setAccessibleName(_("Day"))
        self.day.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.day.activated.connect(self._show_day)
        self.figures = Label("", "body", 2)
        self.panel = CandidatesPanel(context.theme)
        self.panel.wanted.connect(self._assign)
        self.lacking = DataTable(
            context.theme,
            _LACKING,
            key=lambda meeting: meeting.key,
            name=_("Meetings that need an interpreter and have none"),
            search_hint=_("Search meetings without an interpreter"),
            empty=EmptyState(
                context.theme,
                "check",
                _("Every meeting that needs an interpreter has one"),
            ),
        )
        self.lacking.chosen.connect(self._lacking_chosen)
        self.fill_action = context.actions.add(FILL, self.fill, home=home)
        for place in range(_MOST_KEYS):
            spec = ActionSpec(
                f"floor.candidate{place + 1}",
                _("Choose interpreter {n}").format(n=place + 1),
                f"Alt+{place + 1}",
                listed=False,
            )
            context.actions.add(spec, partial(self._choose_candidate, place), home=home)
        self._dress_view()
        self._build()

    # --- what the screen calls

    def load(self) -> tuple[InterpreterPlan, date]:
        """Everybody's work, and the venue's day."""
        desk = self.context.desk
        now = self.context.clock.now().astimezone(desk.events.summary().zone)
        return desk.interpreters.plan(), now.date()

    def show_data(self, data: tuple[InterpreterPlan, date]) -> None:
        """Show it, and the chosen meeting anew."""
        plan, today = data
        self._plan = plan
        self._show_days(plan, today)
        self._show_day()
        self.lacking.set_rows(plan.lacking)
        lack = len(plan.lacking)
        said = count("{n} meeting needs one", "{n} meetings need one", plan.needed)
        without = count("{n} has none", "{n} have none", lack)
        people = count("{n} interpreter", "{n} interpreters", len(plan.interpreters))
        self.figures.setText(f"{people} · {said}, {without}")
        self.fill_action.setEnabled(bool(lack) and bool(plan.interpreters))
        self.stack.setCurrentIndex(1 if plan.interpreters else 0)
        if self._meeting is not None:
            self._ask(self._meeting)

    def show_meeting(self, key: str) -> None:
        """Choose a meeting."""
        self._ask(key)

    # --- what the operator does

    def fill(self) -> None:
        """Give whoever is free to the meetings that have nobody."""
        from matchdesk.services.interpreters import FillInterpreters  # loads the database

        self.context.run(FillInterpreters(), on_done=self._filled, owner=self)

    # --- inside

    def _filled(self, done: Done) -> None:
        text = count(
            "{n} meeting has an interpreter now", "{n} meetings have an interpreter now",
            len(done.result),
        )  # fmt: skip
        self.context.notify(text, undoable=True, state=State.GOOD)

    def _assign(self, meeting: InterpretedMeeting, key: str | None, take: bool) -> None:
        from matchdesk.services.interpreters import AssignInterpreter  # loads the database

        self.context.run(AssignInterpreter(meeting.key, key, take), on_done=self._told, owner=self)

    def _told(self, done: Done) -> None:
        found = done.result
        if not found.name:
            said = _("Nobody interprets meeting {n} now").format(n=found.number)
        elif found.other is None:
            said = _("{name} interprets meeting {n}").format(name=found.name, n=found.number)
        else:
            there = found.other_name or _("nobody")
            said = _("{name} interprets meeting {n}; meeting {other}: {there}").format(
                name=found.name, n=found.number, other=found.other, there=there
            )
        left = found.other is not None and not found.other_name
        state = State.ATTENTION if left or not found.name else State.GOOD
        self.context.notify(said, undoable=True, state=state)

    def _choose_candidate(self, place: int) -> None:
        if place < len(self.panel.choices):
            self.panel.choices[place].click()

    def _lacking_chosen(self, meeting: InterpretedMeeting | None) -> None:
        if meeting is not None:
            self._ask(meeting.key)

    def _cell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.cell(current)
        if one is not None and one.meeting is not None:
            self._ask(one.meeting.key)

    def _ask(self, key: str) -> None:
        """Show a meeting's candidates; asked beside the window."""
        self._meeting = key
        meeting = self._find(key)
        if meeting is None:
            self._meeting = None
            self.panel.show_nothing()
            return

        def show(found: tuple[Candidate, ...]) -> None:
            if self._meeting == key:
                self.panel.show_meeting(meeting, found)

        self.context.jobs.query(
            lambda: self.context.desk.interpreters.candidates(key),
            show,
            on_error=self.context.complain,
            owner=self,
        )

    def _find(self, key: str) -> InterpretedMeeting | None:
        if self._plan is None:
            return None
        served = (m for one in self._plan.interpreters for m in one.meetings)
        return next((m for m in (*served, *self._plan.lacking) if m.key == key), None)

    def _show_days(self, plan: InterpreterPlan, today: date) -> None:
        days = list(dict.fromkeys(slot.day for slot in plan.slots))
        if [self.day.itemData(n) for n in range(self.day.count())] != days:
            self.day.clear()
            for one in days:
                self.day.addItem(f"{weekday(one)} {one:%d.%m.}", one)
            # Qt finds no date of Python's among its data
            self.day.setCurrentIndex(days.index(today) if today in days else 0)
        self.day.setVisible(len(days) > 1)

    def _show_day(self) -> None:
        day: date | None = self.day.currentData()
        if self._plan is None:
            return
        self.model.show_plan(self._plan, day)
        names = self.view.verticalHeader()
        names.setFixedWidth(min(max(names.sizeHint().width(), _NAMES[0]), _NAMES[1]))
        for place in range(self.model.columnCount()):
            self.view.setColumnWidth(place, _COLUMN)

    def _dress_view(self) -> None:
        view = self.view
        view.setAccessibleName(_("Interpreters and slots"))
        view.setModel(self.model)
        view.setItemDelegate(WorkDelegate(self.context.theme, view))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().setDefaultSectionSize(_ROW)
        view.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        view.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setMinimumSectionSize(_COLUMN)
        view.selectionModel().currentChanged.connect(self._cell_chosen)

    def _build(self) -> None:
        fill = button("", kind="primary")
        bind(fill, self.fill_action)
        head = row(self.day, self.figures, None, fill, spacing=Space.M)
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState(
                self.context.theme,
                "languages",
                _("Nobody interprets yet"),
                _("Write language pairs such as en-zh into a participant's card under People."),
                button(_("Go to People"), lambda: self.context.navigate("people")),
            )
        )
        self.stack.addWidget(self.view)
        below = QWidget()
        below.setLayout(
            column(
                Label(_("Need an interpreter and have none"), "label", 2),
                self.lacking,
                spacing=Space.S,
                margins=(0, Space.M, 0, 0),
            )
        )
        left = QWidget()
        left.setLayout(
            column(
                split(self.stack, below, shares=(3, 2), upright=True), margins=(0, 0, Space.L, 0)
            )
        )
        whole = column(head, split(left, self.panel, shares=(5, 3)), spacing=Space.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _spoken(meeting: InterpretedMeeting) -> str:
    return " ⇄ ".join(words.languages(spoken) or "?" for _k, _n, _o, spoken in meeting.parties)
