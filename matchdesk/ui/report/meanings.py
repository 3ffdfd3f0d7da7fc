"""What the words of the report mean at this event, to be ticked and typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating, Term
from matchdesk.core.wording import label
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, button, column, row

_KINDS: dict[Term, Any] = {
    Term.HELD: MeetingStatus,
    Term.CASE: Rating,
    Term.AGREEMENT: AgreementType,
    Term.ESTABLISHED: AgreementStatus,
}

_HEADS = {
    Term.HELD: "A meeting is held when it is marked as",
    Term.CASE: "A cooperation case is",
    Term.AGREEMENT: "An agreement is a record of type",
    Term.ESTABLISHED: "An agreement is established when it is",
    Term.REGIONS: "Countries counted otherwise",
}


class MeaningsDialog(QDialog):
    """One block a word. Each change of a word is a step of its own in History."""

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._meanings: dict[Term, Any] = {}
        self.boxes: dict[Term, dict[str, QCheckBox]] = {}
        self.regions = QLineEdit()
        self.regions.setPlaceholderText(_("Such as XK=third CH=programme"))
        self.basis = QLineEdit()
        self.basis.setPlaceholderText(_("Such as the call’s text and page"))
        self.fault = Label("", "body", 2, wrap=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What the words mean at this event"))
        self.setMinimumWidth(680)
        context.do(lambda _progress: (self._read(), _choices()), on_done=self._build, owner=self)

    def store(self) -> None:
        """Set every word that was changed, and close; a refusal is shown and keeps it open."""
        changed = [term for term in Term if self._value(term) != tuple(self._meanings[term].value)]
        if changed:
            basis = self.basis.text()
            values = [(term, self._value(term)) for term in changed]
            self._context.do(
                lambda _progress: _store(self._context, values, basis),
                on_done=lambda _done: self.accept(),
                on_error=self._refused,
                owner=self,
            )
        else:
            self.accept()

    def reset(self) -> None:
        """Let every word mean again what it usually does, and close."""
        own = [term for term, meaning in self._meanings.items() if meaning.own]
        self._context.do(
            lambda _progress: _reset(self._context, own),
            on_done=lambda _done: self.accept(),
            on_error=self._refused,
            owner=self,
        )

    # --- inside

    def _read(self) -> dict[Term, Any]:
        return dict(self._context.desk.statistics.meanings())

    def _build(self, found: tuple[dict[Term, Any], dict[Term, tuple[str, ...]]]) -> None:
        self._meanings, choices = found
        parts: list[Any] = [Label(_("What the words mean at this event"), "title")]
        for term in _KINDS:
            head = Label(_(_HEADS[term]), "strong")
            parts.append(column(head, self._ticks(term, choices[term]), spacing=Space.XS))
        self.regions.setText(" ".join(self._meanings[Term.REGIONS].value))
        parts += [
            FormRow(_(_HEADS[Term.REGIONS]), self.regions),
            FormRow(_("After whom"), self.basis),
            self.fault,
        ]
        reset = button(_("Back to the usual meanings"), self.reset)
        reset.setEnabled(any(meaning.own for meaning in self._meanings.values()))
        close = button(_("Cancel"), self.reject)
        store = button(_("Set for this event"), self.store, kind="primary")
        parts.append(row(reset, None, close, store))
        self.setLayout(column(*parts, spacing=Space.M, margins=Space.XL))

    def _ticks(self, term: Term, choices: tuple[str, ...]) -> QGridLayout:
        """The choices in two columns that stand below each other in every block."""
        boxes = self.boxes[term] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(0)
        for place, word in enumerate(choices):
            known = word in list(_KINDS[term])
            text = label(_KINDS[term](word)) if known else _("Every recorded agreement")
            boxes[word] = QCheckBox(text)
            boxes[word].setChecked(word in self._meanings[term].value)
            grid.addWidget(boxes[word], *divmod(place, 2))
        for side in range(2):
            grid.setColumnStretch(side, 1)
            grid.setColumnMinimumWidth(side, 300)
        return grid

    def _value(self, term: Term) -> tuple[str, ...]:
        if term is Term.REGIONS:
            return tuple(self.regions.text().replace(",", " ").split())
        return tuple(word for word, box in self.boxes[term].items() if box.isChecked())

    def _refused(self, error: MatchDeskError) -> None:
        self.fault.setText(wording.sentence(error))


def _choices() -> dict[Term, tuple[str, ...]]:
    from matchdesk.services.statistics import CHOICES  # loads the database floor: only when used

    return CHOICES


def _store(context: ScreenContext, values: list[tuple[Term, tuple[str, ...]]], basis: str) -> None:
    from matchdesk.services.statistics import SetDefinition  # see `_choices`

    for term, value in values:
        context.desk.run(SetDefinition(term, value, basis))


def _reset(context: ScreenContext, own: list[Term]) -> None:
    from matchdesk.services.statistics import ResetDefinition  # see `_choices`

    for term in own:
        context.desk.run(ResetDefinition(term))
