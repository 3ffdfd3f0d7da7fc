"""Why a request has no place in the live grid, as the grid stands: one question a function.

Slots are bits of an integer (bit i: the i-th slot in time), so that thousands of requests are
answered in one reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus, RequestStatus, Wish
from matchdesk.models import (
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Participant,
    SessionAttendance,
    Slot,
    Table,
    TableBlock,
    Unavailability,
)
from matchdesk.services.events import live_grid
from matchdesk.services.requests.speech import Speech
from matchdesk.services.requests.views import Why

_MOST_NAMED = 4  # slots named in a sentence

_PERSON = select(
    Participant.id,
    Participant.name,
    Participant.status,
    Participant.max_meetings,
    Participant.organisation_id,
    Participant.languages,
)


class Standing:
    """The live grid as it stands: who is free when, and which tables. Reads once."""

    def __init__(self, session: DatabaseSession) -> None:
        grid = live_grid(session).id
        self.slots: Sequence[Slot] = session.scalars(
            select(Slot).order_by(Slot.day, Slot.starts)
        ).all()
        self._bit = {slot.id: 1 << place for place, slot in enumerate(self.slots)}
        self._every = (1 << len(self.slots)) - 1
        self._sessions: dict[str, int] = defaultdict(int)
        for slot in self.slots:
            self._sessions[slot.session_id] |= self._bit[slot.id]
        self._people = {row.id: row for row in session.execute(_PERSON)}
        self._present = self._read_presence(session)
        self._busy: dict[str, int] = defaultdict(int)
        self._count: dict[str, int] = defaultdict(int)
        self._taken: dict[str, int] = defaultdict(int)
        self._read_meetings(session, grid)
        self._speech = Speech(session, grid, self._bit, self._present, self._busy)
        self._tables = self._read_tables(session)
        self._kept_for = frozenset(table.reserved_for_id for table, _ in self._tables)
        self._open: dict[tuple[frozenset[str], int], int] = {}

    def name(self, key: str) -> str:
        """A participant's name."""
        name: str = self._people[key].name
        return name

    def why(self, request: MeetingRequest, parties: Sequence[str]) -> Why:
        """Why a request without a meeting has none; `possible` if nothing stands in its way."""
        return (
            self._closed(request, parties)
            or self._never_together(request, parties)
            or self._speechless(request, parties)
            or self._full(parties)
            or self._no_room(request, parties)
        )

    def _closed(self, request: MeetingRequest, parties: Sequence[str]) -> Why | None:
        for key in parties:
            if self._people[key].status is not ParticipantStatus.REGISTERED:
                return Why("party_cancelled", {"participant": self.name(key)})
        if request.wish is Wish.NEVER_MEET:
            return Why("never_meet", self._pair(parties))
        if request.status is not RequestStatus.ACCEPTED:
            return Why(request.status.value, self._pair(parties))
        return None

    def _never_together(self, request: MeetingRequest, parties: Sequence[str]) -> Why | None:
        if not self._shared(request, parties):
            return Why("no_common_slot", self._pair(parties))
        return None

    def _speechless(self, request: MeetingRequest, parties: Sequence[str]) -> Why | None:
        able = self._speech.able(self._spoken(parties))
        if able is None:
            return None
        if not able:
            return Why("no_interpreter", self._pair(parties))
        if not self._shared(request, parties) & self._speech.present(able):
            return Why("interpreter_away", self._pair(parties))
        return None

    def _spoken(self, parties: Iterable[str]) -> frozenset[frozenset[str]]:
        """The languages of each who named any."""
        known = (self._people[key].languages for key in parties)
        return frozenset(frozenset(one) for one in known if one)

    def _full(self, parties: Sequence[str]) -> Why | None:
        for key in parties:
            limit = self._people[key].max_meetings
            if limit is not None and self._count[key] >= limit:
                counts = {"count": self._count[key], "limit": limit}
                return Why("limit_reached", {"participant": self.name(key), **counts})
        for key in parties:
            if not self._present[key] & ~self._busy[key]:
                return Why("participant_full", {"participant": self.name(key)})
        return None

    def _no_room(self, request: MeetingRequest, parties: Sequence[str]) -> Why:
        free = self._shared(request, parties)
        for key in parties:
            free &= ~self._busy[key]
        if not free:
            return Why("no_free_slot_in_common", self._pair(parties))
        organisations = frozenset(self._people[key].organisation_id or "" for key in parties)
        room = free & self._tables_open(organisations, len(parties))
        if not room:
            return Why("no_free_table", {"count": free.bit_count(), **self._pair(parties)})
        able = self._speech.able(self._spoken(parties))
        if able is not None:
            if not room & self._speech.free(able):
                return Why("interpreters_busy", {"count": room.bit_count(), **self._pair(parties)})
            room &= self._speech.free(able)
        return Why("possible", {"slots": self._named(room), **self._pair(parties)})

    def _shared(self, request: MeetingRequest, parties: Iterable[str]) -> int:
        """Slots in which all are present and which the request allows."""
        shared = self._every
        if request.session_id:
            shared &= self._sessions[request.session_id]
        if request.slot_id:
            shared &= self._bit[request.slot_id]
        for key in parties:
            shared &= self._present[key]
        return shared

    def _named(self, slots: int) -> str:
        numbers = [str(slot.number) for place, slot in enumerate(self.slots) if slots >> place & 1]
        more = " …" if len(numbers) > _MOST_NAMED else ""
        return ", ".join(numbers[:_MOST_NAMED]) + more

    def _pair(self, parties: Sequence[str]) -> dict[str, str]:
        return {"participant": self.name(parties[0]), "other": self.name(parties[1])}

    def _tables_open(self, organisations: frozenset[str], size: int) -> int:
        """Slots in which a table that `size` people of these organisations may use is free."""
        case = (organisations & self._kept_for, size)
        if case not in self._open:
            found = 0
            for table, usable in self._tables:
                allowed = table.reserved_for_id is None or table.reserved_for_id in organisations
                if allowed and table.seats >= size:
                    found |= usable
            self._open[case] = found
        return self._open[case]

    def _read_presence(self, session: DatabaseSession) -> dict[str, int]:
        attended: dict[str, int] = defaultdict(int)
        for person, key in session.execute(
            select(SessionAttendance.participant_id, SessionAttendance.session_id)
        ):
            attended[person] |= self._sessions[key]
        away: dict[str, int] = defaultdict(int)
        for person, key in session.execute(
            select(Unavailability.participant_id, Unavailability.slot_id)
        ):
            away[person] |= self._bit[key]
        return {key: attended.get(key, self._every) & ~away[key] for key in self._people}

    def _read_meetings(self, session: DatabaseSession, grid: str) -> None:
        guests: Mapping[str, list[str]] = _guests(session)
        placed = select(
            Meeting.id, Meeting.slot_id, Meeting.table_id, Meeting.first_id, Meeting.second_id
        ).where(
            Meeting.grid_id == grid,
            Meeting.slot_id.is_not(None),
            Meeting.status != MeetingStatus.CANCELLED,
        )
        for meeting, slot, table, *pair in session.execute(placed):
            bit = self._bit[slot or ""]
            for person in (*pair, *guests.get(meeting, ())):
                self._busy[person] |= bit
                self._count[person] += 1
            if table:
                self._taken[table] |= bit

    def _read_tables(self, session: DatabaseSession) -> list[tuple[Table, int]]:
        blocked: dict[str, int] = defaultdict(int)
        for table, slot in session.execute(select(TableBlock.table_id, TableBlock.slot_id)):
            blocked[table] |= self._bit[slot]
        return [
            (table, self._every & ~blocked[table.id] & ~self._taken[table.id])
            for table in session.scalars(select(Table))
        ]


def _guests(session: DatabaseSession) -> dict[str, list[str]]:
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(MeetingGuest)):
        guests[guest.meeting_id].append(guest.participant_id)
    return guests
