"""One figure with the rows it was counted from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, column, row

if TYPE_CHECKING:
    from matchdesk.services.statistics import Figure, FigureRow

_WIDTHS = {
    "No.": 56,
    "Day": 96,
    "Time": 60,
    "Table": 60,
    "SMEs": 64,
    "Participants": 96,
    "Country": 76,
    "Countries": 84,
    "Status": 104,
    "Region": 170,
    "Type": 138,
    "Topic": 150,
    "Outcome": 184,
    "Follow-up": 100,
}
"""Columns of known length; the others share what is left."""

_HIDDEN_IF_ALIKE = frozenset({"Day", "Status"})
"""Columns that tell nothing where every row says the same; the room goes to the names."""

_DAYS = frozenset({"Day", "Follow-up"})
"""Columns of days: the cells hold them as files do, the screen shows them as every list does."""

_NUMBERS = frozenset({"No.", "Table", "SMEs", "Participants"})


class FigureBasis(QWidget):
    """`opened` carries the row on Enter or double click."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.value = Label("", "figure")
        self.title = Label("", "large", wrap=True)
        self.group = Label("", "small", 2)
        self.definition = Label("", "small", 3, wrap=True)
        self.table: DataTable | None = None
        self._shown: Figure | None = None
        words = column(self.title, self.group, spacing=2)
        head = row(self.value, words, spacing=Space.L)
        head.setStretch(1, 1)
        self._box = column(head, self.definition, spacing=Space.S, margins=(Space.L, 0, 0, 0))
        self._empty = EmptyState(
            theme, "chart-column", _("Choose a figure to see what is behind it")
        )
        self._box.addWidget(self._empty, 1)
        self.setLayout(self._box)

    def show_figure(self, figure: Figure) -> None:
        """Show `figure`; the same figure again keeps search and place in its rows."""
        self._empty.hide()
        self.value.setText(figure.shown)
        self.title.setText(figure.label)
        self.group.setText(figure.group)
        self.definition.setText(figure.definition)
        self.definition.setVisible(bool(figure.definition))
        before, self._shown = self._shown, figure
        if self.table is None or before is None or before.columns != figure.columns:
            self._make_table(figure)
        assert self.table is not None
        if before is not None and before.code != figure.code:
            self.table.clear_search()
        self.table.set_rows(figure.rows)
        for place, name in enumerate(figure.columns):
            told = {item.cells[place] for item in figure.rows}
            alike = name in {_(word) for word in _HIDDEN_IF_ALIKE} and len(told) == 1
            self.table.view.setColumnHidden(place, alike and len(figure.rows) > 1)

    def _make_table(self, figure: Figure) -> None:
        if self.table is not None:
            self._box.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = DataTable(
            self._theme,
            [_column(place, name) for place, name in enumerate(figure.columns)],
            key=lambda item: (item.kind, item.key),
            name=_("Rows behind this figure"),
            search_hint=_("Search these rows"),
            empty=EmptyState(self._theme, "list", _("Nothing was counted here")),
            lines=3 if _("Topic") in figure.columns else 2,
        )
        self.table.opened.connect(self.opened.emit)
        self._box.addWidget(self.table, 1)


def _column(place: int, name: str) -> Column:
    dated = name in {_(word) for word in _DAYS}

    def text(item: FigureRow) -> str:
        cell = item.cells[place]
        return f"{date.fromisoformat(cell):%d.%m.%Y}" if dated and cell else cell

    def number(item: FigureRow) -> object:
        cell = item.cells[place]
        return int(cell) if cell.isdecimal() else None

    def day(item: FigureRow) -> object:
        return item.cells[place]

    widths = {_(word): width for word, width in _WIDTHS.items()}
    numeric = name in {_(word) for word in _NUMBERS}
    return Column(
        name,
        text,
        number if numeric else day if dated else None,
        tip=text,
        width=widths.get(name, 0),
        right=numeric,
    )
