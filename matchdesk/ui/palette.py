"""The command palette: every screen, every action, and whatever the screens' providers find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.ui import icons
from matchdesk.ui.fuzzy import score, surely
from matchdesk.ui.screens import PaletteEntry
from matchdesk.ui.theme import ICON, Size, Space, Theme, font
from matchdesk.ui.widgets.basics import Label, column
from matchdesk.ui.widgets.fields import SearchBox
from matchdesk.ui.widgets.rows_model import Index

WIDTH, LINE, MOST = 640, 40, 9
LEAST_LETTERS = 2
"""Fewer letters find no records: an empty search lists nobody."""


Ask = Callable[[str, Callable[[list[PaletteEntry]], object]], object]
"""Looks a typed text up beside the GUI thread and hands what it found to the callback, in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what is written behind it, and what it does."""

    entry: PaletteEntry
    keywords: str = ""


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PaletteEntry] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.subtitle}"
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def show(self, lines: list[PaletteEntry]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("surface3"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), Space.CORNER, Space.CORNER)
        inner = rect.adjusted(Space.M, 0, -Space.M, 0)
        spot = QRectF(inner.left(), inner.center().y() - ICON / 2 + 1, ICON, ICON)
        icons.draw(
            painter,
            entry.icon or "arrow-right",
            spot,
            self._theme.colour("accent" if chosen else "text2"),
        )
        small = font(Size.SMALL)
        room = min(QFontMetrics(small).horizontalAdvance(entry.subtitle), inner.width() // 2)
        words = inner.adjusted(ICON + Space.M, 0, -room - Space.M, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font())
        painter.setPen(self._theme.colour("text1"))
        title = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(small)
        painter.setPen(self._theme.colour("text3"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, entry.subtitle)
        painter.restore()


class Palette(QFrame):
    """Lies over the window while open; Enter runs the chosen line, Escape goes back."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        lines: Callable[[], Iterable[Line]],
        ask: Ask,
    ) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._lines, self._find = lines, ask
        self._window = window
        self._asked = 0
        self._sure = 0  # so many of the lines shown fit by a word, not only by some letters
        self._back_to: QWidget | None = None
        self.model = _Lines()
        self.box = SearchBox(theme, _("Go to, do, or find a person …"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setAccessibleName(_("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = Label(_("Nothing fits. Try fewer letters."), "body", 2)
        self.none.setContentsMargins(Space.M, Space.S, 0, Space.S)
        self.setLayout(column(self.box, self.list, self.none, spacing=Space.S, margins=Space.S))
        self.box.installEventFilter(self)
        self.box.textChanged.connect(lambda _text: self._show_own())
        self.box.searched.connect(self._ask)
        self.box.returnPressed.connect(self.run_current)
        self.list.clicked.connect(lambda _index: self.run_current())
        window.installEventFilter(self)
        self.hide()

    def pop_up(self) -> None:
        """Open with an empty line; the focus returns where it was when it closes."""
        self._back_to = QApplication.focusWidget()
        self.box.clear()
        self._show_own()
        self.show()
        self.raise_()
        self._place()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close and give the focus back."""
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)

    def run_current(self) -> None:
        """Do what the chosen line says."""
        place = self.list.currentIndex().row()
        if 0 <= place < len(self.model.lines):
            entry = self.model.lines[place]
            self.leave()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the focus stays in the line."""
        kind = event.type()
        if watched is self.box and isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.box and kind == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        elif watched is self._window and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.model.lines:
            place = (self.list.currentIndex().row() + step) % len(self.model.lines)
            self.list.setCurrentIndex(self.model.index(place, 0))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def _show_own(self) -> None:
        typed = self.box.text().strip()
        rated = [(score(typed, line.entry.title, line.keywords), line) for line in self._lines()]
        fitting = [pair for pair in rated if pair[0]]
        fitting.sort(key=lambda pair: -pair[0])
        self._sure = sum(rating >= surely(typed) for rating, _line in fitting)
        self._show([line.entry for _score, line in fitting])

    def _show(self, entries: list[PaletteEntry]) -> None:
        self.model.show(entries)
        self.list.setVisible(bool(entries))
        self.none.setVisible(not entries)
        if entries:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setFixedHeight(min(len(entries), MOST) * LINE + 4)
        self._place()

    def _ask(self, typed: str) -> None:
        if len(typed) < LEAST_LETTERS or not self.isVisible():
            return
        self._asked += 1
        asked = self._asked

        def found(entries: list[PaletteEntry]) -> None:
            if asked == self._asked and entries and self.isVisible():
                own, place = self.model.lines, self.list.currentIndex().row()
                chosen = own[place] if place > 0 else None  # moved to with the arrow keys
                self._show([*own[: self._sure], *entries, *own[self._sure :]])
                if chosen is not None:
                    at = self.model.lines.index(chosen)
                    self.list.setCurrentIndex(self.model.index(at, 0))

        self._find(typed, found)

    def _place(self) -> None:
        room = self._window
        self.adjustSize()
        width = min(WIDTH, room.width() - 2 * Space.XL)
        self.setGeometry((room.width() - width) // 2, 52, width, self.sizeHint().height())
