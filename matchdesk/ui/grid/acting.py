"""What is done with the chosen meeting, or with all that are chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.services.agenda import (
    CancelMeeting,
    ConfirmMeetings,
    LockMeetings,
    RestoreMeeting,
    UnplaceMeeting,
    UnplaceMeetings,
)
from matchdesk.ui.grid.holding import Holding
from matchdesk.ui.grid.many import Many

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting
    from matchdesk.services.bus import Command


class Acting:
    """`chosen` is the meeting the operator looks at; `run` carries commands out."""

    def __init__(
        self,
        many: Many,
        holding: Holding,
        chosen: Callable[[str | None], GridMeeting | None],
        run: Callable[[Command], object],
    ) -> None:
        self._many, self._holding, self._chosen, self._run = many, holding, chosen, run

    @property
    def meetings(self) -> tuple[GridMeeting, ...]:
        """All that are chosen, or the one looked at; else the only one in what is chosen."""
        several = tuple(m for m in self._many.meetings if m.status is not MeetingStatus.CANCELLED)
        one = self._chosen(None)
        return several if one is None or len(several) > 1 else (one,)

    def hold(self) -> None:
        """Hold what is chosen, several together; or let go of what is held."""
        if self._holding.held is not None:
            self._holding.let_go()
            return
        self.lift(None)

    def lift(self, key: str | None) -> None:
        """Hold the meeting with this key, with the others that are chosen if it is one of them."""
        one = self._chosen(key) or next(iter(self.meetings), None)
        if one is None:
            return
        others = tuple(m for m in self.meetings if m.key != one.key)
        together = one.key in {m.key for m in self.meetings} and others
        self._holding.hold(one.key, tuple(m.key for m in others) if together else ())

    def toggle_lock(self) -> None:
        """Lock them, or unlock them if all of them are."""
        placed = tuple(m for m in self.meetings if m.slot is not None)
        if placed:
            locking = any(not meeting.locked for meeting in placed)
            self._run(LockMeetings(tuple(m.key for m in placed), locking))

    def toggle_confirmed(self) -> None:
        """Confirm them, or make them planned again if all of them are confirmed."""
        open_ = tuple(m for m in self.meetings if m.slot is not None and m.status in TO_COME)
        if open_:
            confirming = any(m.status is MeetingStatus.PLANNED for m in open_)
            self._run(ConfirmMeetings(tuple(m.key for m in open_), confirming))

    def unplace(self, key: str | None = None) -> None:
        """Put one, by default all that are chosen, on the waiting list."""
        several = self.meetings
        if key is None and len(several) > 1:
            self._run(UnplaceMeetings(tuple(meeting.key for meeting in several)))
            return
        meeting = self._chosen(key) or next(iter(several), None)
        if meeting is not None and meeting.slot is not None:
            self._holding.let_go()
            self._run(UnplaceMeeting(meeting.key))

    def cancel(self) -> None:
        """Call the chosen meeting off."""
        meeting = self._chosen(None)
        if meeting is not None:
            self._run(CancelMeeting(meeting.key))

    def restore(self) -> None:
        """The chosen, cancelled meeting takes place after all."""
        meeting = self._chosen(None)
        if meeting is not None:
            self._run(RestoreMeeting(meeting.key))
