"""The frozen edges of the grid: times above, tables or people at the side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from matchdesk.ui import icons
from matchdesk.ui.grid.model import GridModel
from matchdesk.ui.grid.sheet import Kind, RowSpec, Sheet
from matchdesk.ui.theme import Size, Space, Theme, font

HEIGHT = 40
_NUMBERS, _ZONES, _NAMES = 64, 112, 232


def side_width(sheet: Sheet | None) -> int:
    """Wide enough for numbers, for numbers with zones, or for names."""
    if sheet is not None and sheet.kind is Kind.PEOPLE:
        return _NAMES
    named = sheet is not None and any(row.is_group or row.note for row in sheet.rows)
    return _ZONES if named else _NUMBERS


class TimesHeader(QHeaderView):
    """Each slot's start in bold, its number and end below; breaks as a cup; now in red."""

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.running: int | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setFixedHeight(HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One slot or break."""
        sheet = self._model.sheet
        if sheet is None or section >= len(sheet.columns):
            return
        theme, column = self._theme, sheet.columns[section]
        painter.save()
        painter.fillRect(rect, theme.colour("surface1" if column.slot else "surface0"))
        painter.setPen(QPen(theme.colour("outline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if column.slot is None:
            spot = QRectF(rect.center().x() - 7, rect.center().y() - 7, 15, 15)
            icons.draw(painter, "coffee", spot, theme.colour("text3"))
        else:
            self._slot(painter, rect, section, f"{column.slot.starts:%H:%M}", column.slot.number)
        painter.restore()

    def _slot(self, painter: QPainter, rect: QRect, section: int, at: str, number: int) -> None:
        theme = self._theme
        inner = rect.adjusted(Space.S, 0, -Space.S, 0)
        running = section == self.running
        painter.setPen(theme.colour("problem.text" if running else "text1"))
        painter.setFont(font(Size.BODY, weight=QFont.Weight.DemiBold))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), at)
        painter.setPen(theme.colour("text3"))
        painter.setFont(font(Size.SMALL))
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(inner, side, str(number))


class RowsHeader(QHeaderView):
    """Tables by number and zone; people by name and organisation, with who is here; groups."""

    def __init__(self, theme: Theme, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._model = theme, model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        """See `side_width`."""
        return QSize(side_width(self._model.sheet), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One row's edge."""
        sheet = self._model.sheet
        if sheet is None or section >= len(sheet.rows):
            return
        row, theme = sheet.rows[section], self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("surface2" if row.is_group else "surface1"))
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(theme.colour("outline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(Space.S, 0, -Space.S, 0)
        if row.is_group:
            self._group(painter, inner, row)
        elif sheet.kind is Kind.TABLES:
            self._table(painter, inner, row)
        else:
            self._person(painter, inner, row)
        painter.restore()

    def _group(self, painter: QPainter, rect: QRect, row: RowSpec) -> None:
        face = font(Size.SMALL, weight=QFont.Weight.DemiBold)
        self._text(painter, rect, row.title, face, "text1")
        self._text(painter, rect, row.note, font(Size.SMALL), "text3", right=True)

    def _table(self, painter: QPainter, rect: QRect, row: RowSpec) -> None:
        face = font(Size.LARGE, weight=QFont.Weight.DemiBold)
        self._text(painter, rect, row.title, face, "text1")
        used = QFontMetrics(face).horizontalAdvance(row.title) + Space.S
        if row.badge:
            spot = QRectF(rect.right() - 13, rect.center().y() - 7, 14, 14)
            icons.draw(painter, row.badge, spot, self._theme.colour("text3"))
        else:
            room = rect.adjusted(used, 0, 0, 0)
            self._text(painter, room, row.note, font(Size.SMALL), "text3", right=True)

    def _person(self, painter: QPainter, rect: QRect, row: RowSpec) -> None:
        here = bool(row.present)
        spot = QRectF(rect.left(), rect.center().y() - 7, 14, 14)
        name, token = ("circle-check", "good.line") if here else ("circle", "outline")
        icons.draw(painter, name, spot, self._theme.colour(token))
        words = rect.adjusted(14 + Space.S, 3, 0, -3)
        half = words.height() // 2
        upper = QRect(words.left(), words.top(), words.width(), half)
        face = font(Size.SMALL, weight=QFont.Weight.DemiBold)
        self._text(painter, upper, row.title, face, "text1")
        self._text(painter, upper.translated(0, half), row.note, font(Size.SMALL), "text3")

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        face: QFont,
        token: str,
        *,
        right: bool = False,
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(face)
        painter.setPen(self._theme.colour(token))
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
