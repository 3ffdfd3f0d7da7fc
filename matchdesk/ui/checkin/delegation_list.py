"""How full each delegation is, as a list one walks through: a hundred lines cost what one does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.ui import icons
from matchdesk.ui.theme import ICON, Size, Space, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.checkin import ArrivalCount

Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 28
_ROLE = Qt.ItemDataRole.UserRole + 1
_WALK = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
     Qt.Key.Key_PageDown)
)  # fmt: skip


class DelegationList(QListView):
    """`wanted` carries the key of the delegation clicked, or chosen with Enter or Space.

    One stop of Tab; other keys than those of a list go on to the screen, which types them.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = _Counts()
        self.setModel(self._model)
        self.setItemDelegate(_Line(theme, self))
        self.setProperty("kind", "plain")
        self.setAccessibleName(_("Delegations"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._want)
        theme.changed.connect(self.viewport().update)

    def show_counts(self, counts: Sequence[ArrivalCount]) -> None:
        """Show `counts`; while the delegations are the same the place in the list is kept."""
        self._model.show_counts(counts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and Space take; what is typed goes on to the screen."""
        if event.key() in _WALK:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._want(self.currentIndex())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab sees where they are."""
        super().focusInEvent(event)
        if self._model.counts and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._model.index(0))

    def _want(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(self._model.counts[index.row()].key)


class _Counts(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.counts: tuple[ArrivalCount, ...] = ()

    def show_counts(self, counts: Sequence[ArrivalCount]) -> None:
        same = [one.key for one in counts] == [one.key for one in self.counts]
        if not same:
            self.beginResetModel()
        before, self.counts = self.counts, tuple(counts)
        if not same:
            self.endResetModel()
            return
        for place, (old, new) in enumerate(zip(before, self.counts, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.counts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.counts[index.row()]
        if role == _ROLE:
            return one
        if role == Qt.ItemDataRole.ToolTipRole:  # what is shortened is whole on hover
            return f"{one.name}\n{_('Check in together …')}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("{name}: {here} of {expected} here").format(
                name=one.name, here=one.here, expected=one.expected
            )
        return None


class _Line(QStyledItemDelegate):
    """Name and figures; a delegation that is complete steps back."""

    def __init__(self, theme: Theme, parent: DelegationList) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: ArrivalCount = index.data(_ROLE)
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and self._list.hasFocus():
            painter.fillRect(rect, theme.colour("surface3"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("surface2"))
        box = QRectF(rect.left() + Space.XS, rect.center().y() - ICON / 2, ICON, ICON)
        icons.draw(painter, "users", box, theme.colour("text2"))
        face = font(Size.BODY)
        painter.setFont(face)
        metrics, figures = QFontMetrics(face), f"{one.here} / {one.expected}"
        room = rect.adjusted(ICON + 3 * Space.XS, 0, -Space.XS, 0)
        middle, side = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag
        painter.setPen(theme.colour("text3" if one.complete else "text1"))
        painter.drawText(room, middle | side.AlignRight, figures)
        room.setRight(room.right() - metrics.horizontalAdvance(figures) - Space.S)
        painter.setPen(theme.colour("text1"))
        elided = Qt.TextElideMode.ElideRight
        name = metrics.elidedText(beside(one.name), elided, int(room.width()))
        painter.drawText(room, middle | side.AlignLeft, name)
        painter.restore()
