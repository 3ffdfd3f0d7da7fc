"""A list of lines of which only those that changed are made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from matchdesk.ui.theme import Space

Line = tuple[Hashable, Callable[[], QWidget]]
"""Everything a line shows, by which it is known again, and how it is made. No two are equal."""

_AT_ONCE, _AT_A_TIME = 24, 6
"""New lines made before anything else happens, and in each turn of the event loop afterwards."""


def holding(layout: QLayout) -> QWidget:
    """`layout` as a widget."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


class Lines(QScrollArea):
    """Shows lines below each other. Making a hundred takes longer than a window may stand still."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._made: dict[Hashable, QWidget] = {}
        self._wanted: list[Hashable] = []
        self._rest: Iterator[tuple[int, Line]] = iter(())
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, Space.S, 0)
        self._inside.setSpacing(Space.XS)
        self._inside.addStretch(1)
        self._holder = QWidget()
        self._holder.setLayout(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self._holder)
        self.setAccessibleName(spoken)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, in this order; a line that is shown already stays as it is.

        Of many new ones, those that are seen first are there at once, the others soon.
        """
        wanted = [content for content, _make in lines]
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._drop(set(wanted))
        self._rest = enumerate(lines)
        self._fill(_AT_ONCE)

    def _fill(self, most: int = _AT_A_TIME) -> None:
        """Put the next lines in their places, so many new ones among them."""
        self._soon.stop()
        made = 0
        for place, (content, make) in self._rest:
            if content not in self._made:
                self._made[content] = make()
                made += 1
            widget = self._made[content]
            item = self._inside.itemAt(place)
            if item is None or item.widget() is not widget:
                self._inside.removeWidget(widget)
                self._inside.insertWidget(place, widget)
            if made >= most:
                self._soon.start()
                return

    def _drop(self, kept: set[Hashable]) -> None:
        for content in self._made.keys() - kept:
            widget = self._made.pop(content)
            self._inside.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
