"""Holding a meeting and dropping it: every cell says what it would be; the services decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import TO_COME
from matchdesk.core.wording import label
from matchdesk.services.agenda import GroupTargets, MoveMeeting
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

        self._others: tuple[str, ...] = ()

    @property
    def held(self) -> GridMeeting | None:
        """What is held."""
        return self._view.grid.held

    def hold(self, key: str, others: tuple[str, ...] = ()) -> None:
        """Hold a meeting, and `others` that go along with it."""
        meeting = self._lookup(key)
        if meeting is None:
            return
        every = [meeting, *filter(None, map(self._lookup, others))]
        fixed = [one for one in every if _is_fixed(one)]
        if fixed:
            self.fixed.emit(_why_fixed(fixed[0], len(fixed), len(every)))
            return
        self._others = others
        self._view.grid.hold(meeting, along=frozenset(others))
        self.changed.emit()
        self.again()
        self._view.setFocus()

    def let_go(self) -> None:
        """Hold nothing any more."""
        if self.held is not None:
            self._others = ()
            self._view.grid.hold(None)
            self.changed.emit()

    def again(self) -> None:
        """Ask (again) where the held meeting may go; let go if it is there no more."""
        held = self.held
        if held is None:
            return
        meeting = self._lookup(held.key)
        others = tuple(map(self._lookup, self._others))
        if meeting is None or any(one is None or _is_fixed(one) for one in (meeting, *others)):
            self.let_go()
            return
        agenda, along = self._context.desk.agenda, self._others
        self._context.jobs.query(
            lambda: (
                agenda.targets_together((meeting.key, *along))
                if along
                else agenda.targets(meeting.key)
            ),
            lambda targets: self._show(meeting, targets),
            on_error=self._refused,
            owner=self,
        )

    def drop(self, place: Place) -> None:
        """Drop what is held on a cell, if that means anything there."""
        held = self.held
        if held is not None and self._view.grid.target(place) in ("swap", "clash"):
            if self._others:
                self.fixed.emit(self._view.grid.explained(place))
            else:
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
            reasons = " ".join((f"{grid.sentence(there)}.", *grid.why(place)))
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
        if isinstance(grid.targets, GroupTargets):
            among_tables = grid.sheet.kind is Kind.TABLES
            return grid.targets.command(slot, row if among_tables else None)
        if grid.sheet.kind is Kind.PEOPLE:
            return MoveMeeting(held.key, slot) if row in held.parties else None
        return MoveMeeting(held.key, slot, None if row == NO_TABLE else row)

    def _show(self, meeting: GridMeeting, targets: Targets | GroupTargets) -> None:
        if self.held is not None and self.held.key == meeting.key:
            self._view.grid.hold(meeting, targets, along=frozenset(self._others))
            self.changed.emit()

    def _refused(self, error: MatchDeskError) -> None:
        self.let_go()
        self.failed.emit(error)


def _is_fixed(meeting: GridMeeting) -> bool:
    return meeting.locked or meeting.status not in TO_COME


def _why_fixed(meeting: GridMeeting, fixed: int, among: int) -> str:
    if among > 1:
        text = _(
            "{n} of the {all} chosen meetings may not move: locked, or begun. Nothing is held."
        )
        return text.format(n=fixed, all=among)
    if meeting.locked:
        return _("This meeting is locked. Unlock it with L, then move it.")
    text = _("This meeting is marked “{status}”; only meetings that have not begun move.")
    return text.format(status=label(meeting.status))
