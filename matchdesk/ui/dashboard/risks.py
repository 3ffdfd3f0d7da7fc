"""The slot under way and the next one: whose meeting is in danger because somebody is not here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside
from matchdesk.ui.dashboard.lines import Line, Lines, holding
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    Card,
    ElidedLabel,
    IconLabel,
    Label,
    Pill,
    button,
    column,
    row,
)

if TYPE_CHECKING:
    from matchdesk.services.checkin import AwaitedMeeting, PersonView, SlotWatch

_MOST = 60
"""Meetings of one slot that are listed; of more, how many there are."""


class RiskPanel(Card):
    """`meeting_wanted`, `person_wanted` and `repair_wanted` carry the key of what was pressed."""

    meeting_wanted = Signal(str)
    person_wanted = Signal(str)
    repair_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._lines = Lines(_("Meetings that lack somebody"))
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        super().__init__(Label(_("Who is awaited"), "large"), self._lines, spacing=Space.S)
        self.box.setStretch(1, 1)

    def show_watches(self, running: SlotWatch | None, coming: SlotWatch | None) -> None:
        """Show both slots; either may be missing."""
        lines: list[Line] = []
        if running is not None:
            title = _("Slot {n}, under way since {time}").format(
                n=running.slot.number, time=f"{running.slot.starts:%H:%M}"
            )
            lines += self._watch(running, title)
        if coming is not None:
            lines += self._watch(coming, _coming(coming))
        if not lines:
            lines = [_words("", _("All slots are over."))]
        self._lines.show_lines(lines)

    def _watch(self, watch: SlotWatch, title: str) -> list[Line]:
        at_risk, slot = watch.at_risk, watch.slot.key
        head = partial(self._head, title, len(at_risk))
        lines: list[Line] = [((slot, title, len(at_risk)), head)]
        if not watch.meetings:
            lines.append(_words(slot, _("No meetings left in this slot.")))
        elif not at_risk:
            meetings = len(watch.meetings)
            lines.append(((slot, meetings), partial(self._all_here, meetings)))
        lines += [(one, partial(self._meeting, one)) for one in at_risk[:_MOST]]
        if rest := len(at_risk[_MOST:]):
            text = count("and {n} more meeting", "and {n} more meetings", rest)
            lines.append(_words(slot, text))
        return lines

    def _head(self, title: str, at_risk: int) -> QWidget:
        head = row(Label(title, "strong"), None, spacing=Space.S, margins=(0, Space.S, 0, 0))
        if at_risk:
            text = count("{n} meeting at risk", "{n} meetings at risk", at_risk)
            head.addWidget(Pill(text, State.ATTENTION))
        return holding(head)

    def _all_here(self, meetings: int) -> QWidget:
        text = count(
            "Everybody of {n} meeting is here.", "Everybody of all {n} meetings is here.", meetings
        )
        icon = IconLabel(self._theme, "circle-check", "good.line")
        return holding(row(icon, Label(text, "body", 2), None))

    def _meeting(self, meeting: AwaitedMeeting) -> QWidget:
        line = QWidget()
        table = _("table {n}").format(n=meeting.table) if meeting.table else _("no table")
        open_ = button(
            table, lambda: self.meeting_wanted.emit(meeting.key), kind="link", tip=_("Show it")
        )
        open_.setFixedWidth(84)
        open_.setStyleSheet("text-align: left;")
        missing = [self._person(person) for person in meeting.missing]
        keys = {person.key for person in meeting.missing}
        others = [p.organisation or p.name for p in meeting.parties if p.key not in keys]
        who = beside(*others, gap=", ")
        waits = _("{who} waits").format(who=who) if others else _("nobody is here")
        words = column(*missing, ElidedLabel(waits, "small", 3), spacing=0)
        box = row(open_, words, spacing=Space.S)
        box.setStretch(1, 1)
        box.setAlignment(open_, Qt.AlignmentFlag.AlignTop)
        line.setLayout(box)
        return line

    def _person(self, person: PersonView) -> QWidget:
        line = QWidget()
        name = ElidedLabel(_named(person), "body")
        icon = IconLabel(self._theme, "user-x", "attention.line", 16)
        press: Callable[[], object] = lambda: self.person_wanted.emit(person.key)  # noqa: E731 - named for the type
        check = button(_("Check in"), press, kind="link")
        check.setAccessibleName(_("Check in {name}").format(name=person.name))
        mend = button(_("Repair"), lambda: self.repair_wanted.emit(person.key), kind="link")
        mend.setAccessibleName(_("Repair the plan for {name}").format(name=person.name))
        mend.setToolTip(_("Late or not coming: propose the fewest changes on the Grid screen"))
        box = row(icon, name, mend, check, spacing=Space.S)
        box.setStretch(1, 1)
        line.setLayout(box)
        return line


def _words(slot: str, text: str) -> Line:
    return (slot, text), partial(Label, text, "body", 2)


def _named(person: PersonView) -> str:
    return beside(person.own_name, person.name if person.native_name else "", person.organisation)


def _coming(watch: SlotWatch) -> str:
    at = f"{watch.slot.starts:%H:%M}"
    if watch.minutes >= 24 * 60:
        day = f"{watch.slot.day:%d.%m.}"
        return _("Next: slot {n}, on {day} at {time}").format(n=watch.slot.number, day=day, time=at)
    if watch.minutes >= 60:
        return _("Next: slot {n}, at {time}").format(n=watch.slot.number, time=at)
    in_ = count("in {n} minute", "in {n} minutes", watch.minutes)
    return _("Next: slot {n}, at {time}, {in_}").format(n=watch.slot.number, time=at, in_=in_)
