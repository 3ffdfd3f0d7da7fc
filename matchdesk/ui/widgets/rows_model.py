"""Rows of frozen dataclasses as a Qt table: sorted, searched and filtered here, in plain Python.

For the sizes of an event (1,500 people, 6,000 meetings) sorting or searching a list takes a few
milliseconds; a proxy model asking Python row by row takes far longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.ui.theme import State

folded = lru_cache(maxsize=100_000)(fold)
"""`fold`, remembered: a list is sorted anew by the same words whenever a row of it changes."""

Index = QModelIndex | QPersistentModelIndex

STATE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `State` of a cell that is drawn as a pill, or None."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `text(row)` is what is shown and searched.

    `sort(row)` gives what it sorts by (else the shown text, accents and case aside); `state(row)`
    makes the cell a pill; `tip(row)` is shown on hover; `width` in pixels, 0 shares what is left;
    where the table is wide, it grows up to `most`.
    """

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    state: Callable[[Any], State | None] | None = None
    tip: Callable[[Any], str] | None = None
    width: int = 120
    right: bool = False
    searched: bool = True
    most: int = 0


class RowsModel(QAbstractTableModel):
    """A table of rows. `key(row)` names a row for good, over sorting and refreshing.

    GUI thread only.
    """

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self._all: tuple[Any, ...] = ()
        self._shown: list[Any] = []
        self._places: dict[Any, int] = {}
        self._haystacks: dict[Any, str] = {}
        self._words: tuple[str, ...] = ()
        self._found: dict[Any, int] | None = None
        self._keep: Callable[[Any], bool] | None = None
        self._order: tuple[int, bool] | None = None

    # --- what screens call

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`; where they stay in their places, only what differs is redrawn."""
        old, self._all = dict(zip(map(self.key, self._all), self._all, strict=True)), tuple(rows)
        for row in self._all:
            name = self.key(row)
            before = old.get(name)
            if before is not row and before != row:  # thousands are mostly the same objects
                self._haystacks.pop(name, None)
        self._arrange()

    def haystacks(self, rows: Sequence[Any]) -> dict[Any, str]:
        """What `search` looks through, by the names of `rows`; may be asked in another thread."""
        return {self.key(row): self._folded(row) for row in rows}

    def remember(self, haystacks: Mapping[Any, str]) -> None:
        """Take what `haystacks` worked out for the rows shown, so that no search waits for it."""
        self._haystacks.update(haystacks)

    def search(self, text: str) -> None:
        """Show only rows that hold every word of `text` somewhere."""
        self._words = tuple(fold(text).split())
        self._arrange()

    def show_found(self, keys: Sequence[Any] | None) -> None:
        """Show only the rows of these names, in this order unless sorted; None shows all."""
        self._found = None if keys is None else {name: place for place, name in enumerate(keys)}
        self._arrange()

    def filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows for which `keep(row)` is true; None shows all."""
        self._keep = keep
        self._arrange()

    @property
    def total(self) -> int:
        """Rows there are, shown or not."""
        return len(self._all)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows shown, in their order."""
        return tuple(self._shown)

    def row_at(self, index: Index) -> Any | None:
        """The row behind an index."""
        return self._shown[index.row()] if index.isValid() else None

    def place_of(self, key: Any) -> int | None:
        """Where the row named `key` is shown, if it is."""
        return self._places.get(key)

    def cell(self, row: int, column: int) -> tuple[str, bool, State | None]:
        """Text of a cell, whether it stands to the right, and its state if it is a pill."""
        part, item = self.columns[column], self._shown[row]
        return part.text(item), part.right, part.state(item) if part.state else None

    # --- what Qt calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, alignment and state of one cell."""
        column, row = self.columns[index.column()], self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == STATE_ROLE:
            return column.state(row) if column.state else None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 goes back to the given order."""
        self._order = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    # --- how it is arranged

    def _arrange(self) -> None:
        rows = [row for row in self._all if self._wanted(row)]
        if self._order is not None:
            number, backwards = self._order
            rows.sort(key=self._sort_key(self.columns[number]), reverse=backwards)
        elif self._found is not None:
            places = self._found
            rows.sort(key=lambda row: places[self.key(row)])
        names = [self.key(row) for row in rows]
        if names == list(self._places):
            self._redraw(rows)
        else:
            self.beginResetModel()
            self._shown = rows
            self._places = {name: place for place, name in enumerate(names)}
            self.endResetModel()

    def _redraw(self, rows: list[Any]) -> None:
        before, self._shown = self._shown, rows
        pairs = enumerate(zip(before, rows, strict=True))
        other = [place for place, (old, new) in pairs if old is not new and old != new]
        last = len(self.columns) - 1
        for first, until in _runs(other):  # thousands may change at once: not one by one
            self.dataChanged.emit(self.index(first, 0), self.index(until, last))

    def _wanted(self, row: Any) -> bool:
        if self._found is not None and self.key(row) not in self._found:
            return False
        if self._keep is not None and not self._keep(row):
            return False
        if not self._words:
            return True
        text = self._haystack(row)
        return all(word in text for word in self._words)

    def _haystack(self, row: Any) -> str:
        name = self.key(row)
        if name not in self._haystacks:
            self._haystacks[name] = self._folded(row)
        return self._haystacks[name]

    def _folded(self, row: Any) -> str:
        return "\n".join(folded(column.text(row)) for column in self.columns if column.searched)

    @staticmethod
    def _sort_key(column: Column) -> Callable[[Any], Any]:
        by = column.sort
        if by is None:
            return lambda row: folded(column.text(row))

        def key(row: Any) -> tuple[bool, Any]:
            value = by(row)
            return (value is None, 0 if value is None else value)

        return key


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of neighbouring numbers; `places` ascend."""
    first = until = None
    for place in places:
        if until is None or place != until + 1:
            if first is not None and until is not None:
                yield first, until
            first = place
        until = place
    if first is not None and until is not None:
        yield first, until
