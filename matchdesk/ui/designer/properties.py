"""What can be said about the chosen element: its place, and what is particular to its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QListWidget, QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import paper
from matchdesk.services.designs.elements import (
    FIELDS,
    FREE_TEXT,
    INK,
    Area,
    Chip,
    Element,
    Entry,
    Flag,
    Limits,
    Picture,
    QrCode,
    Ribbon,
    Stack,
    colour,
)
from matchdesk.ui.designer import fields
from matchdesk.ui.designer.editing import Editing
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, button, clear, column, line, row

KINDS: dict[type[Element], str] = {
    Stack: "Texts",
    Ribbon: "Bar",
    Chip: "Box",
    QrCode: "Code",
    Flag: "Flag",
    Picture: "Logo",
}
ALIGN = (("left", "Left"), ("centre", "Middle"), ("right", "Right"))
UPRIGHT = ((0.0, "Top"), (0.5, "Middle"), (1.0, "Bottom"))
_EDGES = (
    ("left", "Left"), ("centre", "Centre"), ("right", "Right"),
    ("top", "Top"), ("middle", "Middle"), ("bottom", "Bottom"),
)  # fmt: skip


def title_of(element: Element) -> str:
    """What a list calls an element: its kind and what it shows."""
    kind = _(KINDS[type(element)])
    if isinstance(element, Stack):
        return f"{kind}: " + ", ".join(_shown(entry) for entry in element.entries)
    if isinstance(element, Ribbon | Chip) and element.field:
        return f"{kind}: {paper.field(element.field)}"
    return kind


def _shown(entry: Entry) -> str:
    return f"“{entry.text}”" if entry.field == FREE_TEXT else paper.field(entry.field)


class Properties(QWidget):
    """`edited` says that the design changed; `picture_wanted` that another logo is to be chosen."""

    edited = Signal()
    picture_wanted = Signal()

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._line = 0
        self.place = {
            name: fields.Length(words, partial(self._place, name))
            for name, words in (
                ("x", _("From the left")),
                ("y", _("From the top")),
                ("width", _("Width")),
                ("height", _("Height")),
            )
        }
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("Lines"))
        self.lines.setFixedHeight(120)
        self._lines_title = Label(_("Lines, one below the other"), "label", 2)
        self.lines.currentRowChanged.connect(self._choose_line)
        self.title = Label("", "large", wrap=True)
        self.hint = Label(_("Click something on the badge, or add a field."), "small", 3, wrap=True)
        self._own = QVBoxLayout()
        self._own.setSpacing(Space.S)
        self._common = QWidget()
        self._common.setLayout(column(self._grid(), self._edges(), spacing=Space.M))
        self.setLayout(
            column(
                self.title,
                self.hint,
                self._common,
                line(),
                self._lines_title,
                self.lines,
                self._own,
                None,
                spacing=Space.M,
            )
        )

    def show_element(self) -> None:
        """What is chosen now."""
        element = self._editing.element
        self.hint.setVisible(element is None)
        self._common.setVisible(element is not None)
        self.title.setText(_(KINDS[type(element)]) if element else _("Nothing chosen"))
        for part in (self.lines, self._lines_title):
            part.setVisible(isinstance(element, Stack))
        clear(self._own)
        if element is None:
            return
        self.show_place()
        maker = _MAKERS.get(type(element))
        if maker is not None:
            maker(self, element)

    def show_place(self) -> None:
        """The numbers of the chosen element's place, while it moves."""
        element = self._editing.element
        if element is not None:
            for name, box in self.place.items():
                box.show_value(getattr(element.area, name))

    # --- for each kind

    def _of_texts(self, stack: Stack) -> None:
        self._line = min(self._line, len(stack.entries) - 1)
        self.lines.blockSignals(True)
        self.lines.clear()
        self.lines.addItems([_shown(entry) for entry in stack.entries])
        self.lines.setCurrentRow(self._line)
        self.lines.blockSignals(False)
        entry = stack.entries[self._line]
        self._own.addLayout(
            row(
                button(_("Add"), self._add_line, tip=_("Add a line")),
                button(_("Remove"), self._remove_line, tip=_("Remove the line")),
                button(_("Up"), partial(self._shift_line, -1), tip=_("Line up")),
                button(_("Down"), partial(self._shift_line, 1), tip=_("Line down")),
                spacing=Space.XS,
            )
        )
        self._of_line(entry)
        align = [(value, _(words)) for value, words in ALIGN]
        upright = [(value, _(words)) for value, words in UPRIGHT]
        at = min((value for value, _words in UPRIGHT), key=lambda value: abs(value - stack.at))
        self._pair(
            (_("Sideways"), fields.choice(_("Sideways"), align, stack.align, self._set("align"))),
            (_("Upright"), fields.choice(_("Upright"), upright, at, self._set("at"))),
        )

    def _of_line(self, entry: Entry) -> None:
        known = [(key, paper.field(key)) for key in (*FIELDS, FREE_TEXT)]
        self._one(_("Field"), fields.choice(_("Field"), known, entry.field, self._set_field))
        if entry.field == FREE_TEXT:
            text = fields.words_box(_("Free text"), entry.text, self._set_line("text"))
            self._one(_("Free text"), text)
        limits = entry.limits
        self._pair(
            (_("Size"), fields.points(_("Size"), limits.biggest, self._set_size("biggest"))),
            (_("At least"), fields.points(_("At least"), limits.smallest,
                                          self._set_size("smallest"))),
        )  # fmt: skip
        self._pair(
            (_("Rows"), fields.count_box(_("Rows"), limits.lines, 8, self._set_size("lines"))),
            (_("Colour"), fields.colours(_("Colour"), entry.colour, self._set_line_colour)),
        )
        bold = QCheckBox(_("Bold"))
        bold.setChecked(entry.bold)
        bold.clicked.connect(self._set_line("bold"))
        self._own.addWidget(bold)

    def _of_bar(self, bar: Ribbon) -> None:
        known = [("", _("Nothing")), *((key, paper.field(key)) for key in FIELDS)]
        self._one(_("Field"), fields.choice(_("Field"), known, bar.field, self._set("field")))
        align = [(value, _(words)) for value, words in ALIGN]
        self._pair(
            (_("Colour"), fields.colours(_("Colour"), bar.fill, self._set_fill, role=True)),
            (_("Sideways"), fields.choice(_("Sideways"), align, bar.align, self._set("align"))),
        )
        self._one(_("Size"), fields.points(_("Size"), bar.limits.biggest, self._set_limits))

    def _of_box(self, box: Chip) -> None:
        known = [(key, paper.field(key)) for key in FIELDS]
        self._one(_("Field"), fields.choice(_("Field"), known, box.field, self._set("field")))
        self._one(_("Size"), fields.points(_("Size"), box.limits.biggest, self._set_limits))

    def _of_code(self, _code: QrCode) -> None:
        text = _("The code that check-in reads. It is never smaller than every scanner can read.")
        self._own.addWidget(Label(text, "small", 3, wrap=True))

    def _of_flag(self, _flag: Flag) -> None:
        text = _("The flag of the organisation's country; the code in a box where there is none.")
        self._own.addWidget(Label(text, "small", 3, wrap=True))

    def _of_logo(self, _logo: Picture) -> None:
        self._own.addWidget(button(_("Another picture …"), self.picture_wanted.emit))

    # --- changing

    def _change(self, element: Element) -> None:
        self._editing.change(element)
        self.edited.emit()

    def _place(self, name: str, value: float) -> None:
        element = self._editing.element
        if element is not None:
            self._editing.place(replace(element.area, **{name: value}))
            self.show_place()
            self.edited.emit()

    def _set(self, name: str) -> Callable[[Any], None]:
        def change(value: Any) -> None:
            element = self._editing.element
            if element is not None:
                self._change(replace(element, **{name: value}))

        return change

    def _set_fill(self, code: str) -> None:
        self._set("fill")(colour(code) if code else None)

    def _set_limits(self, size: int) -> None:
        element = self._editing.element
        if isinstance(element, Ribbon | Chip):
            self._set("limits")(replace(element.limits, biggest=size,
                                        smallest=min(size, element.limits.smallest)))  # fmt: skip

    def _stack(self) -> Stack | None:
        element = self._editing.element
        return element if isinstance(element, Stack) else None

    def _put_lines(self, entries: list[Entry]) -> None:
        stack = self._stack()
        if stack is not None and entries:
            self._change(replace(stack, entries=tuple(entries)))
            self.show_element()

    def _with_line(self, make: Callable[[Entry], Entry]) -> None:
        stack = self._stack()
        if stack is not None:
            entries = list(stack.entries)
            entries[self._line] = make(entries[self._line])
            self._put_lines(entries)

    def _set_line(self, name: str) -> Callable[[Any], None]:
        return lambda value: self._with_line(lambda entry: replace(entry, **{name: value}))

    def _set_field(self, key: str) -> None:
        words = _("Free text") if key == FREE_TEXT else ""
        self._with_line(lambda entry: replace(entry, field=key, text=entry.text or words))

    def _set_line_colour(self, code: str) -> None:
        self._with_line(lambda entry: replace(entry, colour=colour(code)))

    def _set_size(self, name: str) -> Callable[[Any], None]:
        def change(value: int) -> None:
            self._with_line(lambda entry: _sized(entry, name, value))

        return change

    def _choose_line(self, index: int) -> None:
        if index >= 0:
            self._line = index
            self.show_element()

    def _add_line(self) -> None:
        stack = self._stack()
        if stack is not None:
            self._line = len(stack.entries)
            self._put_lines([*stack.entries, Entry("organisation", Limits(12, 7, 2), colour=INK)])

    def _remove_line(self) -> None:
        stack = self._stack()
        if stack is not None and len(stack.entries) > 1:
            self._put_lines([e for i, e in enumerate(stack.entries) if i != self._line])

    def _shift_line(self, step: int) -> None:
        stack, to = self._stack(), self._line + step
        if stack is not None and 0 <= to < len(stack.entries):
            entries = list(stack.entries)
            entries.insert(to, entries.pop(self._line))
            self._line = to
            self._put_lines(entries)

    # --- the form

    def _one(self, name: str, field: QWidget) -> None:
        self._own.addWidget(FormRow(name, field))

    def _pair(self, first: tuple[str, QWidget], second: tuple[str, QWidget]) -> None:
        both = row(FormRow(*first), FormRow(*second), spacing=Space.S)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._own.addLayout(both)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.S)
        words = (_("Left"), _("Top"), _("Width"), _("Height"))
        for index, (box, name) in enumerate(zip(self.place.values(), words, strict=True)):
            grid.addWidget(FormRow(name, box), index // 2, index % 2)
        return grid

    def _edges(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.XS)
        for index, (how, words) in enumerate(_EDGES):
            made = button(_(words), partial(self._align, how), kind="chip",
                          tip=_("Align on the card: {where}").format(where=_(words)))  # fmt: skip
            grid.addWidget(made, index // 3, index % 3)
        return grid

    def _align(self, how: str) -> None:
        self._editing.align(how)
        self.show_place()
        self.edited.emit()


def _sized(entry: Entry, name: str, value: int) -> Entry:
    """The line at another size; the largest is never below the smallest."""
    limits = replace(entry.limits, **{name: value})
    if limits.smallest > limits.biggest:
        other = {"biggest": "smallest", "smallest": "biggest"}[name]
        limits = replace(limits, **{other: value})
    second = entry.second
    if second is not None and name != "lines":
        scale = limits.biggest / entry.limits.biggest
        smaller = max(limits.smallest, second.biggest * scale)
        second = replace(second, biggest=smaller, smallest=limits.smallest)
    return replace(entry, limits=limits, second=second)


_MAKERS: dict[type[Element], Callable[[Properties, Any], None]] = {
    Stack: Properties._of_texts,
    Ribbon: Properties._of_bar,
    Chip: Properties._of_box,
    QrCode: Properties._of_code,
    Flag: Properties._of_flag,
    Picture: Properties._of_logo,
}

PLACED = Area(10, 10, 60, 14)
"""Where a new element appears, as far as the card goes."""
