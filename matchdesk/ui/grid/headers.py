"""The frozen edges of the grid: times above, tables or people at the side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from matchdesk.ui.grid.model import GridModel
from matchdesk.ui.grid.sheet import Kind, RowSpec, Sheet
from matchdesk.ui.grid.words import Marks, Words
from matchdesk.ui.theme import Size, Space, Theme, font

HEIGHT = 40
_NUMBERS, _MOST, _NAMES = 64, 136, 232
_LETTER = 8


def side_width(sheet: Sheet | None) -> int:
    """Wide enough for numbers, for numbers with zones as far as those go, or for names."""
    if sheet is not None and sheet.kind is Kind.PEOPLE:
        return _NAMES
    rows = sheet.rows if sheet is not None else ()
    longest = max((len(row.title) + len("" if row.badge else row.note) for row in rows), default=0)
    return min(max(_NUMBERS, 4 * Space.S + _LETTER * longest), _MOST)


class TimesHeader(QHeaderView):
    """Each slot's start in bold, its number and end below; breaks as a cup; now in red."""

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.running: int | None = None
        self._strong = Words(font(Size.BODY, weight=QFont.Weight.DemiBold))
        self._plain = Words(font(Size.SMALL))
        self._marks = Marks()
        self.setSectionsClickable(True)
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
            self._marks.draw(painter, "coffee", spot, theme.colour("text3"))
        else:
            self._slot(painter, rect, section, f"{column.slot.starts:%H:%M}", column.slot.number)
        painter.restore()

    def _slot(self, painter: QPainter, rect: QRect, section: int, at: str, number: int) -> None:
        theme = self._theme
        inner = QRectF(rect.adjusted(Space.S, 0, -Space.S, 0))
        running = section == self.running
        painter.setPen(theme.colour("problem.text" if running else "text1"))
        self._strong.draw(painter, at, inner)
        painter.setPen(theme.colour("text3"))
        self._plain.draw(painter, str(number), inner, right=True)


class RowsHeader(QHeaderView):
    """Tables by number and zone; people by name and organisation, with who is here; groups."""

    def __init__(self, theme: Theme, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._model = theme, model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self._large = Words(font(Size.LARGE, weight=QFont.Weight.DemiBold))
        self._strong = Words(font(Size.SMALL, weight=QFont.Weight.DemiBold))
        self._plain = Words(font(Size.SMALL))
        self._marks = Marks()

    def sizeHint(self) -> QSize:
        """See `side_width`; Qt would ask every row how tall it is."""
        return QSize(side_width(self._model.sheet), HEIGHT)

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
        self._text(painter, rect, row.title, self._strong, "text1")
        self._text(painter, rect, row.note, self._plain, "text3", right=True)

    def _table(self, painter: QPainter, rect: QRect, row: RowSpec) -> None:
        used = int(self._text(painter, rect, row.title, self._large, "text1")) + Space.S
        if row.badge:
            spot = QRectF(rect.right() - 13, rect.center().y() - 7, 14, 14)
            self._marks.draw(painter, row.badge, spot, self._theme.colour("text3"))
        else:
            room = rect.adjusted(used, 0, 0, 0)
            self._text(painter, room, row.note, self._plain, "text3", right=True)

    def _person(self, painter: QPainter, rect: QRect, row: RowSpec) -> None:
        spot = QRectF(rect.left(), rect.center().y() - 7, 14, 14)
        name, token = ("circle-check", "good.line") if row.present else ("circle", "outline")
        if row.badge:
            name, token = row.badge, "attention.text"
        self._marks.draw(painter, name, spot, self._theme.colour(token))
        words = rect.adjusted(14 + Space.S, 3, 0, -3)
        half = words.height() // 2
        upper = QRect(words.left(), words.top(), words.width(), half)
        self._text(painter, upper, row.title, self._strong, "text1")
        self._text(painter, upper.translated(0, half), row.note, self._plain, "text3")

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        words: Words,
        token: str,
        *,
        right: bool = False,
    ) -> float:
        painter.setPen(self._theme.colour(token))
        return words.draw(painter, text, QRectF(rect), right=right)
