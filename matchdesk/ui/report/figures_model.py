"""The figures under the headings of their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStandardItem, QStandardItemModel

from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.ui.theme import Size, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.statistics import Figure

CODE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW, _HEADING = QSize(0, 32), QSize(0, 44)
_TALL = QSize(0, 50)
"""Of a figure whose name takes two lines."""


class FiguresModel(QStandardItemModel):
    """A heading per group, below it its figures: name and value. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures: tuple[Figure, ...] = ()
        self._words: tuple[str, ...] = ()
        self.setColumnCount(2)
        self.setHorizontalHeaderLabels([_("Figure"), _("Value")])

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show `figures`, in their order."""
        self._figures = tuple(figures)
        self._fill()

    def search(self, text: str) -> None:
        """Only figures that hold every word of `text` in name or group."""
        self._words = tuple(fold(text).split())
        self._fill()

    def fit(self, room: int) -> None:
        """Give names wider than `room` pixels a second line."""
        metrics = QFontMetrics(font(Size.BODY))
        root = self.invisibleRootItem()
        for group in (root.child(place) for place in range(root.rowCount())):
            for name in (group.child(place) for place in range(group.rowCount())):
                high = _TALL if metrics.horizontalAdvance(name.text()) > room else _ROW
                if name.sizeHint() != high:
                    name.setSizeHint(high)

    def index_of(self, code: str) -> QModelIndex:
        """Where a figure is shown; invalid if it is not."""
        root = self.invisibleRootItem()
        for group in (root.child(place) for place in range(root.rowCount())):
            for place in range(group.rowCount()):
                if group.child(place).data(CODE_ROLE) == code:
                    return group.child(place).index()
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first figure shown."""
        root = self.invisibleRootItem()
        return root.child(0).child(0).index() if root.rowCount() else QModelIndex()

    def _fill(self) -> None:
        self.removeRows(0, self.rowCount())
        groups: dict[str, QStandardItem] = {}
        for figure in self._figures:
            if not self._wanted(figure):
                continue
            if figure.group not in groups:
                groups[figure.group] = _heading(figure.group)
                self.appendRow([groups[figure.group], _blank()])
            groups[figure.group].appendRow(_line(figure))

    def _wanted(self, figure: Figure) -> bool:
        text = fold(f"{figure.group} {figure.label}")
        return all(word in text for word in self._words)


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setFont(font(Size.BODY, weight=QFont.Weight.DemiBold))
    item.setSizeHint(_HEADING)
    item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
    return item


def _blank() -> QStandardItem:
    item = QStandardItem()
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item


def _line(figure: Figure) -> list[QStandardItem]:
    name, value = QStandardItem(figure.label), QStandardItem(figure.shown)
    name.setToolTip(figure.definition)
    value.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    value.setFont(font(Size.BODY, weight=QFont.Weight.DemiBold))
    for item in (name, value):
        item.setData(figure.code, CODE_ROLE)
        item.setSizeHint(_ROW)
        item.setEditable(False)
    return [name, value]
