"""Rows to meetings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchdesk.core.progress import Progress
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.dates import DateReader, Moment
from matchdesk.interchange.records import MeetingRecord, Party
from matchdesk.interchange.rowreading import Fields, Outcome, parties, party
from matchdesk.interchange.tables import SourceTable

_SPAN = re.compile(
    r"^(.*?\d[:.h]\d\d(?:\s*[ap]m)?)\s*(?:[-–—]|to|bis)\s*(\d{1,2}[:.h]\d\d.*)$", re.I
)


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a list of meetings come to."""
    outcome = Outcome()
    rows = [Fields(plan, row) for row in table.rows]
    dates = DateReader.for_column(
        row.text(name) for row in rows for name in ("day", "start", "end_day", "end")
    )
    for number, row in enumerate(rows, 1):
        if number % 200 == 0 or number == len(rows):
            progress.step(number, len(rows))
        _take(row, dates, outcome)
    return outcome


@dataclass(frozen=True, slots=True)
class _When:
    start: Moment
    end: Moment


class _Unreadable(Exception):
    """A cell that should hold a date or time holds something else."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def _take(row: Fields, dates: DateReader, outcome: Outcome) -> None:
    status = row.meaning("meeting_status", "status")
    if status == "cancelled":
        outcome.left_out.append(row.remark("left_cancelled", "status", value=row.text("status")))
        return
    everybody, pending = _everybody(row)
    if len(everybody) < 2:
        outcome.refused.append(row.remark("row_no_second_party"))
        return
    try:
        when = _when(row, dates)
    except _Unreadable as fault:
        value = row.text(fault.field)
        outcome.refused.append(row.remark("row_bad_date", fault.field, value=value))
        return
    outcome.records.append(
        MeetingRecord(
            line=row.row.line,
            parties=everybody,
            pending=pending,
            day=when.start.day,
            start=when.start.time,
            end=when.end.time,
            table=row.text("table"),
            confirmed=status != "pending" and not pending,
            subject=row.text("subject"),
            message=row.lines("message"),
            external_id=row.text("external_id"),
        )
    )


def _everybody(row: Fields) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """All parties, each once, and those of them who have not confirmed."""
    firm = [p for p in (party(row, "first"), party(row, "second")) if p]
    for cell in row.cells("confirmed"):
        firm += parties(cell)
    open_ = [p for cell in row.cells("pending") for p in parties(cell) if p not in firm]
    return tuple(dict.fromkeys((*firm, *open_))), tuple(dict.fromkeys(open_))


def _when(row: Fields, dates: DateReader) -> _When:
    day = _moment(row.text("day"), "day", dates)
    said = _SPAN.match(row.text("start"))
    start = _moment(said[1] if said else row.text("start"), "start", dates)
    end = _moment(row.text("end") or (said[2] if said else ""), "end", dates)
    return _When(Moment(start.day or day.day, start.time or day.time), end)


def _moment(text: str, field: str, dates: DateReader) -> Moment:
    if not text:
        return Moment(None, None)
    found = dates.read(text)
    if found is None:
        raise _Unreadable(field)
    return found
