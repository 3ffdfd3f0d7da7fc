"""Choosing a participant by typing what the one search finds them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from matchdesk.ui.icons import icon
from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets.undoing import passes_by

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A participant to choose: key, badge number, name (both scripts), organisation."""

    key: str
    number: int
    name: str
    native_name: str = ""
    organisation: str = ""

    @property
    def text(self) -> str:
        """How the list shows it: what tells two of one name apart is in it."""
        both = f"{self.native_name} · {self.name}" if self.native_name else self.name
        rest = f" · {self.organisation}" if self.organisation else ""
        return f"{both}{rest} · {self.number}"


Find = Callable[[str, Callable[[Sequence[str]], object]], object]
"""`find(text, then)` searches beside the window and calls `then` with the keys, best first."""


class PersonPicker(QLineEdit):
    """`picked` carries a `Choice`. Enter takes the first that is found, also if it still is sought.

    Nobody is found before `search_with` has said how.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icon(theme, "user", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self._known: dict[str, Choice] = {}
        self._find: Find | None = None
        self._sought = self._hurried = False
        self._matches: list[Choice] = []
        self._chosen: Choice | None = None
        self._lines = QStringListModel(self)
        self._popup = QCompleter(self._lines, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setMaxVisibleItems(MOST_SHOWN)
        self._popup.setWidget(self)
        self._popup.activated.connect(self._take_text)
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._take_first)

    def search_with(self, find: Find) -> None:
        """How to find people."""
        self._find = find

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; a choice made before stays if it is still offered."""
        self._known = {choice.key: choice for choice in choices}
        if self._chosen is not None:
            self._chosen = self._known.get(self._chosen.key)

    @property
    def chosen(self) -> Choice | None:
        """The participant picked, unless the text was changed since."""
        return self._chosen

    def pick(self, key: str) -> bool:
        """Choose by key, in silence; False if there is no such participant."""
        found = self._known.get(key)
        self._show(found)
        return found is not None

    def reset(self) -> None:
        """Nobody."""
        self._show(None)

    def event(self, event: QEvent) -> bool:
        """Let Undo and Redo pass where the text has nothing to undo."""
        if passes_by(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.reset()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        self._chosen, self._hurried = None, False
        self._sought = bool(text.strip()) and self._find is not None
        if self._sought and self._find is not None:
            self._find(text, partial(self._found, text))
        else:
            self._offer([])

    def _found(self, text: str, keys: Sequence[str]) -> None:
        if not self._sought or text != self.text():
            return  # typing went on
        self._sought = False
        self._offer([self._known[key] for key in keys if key in self._known][:MOST_SHOWN])
        if self._hurried:
            self._take_first()

    def _offer(self, matches: list[Choice]) -> None:
        self._matches = matches
        self._lines.setStringList([choice.text for choice in self._matches])
        popup = self._popup.popup()
        if self._matches and self.hasFocus():
            self._popup.complete()
        elif popup is not None:
            popup.hide()

    def _take_text(self, text: str) -> None:
        for choice in self._matches:
            if choice.text == text:
                self._take(choice)
                return

    def _take_first(self) -> None:
        self._hurried = self._sought
        if self._chosen is None and not self._sought and self._matches:
            self._take(self._matches[0])

    def _take(self, choice: Choice) -> None:
        self._show(choice)
        self.picked.emit(choice)

    def _show(self, choice: Choice | None) -> None:
        self._chosen, self._matches = choice, []
        self._sought = self._hurried = False
        self.setText(choice.text if choice else "")
        self.setCursorPosition(0)
        self.setToolTip(choice.text if choice else "")
        popup = self._popup.popup()
        if popup is not None:
            popup.hide()
