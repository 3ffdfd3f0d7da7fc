"""Parts beside each other that go on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from matchdesk.ui.theme import Space


class Flow(QLayout):
    """Lines from the left (from the right where one reads so); hidden parts take no room."""

    def __init__(self, *parts: QWidget, spacing: int = Space.S) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's: take one more part."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's: how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt's: one part."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's: one part, which is the caller's from now on."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt's: it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt's: the narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's: how high the lines are together."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt's: put the parts in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        sizes = [item.sizeHint() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that `rect`'s width asks for; with `move` the parts go there."""
        parent = self.parentWidget()
        reading = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        x = y = line = 0
        for item in self._shown():
            size = item.sizeHint()
            if x and x + size.width() > rect.width():
                x, y, line = 0, y + line + self.spacing(), 0
            if move:
                place = QRect(rect.topLeft() + QPoint(x, y), size)
                item.setGeometry(_mirrored(place, rect, reading))
            x, line = x + size.width() + self.spacing(), max(line, size.height())
        return y + line


def _mirrored(place: QRect, within: QRect, reading: Qt.LayoutDirection) -> QRect:
    if reading is Qt.LayoutDirection.LeftToRight:
        return place
    return QRect(QPoint(within.right() - (place.right() - within.left()), place.y()), place.size())
