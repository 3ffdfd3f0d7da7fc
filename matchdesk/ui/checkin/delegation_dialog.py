"""A delegation checked in together: tick who is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside
from matchdesk.core.vocabulary import Role
from matchdesk.core.wording import label
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import ElidedLabel, Label, Pill, button, column, line, row, within

if TYPE_CHECKING:
    from matchdesk.services.checkin import DelegationCount, PersonView


_WIDEST = 580
"""Pixels of a name: the marks beside the longest one stay in the window."""
_INDENT = 30
"""Pixels from a box to its words, so that what stands below a name begins where it does."""

_HEAD, _LINE = 280, 44
"""Pixels above and below the list, and of a person in it: a list is as high as it can be."""


class DelegationDialog(QDialog):
    """`wanted` carries the keys of those to check in, `print_wanted` whose paper to print."""

    wanted = Signal(tuple)
    print_wanted = Signal(list)

    def __init__(
        self,
        theme: Theme,
        delegation: DelegationCount,
        members: Sequence[PersonView],
        parent: QWidget,
        *,
        printing: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(delegation.name)
        self.setMinimumSize(820, 520)
        self.boxes = {person.key: _box(person) for person in members}
        self._absent = [person.key for person in members if not person.here]
        self.go = button("", self._go, kind="primary", icon="user-check", theme=theme)
        self.all = button(_("Everybody"), lambda: self._tick(True), kind="quiet")
        self.none = button(_("Nobody"), lambda: self._tick(False), kind="quiet")
        self.paper = button(
            "", self._print, icon="printer", theme=theme,
            tip=_("Badges and agendas of those ticked, in hand-out order"),
        )  # fmt: skip
        self.paper.setVisible(printing)
        self._members = tuple(members)
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._recount())
        text = _("{here} of {expected} here").format(
            here=delegation.here, expected=delegation.expected
        )
        state = State.ATTENTION if delegation.missing else State.GOOD
        name = Label(delegation.name, "title", wrap=True)
        title = row(name, Pill(text, state), spacing=Space.M)
        title.setStretch(0, 1)
        note = Label(delegation.note, "body", 2, wrap=True)
        note.setVisible(bool(delegation.note))
        foot = row(
            self.all,
            self.none,
            None,
            button(_("Close"), self.reject),
            self.paper,
            self.go,
            spacing=Space.S,
        )
        self.setLayout(
            column(
                title, note, self._list(members), line(), foot, spacing=Space.M, margins=Space.XL
            )
        )
        self.resize(
            within(parent, 820, _HEAD + _LINE * len(members)).expandedTo(self.minimumSize())
        )
        self._recount()
        self.go.setDefault(True)
        self.go.setFocus()

    def ticked(self) -> tuple[str, ...]:
        """Keys of those ticked who are not here yet."""
        return tuple(key for key in self._absent if self.boxes[key].isChecked())

    def _go(self) -> None:
        self.wanted.emit(self.ticked())
        self.accept()

    def _print(self) -> None:
        self.print_wanted.emit([p for p in self._members if self.boxes[p.key].isChecked()])
        self.accept()

    def _tick(self, on: bool) -> None:
        for key in self._absent:
            self.boxes[key].setChecked(on)

    def _recount(self) -> None:
        number = len(self.ticked())
        self.go.setText(count("Check in {n} person", "Check in {n} people", number))
        self.go.setEnabled(number > 0)
        papers = sum(box.isChecked() for box in self.boxes.values())
        self.paper.setText(count("Print for {n}", "Print for {n}", papers))
        self.paper.setEnabled(papers > 0)

    def _list(self, members: Sequence[PersonView]) -> QScrollArea:
        inside = QWidget()
        lines = [self._line(person) for person in members]
        inside.setLayout(column(*lines, None, spacing=Space.S, margins=(0, 0, Space.M, 0)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from name to name, which scrolls
        scroll.setWidget(inside)
        return scroll

    def _line(self, person: PersonView) -> QVBoxLayout:
        """The name and how they stand; below it what else is to be known, whole on hover."""
        marks = (
            *([Pill(_("here"), State.GOOD)] if person.here else []),
            *([Pill(_("Attention first"), State.ATTENTION)] if _warned(person) else []),
        )
        words = column(row(self.boxes[person.key], None, *marks, spacing=Space.S), spacing=0)
        if details := _details(person):
            words.addLayout(
                row(_INDENT, ElidedLabel(details, "small", 3 if person.here else 2), spacing=0)
            )
        if _warned(person):  # to be said aloud: whole, not on hover
            note = Label(person.attention, "small", 2, wrap=True)
            note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            words.addLayout(row(_INDENT, note, spacing=0))
        return words


def _details(person: PersonView) -> str:
    head = label(person.role) if person.role is Role.HEAD_OF_DELEGATION else ""
    said = person.attention if person.here else ""
    return beside(head, person.organisation, said, gap=" · ")


def _warned(person: PersonView) -> bool:
    return bool(person.attention.strip()) and not person.here


def _box(person: PersonView) -> QCheckBox:
    name = beside(person.own_name, person.name if person.native_name else "")
    box = QCheckBox()
    shown = box.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
    box.setText(shown.replace("&", "&&"))
    box.setToolTip(name if shown != name else "")
    box.setAccessibleName(name)
    box.setChecked(person.here or not _warned(person))
    box.setEnabled(not person.here)
    return box
