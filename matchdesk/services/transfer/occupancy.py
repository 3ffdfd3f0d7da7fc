"""Who and what is taken in which slot of the live grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchdesk.models import Meeting, Participant, Table, TableBlock
from matchdesk.services.events import SlotView, live_grid
from matchdesk.services.guards import FREED
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import Refused


class Occupancy:
    """The live grid while a file's meetings are being put into it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.grid = live_grid(known.session).id
        self._people: dict[tuple[str, str], Meeting] = {}
        self._tables: dict[tuple[str, str], Meeting] = {}
        self._pairs: dict[frozenset[str], Meeting] = {}
        self._cancelled: set[tuple[frozenset[str], str]] = set()
        self._last = 0
        self._blocked = {(b.table_id, b.slot_id): b.reason for b in known.all(TableBlock)}
        self._away = {(u.participant_id, u.slot_id) for u in known.unavailabilities}
        self._attended: dict[str, set[str]] = defaultdict(set)
        for attendance in known.attendances:
            self._attended[attendance.participant_id].add(attendance.session_id)
        self._read()

    def _read(self) -> None:
        guests: dict[str, list[str]] = defaultdict(list)
        for guest in self._known.guests:
            guests[guest.meeting_id].append(guest.participant_id)
        for meeting in self._known.meetings:
            if meeting.grid_id == self.grid:
                self._last = max(self._last, meeting.number)
                people = [meeting.first_id, meeting.second_id, *guests[meeting.id]]
                if meeting.status not in FREED:
                    self._note(meeting, people)
                elif meeting.slot_id is not None:
                    self._cancelled.add((frozenset(people), meeting.slot_id))

    def next_number(self) -> int:
        """The number of a new meeting."""
        self._last += 1
        return self._last

    def meeting_of(self, people: Sequence[Participant]) -> Meeting | None:
        """The meeting that exactly these people have, with a time or waiting for one."""
        return self._pairs.get(frozenset(person.id for person in people))

    def was_cancelled(self, people: Sequence[Participant], slot: SlotView) -> bool:
        """Whether this very meeting was cancelled here."""
        return (frozenset(person.id for person in people), slot.key) in self._cancelled

    def occupy(self, meeting: Meeting, people: Sequence[Participant]) -> None:
        """From now on these people and the table are taken."""
        self._note(meeting, [person.id for person in people])

    def check(self, people: Sequence[Participant], slot: SlotView, table: Table) -> None:
        """Raise `Refused` if a rule of the grid forbids it."""
        at = f"{slot.day:%d.%m.} {slot.starts:%H:%M}"
        for person in people:
            if taken := self._people.get((slot.key, person.id)):
                raise Refused("row_person_busy", name=person.name, at=at, number=taken.number)
            if self._absent(person, slot):
                raise Refused("row_person_away", name=person.name, at=at)
        if taken := self._tables.get((slot.key, table.id)):
            raise Refused("row_table_busy", table=table.number, at=at, number=taken.number)
        if (table.id, slot.key) in self._blocked:
            raise Refused("row_table_blocked", table=table.number, at=at)
        if self._is_others(table, people):
            holder = self._known.organisations[table.reserved_for_id or ""].name
            raise Refused("row_table_kept", table=table.number, other=holder)

    def free_table(self, slot: SlotView, people: Sequence[Participant]) -> Table | None:
        """A table that these people can have: their own first, then the lowest number."""
        free = [
            table
            for _, table in sorted(self._known.tables.items())
            if (slot.key, table.id) not in self._tables
            and (table.id, slot.key) not in self._blocked
            and not self._is_others(table, people)
        ]
        return min(free, key=lambda table: table.reserved_for_id is None, default=None)

    def _absent(self, person: Participant, slot: SlotView) -> bool:
        attended = self._attended.get(person.id)
        elsewhere = bool(attended) and slot.session_key not in (attended or ())
        return elsewhere or (person.id, slot.key) in self._away

    def _is_others(self, table: Table, people: Sequence[Participant]) -> bool:
        holder = table.reserved_for_id
        return holder is not None and holder not in {p.organisation_id for p in people}

    def _note(self, meeting: Meeting, people: list[str]) -> None:
        self._pairs[frozenset(people)] = meeting
        if meeting.slot_id is None:
            return
        for person in people:
            self._people[meeting.slot_id, person] = meeting
        if meeting.table_id is not None:
            self._tables[meeting.slot_id, meeting.table_id] = meeting
