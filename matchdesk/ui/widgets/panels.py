"""Two panels side by side whose border can be moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def split(
    first: QWidget, second: QWidget, *, shares: tuple[int, int] = (3, 2), upright: bool = False
) -> QSplitter:
    """`first` left of `second` (or above, if `upright`), in `shares`; neither can be closed."""
    made = QSplitter(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    made.addWidget(first)
    made.addWidget(second)
    for number, share in enumerate(shares):
        made.setStretchFactor(number, share)
    made.setSizes([share * 200 for share in shares])
    return made
