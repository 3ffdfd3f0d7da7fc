"""Interpreters × slots of one day as a Qt table: where each works, and the gaps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from matchdesk.core.i18n import _, count
from matchdesk.ui.floor import words
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import STATE_ROLE

if TYPE_CHECKING:
    from matchdesk.services.interpreters import InterpreterDay, InterpreterPlan, InterpreterSlot

Index = QModelIndex | QPersistentModelIndex


class WorkModel(QAbstractTableModel):
    """GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[InterpreterDay, ...] = ()
        self._cells: list[tuple[InterpreterSlot, ...]] = []

    def show_plan(self, plan: InterpreterPlan, day: date | None) -> None:
        """Show the slots of `day`."""
        self.beginResetModel()
        self._people = plan.interpreters
        self._cells = [one.on(day) if day else () for one in plan.interpreters]
        self.endResetModel()

    def cell(self, index: Index) -> InterpreterSlot | None:
        """What stands there."""
        return self._cells[index.row()][index.column()] if index.isValid() else None

    def who(self, index: Index) -> InterpreterDay | None:
        """Whose line it is."""
        return self._people[index.row()] if index.isValid() else None

    def place_of(self, meeting: str) -> QModelIndex:
        """Where a meeting (key) is interpreted on this day; invalid if nowhere."""
        for number, cells in enumerate(self._cells):
            for column, one in enumerate(cells):
                if one.meeting is not None and one.meeting.key == meeting:
                    return self.index(number, column)
        return QModelIndex()

    # --- what Qt calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Interpreters."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Slots of the day."""
        return 0 if parent.isValid() or not self._cells else len(self._cells[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The table where they interpret, or why they do not."""
        one = self.cell(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(one)
        if role == STATE_ROLE:
            return _state(one)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Slots across, interpreters down."""
        if orientation is Qt.Orientation.Horizontal:
            slot = self._cells[0][section].slot
            return f"{slot.starts:%H:%M}" if role == Qt.ItemDataRole.DisplayRole else None
        who = self._people[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return who.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(facts(who))
        return None


def facts(who: InterpreterDay) -> list[str]:
    """Everything worth knowing of an interpreter, a line each."""
    work = count("{n} meeting", "{n} meetings", len(who.meetings))
    run = _("at most {n} in a row").format(n=who.most_in_a_row())
    here = _("is in the house") if who.arrived else _("is not in the house")
    found = [who.name, words.pairs(who.pairs), f"{work}, {run}", who.phone, here]
    if not who.expected:
        found.append(_("is not expected (any more)"))
    return [line for line in found if line]


def _text(one: InterpreterSlot) -> str:
    if one.meeting is not None:
        table = one.meeting.table
        return _("T{n}").format(n=table) if table is not None else f"#{one.meeting.number}"
    return {"own_meeting": _("own"), "away": "–", "free": ""}[one.work.value]


def _tip(one: InterpreterSlot) -> str:
    if one.meeting is not None:
        meeting = one.meeting
        table = "" if meeting.table is None else _("table {n}").format(n=meeting.table) + " · "
        clash = "\n" + _("Needed in two places at once") if one.clash else ""
        return f"{table}#{meeting.number}\n{meeting.names}\n{meeting.organisations}{clash}"
    return {
        "own_meeting": _("has a meeting of their own"),
        "away": _("is not available"),
        "free": _("free"),
    }[one.work.value]


def _state(one: InterpreterSlot) -> State | None:
    if one.clash:
        return State.PROBLEM
    if one.meeting is not None:
        return State.PLANNED
    return State.NEUTRAL if one.work.value == "own_meeting" else None
