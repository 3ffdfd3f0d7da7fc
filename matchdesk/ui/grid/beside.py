"""What stands beside the grid: the chosen meeting, a list, a plan, a repair, or the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from matchdesk.ui.grid.listing import Listing
from matchdesk.ui.grid.looking import Looking
from matchdesk.ui.grid.planning import Planning
from matchdesk.ui.grid.repairing import Repairing
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.services.agenda import MeetingDetails
    from matchdesk.ui.grid.layout import Parts
    from matchdesk.ui.grid.sheet import Place

Read = tuple["MeetingDetails", tuple[str, ...]]
"""All about a meeting, and why its two parties fit."""


class Beside(QObject):
    """Reads the chosen meeting off the window's thread and decides what the side shows."""

    def __init__(
        self,
        context: ScreenContext,
        looking: Looking,
        parts: Parts,
        planning: Planning,
        repairing: Repairing,
        listing: Listing,
    ) -> None:
        super().__init__(parts.view)
        self._context, self._looking, self._parts = context, looking, parts
        self._planning, self._repairing, self._listing = planning, repairing, listing
        self._said: Place | None = None
        self._read = Refresh(context.jobs, self._load, self._show_details, self)
        self._read.failed.connect(lambda _error: None)  # it was taken out meanwhile

    def choose(self, key: str | None) -> None:
        """Show this meeting; None: nothing is chosen."""
        self._looking.chosen = key
        if key is not None:
            self._read.ask()
        else:
            self.show()

    def read_again(self) -> None:
        """The event has changed: what is shown of the chosen meeting, too."""
        if self._looking.chosen is not None:
            self._read.ask()

    def show(self) -> None:
        """Whichever panel is wanted now."""
        parts, chosen = self._parts, self._looking.chosen
        parts.show_side(
            planning=self._planning.wanted,
            chosen=chosen is not None and parts.details.key == chosen,
            repairing=self._repairing.wanted,
            listing=self._listing.wanted,
        )
        if chosen is None:
            place = parts.view.place()
            empty = place is not None and parts.view.grid.meeting(place) is None
            words = parts.view.grid.named(place) if place is not None and empty else ""
            parts.overview.show_cell(words)

    def say(self, place: Place | None) -> None:
        """The line below the grid: the cell under the pointer or the chosen one, in words."""
        self._said = place
        self._parts.status.say(self._parts.view.grid.explained(place))

    def say_again(self) -> None:
        """The same cell in words, now that something has changed; the chosen one, if it is gone."""
        view, said = self._parts.view, self._said
        if said is None or not view.grid.index(*said).isValid():
            said = view.place()
        self.say(said)

    def _load(self) -> Read | None:
        key, desk = self._looking.chosen, self._context.desk
        if key is None:
            return None
        details = desk.agenda.meeting(key)
        one, other = (party.person.key for party in details.parties[:2])
        return details, desk.recommendations.between(one, other)

    def _show_details(self, found: Read | None) -> None:
        if found is not None and found[0].outcome.key == self._looking.chosen:
            self._parts.details.show_meeting(*found)
            self.show()
