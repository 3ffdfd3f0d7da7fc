"""The rows a live screen is counted from, kept in memory and true by the journal.

Reading six thousand meetings through the mapper takes longer than a screen may; reading what the
journal says was changed since takes a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    Slot: ("number", "day", "starts", "ends", "session_id"),
    Place: ("number",),
    Organisation: ("name", "country", "sectors"),
    Delegation: ("name",),
    Participant: ("status", "country", "organisation_id", "delegation_id"),
    CheckIn: ("participant_id", "outcome", "scanned_at", "undone_at", "left_at"),
    Grid: ("state",),
    Meeting: ("grid_id", "first_id", "second_id", "slot_id", "table_id", "status", "number"),
    MeetingGuest: ("meeting_id", "participant_id"),
    MeetingRequest: ("wish",),
    Outcome: ("meeting_id",),
    Agreement: ("type", "confidential"),
    AgreementParty: ("agreement_id", "organisation_id"),
    Definition: ("term",),
}
"""Which columns of which records are kept, in the order of a kept row."""

_MOST_SETS = 200
"""Further behind than this, everything is read again."""

Row = tuple[Any, ...]
Rows = dict[str, Row]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record that was written: its kept row before and after; None where there was none.

    Both are the same where only columns were written that are not kept.
    """

    record: type[Record]
    key: str
    before: Row | None
    after: Row | None


class Followed:
    """Belongs to one reader; its lock is the caller's. `rows` are by table, then by key."""

    def __init__(self) -> None:
        self.rows: dict[type[Record], Rows] = {}
        self._number = -1
        self._classes = {_table(record).name: record for record in COLUMNS}

    def catch_up(self, session: Session) -> tuple[RowChange, ...] | None:
        """Bring the rows to what `session` sees; answers what was written, in order.

        None says that everything was read anew.
        """
        number = journal.last_number(session)
        if number == self._number:
            return ()
        if self._number < 0 or not 0 < number - self._number <= _MOST_SETS:
            self.rows = {record: _read(session, record) for record in COLUMNS}
            self._number = number
            return None
        found = tuple(
            self._applied(self._classes[change.entity], change)
            for change_set in journal.since(session, self._number, _MOST_SETS)
            for change in change_set.changes
            if change.entity in self._classes
        )
        self._number = number
        return found

    def _applied(self, record: type[Record], change: Change) -> RowChange:
        rows = self.rows[record]
        before, after = rows.pop(change.key, None), None
        if change.after is not None:
            written = journal.decode(record, change.after)
            after = rows[change.key] = tuple(written.get(name) for name in COLUMNS[record])
        return RowChange(record, change.key, before, after)


def _read(session: Session, record: type[Record]) -> Rows:
    columns = _table(record).c
    rows = session.execute(select(columns.id, *(columns[name] for name in COLUMNS[record])))
    return {row[0]: tuple(row[1:]) for row in rows}


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table
