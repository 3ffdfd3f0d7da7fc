"""Check-in logs: one row a scan, several scans a ticket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from matchdesk.interchange.columns import Plan
from matchdesk.interchange.dates import DateReader
from matchdesk.interchange.records import Remark
from matchdesk.interchange.rowreading import Fields


@dataclass(frozen=True, slots=True)
class Admissions:
    """`first`: line of each ticket's first admission; `at`: when, by line (the scan's own time)."""

    first: Mapping[str, int]
    at: Mapping[int, datetime] = field(default_factory=dict)


def is_log(plan: Plan) -> bool:
    """Whether the rows are scans: each with a ticket and a result."""
    return "scan_result" in plan.columns and "secret" in plan.columns


def first_admissions(rows: Sequence[Fields]) -> Admissions:
    """Each ticket's earliest admission: that row stands for the person."""
    dates = DateReader.for_column(row.text("scan_date") for row in rows)
    at: dict[int, datetime] = {}
    first: dict[str, tuple[datetime, int]] = {}
    for row in rows:
        moment = dates.read(f"{row.text('scan_date')} {row.text('scan_time')}")
        when = moment.at() if moment else None
        if when is not None:
            at[row.row.line] = when
        if _admits(row):
            candidate = ((when or datetime.max).replace(tzinfo=None), row.row.line)
            ticket = row.text("secret")
            first[ticket] = min(candidate, first.get(ticket, candidate))
    return Admissions({ticket: line for ticket, (_, line) in first.items()}, at)


def left_out(row: Fields, admissions: Admissions) -> Remark | None:
    """Why a scan is no person of its own; None for a ticket's first admission."""
    if row.meaning("scan", "scan_result") != "ok":
        said = " – ".join(t for t in (row.text("scan_result"), row.text("scan_error")) if t)
        return row.remark("left_failed_scan", "scan_result", value=said)
    if not _admits(row):
        return row.remark("left_exit_scan", "scan_type", value=row.text("scan_type"))
    line = admissions.first.get(row.text("secret"))
    if line is None or line == row.row.line:
        return None
    return row.remark("left_repeated_scan", "secret", row=line, desk=row.text("scan_device"))


def _admits(row: Fields) -> bool:
    exits = row.meaning("scan", "scan_type") == "exit"
    return row.meaning("scan", "scan_result") == "ok" and not exits and bool(row.text("secret"))
