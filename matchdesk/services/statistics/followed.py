"""The rows a live screen is counted from, kept in memory and true by the journal.

Reading six thousand meetings through the mapper takes longer than a screen may; reading what the
journal says was changed since takes a millisecond.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change
from matchdesk.models import (
    Agreement,
    AgreementParty,
    CheckIn,
    Definition,
    Delegation,
    Event,
    Grid,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Outcome,
    Participant,
    Record,
    Slot,
)
from matchdesk.models import Session as HalfDay
from matchdesk.models import Table as Place
from matchdesk.storage import journal

COLUMNS: dict[type[Record], tuple[str, ...]] = {
    Event: ("timezone",),
    HalfDay: ("day",),
    Slot: ("number", "day", "starts", "ends"),
    Place: ("number",),
    Organisation: ("name", "country", "sectors"),
    Delegation: ("name",),
    Participant: ("status", "country", "organisation_id", "delegation_id"),
    CheckIn: ("participant_id", "outcome", "scanned_at", "undone_at", "left_at"),
    Grid: ("state",),
    Meeting: ("grid_id", "first_id", "second_id", "slot_id", "table_id", "status"),
    MeetingGuest: ("meeting_id", "participant_id"),
    MeetingRequest: ("wish",),
    Outcome: ("meeting_id",),
    Agreement: ("type",),
    AgreementParty: ("agreement_id", "organisation_id"),
    Definition: ("term",),
}
"""Which columns of which records are kept, in the order of a kept row."""

_MOST_SETS = 200
"""Further behind than this, everything is read again."""

Rows = dict[str, tuple[Any, ...]]


class Followed:
    """Belongs to one reader; its lock is the caller's. `rows` are by table, then by key."""

    def __init__(self) -> None:
        self.rows: dict[type[Record], Rows] = {}
        self._number = -1
        self._classes = {_table(record).name: record for record in COLUMNS}

    def catch_up(self, session: Session) -> frozenset[type[Record]]:
        """Bring the rows to what `session` sees; answers whose rows may differ now."""
        number = journal.last_number(session)
        if number == self._number:
            return frozenset()
        if self._number < 0 or not 0 < number - self._number <= _MOST_SETS:
            self.rows = {record: _read(session, record) for record in COLUMNS}
            self._number = number
            return frozenset(COLUMNS)
        touched: set[type[Record]] = set()
        for change_set in journal.since(session, self._number, _MOST_SETS):
            for change in change_set.changes:
                if change.entity in self._classes:
                    record = self._classes[change.entity]
                    self._apply(record, change)
                    touched.add(record)
        self._number = number
        return frozenset(touched)

    def _apply(self, record: type[Record], change: Change) -> None:
        if change.after is None:
            self.rows[record].pop(change.key, None)
            return
        found = journal.decode(record, change.after)
        self.rows[record][change.key] = tuple(found.get(name) for name in COLUMNS[record])


def _read(session: Session, record: type[Record]) -> Rows:
    columns = _table(record).c
    rows = session.execute(select(columns.id, *(columns[name] for name in COLUMNS[record])))
    return {row[0]: tuple(row[1:]) for row in rows}


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table
