"""What the Grid screen works on: the live event, or the draft that is open in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from matchdesk.ui.jobs import Job, Lane
from matchdesk.ui.screens import Notify, ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.bus import Command
    from matchdesk.services.desk import Desk
    from matchdesk.services.whatif import Draft

_OWN = frozenset({"desk", "notify", "carried_out"})


class DraftContext(ScreenContext):
    """A screen's context whose `desk` is the draft's while one is open: nothing else differs.

    What is done to a draft is not announced as a change of the event. GUI thread, but for `desk`.
    """

    __slots__ = ("draft", "live")

    draft: Draft[Desk] | None
    live: ScreenContext

    def __init__(self, live: ScreenContext) -> None:
        for field in fields(ScreenContext):
            if field.name not in _OWN:
                object.__setattr__(self, field.name, getattr(live, field.name))
        object.__setattr__(self, "live", live)
        self.show(None)

    def show(self, draft: Draft[Desk] | None) -> None:
        """Work on this draft from now on; None: on the live event."""
        object.__setattr__(self, "draft", draft)  # a context is frozen for everybody else

    @property
    def desk(self) -> Desk:
        """The draft's desk, or the event's."""
        return self.live.desk if self.draft is None else self.draft.desk

    @property
    def notify(self) -> Notify:
        """Says it; the Undo of a toast belongs to the live event alone."""
        return self.live.notify if self.draft is None else self._say

    @property
    def carried_out(self) -> Callable[[Any], object]:
        """Told what was done to the live event, of a draft nothing."""
        return self.live.carried_out if self.draft is None else lambda _done: None

    def run(
        self,
        command: Command,
        *,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[MatchDeskError], object] | None = None,
        title: str = "",
        lane: Lane = Lane.COMMAND,
        owner: QObject | None = None,
    ) -> Job:
        """Run a command on what the screen shows now, even if that has changed when it begins."""
        desk = self.desk
        return self.do(
            lambda progress: desk.run(command, progress),
            on_done=on_done,
            on_error=on_error,
            title=title,
            lane=lane,
            owner=owner,
        )

    def _say(self, text: str, undoable: bool = False, *, state: State = State.NEUTRAL) -> None:
        self.live.notify(text, state=state)
