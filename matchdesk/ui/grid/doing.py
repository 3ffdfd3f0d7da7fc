"""Commands of the Grid screen: carried out, told of with what they leave broken, or refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.ui.grid.choosing import Choosing, as_seen
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.agenda import Offer
    from matchdesk.services.bus import Command, Done
    from matchdesk.ui.grid.holding import Holding
    from matchdesk.ui.grid.layout import Parts
    from matchdesk.ui.grid.looking import Looking
    from matchdesk.ui.screens import ScreenContext


class Doing(QObject):
    """Whatever is refused because another window was quicker becomes a question, see `Choosing`."""

    def __init__(self, context: ScreenContext, looking: Looking, parts: Parts) -> None:
        super().__init__(parts.notice)
        self._context, self._looking, self._parts = context, looking, parts
        self._warned: int | None = None
        self.choosing = Choosing(context, parts.choice, parts.offers, self.run, self.refused)

    def run(self, command: Command) -> None:
        """Carry it out on the grid as it is shown."""
        self._parts.notice.hide()
        self._parts.choice.hide()
        command = as_seen(command, self._looking.data)
        refused = partial(self.choosing.stopped, command)
        self._context.run(command, on_done=self.changed, on_error=refused, owner=self)

    def dropped(self, key: str, command: Command) -> None:
        """Carry it out, and keep the meeting `key` in sight."""
        self._looking.follow = key
        self.run(command)

    def take(self, offer: Offer, holding: Holding) -> None:
        """What was offered, for the held meeting or the chosen one."""
        if holding.held is not None:
            holding.take(offer)
        elif self._looking.chosen is not None:
            self.dropped(self._looking.chosen, offer.command)

    def changed(self, done: Done) -> None:
        """Say what was done, and name the soft rules it breaks."""
        if done.change_set is None:
            return
        said = wording.intent(done.change_set.intent, done.change_set.detail)
        results = done.result if isinstance(done.result, tuple) else (done.result,)
        warnings = [w for result in results for w in getattr(result, "warnings", ())]
        self._context.notify(said, undoable=True, state=State.GOOD)
        if warnings:
            self._warned = done.change_set.number
            self._parts.notice.say(" ".join(dict.fromkeys(warnings)), State.NEUTRAL)

    def refused(self, error: MatchDeskError) -> None:
        """Say why it was not done."""
        self._looking.follow = None
        self._parts.notice.say(wording.sentence(error), State.PROBLEM)

    def heard(self, number: int) -> None:
        """Change set `number` was made: what was warned of before it may be gone."""
        if self._warned is not None and number > self._warned:
            self._warned = None
            self._parts.notice.hide()
