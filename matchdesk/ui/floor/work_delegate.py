"""Draws a cell of the interpreters' list: where somebody works, or that they are free."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets import STATE_ROLE

_INSET, _CORNER = 3.5, 5.0
_CHOSEN = QStyle.StateFlag.State_Selected


class WorkDelegate(QStyledItemDelegate):
    """Colour and word together; the chosen cell has a frame."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A rounded box in the state's colours, or words alone."""
        box = QRectF(option.rect).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        text = index.data() or ""
        state = index.data(STATE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.colour("text3")
        if state is not None:
            colours = self._theme.tokens.state(state)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.fill))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
            ink = QColor(colours.text)
        if option.state & _CHOSEN:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
