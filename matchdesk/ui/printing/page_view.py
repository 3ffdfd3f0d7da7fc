"""One page on white paper, in any theme, at the size asked for."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space, Theme

POINTS = 72
"""Points in an inch."""


class Zoom(StrEnum):
    """How large the page is shown."""

    PAGE = "page"
    WIDTH = "width"
    FULL = "full"


class PageView(QScrollArea):
    """Shows the picture of a page; `wanted` says that one of another sharpness is needed."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._paper = _Paper(theme)
        self._points = QSizeF(0, 0)
        self._zoom = Zoom.PAGE
        self.setWidget(self._paper)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page"))

    @property
    def zoom(self) -> Zoom:
        """How large the page is shown."""
        return self._zoom

    @property
    def dpi(self) -> float:
        """Dots an inch that fill the page's place on this screen."""
        inches = self._points.width() / POINTS
        return self._paper.width() * self.devicePixelRatioF() / inches if inches else 0.0

    @property
    def picture(self) -> QImage | None:
        """What is shown."""
        return self._paper.picture

    def show_size(self, points: QSizeF) -> None:
        """A page of this size comes next; the paper is white until its picture is here."""
        self._points = points
        self._paper.picture = None
        self.verticalScrollBar().setValue(0)
        self._fit()

    def show_picture(self, picture: QImage) -> None:
        """The page itself."""
        self._paper.picture = picture
        self._paper.update()

    def choose(self, zoom: Zoom) -> None:
        """Show it larger or smaller."""
        self._zoom = zoom
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._points.isEmpty():
            return
        size = self._fitting().toSize()
        if size != self._paper.size():
            self._paper.setFixedSize(size)
        self._paper.update()
        self.wanted.emit()

    def _fitting(self) -> QSizeF:
        full = self._points * (self.logicalDpiX() / POINTS)
        room = QSizeF(self.maximumViewportSize() - QSize(2 * Space.L, 2 * Space.L))
        if self._zoom is Zoom.FULL:
            return full
        if self._zoom is Zoom.WIDTH:
            bar = self.verticalScrollBar().sizeHint().width()
            return full * (max(1.0, room.width() - bar) / full.width())
        return full.scaled(room.expandedTo(QSizeF(1, 1)), Qt.AspectRatioMode.KeepAspectRatio)


class _Paper(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.picture: QImage | None = None
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        if self.picture is not None:
            painter.drawImage(QRectF(self.rect()), self.picture)
        painter.setPen(self._theme.colour("outline"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
