"""Which meetings somebody is missing from, or is going to be. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from matchdesk.core.vocabulary import TO_COME

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting


class Lateness:
    """Worked out once for each grid and minute: it is asked for every tile that is painted.

    Somebody who was said to be late, to leave early or not to come is missing from the slots of
    that. Whoever has not checked in is missing from what has begun; where nobody has at all,
    check-in is not used, and nobody is.
    """

    def __init__(self) -> None:
        self._missing: frozenset[str] = frozenset()

    def read(self, data: GridData, now: datetime) -> None:
        """`now` is the venue's wall clock."""
        arrivals = any(person.arrived for person in data.people.values())
        slots = data.slots if arrivals else ()
        begun = {slot.key for slot in slots if datetime.combine(slot.day, slot.starts) <= now}
        self._missing = frozenset(
            meeting.key
            for meeting in data.placed
            if meeting.missing
            or (
                meeting.slot in begun
                and meeting.status in TO_COME
                and not all(data.people[key].arrived for key in meeting.parties)
            )
        )

    def is_late(self, meeting: GridMeeting) -> bool:
        """Whether somebody is missing from it."""
        return meeting.key in self._missing
