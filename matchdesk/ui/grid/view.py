"""The grid itself: scrolling, keyboard, dragging, and the line that says what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from matchdesk.core.i18n import _
from matchdesk.ui.grid.headers import RowsHeader, TimesHeader, side_width
from matchdesk.ui.grid.model import MIME, GridModel
from matchdesk.ui.grid.picked import Block, Picked
from matchdesk.ui.grid.sheet import Place, Sheet, moved_in
from matchdesk.ui.grid.tiles import TileDelegate, draw_focus
from matchdesk.ui.theme import Theme

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting

ROW, GROUP_ROW, PAUSE = 44, 28, 26
NARROWEST, WIDEST = 108, 300
_ZOOMS, _USUAL = (0.75, 0.85, 1.0, 1.25, 1.5, 2.0), 2

DROPPABLE = ("free", "soft", "swap", "clash")
"""Words of `Target` for cells on which the held meeting may be dropped."""

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class GridView(QTableView):
    """Tells what the operator does; changes nothing itself.

    `chosen` and `hovered` carry a place, `dropped` one too (Enter, or a drop while holding),
    `lifted` a meeting that is being dragged, `let_go` says that nothing is held any more.
    """

    chosen = Signal(object)
    hovered = Signal(object)
    dropped = Signal(object)
    lifted = Signal(str)
    let_go = Signal()

    def __init__(
        self,
        theme: Theme,
        is_late: Callable[[GridMeeting], bool],
        paper: Callable[[GridMeeting], str],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._now: datetime | None = None
        self._pressed: QPoint | None = None
        self._kept = False
        self._zoom = _USUAL
        self.grid = GridModel()
        self.setModel(self.grid)
        self.picked = Picked(self, self.grid)
        self._tiles = TileDelegate(theme, self.grid, is_late, paper, self)
        self.setItemDelegate(self._tiles)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._draw_rest)
        self.times = TimesHeader(theme, self.grid, self)
        self.side = RowsHeader(theme, self.grid, self)
        self.setHorizontalHeader(self.times)
        self.setVerticalHeader(self.side)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Meeting grid"))
        self.horizontalScrollBar().setSingleStep(24)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self.viewport().update)

    # --- what the screen sets

    def show_sheet(self, data: GridData, sheet: Sheet) -> None:
        """Show another day, view or state of the grid, scrolled as before."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        before = [bar.value() for bar in bars]
        self.grid.show_sheet(data, sheet)
        self.fit()
        for bar, value in zip(bars, before, strict=True):
            bar.setValue(value)

    def show_moved(self, data: GridData) -> bool:
        """Draw just the cells in which `data` is another; False where that would not do."""
        shown, before = self.grid.sheet, self.grid.data_
        found = moved_in(shown, before, data) if shown is not None and before is not None else None
        if found is None:
            return False
        self.grid.show_changed(data, *found)
        return True

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 for the usual size."""
        last = len(_ZOOMS) - 1
        self._zoom = min(max(self._zoom + step, 0), last) if step else _USUAL
        self.fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def fit(self) -> None:
        """Give rows and columns their sizes; slots share the room there is."""
        sheet = self.grid.sheet
        if sheet is None:
            return
        slots = sum(column.slot is not None for column in sheet.columns)
        pauses = len(sheet.columns) - slots
        room = self.width() - side_width(sheet) - pauses * PAUSE - 16
        scale = _ZOOMS[self._zoom]
        tall = round(ROW * scale)
        least, most = round(NARROWEST * scale), round(WIDEST * scale)
        width = max(least, min(most, room // max(slots, 1)))
        for index, column in enumerate(sheet.columns):
            self.setColumnWidth(index, width if column.slot else PAUSE)
        self.side.setDefaultSectionSize(tall)  # of all rows, where it is another than before
        for index, row in enumerate(sheet.rows):
            wanted = GROUP_ROW if row.is_group else tall
            if self.rowHeight(index) != wanted:  # a heading of the view before
                self.setRowHeight(index, wanted)
        self.side.setFixedWidth(side_width(sheet))
        self.updateGeometries()

    def show_now(self, now: datetime | None) -> None:
        """Draw the time line; None on other days. `now` is the venue's wall clock."""
        if now is not None:
            now = now.replace(second=0, microsecond=0)
        if now == self._now and self.times.running == self._running():
            return
        self._now = now
        self.times.running = self._running()
        self.times.viewport().update()
        self.viewport().update()

    def choose(self, place: Place) -> None:
        """Make a cell the current one and bring it into sight."""
        index = self.grid.index(*place)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def place(self) -> Place | None:
        """The current cell, if it can hold a meeting."""
        index = self.currentIndex()
        place = (index.row(), index.column())
        sheet = self.grid.sheet
        return place if index.isValid() and sheet is not None and sheet.usable(place) else None

    def in_sight(self) -> Block:
        """The rows and columns that are shown now, whole or in part."""
        rows, columns = self.grid.rowCount(), self.grid.columnCount()
        bottom = self.rowAt(self.viewport().height() - 1)
        right = self.columnAt(self.viewport().width() - 1)
        return Block(
            max(self.rowAt(0), 0),
            rows - 1 if bottom < 0 else bottom,
            max(self.columnAt(0), 0),
            columns - 1 if right < 0 else right,
        )

    # --- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step over breaks and headings; Enter drops, Escape lets go."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (place := self.place()):
            self.dropped.emit(place)
        elif key == Qt.Key.Key_Escape:
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        sheet = self.grid.sheet
        if sheet is None:
            return
        index = self.currentIndex()
        row, column = (index.row(), index.column()) if index.isValid() else (0, 0)
        place = (row + down, column + right) if index.isValid() else (0, 0)
        while 0 <= place[0] < len(sheet.rows) and 0 <= place[1] < len(sheet.columns):
            if sheet.usable(place):
                self.choose(place)
                return
            place = (place[0] + (down or (not right)), place[1] + right)

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin; a press on one of several chosen tiles keeps all."""
        at = event.position().toPoint()
        left = event.button() is Qt.MouseButton.LeftButton
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        several = left and plain and self.picked.are_several()
        self._kept = several and self.picked.has(self._place_at(at))
        if not self._kept:
            super().mousePressEvent(event)
        if left:
            self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """No drag: then just the tile under the pointer is meant."""
        if self._kept:
            self._kept = False
            place = self._place_at(event.position().toPoint())
            if place is not None and self._pressed is not None:
                self.choose(place)
        super().mouseReleaseEvent(event)
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag far enough from the press; tell what the pointer is over."""
        at = event.position().toPoint()
        lifts = self._pressed is not None and self._lifts(self._pressed)
        if lifts and self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (at - self._pressed).manhattanLength() >= 8:
                self._drag()
            return
        self.hovered.emit(self._place_at(at))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """The pointer is over nothing."""
        self.hovered.emit(None)

    def _lifts(self, at: QPoint) -> bool:
        """Whether a drag from here lifts a tile; from a free cell it draws a rubber band."""
        place = self._place_at(at)
        return place is not None and self.grid.meeting(place) is not None

    def _drag(self) -> None:
        """Lift the tile under the press; Qt calls `dropEvent` of whoever it is dropped on."""
        place = self._place_at(self._pressed) if self._pressed else None
        meeting = self.grid.meeting(place) if place else None
        self._pressed = None
        if meeting is None or place is None:
            return
        self.lifted.emit(meeting.key)
        if self.grid.held is None:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, meeting.key.encode())
        drag.setMimeData(data)
        drag.setPixmap(self._picture(place))
        drag.exec(Qt.DropAction.MoveAction)
        self.let_go.emit()

    def _picture(self, place: Place) -> QPixmap:
        rect = self.visualRect(self.grid.index(*place))
        return self.viewport().grab(rect)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Meetings only."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Every cell says what it would be; only those that would do accept."""
        super().dragMoveEvent(event)  # scrolls at the edges
        place = self._place_at(event.position().toPoint())
        self.hovered.emit(place)
        unknown = self.grid.targets is None  # still being read: the rules decide at the drop
        if place is not None and (unknown or self.grid.target(place) in DROPPABLE):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Outside."""
        self.hovered.emit(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop here."""
        place = self._place_at(event.position().toPoint())
        if place is not None:
            event.acceptProposedAction()
            self.dropped.emit(place)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the chosen one's frame and the time line over them."""
        self._tiles.pace.begin()
        super().paintEvent(event)
        if self._tiles.is_late:
            self._rest.start()
        painter = QPainter(self.viewport())
        if self.picked.are_several():
            tint = self._theme.colour("accent")
            tint.setAlpha(46)
            for place in self.picked.places(self.in_sight()):
                painter.fillRect(self.visualRect(self.grid.index(*place)), tint)
        if self.place() is not None:
            rect = self.visualRect(self.currentIndex())
            draw_focus(painter, self._theme, rect, active=self.hasFocus())
        at = self._now_at()
        if at is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self._theme.colour("problem.line"), 2))
            bottom = min(self.viewport().height(), self.side.length() - self.side.offset())
            painter.drawLine(at, 0, at, bottom)
        painter.end()

    def _draw_rest(self) -> None:
        """What the last frame had no time for."""
        for place in self._tiles.take_late():
            self.viewport().update(self.visualRect(self.grid.index(*place)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Slots share the new room."""
        super().resizeEvent(event)
        self.fit()

    def _now_at(self) -> int | None:
        """Where now is, in pixels of the viewport."""
        sheet = self.grid.sheet
        if sheet is None or self._now is None:
            return None
        now = self._now.time()
        for index, column in enumerate(sheet.columns):
            left = self.columnViewportPosition(index)
            if now < column.starts:
                return left if index else None
            if now < column.ends:
                length = _minutes(column.ends) - _minutes(column.starts)
                share = (_minutes(now) - _minutes(column.starts)) / length
                return left + int(share * self.columnWidth(index))
        return None

    def _running(self) -> int | None:
        sheet = self.grid.sheet
        if sheet is None or self._now is None:
            return None
        now = self._now.time()
        for index, column in enumerate(sheet.columns):
            if column.slot is not None and column.starts <= now < column.ends:
                return index
        return None

    def _place_at(self, at: QPoint) -> Place | None:
        index = self.indexAt(at)
        place = (index.row(), index.column())
        sheet = self.grid.sheet
        return place if index.isValid() and sheet is not None and sheet.usable(place) else None

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        place = (current.row(), current.column())
        if current.isValid() and self.grid.sheet is not None and self.grid.sheet.usable(place):
            self.chosen.emit(place)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
