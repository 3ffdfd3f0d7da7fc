"""One slot with all its tables, as the person on the floor sees it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.services.events import SlotView
from matchdesk.services.outcomes import MeetingView


@dataclass(frozen=True, slots=True)
class TableRow:
    """A meeting of the slot; `here` are keys of the parties who are in the house.

    `interpreter` is the name of who interprets ("" for nobody), `zone` the table's.
    """

    meeting: MeetingView
    here: frozenset[str]
    interpreter: str
    zone: str

    @property
    def open(self) -> bool:
        """Whether nobody has said yet how it went."""
        return self.meeting.status in (*TO_COME, MeetingStatus.IN_PROGRESS)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parties who are not in the house."""
        return tuple(p.name for p in self.meeting.parties if p.key not in self.here)


@dataclass(frozen=True, slots=True)
class SlotSheet:
    """A slot (None in an event without slots) and its meetings by table; cancelled ones left out.

    `slots` are all of the event; `running` says whether the slot is under way, `current` is the
    number of the one that is, or else the last that has begun, or the first.
    """

    slots: tuple[SlotView, ...]
    slot: SlotView | None
    current: int | None
    running: bool
    rows: tuple[TableRow, ...]

    @property
    def counts(self) -> Counter[MeetingStatus]:
        """How many meetings stand how."""
        return Counter(row.meeting.status for row in self.rows)
