"""What the operator looks at: which grid, which day of it, which view, which meeting. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from matchdesk.ui.grid.sheet import Kind

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting


@dataclass
class Looking:
    """One for a screen; its parts share it. GUI thread only.

    `chosen` is the key of the chosen meeting, `follow` of one to be chosen once it is drawn again.
    """

    data: GridData | None = None
    kind: Kind = Kind.TABLES
    day: date | None = None
    chosen: str | None = None
    follow: str | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days that have slots, in order."""
        slots = self.data.slots if self.data else ()
        return tuple(dict.fromkeys(slot.day for slot in slots))

    def read(self, data: GridData, today: date) -> None:
        """Another state of the grid; the day stays if there still is one."""
        self.data = data
        if self.day not in self.days:
            first = self.days[0] if self.days else None
            self.day = today if today in self.days else first

    def beside(self, step: int) -> date | None:
        """The day so many after (before, if negative) the one that is shown."""
        days = self.days
        place = days.index(self.day) + step if self.day in days else -1
        return days[place] if 0 <= place < len(days) else None

    def day_of(self, meeting: GridMeeting) -> date | None:
        """The day a meeting has its slot on."""
        slots = self.data.slots if self.data else ()
        return next((slot.day for slot in slots if slot.key == meeting.slot), None)

    def meeting(self, key: str | None) -> GridMeeting | None:
        """The meeting with this key, cancelled ones too."""
        if self.data is None or key is None:
            return None
        every = (*self.data.meetings, *self.data.cancelled)
        return next((meeting for meeting in every if meeting.key == key), None)

    def one(self, key: str | None) -> GridMeeting | None:
        """The meeting with this key, or the chosen one."""
        return self.meeting(key or self.chosen)
