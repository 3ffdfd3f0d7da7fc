"""Two panels side by side whose border can be moved; windows as high as what they hold."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from matchdesk.ui.theme import Space


class Split(QSplitter):
    """Keeps its panels in given shares of the room until the operator moves the border."""

    def __init__(self, orientation: Qt.Orientation, shares: tuple[int, ...]) -> None:
        super().__init__(orientation)
        self._shares, self._moved = shares, False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        self.share_out()

    def share_out(self) -> None:
        """Give each panel its share: also wanted after one that was hidden has been shown."""
        if not self._moved:
            level = self.orientation() is Qt.Orientation.Horizontal
            room = self.width() if level else self.height()
            self.setSizes([room * share // sum(self._shares) for share in self._shares])

    def _keep(self) -> None:
        self._moved = True


def split(
    first: QWidget, second: QWidget, *, shares: tuple[int, int] = (3, 2), upright: bool = False
) -> Split:
    """`first` left of `second` (or above, if `upright`), in `shares`; neither can be closed."""
    made = Split(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal, shares)
    made.addWidget(first)
    made.addWidget(second)
    return made


def within(parent: QWidget, width: int, height: int) -> QSize:
    """The wished size of a dialog (pixels), no larger than the window it opens over."""
    edge = 2 * Space.XL
    return QSize(width, height).boundedTo(parent.window().size() - QSize(edge, edge))


def grown(window: QWidget) -> None:
    """Make `window` as high as what it holds needs now; it is never made lower.

    Qt does so by itself only where no least width was set and no text is wrapped.
    """
    layout = window.layout()
    if layout is None:
        return
    wide = window.width()
    room = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else -1
    needed = max(room, layout.totalMinimumSize().height())
    if window.height() < needed:
        window.resize(wide, needed)
