"""Numbers, times and dates; the wheel scrolls the page unless the box has the focus."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QLineEdit, QSpinBox, QTimeEdit

from matchdesk.ui.theme import Space


class NumberBox(QSpinBox):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int, value: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(suffix)
        dress(self, self.lineEdit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class TimeBox(QTimeEdit):
    """A time of day, to the minute."""

    def __init__(self, at: time) -> None:
        super().__init__(QTime(at.hour, at.minute))
        self.setDisplayFormat("HH:mm")
        dress(self, self.lineEdit())

    def value(self) -> time:
        """The time shown."""
        return time(self.time().hour(), self.time().minute())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class DateBox(QDateEdit):
    """A date, with a calendar to choose it from."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.show_value(day)
        dress(self, self.lineEdit())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("Www 00 Mmmm 0000") + 56)

    def show_value(self, day: date) -> None:
        """Show `day`."""
        self.setDate(QDate(day.year, day.month, day.day))

    def value(self) -> date:
        """The date shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def dress(box: QAbstractSpinBox, line: QLineEdit | None) -> None:
    """The style sheet cannot reach the line inside; its distance to the border is set here."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if line is not None:
        line.setTextMargins(Space.S - 2, 0, 0, 0)
