"""Numbers, times and dates; the wheel scrolls the page unless the box has the focus."""

from __future__ import annotations

import re
from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTime
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from shiboken6 import isValid

from matchdesk.ui.theme import Space
from matchdesk.ui.widgets.undoing import passes_by

_FIGURES = "0123456789.-/ "
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_CENTURY = 2000


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
        _SectionPicker(self)

    def value(self) -> time:
        """The time shown."""
        return time(self.time().hour(), self.time().minute())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typed over everything, a time begins with its hours."""
        _begin_anew(self)
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class DateBox(QDateEdit):
    """A date, with a calendar to choose it from, or typed in figures: day, month, year.

    Typed figures replace what is shown; they count when the box is left or asked for its value.
    What is no date leaves the box as it was, and so does Escape.
    """

    def __init__(self, day: date, shown: str = "ddd d MMM yyyy") -> None:
        super().__init__()
        self._typing = False
        self.setCalendarPopup(True)
        self.setDisplayFormat(shown)
        self.show_value(day)
        dress(self, self.lineEdit())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("Www 00 Mmmm 0000") + 56)

    def show_value(self, day: date) -> None:
        """Show `day`."""
        self.setDate(QDate(day.year, day.month, day.day))

    def value(self) -> date:
        """The date shown, or the one just typed."""
        self._take()
        return self._date()

    def _date(self) -> date:
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Anything may stand there while somebody types."""
        if self._typing:
            return QValidator.State.Intermediate, text, at
        return super().validate(text, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures replace the whole date: Qt would take them only one by one, in their place."""
        line, key = self.lineEdit(), event.key()
        if event.text() and event.text() in _FIGURES:
            if not self._typing:
                self._typing = True
                line.selectAll()
            line.insert(event.text())
        elif self._typing and key == Qt.Key.Key_Backspace:
            line.backspace()
        elif self._typing and key == Qt.Key.Key_Escape:
            self._typing = False
            self.setDate(self.date())
        elif not self._typing or not event.text() or key in _LEAVING:
            self._take()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Whoever has typed a whole date goes on to the next field, not to the month."""
        if not self._typing:
            return super().focusNextPrevChild(forwards)
        self._take()
        return QWidget.focusNextPrevChild(self, forwards)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts now."""
        self._take()
        super().focusOutEvent(event)

    def _take(self) -> None:
        if self._typing:
            self._typing = False
            self.show_value(typed_date(self.lineEdit().text(), self._date()) or self._date())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def typed_date(text: str, near: date) -> date | None:
    """“28.3.2027”, “28/3/27”, “28032027”, “2027-03-28”, “2027”; what is left out is as in `near`.

    None for what is no date. The day comes first, unless the year does.
    """
    found = re.findall(r"\d+", text)
    if len(found) == 1 and len(found[0]) in (6, 8):
        (run,) = found
        found = [run[:2], run[2:4], run[4:]]
    if not 1 <= len(found) <= 3:
        return None
    parts = [int(part) for part in found]
    if len(found[0]) == 4:
        parts = [*(near.day, near.month)[: 3 - len(parts)], *reversed(parts)]
    day, month, year = (*parts, *(near.day, near.month, near.year)[len(parts) :])
    try:
        return date(year + _CENTURY if year < 100 else year, month, day)
    except ValueError:
        return None


class _SectionPicker(QObject):
    """A click into a time chooses the figure that is clicked, so that typing replaces it.

    Qt would only set the cursor into it, and refuse the figures typed there without a word.
    """

    def __init__(self, box: QTimeEdit) -> None:
        super().__init__(box)
        self._box = box
        box.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on; what was marked with the mouse stays marked."""
        let_go = event.type() is QEvent.Type.MouseButtonRelease
        if let_go and isinstance(watched, QLineEdit) and not watched.hasSelectedText():
            self._box.setSelectedSection(self._box.currentSection())
        return False


def _begin_anew(box: QTimeEdit) -> None:
    """If all of the text is marked, mark the hours only: typing goes on from there."""
    line = box.lineEdit()
    if line.text() and line.selectedText() == line.text():
        box.setSelectedSection(box.sectionAt(0))


class _Undoing(QObject):
    """Undo in a box means its text only while that is being typed; see `passes_by`."""

    def __init__(self, box: QAbstractSpinBox, line: QLineEdit) -> None:
        super().__init__(box)
        self._box, self._line = box, line
        box.installEventFilter(self)
        box.editingFinished.connect(self._settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Undo and Redo pass where the text has nothing to undo."""
        if event.type() != QEvent.Type.ShortcutOverride:
            return False  # the line may be gone already: boxes are told of their own end, too
        line = self._line
        passes = passes_by(event, undo=line.isUndoAvailable(), redo=line.isRedoAvailable())
        if passes:
            event.ignore()
        return passes

    def _settle(self) -> None:
        """What was typed is a value now: no text to be undone letter by letter any more."""
        if not isValid(self._line):  # the box ends while it has the focus
            return
        if not self._box.hasFocus() and self._line.isUndoAvailable():
            self._line.setText(self._line.text())


def dress(box: QAbstractSpinBox, line: QLineEdit | None) -> None:
    """What all boxes share: Undo, and the line's distance to the border, which no sheet reaches."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if line is not None:
        line.setTextMargins(Space.S - 2, 0, 0, 0)
        _Undoing(box, line)
