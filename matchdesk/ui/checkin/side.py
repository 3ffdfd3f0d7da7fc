"""Beside the answer: the person's delegation and next meeting, or how the house fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    Pill,
    button,
    clear,
    column,
    row,
)

if TYPE_CHECKING:
    from matchdesk.services.checkin import Arrivals, CheckInResult, DelegationCount, NextMeeting

_MOST_MISSING = 40
"""Names shown at once; a delegation larger than that is looked through in its own window."""


class SidePanel(QWidget):
    """`delegation_wanted` carries the key of a delegation to check in together."""

    delegation_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.meeting = Card(spacing=Space.XS)
        self.delegation = Card(spacing=Space.S)
        self.house = Card(spacing=Space.S)
        box = column(self.meeting, self.delegation, self.house, spacing=Space.M)
        box.setStretch(1, 1)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is at the desk: show the house."""
        self.meeting.hide()
        self.delegation.hide()
        self.house.show()

    def show_result(self, result: CheckInResult) -> None:
        """Show what belongs to the person of `result`, if there is one."""
        if result.person is None:
            self.show_nobody()
            return
        self._show_meeting(result.next_meeting)
        self.show_delegation(result.delegation)
        self.house.setVisible(result.delegation is None)

    def show_delegation(self, delegation: DelegationCount | None) -> None:
        """Show how complete a delegation is."""
        self.delegation.setVisible(delegation is not None)
        if delegation is None:
            return
        box = self.delegation.box
        clear(box)
        complete = not delegation.missing
        text = _("{here} of {expected} here").format(
            here=delegation.here, expected=delegation.expected
        )
        pill = Pill(text, State.GOOD if complete else State.ATTENTION)
        head = row(ElidedLabel(delegation.name, "large"), pill)
        head.setStretch(0, 1)
        box.addLayout(head)
        if delegation.note:
            box.addWidget(Label(delegation.note, "body", 2, wrap=True))
        if complete:
            box.addWidget(Label(_("Everybody is here."), "body", 2))
            box.addStretch(1)
            return
        box.addWidget(Label(_("Still missing"), "label", 2))
        names = [
            beside(p.own_name, p.name if p.native_name else "")
            for p in delegation.missing[:_MOST_MISSING]
        ]
        box.addWidget(_scrolled([Label(name, wrap=True) for name in names]), 1)
        box.addWidget(self._button(_("Check in together …"), delegation.key, _("Tick who is here")))

    def show_house(self, arrivals: Arrivals) -> None:
        """Show arrivals over all, and by delegation."""
        box = self.house.box
        clear(box)
        box.addWidget(Label(_("Arrivals"), "large"))
        text = _("{here} of {expected} here").format(here=arrivals.here, expected=arrivals.expected)
        box.addWidget(Label(text, "title"))
        box.addWidget(_bar(arrivals.here, arrivals.expected))
        if not arrivals.by_delegation:
            box.addStretch(1)
            return
        box.addWidget(Label(_("Delegations"), "label", 2))
        lines = [
            _delegation_line(
                self._theme,
                one.name,
                one.here,
                one.expected,
                lambda key=one.key: self.delegation_wanted.emit(key),  # type: ignore[misc] # binds now
            )
            for one in arrivals.by_delegation
        ]
        box.addWidget(_scrolled(lines), 1)

    def _show_meeting(self, meeting: NextMeeting | None) -> None:
        self.meeting.setVisible(meeting is not None)
        if meeting is None:
            return
        box = self.meeting.box
        clear(box)
        box.addWidget(Label(_("Next meeting"), "label", 2))
        table = _("table {n}").format(n=meeting.table) if meeting.table else _("no table yet")
        zone = _("zone {zone}").format(zone=meeting.zone) if meeting.zone else ""
        parts = (f"{meeting.starts:%H:%M}", table, zone)
        box.addWidget(Label(" · ".join(part for part in parts if part), "title", wrap=True))
        box.addWidget(Label(meeting.partner_organisation or meeting.partner, "strong", wrap=True))
        word, state = (
            (_("here"), State.GOOD) if meeting.partner_here else (_("not here"), State.ATTENTION)
        )
        names = row(ElidedLabel(meeting.partner, "body", 2), Pill(word, state))
        names.setStretch(0, 1)
        box.addLayout(names)

    def _button(self, text: str, key: str, tip: str) -> QWidget:
        made = button(
            text,
            lambda: self.delegation_wanted.emit(key),
            icon="users",
            theme=self._theme,
            tip=tip,
        )
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made


def _delegation_line(
    theme: Theme, name: str, here: int, expected: int, run: Callable[[], object]
) -> QWidget:
    line = QWidget()
    open_ = button("", run, kind="tiny", icon="users", theme=theme, tip=_("Check in together …"))
    open_.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    open_.setAccessibleName(
        _("{name}: {here} of {expected} here").format(name=name, here=here, expected=expected)
    )
    count = Label(f"{here} / {expected}", "body", 1 if here < expected else 3)
    box = row(open_, ElidedLabel(name), count, spacing=Space.S)
    box.setStretch(1, 1)
    line.setLayout(box)
    return line


def _bar(done: int, total: int) -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(1, total))
    bar.setValue(done)
    bar.setAccessibleName(_("Arrived"))
    return bar


def _scrolled(parts: Sequence[QWidget]) -> QScrollArea:
    inside = QWidget()
    box: QVBoxLayout = column(*parts, None, spacing=Space.XS)
    inside.setLayout(box)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll
