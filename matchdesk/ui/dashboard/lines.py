"""A list of lines of which only those that changed are made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from matchdesk.ui.theme import Space

Line = tuple[Hashable, Callable[[], QWidget]]
"""Everything a line shows, by which it is known again, and how it is made. No two are equal."""


def holding(layout: QLayout) -> QWidget:
    """`layout` as a widget."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


class Lines(QScrollArea):
    """Shows lines below each other. Making a hundred of them takes longer than a refresh may."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._made: dict[Hashable, QWidget] = {}
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
        """Show these, in this order; a line that is shown already stays as it is."""
        if [content for content, _make in lines] == list(self._made):
            return
        self._drop({content for content, _make in lines})
        ordered: dict[Hashable, QWidget] = {}
        for place, (content, make) in enumerate(lines):
            widget = self._made[content] if content in self._made else make()
            ordered[content] = widget
            item = self._inside.itemAt(place)
            if item is None or item.widget() is not widget:
                self._inside.removeWidget(widget)
                self._inside.insertWidget(place, widget)
        self._made = ordered

    def _drop(self, kept: set[Hashable]) -> None:
        for content in self._made.keys() - kept:
            widget = self._made.pop(content)
            self._inside.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
