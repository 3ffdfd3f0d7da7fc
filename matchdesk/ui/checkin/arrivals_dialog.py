"""How the house fills: delegations, organisations, hours, and who is awaited in the next slot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, button, column, row, within

if TYPE_CHECKING:
    from datetime import datetime

    from matchdesk.services.checkin import ArrivalCount, Arrivals, Awaited
    from matchdesk.ui.checkin.asking import House

_LARGE = 1600
"""Pixels of a window that has room for a wider list over it."""


class ArrivalsDialog(QDialog):
    """Stays open beside the work and follows it. `person_wanted` carries a participant's key."""

    person_wanted = Signal(str)
    delegation_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Arrivals"))
        self.setModal(False)
        self.summary = Label("", "title")
        self.slot = Label("", "body", 2)
        self.awaited = DataTable(
            theme,
            _AWAITED(),
            key=lambda one: (one.person.key, one.meeting),
            name=_("Awaited in the next slot"),
            search_hint=_("Search name, organisation, table"),
            empty=EmptyState(theme, "circle-check", _("Nobody is awaited")),
        )
        self.delegations = self._counts(theme, _("Delegation"))
        self.organisations = self._counts(theme, _("Organisation"))
        self.hours = DataTable(
            theme,
            _HOURS(),
            key=lambda one: one.hour,
            name=_("By hour"),
            empty=EmptyState(theme, "hourglass", _("Nobody has arrived yet")),
        )
        self.tabs = QTabWidget()
        for title, parts in (
            (_("Awaited next"), (self.slot, self.awaited)),
            (_("Delegations"), (self.delegations,)),
            (_("Organisations"), (self.organisations,)),
            (_("By hour"), (self.hours,)),
        ):
            self.tabs.addTab(_page(*parts), title)
        foot = row(None, button(_("Close"), self.close))
        self.setLayout(column(self.summary, self.tabs, foot, spacing=Space.M, margins=Space.XL))
        large = parent.window().width() > _LARGE  # it stays open beside the work
        self.resize(within(parent, 1400, 760) if large else within(parent, 1120, 640))
        self.awaited.opened.connect(lambda one: self.person_wanted.emit(one.person.key))
        self.delegations.opened.connect(lambda one: self.delegation_wanted.emit(one.key))
        self.awaited.view.setFocus()

    def show_house(self, house: House) -> None:
        """Show how it stands now."""
        arrivals = house.arrivals
        text = _("{here} of {expected} here").format(here=arrivals.here, expected=arrivals.expected)
        if arrivals.out:
            text += " · " + _("{n} went out").format(n=arrivals.out)
        self.summary.setText(text if arrivals.expected else _("Nobody is expected yet"))
        self.delegations.set_rows(arrivals.by_delegation)
        self.organisations.set_rows(arrivals.by_organisation)
        self.hours.set_rows(_hours(arrivals))
        self.awaited.set_rows(house.awaited)
        self.slot.setText(_slot_line(house))

    @staticmethod
    def _counts(theme: Theme, title: str) -> DataTable:
        return DataTable(
            theme,
            _COUNTS(title),
            key=lambda one: (one.key, one.name),
            name=title,
            search_hint=_("Search"),
            empty=EmptyState(theme, "users", _("Nobody is registered yet")),
        )


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(column(*parts, margins=(0, Space.M, 0, 0)))
    return page


def _slot_line(house: House) -> str:
    if house.slot is None:
        return _("No further slot.")
    starts = f"{house.slot.slot.starts:%H:%M}"
    if house.slot.minutes >= 0:
        return _("Slot {n} starts at {time}, in {minutes} min.").format(
            n=house.slot.slot.number, time=starts, minutes=house.slot.minutes
        )
    return _("Slot {n} started at {time}.").format(n=house.slot.slot.number, time=starts)


def _state(one: ArrivalCount) -> State:
    return State.GOOD if one.complete else State.ATTENTION if one.here else State.NEUTRAL


def _share(one: ArrivalCount) -> float:
    return one.here / one.expected


@dataclass(frozen=True, slots=True)
class _Hour:
    """Arrivals of one hour; `so_far` are those until its end, of `expected` over all."""

    hour: datetime
    count: int
    so_far: int
    expected: int


def _hours(arrivals: Arrivals) -> list[_Hour]:
    sums = accumulate(one.count for one in arrivals.by_hour)
    return [
        _Hour(one.hour, one.count, so_far, arrivals.expected)
        for one, so_far in zip(arrivals.by_hour, sums, strict=True)
    ]


def _hour(one: _Hour) -> str:
    return f"{one.hour:%d.%m. %H:00}–{one.hour:%H:59}"


def _table(one: Awaited) -> str:
    return str(one.table) if one.table else "–"


def _COUNTS(title: str) -> tuple[Column, ...]:
    return (
        Column(title, lambda one: one.name, width=0),
        Column(
            _("Here"),
            lambda one: f"{one.here} / {one.expected}",
            sort=_share,
            state=_state,
            width=120,
        ),
        Column(
            _("Missing"),
            lambda one: str(one.expected - one.here),
            sort=lambda one: one.expected - one.here,
            width=110,
            right=True,
        ),
    )


def _HOURS() -> tuple[Column, ...]:
    return (
        Column(_("Hour"), _hour, sort=lambda one: one.hour, width=0),
        Column(_("Arrived"), lambda one: str(one.count), sort=lambda one: one.count, right=True),
        Column(
            _("By then in all"),
            lambda one: f"{one.so_far} / {one.expected}",
            sort=lambda one: one.so_far,
            width=130,
            right=True,
        ),
    )


def _both_names(one: Awaited) -> str:
    person = one.person
    return beside(person.own_name, person.name if person.native_name else "")


def _AWAITED() -> tuple[Column, ...]:
    return (
        Column(_("Name"), _both_names, width=0),
        Column(_("Organisation"), lambda one: one.person.organisation, width=240, most=420),
        Column(_("Telephone"), lambda one: one.phone or "–", width=130),
        Column(_("E-mail"), lambda one: one.email or "–", width=310, most=440),
        Column(_("Table"), _table, sort=lambda one: one.table or 0, width=70, right=True),
    )
