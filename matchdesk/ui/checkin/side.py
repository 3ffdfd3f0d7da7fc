"""Beside the answer: the person's delegation and next meeting, or how the house fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside, breakable
from matchdesk.ui.checkin.delegation_list import DelegationList
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    Pill,
    arranged_once,
    button,
    column,
    row,
)

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        CheckInResult,
        DelegationCount,
        NextMeeting,
    )
    from matchdesk.ui.checkin.asking import House

_MOST_MISSING = 40
"""Names shown at once; a delegation larger than that is looked through in its own window."""


class SidePanel(QWidget):
    """`delegation_wanted` carries the key of a delegation to check in together."""

    delegation_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.meeting = _MeetingCard()
        self.delegation = _DelegationCard(theme)
        self.delegation.wanted.connect(self.delegation_wanted)
        self.house = _HouseCard(theme)
        self.house.delegations.wanted.connect(self.delegation_wanted)
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
        with arranged_once(self):
            self.meeting.show_meeting(result.next_meeting)
            self.show_delegation(result.delegation)
            self.house.setVisible(result.delegation is None)

    def show_delegation(self, delegation: DelegationCount | None) -> None:
        """Show how complete a delegation is."""
        self.delegation.show_delegation(delegation)

    def show_house(self, house: House) -> None:
        """Show arrivals over all, whom the next slot waits for, and how full delegations are."""
        self.house.show_house(house)


class _MeetingCard(Card):
    """The next meeting of the person at the desk."""

    def __init__(self) -> None:
        super().__init__(spacing=Space.XS)
        self._when = Label("", "title", wrap=True)
        self._with = Label("", "strong", wrap=True)
        self._partner, self._here = ElidedLabel("", "body", 2), Pill()
        names = row(self._partner, self._here)
        names.setStretch(0, 1)
        for part in (Label(_("Next meeting"), "label", 2), self._when, self._with):
            self.box.addWidget(part)
        self.box.addLayout(names)

    def show_meeting(self, meeting: NextMeeting | None) -> None:
        """Show it; nothing if there is none."""
        self.setVisible(meeting is not None)
        if meeting is None:
            return
        with arranged_once(self):
            table = _("table {n}").format(n=meeting.table) if meeting.table else _("no table yet")
            zone = _("zone {zone}").format(zone=meeting.zone) if meeting.zone else ""
            parts = (f"{meeting.starts:%H:%M}", table, zone)
            self._when.setText(" · ".join(part for part in parts if part))
            self._with.setText(meeting.partner_organisation or meeting.partner)
            self._partner.setText(meeting.partner)
            if meeting.partner_here:
                self._here.show_state(_("here"), State.GOOD)
            else:
                self._here.show_state(_("not here"), State.ATTENTION)


class _DelegationCard(Card):
    """How complete a delegation is, and who is missing."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=Space.S)
        self._shown: DelegationCount | None = None
        self._name, self._count = Label("", "large", wrap=True), Pill()
        self._note = Label("", "body", 2, wrap=True)
        self._complete = Label(_("Everybody is here."), "body", 2)
        self._title = Label(_("Still missing"), "label", 2)
        # One label for all: a card a scan must not cost forty widgets.
        self._names = Label("", wrap=True)
        inside = QWidget()
        inside.setLayout(column(self._names, None, spacing=0))
        self._list = _scroll(inside)
        self._together = button(
            _("Check in together …"),
            self._want,
            icon="users",
            theme=theme,
            tip=_("Tick who is here"),
        )
        self._together.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Below each other: a name is shown whole, however long it is.
        self.box.addLayout(column(self._name, row(self._count, None), spacing=Space.XS))
        for part in (self._note, self._complete, self._title):
            self.box.addWidget(part)
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._together)
        self.box.addStretch(0)

    def show_delegation(self, delegation: DelegationCount | None) -> None:
        """Show it; nothing if there is none."""
        if delegation is not None and delegation != self._shown:
            with arranged_once(self):
                self._show(delegation)
        self._shown = delegation
        self.setVisible(delegation is not None)

    def _show(self, delegation: DelegationCount) -> None:
        here, expected = delegation.here, delegation.expected
        complete = not delegation.missing
        self._name.setText(delegation.name)
        text = _("{here} of {expected} here").format(here=here, expected=expected)
        self._count.show_state(text, State.GOOD if complete else State.ATTENTION)
        self._note.setText(delegation.note)
        self._note.setVisible(bool(delegation.note))
        named = [
            breakable(beside(p.own_name, p.name if p.native_name else ""))
            for p in delegation.missing[:_MOST_MISSING]
        ]
        self._names.setText("\n".join(named))
        self._complete.setVisible(complete)
        for part in (self._title, self._list, self._together):
            part.setVisible(not complete)
        self.box.setStretch(self.box.count() - 1, int(complete))  # what is said stands at the top

    def _want(self) -> None:
        if self._shown is not None:
            self.wanted.emit(self._shown.key)


class _HouseCard(Card):
    """How the house fills; it follows every scan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=Space.S)
        self._house: House | None = None
        self.figure = Label("", "title")
        self.bar = _bar()
        self.awaited = Label("", "body", 2, wrap=True)
        self.title = Label(_("Delegations"), "label", 2)
        self.delegations = DelegationList(theme)
        for part in (Label(_("Arrivals"), "large"), self.figure, self.bar, self.awaited):
            self.box.addWidget(part)
        self.box.addWidget(self.title)
        self.box.addWidget(self.delegations, 1)
        self.box.addStretch(0)

    def show_house(self, house: House) -> None:
        """Show it now, or as soon as the card is seen."""
        self._house = house
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        house = self._house
        if house is None:
            return
        arrivals = house.arrivals
        text = _("{here} of {expected} here").format(here=arrivals.here, expected=arrivals.expected)
        if arrivals.out:
            text += " · " + _("{n} out").format(n=arrivals.out)
        self.figure.setText(text if arrivals.expected else _("Nobody is expected yet"))
        self.bar.setVisible(arrivals.expected > 0)
        self.bar.setRange(0, max(1, arrivals.expected))
        self.bar.setValue(arrivals.here)
        self.awaited.setText(_awaited(house))
        self.awaited.setVisible(bool(self.awaited.text()))
        for part in (self.title, self.delegations):
            part.setVisible(bool(arrivals.by_delegation))
        self.delegations.show_counts(arrivals.by_delegation)


def _awaited(house: House) -> str:
    if house.slot is None or not house.awaited:
        return ""
    slot = house.slot.slot
    when = _("in slot {n}, {time}").format(n=slot.number, time=f"{slot.starts:%H:%M}")
    return f"{count('{n} person is awaited', '{n} people are awaited', len(house.awaited))} {when}"


def _bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setAccessibleName(_("Arrived"))
    return bar


def _scroll(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll
