"""Rows to meeting requests."""

from __future__ import annotations

import re

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.records import Party, Remark, RequestRecord
from matchdesk.interchange.rowreading import Fields, Outcome, party
from matchdesk.interchange.tables import SourceTable
from matchdesk.interchange.text import key
from matchdesk.interchange.words import meaning

_WEAKEST, _USUAL, _STRONGEST = 1, 3, 5
_NUMBER = re.compile(r"(-?\d{1,6}(?:[.,]\d+)?)\s*(?:/\s*5|st|nd|rd|th|\.|º|ª|★|\*)?")


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a list of meeting requests come to."""
    outcome = Outcome()
    for number, source in enumerate(table.rows, 1):
        if number % 200 == 0 or number == len(table.rows):
            progress.step(number, len(table.rows))
        _take(Fields(plan, source), outcome)
    return outcome


def _take(row: Fields, outcome: Outcome) -> None:
    requester, requested = party(row, "requester"), party(row, "requested")
    if requester is None or requested is None:
        side = "requester" if requester is None else "requested"
        outcome.refused.append(row.remark(f"row_no_{side}", _column(row, side)))
    elif same(requester, requested):
        outcome.refused.append(row.remark("row_same_party", value=requester.shown()))
    else:
        outcome.records.append(
            RequestRecord(
                line=row.row.line,
                requester=requester,
                requested=requested,
                priority=_priority(row, outcome.notes),
                wish=_wish(row, outcome.notes),
                mutual=bool(row.flag("mutual")),
                status=_status(row, outcome.notes),
                message=row.lines("message"),
                session=row.text("session"),
                external_id=row.text("external_id"),
            )
        )


def same(first: Party, second: Party) -> bool:
    """Whether the file names one party twice."""
    if first.email or second.email:
        return first.email == second.email
    return key(first.shown()) == key(second.shown())


def _column(row: Fields, side: str) -> str:
    names = (side, f"{side}_email", f"{side}_name", f"{side}_organisation")
    return next((name for name in names if name in row.plan.columns), side)


def _priority(row: Fields, notes: list[Remark]) -> int:
    """From 1 to 5 (strongest); a rank counts the other way round, 1 being the first choice."""
    field = "priority" if row.text("priority") else "rank"
    text = row.text(field)
    if not text:
        return _USUAL
    if number := _NUMBER.fullmatch(text):
        value = round(float(number[1].replace(",", ".")))
        return min(max(6 - value if field == "rank" else value, _WEAKEST), _STRONGEST)
    found = meaning("priority", text)
    if found is None:
        notes.append(row.remark("note_word_unknown", field, value=text))
    return int(found or _USUAL)


def _wish(row: Fields, notes: list[Remark]) -> Wish:
    if row.flag("never_meet"):
        return Wish.NEVER_MEET
    if row.flag("must_meet"):
        return Wish.MUST_MEET
    text = row.text("wish")
    found = meaning("wish", text) if text else Wish.NORMAL
    if found is None:
        notes.append(row.remark("note_word_unknown", "wish", value=text))
    return Wish(found or Wish.NORMAL)


def _status(row: Fields, notes: list[Remark]) -> RequestStatus:
    text = row.text("status")
    found = meaning("request_status", text) if text else RequestStatus.PENDING
    if found is None:
        notes.append(row.remark("note_word_unknown", "status", value=text))
    return RequestStatus(found or RequestStatus.PENDING)
