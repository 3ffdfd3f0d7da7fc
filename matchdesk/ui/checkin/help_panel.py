"""Two minutes of training, on the screen itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.core.wording import label
from matchdesk.ui.actions import Actions
from matchdesk.ui.checkin import words
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import IconLabel, Label, button, column, line, row

_STEPS = (
    "Scan the badge or the ticket, anywhere in the window. The answer fills the screen.",
    "No code? Type a few letters of the name, organisation or country; choose with ↓ and Enter.",
    "Whatever you did, Ctrl+Z takes it back; only what is on paper stays there.",
)

_ANSWERS = {
    CheckInOutcome.ADMITTED: "Let them in. Their next meeting stands on the right.",
    CheckInOutcome.ALREADY_IN: "They were admitted before: it says when and at which desk.",
    CheckInOutcome.ATTENTION_FIRST: "Say what stands there, then press the blue button.",
    CheckInOutcome.NOT_TODAY: "They attend on other days. Ask the organiser.",
    CheckInOutcome.CANCELLED: "They cancelled, or a colleague came instead.",
    CheckInOutcome.UNKNOWN: "Nobody has this code: search by name.",
    CheckInOutcome.REVOKED: "A lost badge. The new one admits.",
    CheckInOutcome.FORGED: "Not made for this event. Call the organiser.",
    CheckInOutcome.AMBIGUOUS: "Several people have this code: choose who stands before you.",
}


class HelpPanel(QDialog):
    """What the answers mean and which keys there are. Escape, Enter or F1 closes it."""

    def __init__(
        self, theme: Theme, actions: Actions, shown: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Check-in in two minutes"))
        steps = column(spacing=Space.XS)
        for number, text in enumerate(_STEPS, 1):
            line_ = row(Label(f"{number}", "large"), Label(_(text), wrap=True), spacing=Space.M)
            line_.setStretch(1, 1)
            steps.addLayout(line_)
        close = button(_("Close"), self.accept, kind="primary")
        close.setDefault(True)
        middle = row(_answers(theme), line(vertical=True), _keys(actions, shown), spacing=Space.L)
        self.setLayout(
            column(steps, line(), middle, row(None, close), spacing=Space.M, margins=Space.XL)
        )
        self.setMinimumWidth(900)
        close.setFocus()


def _answers(theme: Theme) -> QGridLayout:
    grid = _grid()
    for place, (outcome, text) in enumerate(_ANSWERS.items()):
        token = f"{words.STATES[outcome]}.line"
        grid.addWidget(IconLabel(theme, words.ICONS[outcome], token), place, 0)
        grid.addWidget(Label(label(outcome).upper(), "strong"), place, 1)
        grid.addWidget(Label(_(text), wrap=True), place, 2)
    grid.setColumnStretch(2, 1)
    return grid


def _keys(actions: Actions, shown: tuple[str, ...]) -> QGridLayout:
    grid = _grid()
    grid.setVerticalSpacing(Space.XS)  # they are many, and are looked up rather than read
    found = [action for name in shown if (action := actions.get(name)) is not None]
    for place, action in enumerate(found):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(Label(keys, "strong"), place, 0)
        grid.addWidget(Label(action.text().removesuffix(" …")), place, 1)
    grid.setRowStretch(len(found), 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.S)
    return grid
