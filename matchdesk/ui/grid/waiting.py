"""The waiting list: meetings without a place, to be dragged or held and dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.grid.model import MIME
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, column

_KEY = Qt.ItemDataRole.UserRole
MOST_SHOWN = 5
"""Rows visible without scrolling."""

_ROW = 34
_LOW = 900
"""Pixels of a window in which the list and a form do not both fit."""


class WaitingList(QWidget):
    """`chosen` carries a meeting's key, `lifted` too when it is dragged or held with Enter.

    A tile dropped here goes to the waiting list: `put` carries its key.
    """

    chosen = Signal(str)
    lifted = Signal(str)
    let_go = Signal()
    put = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self.title = Label(_("Waiting list"), "label", 2)
        self.hint = Label("", "small", 3, wrap=True)
        self.list = _List(self)
        self.setLayout(
            column(
                self.title,
                self.list,
                self.hint,
                spacing=Space.XS,
                margins=(Space.L, Space.S, Space.L, Space.M),
            )
        )
        self.setAcceptDrops(True)  # the list is not there while it is empty
        self.show_meetings(())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tiles of the grid only."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self.list:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The meeting gives up its place."""
        event.acceptProposedAction()
        self.put.emit(bytes(event.mimeData().data(MIME).data()).decode())

    def show_meetings(self, meetings: Sequence[tuple[str, str, str]], cancelled: int = 0) -> None:
        """(key, words, whole words) of each, the `cancelled` ones last; the choice stays."""
        kept = self.current()
        self.list.blockSignals(True)
        self.list.clear()
        for key, words, whole in meetings:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setToolTip(whole)
            self.list.addItem(item)
            if key == kept:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._follow()
        self.list.setFixedHeight(_ROW * min(len(meetings), MOST_SHOWN) + 4)
        waiting = len(meetings) - cancelled
        said = count("Waiting list: {n} meeting", "Waiting list: {n} meetings", waiting)
        parts = [said if waiting else _("Waiting list: empty")]
        if cancelled:
            parts.append(_("cancelled: {n}").format(n=cancelled))
        self.title.setText(" · ".join(parts))
        self.hint.setText(
            _("Drag one into the grid, or Enter and then choose a cell.")
            if waiting
            else _("Drag a tile here, or press Del, to take its place away.")
        )

    def take_focus(self) -> None:
        """Go to the list, at its first meeting unless one is chosen."""
        self.make_room(wanted=False)
        if self.list.count():
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
            self.list.setFocus()

    def make_room(self, *, wanted: bool) -> None:
        """Only the title, while something above needs the room; a low window has too little."""
        low = wanted and self.window().height() < _LOW
        if low is not self._closed:
            self._closed = low
            self._follow()

    def _follow(self) -> None:
        self.list.setVisible(bool(self.list.count()) and not self._closed)
        self.hint.setVisible(not self._closed)

    def current(self) -> str | None:
        """Key of the chosen meeting."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else None


class _List(QListWidget):
    def __init__(self, owner: WaitingList) -> None:
        super().__init__()
        self._owner = owner
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Waiting list"))
        self.currentItemChanged.connect(self._current)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Lift the chosen meeting."""
        key = self._owner.current()
        if key is None:
            return
        self._owner.lifted.emit(key)
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, key.encode())
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)
        self._owner.let_go.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter holds the chosen meeting; Escape lets go."""
        key = self._owner.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self._owner.lifted.emit(key)
        elif event.key() == Qt.Key.Key_Escape:
            self._owner.let_go.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tiles of the grid only."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As above."""
        if event.source() is not self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The meeting gives up its place."""
        event.acceptProposedAction()
        self._owner.put.emit(bytes(event.mimeData().data(MIME).data()).decode())

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._owner.chosen.emit(str(item.data(_KEY)))
