"""The card: its true picture, with a frame round each element that hand and keys can move."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.services.designs.elements import Area
from matchdesk.ui.designer.editing import Editing
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.tokens import LIGHT  # the paper is white in any theme

_HANDLE = 9.0
_STEP, _FINE, _BIG = 1.0, 0.2, 5.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_GRIPS = ((0, 0), (1, 0), (0, 1), (1, 1))


class Canvas(QWidget):
    """Arrows move by 1 mm, with Shift by 5, with Ctrl by 0.2; with Alt they change the size.

    `chosen` says that another element is chosen, `edited` that the design changed, `resized` that
    the picture should be of another sharpness. A drag held with Alt does not snap.
    """

    chosen = Signal()
    edited = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, editing: Editing) -> None:
        super().__init__()
        self._theme, self._editing = theme, editing
        self.picture: QImage | None = None
        self._grip: tuple[int, int] | None = None  # a corner, while the size is dragged
        self._begin: tuple[QPointF, Area] | None = None
        self._held: Area | None = None
        self._lines: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 240)
        self.setAccessibleName(_("Badge"))
        self.setAccessibleDescription(_("Arrow keys move what is chosen; Tab goes to the next."))
        theme.changed.connect(self.update)

    @property
    def dpi(self) -> float:
        """Dots an inch at which the picture fills its place on this screen."""
        return self._scale() * 25.4 * self.devicePixelRatioF()

    def show_picture(self, picture: QImage) -> None:
        """What the printing code makes of the design."""
        self.picture = picture
        self.update()

    def place_of(self, area: Area) -> QRectF:
        """Where `area` (millimetres) is on the widget."""
        scale, card = self._scale(), self._card()
        return QRectF(
            card.x() + area.x * scale,
            card.y() + area.y * scale,
            area.width * scale,
            area.height * scale,
        )

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, the frames, and the lines that a drag is drawn to."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = self._card()
        painter.fillRect(card, self._theme.colour("paper"))
        if self.picture is not None:
            painter.drawImage(card, self.picture)
        painter.setPen(self._theme.colour("outline"))
        painter.drawRect(card)
        for index, element in enumerate(self._editing.elements):
            held = index == self._editing.chosen
            area = self._held if held and self._held is not None else element.area
            self._frame(painter, self.place_of(area), held)
        self._guides(painter, card)
        painter.end()

    def _frame(self, painter: QPainter, place: QRectF, chosen: bool) -> None:
        if not chosen:
            painter.setPen(QPen(QColor(LIGHT.outline), 1, Qt.PenStyle.DotLine))
            painter.drawRect(place)
            return
        painter.setPen(QPen(QColor(LIGHT.accent), 2))
        painter.drawRect(place)
        painter.setBrush(QColor(LIGHT.paper))
        for grip in _GRIPS:
            painter.drawRect(self._grip_at(place, grip))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _guides(self, painter: QPainter, card: QRectF) -> None:
        painter.setPen(QPen(QColor(LIGHT.problem.line), 1))
        scale = self._scale()
        for x in self._lines[0]:
            painter.drawLine(
                QPointF(card.x() + x * scale, card.top()),
                QPointF(card.x() + x * scale, card.bottom()),
            )
        for y in self._lines[1]:
            painter.drawLine(
                QPointF(card.left(), card.y() + y * scale),
                QPointF(card.right(), card.y() + y * scale),
            )

    # --- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the hand, or take hold of a corner."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = event.position()
        self._grip = self._grip_under(place)
        if self._grip is None:
            self._choose(self._editing.at(*self._millimetres(place)))
        element = self._editing.element
        self._begin = (place, element.area) if element is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or stretch what is held; it snaps unless Alt is held."""
        if self._begin is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        start, area = self._begin
        moved = (event.position() - start) / self._scale()
        if self._held is None and (moved.x() ** 2 + moved.y() ** 2) ** 0.5 * self._scale() < 3:
            return
        if self._grip is not None:
            wanted = _stretched(area, self._grip, moved.x(), moved.y())
        else:
            wanted = replace(area, x=area.x + moved.x(), y=area.y + moved.y())
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._grip is None and not free:
            wanted, *lines = self._editing.snapped(wanted)
            self._lines = (lines[0], lines[1])
        self._held = self._editing.fitting(wanted)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it there, as one step."""
        held, self._held, self._begin, self._grip = self._held, None, None, None
        self._lines = ((), ())
        if held is not None:
            self._editing.place(held)
            self.edited.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A card of another size needs another picture."""
        super().resizeEvent(event)
        self.resized.emit()

    # --- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Delete and Escape."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and self._editing.element is not None:
            self._arrow(_ARROWS[key], modifiers)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._editing.element:
            self._editing.remove()
            self.chosen.emit()
            self.edited.emit()
        elif key == Qt.Key.Key_Escape and self._editing.chosen >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the elements, then on."""
        last = len(self._editing.elements)
        to = self._editing.chosen + (1 if forward else -1)
        if self._editing.chosen < 0 and not forward:
            to = last  # backwards out of nothing: leave
        if not 0 <= to < last:
            self._choose(-1)
            return super().focusNextPrevChild(forward)
        self._choose(to)
        return True

    def _arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        step = _STEP
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            step = _BIG
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            step = _FINE
        dx, dy = way[0] * step, way[1] * step
        element = self._editing.element
        if element is not None and modifiers & Qt.KeyboardModifier.AltModifier:
            area = element.area
            wider = replace(area, width=area.width + dx, height=area.height + dy)
            self._editing.place(wider)
        else:
            self._editing.move(dx, dy)
        self.edited.emit()
        self.update()

    # --- inside

    def _choose(self, index: int) -> None:
        if index != self._editing.chosen:
            self._editing.chosen = index
            self.chosen.emit()
        self.update()

    def _card(self) -> QRectF:
        template, scale = self._editing.template, self._scale()
        size = QSizeF(template.width * scale, template.height * scale)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(QPointF(round(left), round(top)), size)

    def _scale(self) -> float:
        """Pixels a millimetre."""
        template = self._editing.template
        across = (self.width() - 2 * Space.XL) / template.width
        return max(0.5, min(across, (self.height() - 2 * Space.XL) / template.height))

    def _millimetres(self, place: QPointF) -> tuple[float, float]:
        inside = (place - self._card().topLeft()) / self._scale()
        return inside.x(), inside.y()

    def _grip_at(self, place: QRectF, grip: tuple[int, int]) -> QRectF:
        x = place.left() + grip[0] * place.width()
        y = place.top() + grip[1] * place.height()
        return QRectF(x - _HANDLE / 2, y - _HANDLE / 2, _HANDLE, _HANDLE)

    def _grip_under(self, place: QPointF) -> tuple[int, int] | None:
        element = self._editing.element
        if element is None:
            return None
        frame = self.place_of(element.area)
        hits = [g for g in _GRIPS if self._grip_at(frame, g).adjusted(-3, -3, 3, 3).contains(place)]
        return hits[0] if hits else None

    def _show_cursor(self, place: QPointF) -> None:
        grip = self._grip_under(place)
        if grip is not None:
            slanted = grip in ((0, 0), (1, 1))
            shape = Qt.CursorShape.SizeFDiagCursor if slanted else Qt.CursorShape.SizeBDiagCursor
        elif self._editing.at(*self._millimetres(place)) >= 0:
            shape = Qt.CursorShape.SizeAllCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self.setCursor(shape)


def _stretched(area: Area, grip: tuple[int, int], dx: float, dy: float) -> Area:
    """`area` with the corner at `grip` moved."""
    x, width = (area.x, area.width + dx) if grip[0] else (area.x + dx, area.width - dx)
    y, height = (area.y, area.height + dy) if grip[1] else (area.y + dy, area.height - dy)
    return Area(x, y, max(0.1, width), max(0.1, height))
