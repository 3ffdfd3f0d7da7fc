"""One set of outline icons, recoloured from the tokens and drawn anew at every size.

The drawings are Lucide's (ISC licence, `resources/icons/LICENSE`).
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from matchdesk.core import resources
from matchdesk.ui.theme import ICON, Theme

_STROKE = ('stroke-width="2"', 'stroke-width="1.75"')


@functools.cache
def _drawing(name: str) -> str:
    text = (resources.path("icons") / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace(*_STROKE)


@functools.lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon `name` into `rect`, for delegates and own painting."""
    _renderer(name, colour.name()).render(painter, rect)


def icon(theme: Theme, name: str, token: str = "text2", chosen: str = "accent") -> QIcon:
    """An icon that asks for its colour when painted: it follows the theme by itself.

    `token` names its colour, `chosen` the colour while checked or selected.
    """
    return QIcon(_Engine(theme, name, token, chosen))


class _Engine(QIconEngine):
    def __init__(self, theme: Theme, name: str, token: str, chosen: str) -> None:
        super().__init__()
        self._theme, self._name, self._token, self._chosen = theme, name, token, chosen

    def clone(self) -> QIconEngine:
        return _Engine(self._theme, self._name, self._token, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, self._name, QRectF(rect), self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Kept by Qt: a button asks at each of its paintings, and drawing takes half a millisecond.
        kept = (
            f"icon {self._name} {self._colour(mode, state).name()} {size.width()}x{size.height()}"
        )
        picture = QPixmap()
        if not QPixmapCache.find(kept, picture):
            picture = QPixmap(size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
            painter.end()
            QPixmapCache.insert(kept, picture)
        return picture

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode is QIcon.Mode.Disabled:
            return self._theme.colour("outline")
        if state is QIcon.State.On or mode is QIcon.Mode.Selected:
            return self._theme.colour(self._chosen)
        return self._theme.colour(self._token)


def pixmap(theme: Theme, name: str, token: str, size: int = ICON, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels for a screen of scale `ratio`."""
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, QRectF(picture.rect()), theme.colour(token))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
