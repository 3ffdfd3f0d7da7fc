"""The live grid as screens show it. Keys are those of the records; times are the venue's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from matchdesk.core.vocabulary import MeetingForm, MeetingStatus, Wish
from matchdesk.services.absences import Flag
from matchdesk.services.bus import Command
from matchdesk.services.events import SlotView
from matchdesk.services.outcomes import MeetingView


@dataclass(frozen=True, slots=True)
class GridPerson:
    """A participant's line. `absent` are slots they cannot meet in, or whose session they skip.

    `sectors` are the organisation's; `printed` says that their agenda is on paper. `flags` say of
    each day that they are late, leave early or do not come.
    """

    key: str
    number: int
    name: str
    native_name: str
    organisation_key: str
    organisation: str
    country: str
    delegation: str
    expected: bool
    arrived: bool
    absent: frozenset[str]
    sectors: tuple[str, ...] = ()
    printed: bool = False
    flags: tuple[Flag, ...] = ()

    @property
    def short(self) -> str:
        """What a tile shows: the organisation, or the name of somebody who has none."""
        return self.organisation or self.name


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table's line. `blocked` maps keys of slots to the reason ("" for none)."""

    key: str
    number: int
    zone: str
    seats: int
    reserved_for: str
    blocked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GridPause:
    """A break or plenary (`name` says where, too), and the slot after it that day, if any."""

    day: date
    starts: time
    ends: time
    name: str
    before: str | None


@dataclass(frozen=True, slots=True)
class GridMeeting:
    """A tile. Without `slot` the meeting is on the waiting list.

    `parties` are keys of people. `faults` are sentences about hard rules it breaks where it stands.
    `interpreter` is the name of who interprets, "" if nobody does. `missing` are parties of one
    still to come who are late, have left by then or do not come.
    """

    key: str
    number: int
    parties: tuple[str, ...]
    slot: str | None
    table: str | None
    status: MeetingStatus
    locked: bool
    form: MeetingForm
    request: str | None
    faults: tuple[str, ...] = ()
    interpreter: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridData:
    """The whole live grid.

    `meetings` are all but cancelled ones, by slot and table, the waiting list last; `cancelled`
    are apart. `requests` counts the requests, `open_requests` the wishes that a plan would place
    and that have no slot. `weight`, `bound` and `planned_at` are the last plan's.
    """

    slots: tuple[SlotView, ...]
    pauses: tuple[GridPause, ...]
    tables: tuple[GridTable, ...]
    people: Mapping[str, GridPerson]
    meetings: tuple[GridMeeting, ...]
    cancelled: tuple[GridMeeting, ...]
    requests: int
    open_requests: int
    planned_at: datetime | None
    weight: int | None
    bound: int | None
    timezone: str

    @cached_property
    def placed(self) -> tuple[GridMeeting, ...]:
        """Meetings that have a slot."""
        return tuple(meeting for meeting in self.meetings if meeting.slot is not None)

    @cached_property
    def waiting(self) -> tuple[GridMeeting, ...]:
        """The waiting list."""
        return tuple(meeting for meeting in self.meetings if meeting.slot is None)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A meeting in words; `parties` are names, `organisations` theirs."""

    number: int
    slot: int | None
    day: date | None
    starts: time | None
    ends: time | None
    table: int | None
    parties: tuple[str, ...]
    organisations: tuple[str, ...]
    status: MeetingStatus
    locked: bool


@dataclass(frozen=True, slots=True)
class PartyDetails:
    """One side of a meeting, for the details panel."""

    person: GridPerson
    job_title: str
    languages: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    meetings: int


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A request behind a meeting."""

    key: str
    number: int
    requester: str
    requested: str
    priority: int
    wish: Wish
    mutual: bool
    message: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What was done to a meeting, newest first."""

    number: int
    at: datetime
    what: str
    operator: str
    desk: str


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """Everything about one meeting; `outcome` holds what came of it.

    `elsewhere` are the best free places for one that may move; `hindrances` say of one that waits
    what is in its way, slot by slot.
    """

    outcome: MeetingView
    locked: bool
    parties: tuple[PartyDetails, ...]
    asked: tuple[AskedFor, ...]
    faults: tuple[str, ...]
    flaws: tuple[str, ...]
    history: tuple[HistoryLine, ...]
    elsewhere: tuple[Offer, ...] = ()
    hindrances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to give a meeting a place; `warnings` name the soft rules, or what it does."""

    command: Command
    words: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a meeting is now; `warnings` are soft rules it breaks there, in sentences."""

    key: str
    number: int
    slot: int | None
    starts: time | None
    table: int | None
    warnings: tuple[str, ...] = ()
