"""Draws cells that carry a state as pills, the rest as usual."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.ui.theme import Size, Space, State, Theme, font
from matchdesk.ui.widgets.rows_model import STATE_ROLE, Index


def draw_pill(painter: QPainter, theme: Theme, rect: QRectF, text: str, state: State) -> None:
    """Draw `text` as a pill of `state` at the left of `rect`, shortened to its width."""
    colours = theme.tokens.state(state)
    face = font(Size.SMALL, weight=600)
    metrics = QFontMetrics(face)
    room = int(rect.width()) - 2 * Space.S
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    height = 22.0
    width = metrics.horizontalAdvance(shown) + 2 * Space.S + 2
    box = QRectF(rect.left(), rect.center().y() - height / 2, width, height).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(colours.text))
    painter.setFont(face)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class PillDelegate(QStyledItemDelegate):
    """For tables over a `RowsModel`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Rows are chosen whole, so no cell wears a focus frame; pills draw their own words."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.data(STATE_ROLE) is not None:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The background as usual, then the pill."""
        super().paint(painter, option, index)
        state = index.data(STATE_ROLE)
        if state is not None:
            rect = QRectF(option.rect).adjusted(Space.S + 1, 0, -Space.XS, 0)
            draw_pill(painter, self._theme, rect, index.data(), State(state))
