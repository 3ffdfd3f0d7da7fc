"""Rows to what has become of agreements half a year later."""

from __future__ import annotations

from datetime import date

from matchdesk.core.progress import Progress
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.core.wording.labels import LABELS
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.dates import DateReader
from matchdesk.interchange.outcomes import whole_number
from matchdesk.interchange.records import FollowUpRecord
from matchdesk.interchange.rowreading import Fields, Outcome
from matchdesk.interchange.tables import SourceTable
from matchdesk.interchange.words import meaning

_DATES = ("reached_on", "follow_up_on")
_SAYS = ("status", "answer", "next_step", "owner", "expected_value", "sme_count", "follow_up_on")


class _Unreadable(Exception):
    """A cell that should hold a date holds something else."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a follow-up list come to; a row nobody filled in is left out."""
    outcome = Outcome()
    rows = [Fields(plan, row) for row in table.rows]
    dates = DateReader.for_column(row.text(name) for row in rows for name in _DATES)
    for number, row in enumerate(rows, 1):
        if number % 200 == 0 or number == len(rows):
            progress.step(number, len(rows))
        try:
            _take(row, dates, outcome)
        except _Unreadable as fault:
            value = row.text(fault.field)
            outcome.refused.append(row.remark("row_bad_date", fault.field, value=value))
    return outcome


def status(text: str) -> AgreementStatus | None:
    """The status by its stored word, the words shown for it, or a synonym."""
    for one in AgreementStatus:
        if fold(text) in (fold(one.value), fold(LABELS[f"AgreementStatus.{one}"])):
            return one
    found = meaning("agreement_status", text)
    return AgreementStatus(found) if found else None


def _take(row: Fields, dates: DateReader, outcome: Outcome) -> None:
    if not any(row.text(name) for name in _SAYS):
        outcome.left_out.append(row.remark("left_no_answer", "number", value=row.text("number")))
        return
    number = whole_number(row.text("number"))
    said = status(row.text("status")) if row.text("status") else None
    if number is None:
        outcome.refused.append(row.remark("row_no_agreement", "number", value=row.text("number")))
    elif row.text("status") and said is None:
        known = ", ".join(LABELS[f"AgreementStatus.{one}"] for one in AgreementStatus)
        outcome.refused.append(
            row.remark("row_bad_agreement_status", "status", value=row.text("status"), known=known)
        )
    else:
        outcome.records.append(
            FollowUpRecord(
                line=row.row.line,
                number=number,
                status=said,
                reached_on=_day(row, "reached_on", dates),
                follow_up_on=_day(row, "follow_up_on", dates),
                answer=row.lines("answer"),
                next_step=row.text("next_step"),
                owner=row.text("owner"),
                expected_value=row.text("expected_value"),
                sme_count=row.text("sme_count"),
            )
        )


def _day(row: Fields, name: str, dates: DateReader) -> date | None:
    text = row.text(name)
    if not text:
        return None
    found = dates.read(text)
    if found is None or found.day is None:
        raise _Unreadable(name)
    return found.day
