"""One question beside the grid: why a place is closed, how long a break is and its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSpinBox

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Label, button, row

Answer = Callable[[str, int], object]
"""Called with the words and the minutes (0 where none were asked for)."""


class AskBar(QFrame):
    """A line in place, never a window: Enter does it, Esc lets it be."""

    def __init__(self, theme: Theme, leave: Callable[[], object]) -> None:
        super().__init__()
        self._left = leave
        self._answer: Answer | None = None
        self._question = Label("", "strong", wrap=True)
        self.words = QLineEdit()
        self.words.setMinimumWidth(180)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 240)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setAccessibleName(_("Minutes"))
        self.go = button("", self._do, kind="primary", tip=_("Enter"))
        close = button("", self._leave, kind="quiet", icon="x", theme=theme, tip=_("Esc"))
        layout = row(
            self._question,
            self.minutes,
            self.words,
            self.go,
            close,
            spacing=Space.M,
            margins=(Space.M, Space.S, Space.S, Space.S),
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setProperty("state", "attention")
        self.hide()

    def ask(
        self,
        question: str,
        words: str,
        do: str,
        answer: Answer,
        *,
        minutes: int | None = None,
        suffix: str | None = None,
        worded: bool = True,
    ) -> None:
        """Ask `question`; `words` and `minutes` stand there already, `do` is on the button.

        `suffix` stands behind the number (minutes if not said); without `worded` no words are
        asked for.
        """
        self.minutes.setSuffix(_(" min") if suffix is None else suffix)
        self.minutes.setAccessibleName(_("Minutes") if suffix is None else _("Number"))
        self.words.setVisible(worded)
        self._answer = answer
        self._question.setText(question)
        self.words.setText(words)
        self.words.setAccessibleName(question)
        self.words.selectAll()
        self.minutes.setVisible(minutes is not None)
        self.minutes.setValue(minutes or 1)
        self.minutes.selectAll()  # whoever types another number means it, not both together
        self.go.setText(do)
        self.show()
        first = self.minutes if minutes is not None else self.words if worded else self.go
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape, wherever the cursor is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        if self._answer is not None:
            minutes = 0 if self.minutes.isHidden() else self.minutes.value()
            self.hide()
            self._answer(self.words.text(), minutes)
            self._left()

    def _leave(self) -> None:
        self.hide()
        self._left()
