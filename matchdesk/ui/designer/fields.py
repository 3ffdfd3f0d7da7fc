"""Small editors of the properties panel: millimetres, points, choices, colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap, QValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Role
from matchdesk.services.designs.elements import ACCENT, INK, MUTED, RIBBONS, Colour, written
from matchdesk.ui.widgets.boxes import NumberBox, dress

Changed = Callable[[Any], object]

COLOURS = {
    INK: "Black",
    ACCENT: "Blue",
    MUTED: "Grey",
    RIBBONS[Role.HEAD_OF_DELEGATION]: "Violet",
    RIBBONS[Role.SPEAKER]: "Brown",
    RIBBONS[Role.INTERPRETER]: "Green",
    RIBBONS[Role.ORGANISER]: "Red",
}
"""The colours that read on white paper and bear white letters."""


class Length(QDoubleSpinBox):
    """A length in millimetres."""

    def __init__(self, name: str, changed: Changed) -> None:
        super().__init__()
        self.setRange(0, 420)
        self.setDecimals(1)
        self.setSingleStep(0.5)
        self.setSuffix(" mm")
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        dress(self, self.lineEdit())
        self.valueChanged.connect(changed)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """A comma is as good as a point: most of Europe writes one."""
        return super().validate(text.replace(",", "."), at)

    def show_value(self, value: float) -> None:
        """Show without telling."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def points(name: str, value: float, changed: Changed, *, low: int = 4) -> NumberBox:
    """A type size."""
    made = NumberBox(low, 200, round(value), " pt")
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    made.valueChanged.connect(changed)
    return made


def count_box(name: str, value: int, high: int, changed: Changed) -> NumberBox:
    """A number of lines."""
    made = NumberBox(1, high, value)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    made.valueChanged.connect(changed)
    return made


def choice(
    name: str, rows: Iterable[tuple[Any, str]], chosen: object, changed: Changed
) -> QComboBox:
    """One of `rows` (value, words)."""
    made = QComboBox()
    made.setAccessibleName(name)
    for value, words in rows:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    made.activated.connect(lambda _index: changed(made.currentData()))
    return made


def colours(name: str, chosen: Colour | None, changed: Changed, *, role: bool = False) -> QComboBox:
    """One of the colours that print well; with `role` also that of the person's role."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setIconSize(QSize(14, 14))
    if role:
        made.addItem(_("The role's"), "")
    known = {written(colour): _(words) for colour, words in COLOURS.items()}
    current = written(chosen) if chosen else ""
    if current and current not in known:
        known[current] = current
    for code, words in known.items():
        swatch = QPixmap(14, 14)
        swatch.fill(QColor(code))
        made.addItem(QIcon(swatch), words, code)
    made.setCurrentIndex(max(0, made.findData(current)))
    made.activated.connect(lambda _index: changed(made.currentData()))
    return made


def words_box(name: str, text: str, changed: Changed) -> QLineEdit:
    """A free text; told when it is left or Enter is pressed."""
    made = QLineEdit(text)
    made.setMaxLength(500)
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.editingFinished.connect(lambda: changed(made.text()))
    return made
