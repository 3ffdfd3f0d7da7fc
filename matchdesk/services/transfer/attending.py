"""When somebody of a row can meet, and the table kept for their organisation."""

from __future__ import annotations

import re
from collections import defaultdict

from matchdesk.interchange.records import ParticipantRecord
from matchdesk.models import (
    Organisation,
    Participant,
    SessionAttendance,
    Unavailability,
    new_key,
)
from matchdesk.services.events import SessionView
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork


class Attending:
    """Sessions attended, slots in which people cannot meet, and tables kept."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._timetable = known.timetable
        self._sessions: dict[str, set[str]] = defaultdict(set)
        for row in known.attendances:
            self._sessions[row.participant_id].add(row.session_id)
        self._away = {(row.participant_id, row.slot_id) for row in known.unavailabilities}

    def take(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        """Bring in the sessions and the absences that the row names."""
        self._attend(person, record, row)
        self._be_away(person, record, row)

    def reserve(self, organisation: Organisation, record: ParticipantRecord, row: RowWork) -> None:
        """Keep the row's table for the organisation, if it is free to be kept."""
        if not record.table:
            return
        found = re.search(r"\d+", record.table)
        table = self._known.tables.get(int(found[0])) if found else None
        if table is None:
            row.note("note_table_unknown", value=record.table)
        elif table.reserved_for_id is None:
            if self._known.others_meet_at(table.id, organisation.id):
                row.note("note_table_busy", table=table.number)
                return
            table.reserved_for_id = organisation.id
            row.changed("reserved_table", None, table.number, organisation)
        elif table.reserved_for_id != organisation.id:
            holder = self._known.organisations[table.reserved_for_id].name
            row.note("note_table_kept", table=table.number, other=holder)

    def _attend(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        offered: list[SessionView] = []
        for text in record.sessions:
            found = self._timetable.sessions_for(text)
            if not found:
                row.note("note_session_unknown", value=text)
            offered += found
        keys = {session.key for session in offered}
        if not keys or len(keys) == len(self._timetable.sessions):
            return
        stored = self._sessions[person.id]
        if stored and stored != keys:
            row.differs("session_attendance", self._named(stored), self._named(keys))
        elif not stored:
            for key in sorted(keys, key=[s.key for s in self._timetable.sessions].index):
                known = self._known
                attendance = SessionAttendance(
                    id=new_key(), participant_id=person.id, session_id=key
                )
                known.attendances.append(known.add(attendance))
            self._sessions[person.id] = keys
            row.changed("session_attendance", None, self._named(keys), person)

    def _be_away(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        for text in record.unavailable:
            slots = self._timetable.slots_for(text)
            if not slots:
                row.note("note_time_unknown", value=text)
            new = [slot for slot in slots if (person.id, slot.key) not in self._away]
            for slot in new:
                self._away.add((person.id, slot.key))
                absence = Unavailability(
                    id=new_key(), participant_id=person.id, slot_id=slot.key, reason=""
                )
                self._known.unavailabilities.append(self._known.add(absence))
            if new:
                row.changed("unavailability", None, text, person)

    def _named(self, keys: set[str]) -> str:
        return "; ".join(
            f"{s.day:%d.%m.} {s.starts:%H:%M}–{s.ends:%H:%M}"
            for s in self._timetable.sessions
            if s.key in keys
        )
