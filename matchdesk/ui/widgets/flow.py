"""Parts beside each other that go on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from matchdesk.ui.theme import Space


class Flow(QLayout):
    """Lines from the left (from the right where one reads so); hidden parts take no room.

    What is left over of a line goes to its first part that wants to grow.
    """

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

    def insertWidget(self, index: int, part: QWidget) -> None:
        """`part` at this place."""
        self.addWidget(part)
        self._items.insert(index, self._items.pop())
        self.invalidate()

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
        y = 0
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item in line)
            if move:
                self._place(line, QRect(rect.left(), rect.top() + y, rect.width(), high))
            y += high + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and taken + self.spacing() + wide <= width:
                lines[-1].append(item)
                taken += self.spacing() + wide
            else:
                lines.append([item])
                taken = wide
        return lines

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        parent = self.parentWidget()
        reading = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        widths = [min(item.sizeHint().width(), room.width()) for item in line]
        spare = room.width() - sum(widths) - self.spacing() * (len(line) - 1)
        growing = (n for n, item in enumerate(line) if _grows(item))
        first = next(growing, None)
        if first is not None and spare > 0:
            widths[first] += spare
        x = room.left()
        for item, width in zip(line, widths, strict=True):
            high = item.sizeHint().height()
            place = QRect(x, room.top() + (room.height() - high) // 2, width, high)
            item.setGeometry(_mirrored(place, room, reading))
            x += width + self.spacing()


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _mirrored(place: QRect, within: QRect, reading: Qt.LayoutDirection) -> QRect:
    if reading is Qt.LayoutDirection.LeftToRight:
        return place
    return QRect(QPoint(within.right() - (place.right() - within.left()), place.y()), place.size())
