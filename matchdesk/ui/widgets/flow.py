"""Parts beside each other that go on in the next line where there is no room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from matchdesk.ui.theme import Space


@dataclass(frozen=True, slots=True)
class _Part:
    """One that is shown: the size it wishes, in pixels, and whether it takes what is left over."""

    item: QLayoutItem
    width: int
    height: int
    grows: bool


class Flow(QLayout):
    """Lines from the left (from the right where one reads so); hidden parts take no room.

    What is left over of a line is shared by its parts that want to grow.
    """

    def __init__(self, *parts: QWidget, spacing: int = Space.S) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._measured: list[_Part] | None = None  # what is shown, until something changes
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's: take one more part."""
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        """Qt's: a part wants another size, has come, gone, or is hidden or shown."""
        self._measured = None
        self._heights.clear()
        super().invalidate()

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
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt's: it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt's: the narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's: how high the lines are together; asked many times for each arrangement."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Qt's: put the parts in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        parts = self._shown()
        width = sum(part.width for part in parts) + self.spacing() * max(0, len(parts) - 1)
        return QSize(width, max((part.height for part in parts), default=0))

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        parts = self._shown()
        return QSize(
            max((part.width for part in parts), default=0),
            max((part.height for part in parts), default=0),
        )

    def _shown(self) -> list[_Part]:
        if self._measured is None:
            self._measured = [_measure(item) for item in self._items if not item.isEmpty()]
        return self._measured

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that `rect`'s width asks for; with `move` the parts go there."""
        y = 0
        for line in self._lines(rect.width()):
            high = max(part.height for part in line)
            if move:
                self._place(line, QRect(rect.left(), rect.top() + y, rect.width(), high))
            y += high + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, width: int) -> list[list[_Part]]:
        lines: list[list[_Part]] = []
        taken = 0
        for part in self._shown():
            if lines and taken + self.spacing() + part.width <= width:
                lines[-1].append(part)
                taken += self.spacing() + part.width
            else:
                lines.append([part])
                taken = part.width
        return lines

    def _place(self, line: list[_Part], room: QRect) -> None:
        parent = self.parentWidget()
        reading = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        widths = [min(part.width, room.width()) for part in line]
        spare = room.width() - sum(widths) - self.spacing() * (len(line) - 1)
        growing = [n for n, part in enumerate(line) if part.grows]
        for left, n in zip(range(len(growing), 0, -1), growing, strict=True):
            more = max(0, spare) // left  # the last one takes what does not divide
            widths[n] += more
            spare -= more
        x = room.left()
        for part, width in zip(line, widths, strict=True):
            place = QRect(x, room.top() + (room.height() - part.height) // 2, width, part.height)
            part.item.setGeometry(_mirrored(place, room, reading))
            x += width + self.spacing()


def _measure(item: QLayoutItem) -> _Part:
    size = item.sizeHint()
    grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    return _Part(item, size.width(), size.height(), grows)


def _mirrored(place: QRect, within: QRect, reading: Qt.LayoutDirection) -> QRect:
    if reading is Qt.LayoutDirection.LeftToRight:
        return place
    return QRect(QPoint(within.right() - (place.right() - within.left()), place.y()), place.size())
