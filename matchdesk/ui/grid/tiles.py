"""Paints the cells: tiles with state by colour and shape, and what a drop would mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.ui import icons
from matchdesk.ui.grid.model import GridModel, Index
from matchdesk.ui.grid.sheet import Kind, Place
from matchdesk.ui.theme import Size, State, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting

STATES: dict[MeetingStatus, tuple[State, str]] = {
    MeetingStatus.PLANNED: (State.PLANNED, ""),
    MeetingStatus.IN_PROGRESS: (State.ATTENTION, "play"),
    MeetingStatus.HELD: (State.GOOD, "check"),
    MeetingStatus.NO_SHOW: (State.PROBLEM, "user-x"),
    MeetingStatus.CANCELLED: (State.NEUTRAL, "ban"),
}
"""Colour and shape of each status; a planned meeting is the plain tile."""

MARK = 13.0
_INSET, _CORNER, _STRIPE, _DIM = 2, 5.0, 3.0, 0.28


class TileDelegate(QStyledItemDelegate):
    """Reads the model's sheet; `is_late` says whether somebody is missing from a meeting."""

    def __init__(
        self,
        theme: Theme,
        model: GridModel,
        is_late: Callable[[GridMeeting], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._model, self._is_late = theme, model, is_late
        self._strong = font(Size.SMALL, weight=QFont.Weight.DemiBold)
        self._plain = font(Size.SMALL)
        self._strong_metrics = QFontMetrics(self._strong)
        self._plain_metrics = QFontMetrics(self._plain)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The view fixes all sizes."""
        return QSize(104, 44)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        sheet = self._model.sheet
        if sheet is None:
            return
        place = (index.row(), index.column())
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if sheet.rows[place[0]].is_group:
            painter.fillRect(rect, self._theme.colour("surface2"))
        elif sheet.columns[place[1]].slot is None:
            self._pause(painter, rect)
        else:
            self._slot(painter, rect, place)
            if option.state & QStyle.StateFlag.State_HasFocus:
                self._focus(painter, rect, active=True)
            elif option.state & QStyle.StateFlag.State_Selected:
                self._focus(painter, rect, active=False)
        painter.restore()

    # --- kinds of cells

    def _slot(self, painter: QPainter, rect: QRect, place: Place) -> None:
        meeting = self._model.meeting(place)
        target = self._model.target(place)
        self._ground(painter, rect, place, target)
        if meeting is not None:
            painter.setOpacity(_DIM if self._dimmed(meeting, target) else 1.0)
            self._tile(painter, rect, meeting, place)
            painter.setOpacity(1.0)
        if target == "swap":
            self._mark(painter, rect, "arrow-left-right", "good.line")
        elif target in ("free", "soft") and meeting is None:
            name, token = ("check", "good.text") if target == "free" else ("circle", "good.line")
            side = 14.0
            middle = QRectF(rect).center()
            spot = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            icons.draw(painter, name, spot, self._theme.colour(token))

    def _dimmed(self, meeting: GridMeeting, target: str | None) -> bool:
        if self._model.held is not None:
            return target not in ("swap", "here") and meeting.key != self._model.held.key
        return self._model.matches is not None and not self._model.matches(meeting)

    def _ground(self, painter: QPainter, rect: QRect, place: Place, target: str | None) -> None:
        theme, sheet = self._theme, self._model.sheet
        assert sheet is not None
        painter.fillRect(rect, theme.colour("surface1"))
        if place in sheet.closed:
            painter.fillRect(rect, QBrush(theme.colour("hairline"), Qt.BrushStyle.BDiagPattern))
        if target == "free":
            painter.fillRect(rect, theme.colour("good.fill"))
        elif target == "soft":
            painter.fillRect(rect, QBrush(theme.colour("good.fill"), Qt.BrushStyle.Dense4Pattern))
        elif target == "forbidden":
            painter.fillRect(rect, theme.colour("surface2"))
        elif target is None and self._model.held is not None and self._model.targets is not None:
            painter.fillRect(rect, theme.colour("surface0"))
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _pause(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, self._theme.colour("surface0"))
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _tile(self, painter: QPainter, rect: QRect, meeting: GridMeeting, place: Place) -> None:
        state, mark = STATES[meeting.status]
        if meeting.faults:
            state, mark = State.PROBLEM, "triangle-alert"
        elif self._is_late(meeting):
            state, mark = State.ATTENTION, "hourglass"
        colours = self._theme.tokens.state(state)
        box = QRectF(rect).adjusted(_INSET, _INSET, -_INSET - 1, -_INSET - 1)
        held = self._model.held is not None and self._model.held.key == meeting.key
        painter.setPen(QPen(QColor(colours.line), 2 if held else 1, *_dash(held)))
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), _STRIPE, box.height()), 1.5, 1.5)
        text = QColor(colours.text)
        self._words(painter, box, meeting, place, text, has_mark=bool(mark))
        corner = QRectF(box.right() - MARK - 3, box.top() + 4, MARK, MARK)
        if mark:
            icons.draw(painter, mark, corner, text)
        if meeting.locked:
            icons.draw(painter, "lock", corner.translated(0, box.height() - MARK - 8), text)

    def _words(
        self,
        painter: QPainter,
        box: QRectF,
        meeting: GridMeeting,
        place: Place,
        colour: QColor,
        *,
        has_mark: bool,
    ) -> None:
        painter.setPen(colour)
        rooms = (MARK + 4 if has_mark else 0, MARK + 4 if meeting.locked else 0)
        half = (box.height() - 4) / 2
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        for line, (lead, text) in enumerate(self._lines(meeting, place)):
            left = box.left() + _STRIPE + 4
            top = box.top() + 2 + line * half
            right = box.right() - 4 - rooms[line]
            if lead:
                painter.setFont(self._strong)
                painter.drawText(QRectF(left, top, right - left, half), centred, lead)
                left += self._strong_metrics.horizontalAdvance(lead) + 5
            painter.setFont(self._plain)
            width = int(right - left)
            shown = self._plain_metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top, right - left, half), centred, shown)

    def _lines(self, meeting: GridMeeting, place: Place) -> tuple[tuple[str, str], tuple[str, str]]:
        """Two lines, each with what stands out: both parties, or the other party and the table."""
        sheet = self._model.sheet
        assert sheet is not None
        people = [self._model.person(key) for key in meeting.parties]
        if sheet.kind is Kind.TABLES:
            first, second = ((person.country, person.short) for person in people[:2])
            return first, second
        me = sheet.rows[place[0]].key
        others = [person for person in people if person.key != me]
        number = self._model.table_number(meeting.table)
        more = f" +{len(others) - 1}" if len(others) > 1 else ""
        table = "" if number is None else _("T{n}").format(n=number)
        return (others[0].country, others[0].short + more), (table, others[0].name)

    # --- marks

    def _mark(self, painter: QPainter, rect: QRect, name: str, token: str) -> None:
        """A round badge in the middle of a tile."""
        middle = QPointF(QRectF(rect).center())
        painter.setPen(QPen(self._theme.colour(token), 1.5))
        painter.setBrush(self._theme.colour("surface1"))
        painter.drawEllipse(middle, 11, 11)
        spot = QRectF(middle.x() - 7, middle.y() - 7, 14, 14)
        icons.draw(painter, name, spot, self._theme.colour(token))

    def _focus(self, painter: QPainter, rect: QRect, *, active: bool) -> None:
        token = "accent" if active else "outline"
        painter.setPen(QPen(self._theme.colour(token), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(rect).adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(box, _CORNER, _CORNER)


def _dash(held: bool) -> tuple[Qt.PenStyle]:
    return (Qt.PenStyle.DashLine if held else Qt.PenStyle.SolidLine,)
