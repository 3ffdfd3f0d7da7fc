"""Holding a meeting and dropping it: every cell says what it would be; the services decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.services.agenda import MoveMeeting
from matchdesk.ui.grid.sheet import NO_TABLE, Kind, Place
from matchdesk.ui.grid.view import GridView
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.agenda import GridMeeting, Offer, Targets
    from matchdesk.services.bus import Command

Lookup = Callable[[str | None], "GridMeeting | None"]


class Holding(QObject):
    """`dropped` carries the meeting's key and the command; `changed` says that the shades did.

    `offered` carries a place in words, why it is not free, and the offers for it; `fixed` a
    sentence where a meeting cannot be held, `failed` an error.
    """

    dropped = Signal(str, object)
    offered = Signal(str, str, object)
    changed = Signal()
    fixed = Signal(str)
    failed = Signal(object)

    def __init__(self, context: ScreenContext, view: GridView, lookup: Lookup) -> None:
        super().__init__(view)
        self._context, self._view, self._lookup = context, view, lookup

    @property
    def held(self) -> GridMeeting | None:
        """What is held."""
        return self._view.grid.held

    def hold(self, key: str) -> None:
        """Hold a meeting."""
        meeting = self._lookup(key)
        if meeting is None:
            return
        if meeting.locked or meeting.status is not MeetingStatus.PLANNED:
            self.fixed.emit(_why_fixed(meeting))
            return
        self._view.grid.hold(meeting)
        self.changed.emit()
        self.again()
        self._view.setFocus()

    def let_go(self) -> None:
        """Hold nothing any more."""
        if self.held is not None:
            self._view.grid.hold(None)
            self.changed.emit()

    def again(self) -> None:
        """Ask (again) where the held meeting may go; let go if it is there no more."""
        held = self.held
        if held is None:
            return
        meeting = self._lookup(held.key)
        if meeting is None or meeting.locked or meeting.status is not MeetingStatus.PLANNED:
            self.let_go()
            return
        self._context.jobs.query(
            lambda: self._context.desk.agenda.targets(meeting.key),
            lambda targets: self._show(meeting, targets),
            on_error=self._refused,
            owner=self,
        )

    def drop(self, place: Place) -> None:
        """Drop what is held on a cell, if that means anything there."""
        held = self.held
        if held is not None and self._view.grid.target(place) in ("swap", "clash"):
            self._ask(held, place)
            return
        command = self._command(held, place) if held is not None else None
        if held is None or command is None:
            self.changed.emit()
            return
        self.let_go()
        self.dropped.emit(held.key, command)

    def take(self, offer: Offer) -> None:
        """Do what was offered for the held meeting."""
        held = self.held
        if held is not None:
            self.let_go()
            self.dropped.emit(held.key, offer.command)

    def _ask(self, held: GridMeeting, place: Place) -> None:
        """Swap, push or wait: what can be done about those who are there."""
        grid = self._view.grid
        keys = grid.sheet.keys(place) if grid.sheet else None
        if grid.sheet is None or keys is None:
            return
        slot, row = keys
        table = row if grid.sheet.kind is Kind.TABLES and row != NO_TABLE else None
        called, reasons = grid.called(place), " ".join(grid.why(place))
        there = grid.meeting(place)
        if there is not None and there.key != held.key:
            reasons = grid.sentence(there)
        self._context.jobs.query(
            lambda: self._context.desk.agenda.offers(held.key, slot, table),
            lambda offers: self.offered.emit(called, reasons, offers),
            on_error=self._refused,
            owner=self,
        )

    def _command(self, held: GridMeeting, place: Place) -> Command | None:
        grid = self._view.grid
        keys = grid.sheet.keys(place) if grid.sheet else None
        if grid.sheet is None or keys is None or grid.target(place) in ("forbidden", "here"):
            return None
        slot, row = keys
        if grid.sheet.kind is Kind.PEOPLE:
            return MoveMeeting(held.key, slot) if row in held.parties else None
        return MoveMeeting(held.key, slot, None if row == NO_TABLE else row)

    def _show(self, meeting: GridMeeting, targets: Targets) -> None:
        if self.held is not None and self.held.key == meeting.key:
            self._view.grid.hold(meeting, targets)
            self.changed.emit()

    def _refused(self, error: MatchDeskError) -> None:
        self.let_go()
        self.failed.emit(error)


def _why_fixed(meeting: GridMeeting) -> str:
    if meeting.locked:
        return _("This meeting is locked. Unlock it with L, then move it.")
    text = _("This meeting is marked “{status}”; only planned meetings move.")
    return text.format(status=label(meeting.status))
