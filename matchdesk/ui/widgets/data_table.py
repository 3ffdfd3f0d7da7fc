"""A table with search, filters, sorting, keyboard and an empty state: the one most screens show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from matchdesk.core.i18n import _, count
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets.basics import Label, button, column
from matchdesk.ui.widgets.column_room import ColumnRoom
from matchdesk.ui.widgets.fields import SearchBox
from matchdesk.ui.widgets.flow import Flow
from matchdesk.ui.widgets.messages import EmptyState
from matchdesk.ui.widgets.pill_delegate import PillDelegate
from matchdesk.ui.widgets.rows_model import Column, RowsModel

ROW_HEIGHT = 34


Find = Callable[[str, Callable[[Sequence[Any]], None]], object]
"""Looks a text up beside the window and hands the names of the rows found to the callback."""


class DataTable(QWidget):
    """Rows to look through and choose from.

    A search of the rows' own words, unless `find` knows better.

    Rows have room for `lines` lines, into which long words are broken. `chosen` carries the current
    row or None, `opened` a row on Enter or double click. Typing in the search box filters; Down
    goes from it into the table; Ctrl+F back to it (the window's “Find” calls `focus_search`).
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        *,
        name: str,
        search_hint: str = "",
        empty: EmptyState | None = None,
        many: bool = False,
        find: Find | None = None,
        unit: tuple[str, str] = ("{n} row", "{n} rows"),
        lines: int = 1,
    ) -> None:
        super().__init__()
        self._unit = unit
        self._find, self._asked = find, 0
        self.model = RowsModel(columns, key)
        self.search = SearchBox(theme, search_hint)
        self.view = QTableView()
        self.view.setAccessibleName(name)
        self.count = Label("", "small", 3)
        self.bar = Flow(self.search)
        self._filters: dict[QPushButton, Callable[[Any], bool]] = {}
        self._only: Callable[[Any], bool] | None = None
        self._current: Any = None
        self._empty = empty or EmptyState(theme, "list", _("Nothing here yet"))
        self._none_found = EmptyState(
            theme,
            "search",
            _("Nothing matches"),
            _("No row holds all of these words and passes the chosen filters."),
            button(_("Show everything"), self.clear_search),
        )
        self._stack = QStackedWidget()
        for part in (self.view, self._empty, self._none_found):
            self._stack.addWidget(part)
        self._loaded = False
        self._dress_view(theme, many)
        self.view.setItemDelegate(PillDelegate(theme, self.view, lines))
        more = (lines - 1) * self.view.fontMetrics().height()
        self.view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + more)
        self.bar.addWidget(self.count)
        self.setLayout(column(self.bar, self._stack, spacing=Space.M))
        self.setFocusProxy(self.search)
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._into_table)

    # --- what screens call

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`, keeping the chosen row and the scroll position."""
        self._loaded = True
        self._keeping_place(lambda: self.model.set_rows(rows))
        if self._find is not None and self.search.text().strip():
            self._search(self.search.text().strip())

    def add_filter(
        self, text: str, keep: Callable[[Any], bool], *, on: bool = False
    ) -> QPushButton:
        """A chip beside the search box; while it is down only rows with `keep(row)` are shown."""
        chip = button(text, kind="chip")
        chip.setCheckable(True)
        chip.setChecked(on)
        self._filters[chip] = keep
        self.bar.insertWidget(self.bar.count() - 1, chip)
        self._order()
        chip.toggled.connect(lambda _on: self._refilter())
        self._refilter()
        return chip

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows with `keep(row)`, beside what the chips say; None for all."""
        self._only = keep
        self._refilter()

    def add_control(self, control: QWidget) -> None:
        """Put a widget at the far end of the bar."""
        self.bar.addWidget(control)
        self._order()

    def show_bar(self, shown: bool) -> None:
        """Show or hide search and filters: a list that cannot have rows yet needs none."""
        # None, so that a hidden one does not catch Tab; Qt's stubs do not know that it may be.
        self.setFocusProxy(self.search if shown else None)  # type: ignore[arg-type]  # None is no proxy; Qt takes it
        for part in (self.search, *self._filters):
            part.setVisible(shown)

    def current(self) -> Any | None:
        """The chosen row."""
        return self.model.row_at(self.view.currentIndex())

    def selected(self) -> tuple[Any, ...]:
        """All chosen rows, in the order shown."""
        rows = self.model.rows
        return tuple(rows[place] for place in self._selected_places())

    def selected_count(self) -> int:
        """How many rows are chosen."""
        return len(self._selected_places())

    def _selected_places(self) -> list[int]:
        """By ranges: asking Qt for each of thousands of chosen rows takes longer than a frame."""
        found = self.view.selectionModel().selection()
        ranges = [found.at(number) for number in range(found.count())]
        places = {n for one in ranges for n in range(one.top(), one.bottom() + 1)}
        return sorted(places)

    def choose(self, key: Any) -> bool:
        """Choose the row named `key` and bring it into view; False if it is not shown."""
        place = self.model.place_of(key)
        if place is None:
            return False
        index = self.model.index(place, 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def focus_search(self) -> None:
        """Put the focus into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_search(self) -> None:
        """Empty the search box and lift all filters."""
        for chip in self._filters:
            chip.setChecked(False)
        self.search.clear()
        self.search.search_now()

    # --- inside

    def _order(self) -> None:
        """Tab goes as one reads: search, filters, what else stands there, then the rows."""
        items = [self.bar.itemAt(place) for place in range(self.bar.count())]
        parts = [item.widget() for item in items if item is not None]
        stops = [*(one for one in parts if one is not None and one is not self.count), self.view]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _dress_view(self, theme: Theme, many: bool) -> None:
        view, mode = self.view, QAbstractItemView.SelectionMode
        view.setModel(self.model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.setCornerButtonEnabled(False)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        # A header looks whether its columns are chosen, row by row: with thousands chosen that
        # takes longer than all else. It shows nothing of it, so it gets nothing to look at.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        for number, part in enumerate(self.model.columns):
            if part.width:
                header.resizeSection(number, part.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        ColumnRoom(view, self.model.columns)
        view.selectionModel().currentRowChanged.connect(self._moved)
        view.doubleClicked.connect(lambda index: self.opened.emit(self.model.row_at(index)))
        self.model.modelReset.connect(self._after_reset)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen row; Up from the first row goes back to the search box.

        Who comes into the list by keyboard has its first row chosen.
        """
        if watched is self.view and isinstance(event, QFocusEvent) and event.gotFocus():
            by_hand = event.reason() is Qt.FocusReason.MouseFocusReason
            if not by_hand and not self.view.currentIndex().isValid():
                self.view.selectRow(0)
        if watched is self.view and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                if (chosen := self.current()) is not None:
                    self.opened.emit(chosen)
                return True
            first = self.view.currentIndex().row() <= 0
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Up and first:
                self.focus_search()
                return True
        return super().eventFilter(watched, event)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        chosen = self.model.row_at(current)
        self._current = None if chosen is None else self.model.key(chosen)
        self.chosen.emit(chosen)

    def _search(self, text: str) -> None:
        if self._find is None:
            self._keeping_place(lambda: self.model.search(text))
            return
        self._asked += 1
        asked = self._asked

        def found(keys: Sequence[Any] | None) -> None:
            if asked == self._asked:  # else something else was typed meanwhile
                self._keeping_place(lambda: self.model.show_found(keys))
                if keys is not None:
                    self.view.scrollToTop()  # the best answers stand there

        if text:
            self._find(text, found)
        else:
            found(None)

    def _refilter(self) -> None:
        wanted = [keep for chip, keep in self._filters.items() if chip.isChecked()]
        if self._only is not None:
            wanted.append(self._only)
        keep = (lambda item: all(test(item) for test in wanted)) if wanted else None
        self._keeping_place(lambda: self.model.filter(keep))

    def _keeping_place(self, change: Callable[[], None]) -> None:
        key, scrolled = self._current, self.view.verticalScrollBar().value()
        before = self.current()
        change()
        if key is not None and self.current() is None and self.choose(key):
            self.view.verticalScrollBar().setValue(scrolled)
        elif before is not None and self.current() != before:
            self._current = None if self.current() is None else key
            self.chosen.emit(self.current())
        self._after_reset()

    def _after_reset(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        part: QWidget = self.view
        if not shown and self._loaded:
            part = self._none_found if total else self._empty
        if self.window().focusWidget() is self.view and part is not self.view:
            self.search.setFocus()  # else the words of an empty list would have it, unseen
        self._stack.setCurrentWidget(part)
        self.count.setText(
            _("{shown} of {total}").format(shown=shown, total=total)
            if shown != total
            else count(*self._unit, total)
        )
        self.count.setVisible(bool(total))

    def _into_table(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
