"""Requests without a place, and rules that are broken, as lists beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from matchdesk.ui.grid.list_panel import ListPanel
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.repairing import PlaceWithMore, RepairDraft, WhyNot

REQUESTS, PROBLEMS = "requests", "problems"


class Listing(QObject):
    """`wanted` is the list that is open, "" for none.

    `changed` when one opens or closes; `chosen` carries the key of a meeting to be shown, `taken`
    the command that places a request, `failed` an error.
    """

    changed = Signal()
    chosen = Signal(str)
    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, context: ScreenContext, panel: ListPanel) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self.wanted = ""
        self._read = Refresh(context.jobs, self._load, self._show, self)
        self._read.failed.connect(self.failed.emit)
        panel.left.connect(self.close)
        panel.request_chosen.connect(self._explain)
        panel.meeting_chosen.connect(self.chosen.emit)
        panel.way_wanted.connect(self._take)

    def toggle(self, which: str) -> None:
        """Open this list and go there, or put it away."""
        if self.wanted == which:
            self.close()
            return
        self.wanted = which
        self._panel.begin(is_requests=which == REQUESTS)
        self._read.ask()
        self.changed.emit()
        self._panel.list.setFocus()

    def close(self) -> None:
        """Put the list away."""
        if self.wanted:
            self.wanted = ""
            self.changed.emit()

    def again(self) -> None:
        """The event has changed."""
        if self.wanted:
            self._read.ask()

    def _load(self) -> tuple[str, tuple[Any, ...]]:
        agenda, which = self._context.desk.agenda, self.wanted
        return which, (agenda.without_place() if which == REQUESTS else agenda.problems())

    def _show(self, found: tuple[str, tuple[Any, ...]]) -> None:
        which, items = found
        if which and which == self.wanted:
            if which == REQUESTS:
                self._panel.show_requests(items)
            else:
                self._panel.show_problems(items)

    def _explain(self, key: str) -> None:
        desk = self._context.desk

        def show(found: WhyNot | None) -> None:
            if self.wanted == REQUESTS and self._panel.request() == key:
                self._panel.show_why(found)

        self._context.jobs.query(
            lambda: desk.repair.why_not(key), show, on_error=self._refused, owner=self
        )

    def _refused(self, error: MatchDeskError) -> None:
        self.failed.emit(error)

    def _take(self, way: RepairDraft | PlaceWithMore) -> None:
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.repairing import AcceptRepair, PlaceWithMore

        self.taken.emit(way if isinstance(way, PlaceWithMore) else AcceptRepair(way))
