"""A form of one record whose fields are stored one by one, each error at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets.edit_fields import ChoiceBox, Choices, EditLine, EditText, SearchChoice
from matchdesk.ui.widgets.fields import FormRow

Editor = EditLine | EditText | ChoiceBox


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name in the command, the label (English source text), and what it is.

    `make` gives the editor; a `half` field shares its line with the next half one.
    """

    field: str
    label: str
    make: Callable[[], Editor] = EditLine
    hint: str = ""
    half: bool = False


class RecordForm(QWidget):
    """`edited` carries the field's name and its new value; the owner runs the command."""

    edited = Signal(str, object)

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line, left = -1, True
        for spec in specs:
            if left or not spec.half:
                line, left = line + 1, True
            grid.addWidget(
                self._row(spec), line, 0 if left else 1, 1, 1 if spec.half else 2,
                Qt.AlignmentFlag.AlignTop,
            )  # fmt: skip
            left = not (left and spec.half)
        self.setLayout(grid)

    def editor(self, field: str) -> Any:
        """The widget in which `field` is edited."""
        return self.rows[field].field

    def set_choices(self, field: str, choices: Choices) -> None:
        """What `field` can be chosen from."""
        self.editor(field).set_choices(choices)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is stored; a field in which somebody types is left alone."""
        for field, value in values.items():
            self.editor(field).show_value(value)

    def show_error(self, field: str, sentence: str) -> None:
        """Say at the field why it was not stored; an empty sentence clears it."""
        self.rows[field].show_error(sentence)
        if sentence:
            self.editor(field).refused()

    def begin(self) -> None:
        """Another record is about to be shown: no error and nothing typed stays."""
        for field, row in self.rows.items():
            row.show_error("")
            self.editor(field).forget()

    def finish(self) -> None:
        """Store what is still being typed, as leaving the field does."""
        for field in self.rows:
            self.editor(field).finish()

    @property
    def wrong(self) -> bool:
        """Whether something was typed that could not be stored."""
        return any(row.wrong for row in self.rows.values())

    def mend(self) -> bool:
        """Put the focus into the first field that is wrong; False if none is."""
        for row in self.rows.values():
            if row.wrong:
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def first(self) -> None:
        """Put the focus into the first field."""
        field = next(iter(self.rows.values())).field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, EditLine):
            field.selectAll()

    def _row(self, spec: FieldSpec) -> FormRow:
        editor = spec.make()
        row = FormRow(_(spec.label), editor, _(spec.hint) if spec.hint else "")
        editor.edited.connect(lambda value: self._edited(spec.field, value))
        if isinstance(editor, SearchChoice):
            editor.unknown.connect(lambda text: self._unknown(spec.field, text))
        self.rows[spec.field] = row
        return row

    def _edited(self, field: str, value: object) -> None:
        self.show_error(field, "")
        self.edited.emit(field, value)

    def _unknown(self, field: str, text: str) -> None:
        if not text:
            self._edited(field, None)
            return
        sentence = _("“{text}” is not in the list. Choose one of its entries.").format(text=text)
        self.rows[field].show_error(sentence)
