"""Where the operator types: search boxes and form rows with the error at the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.icons import icon
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets.basics import Label, column, row, set_property
from matchdesk.ui.widgets.undoing import passes_by


class TextLine(QLineEdit):
    """A line of text. While nothing in it can be undone, Ctrl+Z reaches the window's Undo."""

    def event(self, event: QEvent) -> bool:
        """Let Undo and Redo pass where the text has nothing to undo."""
        if passes_by(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class SearchBox(TextLine):
    """A line with a magnifier. `searched` follows typing after a short rest; Escape empties it.

    Whoever goes on by Enter, Down or to another field does not wait for that rest.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, theme: Theme, hint: str = "", *, rest: int = 120) -> None:
        super().__init__()
        self.setPlaceholderText(hint or _("Search"))
        self.setAccessibleName(hint or _("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icon(theme, "search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._timer.start())
        self.returnPressed.connect(self.search_now)

    def search_now(self) -> None:
        """Do not wait for the typing to rest."""
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties; Down goes on to the results."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.search_now()
        elif event.key() == Qt.Key.Key_Down:
            self._search_if_due()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes on is not called back by what was typed here."""
        self._search_if_due()
        super().focusOutEvent(event)

    def _search_if_due(self) -> None:
        if self._timer.isActive():
            self.search_now()


class FormRow(QWidget):
    """A label above its field, a hint below; an error stands in the hint's place."""

    def __init__(
        self, name: str, field: QWidget, hint: str = "", *, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field, self._hint = field, hint
        self.label = QLabel(name)
        self.label.setProperty("role", "label")
        self.label.setProperty("tone", "2")
        self.label.setBuddy(field)
        self.below = Label(hint, "small", 3, wrap=True)
        if not field.accessibleName():
            field.setAccessibleName(name)
        line = row(field, *([beside] if beside else []))
        line.setStretch(0, 1)
        self.setLayout(column(self.label, line, self.below, spacing=Space.XS))
        self.below.setVisible(bool(hint))  # only now: without a parent it would be a window

    def show_error(self, sentence: str) -> None:
        """Mark the field and say why; an empty sentence clears it."""
        set_property(self.field, "wrong", "true" if sentence else "false")
        set_property(self.below, "tone", "problem" if sentence else "3")
        self.below.setText(sentence or self._hint)
        self.below.setVisible(bool(sentence or self._hint))
        self.field.setAccessibleDescription(sentence or self._hint)

    @property
    def wrong(self) -> bool:
        """Whether an error is shown."""
        return bool(self.field.property("wrong") == "true")
