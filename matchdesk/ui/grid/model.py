"""The sheet as Qt sees it, with what is held and what each cell would be for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.ui.grid.sheet import NO_TABLE, Kind, Place, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from matchdesk.services.agenda import GridData, GridMeeting, GridPerson, GroupTargets, Targets
    from matchdesk.ui.grid.ghosts import Ghost

Index = QModelIndex | QPersistentModelIndex

_WORDS = {
    "here": "it is here now",
    "free": "free",
    "soft": "free, but not ideal",
    "swap": "they would change places",
    "clash": "clash",
    "forbidden": "not possible",
}
"""What a cell would be, in words."""

_CLOSED = Qt.ItemFlag.NoItemFlags
_OPEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

MIME = "application/x-matchdesk-meeting"
"""A meeting that is being dragged; its data is the meeting's key."""


class GridModel(QAbstractTableModel):
    """Rows and columns of one `Sheet`. GUI thread only.

    `cells_changed` carries the places whose meetings are others than before.
    """

    cells_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.data_: GridData | None = None
        self.sheet: Sheet | None = None
        self.held: GridMeeting | None = None
        self.along: frozenset[str] = frozenset()
        self.targets: Targets | GroupTargets | None = None
        self.matches: Callable[[GridMeeting], bool] | None = None
        self.ghosts: Mapping[Place, Ghost] = {}
        self._tables: dict[str, int] = {}
        self._grades: dict[tuple[str, str], int] = {}

    # --- what the screen sets

    def show_sheet(self, data: GridData, sheet: Sheet) -> None:
        """Show another day, view or state of the grid."""
        self.beginResetModel()
        self.data_, self.sheet = data, sheet
        self._grades.clear()
        self._tables = {table.key: table.number for table in data.tables}
        self.endResetModel()

    def show_changed(self, data: GridData, sheet: Sheet, changed: Iterable[Place]) -> None:
        """Show the same rows and columns with other meetings in the cells `changed`."""
        self.data_, self.sheet = data, sheet
        self._grades.clear()
        self.cells_changed.emit(changed)
        for place in changed:
            index = self.index(*place)
            self.dataChanged.emit(index, index)

    def hold(
        self,
        meeting: GridMeeting | None,
        targets: Targets | GroupTargets | None = None,
        *,
        along: frozenset[str] = frozenset(),
    ) -> None:
        """Shade all cells for `meeting` (others go `along`), or stop doing so."""
        self.held, self.targets, self.along = meeting, targets, along
        self._grades.clear()
        self._repaint()

    def highlight(self, matches: Callable[[GridMeeting], bool] | None) -> None:
        """Dim every meeting that does not match."""
        if matches is None and self.matches is None:
            return
        self.matches = matches
        self._repaint()

    def show_ghosts(self, ghosts: Mapping[Place, Ghost]) -> None:
        """Draw what a repair would do; nothing for none."""
        if ghosts or self.ghosts:
            self.ghosts = ghosts
            self._repaint()

    # --- what delegate and view ask

    def is_held(self, meeting: GridMeeting) -> bool:
        """Whether it is held, or goes along."""
        return self.held is not None and meeting.key in (self.held.key, *self.along)

    def meeting(self, place: Place) -> GridMeeting | None:
        """The meeting drawn in a cell."""
        return self.sheet.cells.get(place) if self.sheet else None

    def person(self, key: str) -> GridPerson:
        """Somebody of the event."""
        assert self.data_ is not None
        return self.data_.people[key]

    def table_number(self, key: str | None) -> int | None:
        """A table's number."""
        return self._tables.get(key or "")

    def target(self, place: Place) -> str | None:
        """What the cell would be for the held meeting (a word of `Target`), if one is held."""
        sheet, held, targets = self.sheet, self.held, self.targets
        keys = sheet.keys(place) if sheet else None
        if sheet is None or held is None or targets is None or keys is None:
            return None
        slot, row = keys
        if sheet.kind is Kind.TABLES:
            return targets.cells.get((slot, row))
        return targets.slots[slot].kind if row in held.parties and slot in targets.slots else None

    def grade(self, place: Place) -> int:
        """How good a free cell is for the held meeting, 1 the best; see `Targets.grade`."""
        keys = self.sheet.keys(place) if self.sheet else None
        if self.sheet is None or self.targets is None or keys is None:
            return 1
        slot, table = keys
        if self.sheet.kind is not Kind.TABLES:
            table = self.targets.slots[slot].table or ""
        if self.targets.cells.get((slot, table)) not in ("free", "soft"):
            return 1
        if keys not in self._grades:
            self._grades[keys] = self.targets.grade(slot, table)
        return self._grades[keys]

    def why(self, place: Place) -> tuple[str, ...]:
        """The reasons behind `target`."""
        keys = self.sheet.keys(place) if self.sheet else None
        if self.sheet is None or self.targets is None or keys is None:
            return ()
        slot, row = keys
        if self.sheet.kind is Kind.TABLES:
            return self.targets.why(slot, row) if (slot, row) in self.targets.cells else ()
        return self.targets.why_slot(slot) if slot in self.targets.slots else ()

    def spoken(self, place: Place) -> str:
        """A cell in words, for tooltips, the status line and screen readers."""
        if self.sheet is None or self.data_ is None:
            return ""
        keys = self.sheet.keys(place)
        if keys is None:
            pause = self.sheet.columns[place[1]].pause
            return pause.name if pause else self.sheet.rows[place[0]].title
        meeting, ghost = self.meeting(place), self.ghosts.get(place)
        here = self.sheet.closed.get(place) or _("free")
        here = here if meeting is None else self.sentence(meeting)
        return here if ghost is None else " · ".join((here, *self._haunted(ghost)))

    def _haunted(self, ghost: Ghost) -> Iterator[str]:
        """What the repair that is proposed would do here."""
        if ghost.goes:
            yield _("the repair calls it off") if ghost.off else _("the repair takes it away")
        if ghost.comes:
            who = " ⇄ ".join(self.person(key).short for key in ghost.parties)
            yield _("the repair brings {who}").format(who=who)

    def sentence(self, meeting: GridMeeting) -> str:
        """One meeting with whole names."""
        people = (self.person(key) for key in meeting.parties)
        who = (f"{p.name} ({p.organisation})" if p.organisation else p.name for p in people)
        table = self.table_number(meeting.table)
        words = [f"#{meeting.number}", " ⇄ ".join(who), label(meeting.status)]
        if meeting.interpreter:
            words.append(_("interpreter {name}").format(name=meeting.interpreter))
        if table is not None:
            words.append(_("table {n}").format(n=table))
        if meeting.locked:
            words.append(_("locked"))
        for key in meeting.missing:
            words.append(_("{name} is missing").format(name=self.person(key).name))
        return " · ".join([*words, *meeting.faults])

    def named(self, place: Place) -> str:
        """“10:15 · table 3 — free”: a cell without anything being held."""
        return f"{self.called(place)} — {self.spoken(place)}"

    def explained(self, place: Place | None) -> str:
        """What a cell is, or what dropping the held meeting there would mean."""
        if self.held is None:
            return self.named(place) if place is not None else ""
        target = self.target(place) if place is not None else None
        if place is None or target is None:
            people = (self.person(key).short for key in self.held.parties)
            text = _("Holding {who}: choose a cell, Enter drops, Esc lets go.")
            if self.along:
                text = _("Holding {who} and {n} more: choose a cell, Enter drops, Esc lets go.")
            return text.format(who=" ⇄ ".join(people), n=len(self.along))
        there = self.meeting(place)
        reasons = " ".join(self.why(place))
        if target == "swap" and there is not None:
            reasons = self.sentence(there)
        word = _(_WORDS[target])
        said = f"{word}: {reasons}" if reasons else word
        return f"{self.called(place)} — {said}"

    def called(self, place: Place) -> str:
        """“10:15 · table 3”."""
        assert self.sheet is not None
        at, side = self.sheet.columns[place[1]], self.sheet.rows[place[0]]
        is_table = self.sheet.kind is Kind.TABLES and side.key != NO_TABLE
        name = _("table {n}").format(n=side.title) if is_table else side.title
        return f"{at.starts:%H:%M} · {name}"

    # --- Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows of the sheet."""
        return 0 if (parent and parent.isValid()) or self.sheet is None else len(self.sheet.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Slots and breaks of the day."""
        return 0 if (parent and parent.isValid()) or self.sheet is None else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words only: the delegate paints from the sheet itself."""
        spoken = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in spoken and index.isValid():
            return self.spoken((index.row(), index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Times above, tables or people at the side."""
        if self.sheet is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return f"{self.sheet.columns[section].starts:%H:%M}"
        return self.sheet.rows[section].title

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Breaks and headings cannot be chosen."""
        place = (index.row(), index.column())
        if self.sheet is None or not index.isValid() or not self.sheet.usable(place):
            return _CLOSED
        return _OPEN

    def _repaint(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
