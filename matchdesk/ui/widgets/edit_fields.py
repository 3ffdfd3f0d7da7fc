"""Fields that are edited in place: what was typed is stored on Enter or on leaving the field.

Each has `edited` (the new value; only when it differs), `show_value` (text that was typed and not
stored stays), `refused` (what was sent was not stored: it stays, to be mended), `forget` (another
record is shown: nothing typed stays), `finish` (store what was typed, as leaving the field does)
and lets the window's Undo through while there is nothing of its own to undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from matchdesk.core.text import fold
from matchdesk.ui.widgets.undoing import passes_by

_LIST_EDGES, _WIDEST_LIST = 40, 720
_BOX_EDGES, _LINE_EDGES = 40, 18
"""Pixels: what a list, a box and a line take beside their words, and the widest list."""

Choices = Sequence[tuple[Any, str]]
"""(value, how it is shown) of each choice."""


class EditLine(QLineEdit):
    """One line of text. Escape puts back what was there."""

    edited = Signal(object)

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._shown = ""
        self._sent: str | None = None
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self.finish)

    def show_value(self, value: Any) -> None:
        """Show what is stored, unless something else was typed that is not."""
        self._shown = "" if value is None else str(value)
        if not self.isModified() or self.text() in (self._shown, self._sent):
            self.forget()

    def refused(self) -> None:
        """What was sent was not stored: it stays, to be mended."""
        self._sent = None

    def forget(self) -> None:
        """Drop what was typed."""
        self._sent = None
        self.setText(self._shown)
        self.setCursorPosition(0)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self.text() != self._shown

    def event(self, event: QEvent) -> bool:
        """See the module's text: Undo and Redo pass where there is nothing to undo."""
        if passes_by(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return _shown_whole(self, event, self.text()) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts back what was there."""
        if event.key() == Qt.Key.Key_Escape and self.pending:
            self.forget()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Store what was typed, unless that very text is on its way already."""
        if self.pending and self.text() != self._sent:
            self._sent = self.text()
            self.edited.emit(self.text())


class EditText(QPlainTextEdit):
    """Several lines; stored on leaving the field or with Ctrl+Enter."""

    edited = Signal(object)

    def __init__(self, hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self._shown = ""
        self._sent: str | None = None
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def show_value(self, value: Any) -> None:
        """Show what is stored, unless something else was typed that is not."""
        self._shown = "" if value is None else str(value)
        text = self.toPlainText()
        if not self.document().isModified() or text in (self._shown, self._sent):
            self.forget()

    def refused(self) -> None:
        """What was sent was not stored: it stays, to be mended."""
        self._sent = None

    def forget(self) -> None:
        """Drop what was typed."""
        self._sent = None
        if self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        self.document().setModified(False)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self.toPlainText() != self._shown

    def event(self, event: QEvent) -> bool:
        """See the module's text: Undo and Redo pass where there is nothing to undo."""
        document = self.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if passes_by(event, undo=undo, redo=redo):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter stores; Escape puts back what was there."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self.pending:
            self.forget()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores."""
        super().focusOutEvent(event)
        self.finish()

    def finish(self) -> None:
        """Store what was typed, unless that very text is on its way already."""
        if self.pending and self.toPlainText() != self._sent:
            self._sent = self.toPlainText()
            self.edited.emit(self.toPlainText())


class ChoiceBox(QComboBox):
    """One of a few choices. The wheel scrolls the page unless the box has the focus."""

    edited = Signal(object)

    def __init__(self, choices: Choices = ()) -> None:
        super().__init__()
        self._shown: Any = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(lambda _place: self._chosen())

    def set_choices(self, choices: Choices) -> None:
        """Offer these; what is shown stays shown."""
        if [(self.itemData(n), self.itemText(n)) for n in range(self.count())] == list(choices):
            return
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self._select()

    def show_value(self, value: Any) -> None:
        """Show what is stored."""
        self._shown = value
        self._select()

    def refused(self) -> None:
        """What was chosen was not stored: what is stored is shown again."""
        self._select()

    def showPopup(self) -> None:
        """The list is as wide as its longest choice, within reason."""
        view = self.view()
        wide = min(view.sizeHintForColumn(0) + _LIST_EDGES, _WIDEST_LIST)
        view.setMinimumWidth(max(wide, self.width()))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt's, but a choice longer than the box ends in “…”, and is whole on hover."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style, part = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        field = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        metrics, elide = self.fontMetrics(), Qt.TextElideMode.ElideRight
        option.currentText = metrics.elidedText(self.currentText(), elide, field.width() - 2)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Whole on hover, also where only the beginning has room."""
        return _shown_whole(self, event, self.currentText()) or super().event(event)

    def forget(self) -> None:
        """Show what is stored."""
        self._select()

    def finish(self) -> None:
        """A choice is stored as soon as it is made."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def _select(self) -> None:
        values = [self.itemData(place) for place in range(self.count())]
        self.setCurrentIndex(values.index(self._shown) if self._shown in values else -1)

    def _chosen(self) -> None:
        if self.currentData() != self._shown:
            self.edited.emit(self.currentData())


class SearchChoice(ChoiceBox):
    """One of many choices: type a part of it. `unknown` carries a text that is none of them.

    With `begun` the beginning of a choice is enough, if only one begins so.
    """

    unknown = Signal(str)

    def __init__(self, choices: Choices = (), *, begun: bool = False) -> None:
        super().__init__()
        self._begun = begun
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.finish)
        self.set_choices(choices)

    def forget(self) -> None:
        """Drop what was typed."""
        line = self.lineEdit()
        if line is not None:
            line.setModified(False)
        self._select()

    @property
    def stray(self) -> str:
        """What stands in the box and is none of the choices; empty if all is well."""
        text = self.currentText().strip()
        return "" if not text or self._place_of(text) is not None else text

    def _place_of(self, text: str) -> int | None:
        wanted = fold(text)
        named = [fold(self.itemText(place)) for place in range(self.count())]
        if wanted in named:
            return named.index(wanted)
        starts = [place for place, name in enumerate(named) if name.startswith(wanted)]
        return starts[0] if self._begun and wanted and len(starts) == 1 else None

    def _select(self) -> None:
        line = self.lineEdit()
        if line is not None and line.hasFocus() and line.isModified():
            return
        super()._select()
        if self.currentIndex() < 0:
            self.setEditText("" if self._shown is None else str(self._shown))
        if line is not None:
            line.setCursorPosition(0)  # of a long name the beginning is shown

    def finish(self) -> None:
        """Choose what was typed, if it is one of the choices."""
        line = self.lineEdit()
        if line is None or not line.isModified():
            return
        line.setModified(False)
        place = self._place_of(line.text())
        if place is None:
            self.unknown.emit(line.text().strip())
            return
        self.setCurrentIndex(place)
        self.setEditText(self.itemText(place))
        self._chosen()


def _shown_whole(field: QWidget, event: QEvent, text: str) -> bool:
    """Whether `event` asked for a hint of `field`, and got its `text` where that is cut."""
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
        return False
    edges = _LINE_EDGES if isinstance(field, QLineEdit) else _BOX_EDGES
    needed = field.fontMetrics().horizontalAdvance(text) + edges
    if not text or field.toolTip() or needed <= field.width():
        return False
    QToolTip.showText(event.globalPos(), text, field)
    return True
