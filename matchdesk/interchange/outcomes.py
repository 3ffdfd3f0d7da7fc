"""Rows to outcomes of meetings."""

from __future__ import annotations

import re

from matchdesk.core.progress import Progress
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import Rating
from matchdesk.core.wording.labels import LABELS
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.records import OutcomeRecord, Party
from matchdesk.interchange.rowreading import Fields, Outcome, party
from matchdesk.interchange.tables import SourceTable
from matchdesk.interchange.words import meaning

_BOTH = "both"
_RATINGS = tuple(Rating)


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a list of outcomes come to; a row without a label is left out."""
    outcome = Outcome()
    for number, source in enumerate(table.rows, 1):
        if number % 200 == 0 or number == len(table.rows):
            progress.step(number, len(table.rows))
        _take(Fields(plan, source), outcome)
    return outcome


def whole_number(text: str) -> int | None:
    """The number in `12`, `#12`, `no. 12`, `12.0`; None if there is none."""
    found = re.fullmatch(r"\D{0,20}?(\d{1,9})(?:[.,]0+)?", text.strip())
    return int(found[1]) if found else None


def rating(text: str) -> Rating | None:
    """The label by its stored word, the words shown for it, 1 to 5, or a synonym."""
    folded = fold(text)
    for place, one in enumerate(_RATINGS, 1):
        shown = LABELS[f"Rating.{one}"]
        if folded in (fold(one.value), fold(one.name), fold(shown), str(place)):
            return one
    found = meaning("rating", text)
    return Rating(found) if found else None


def _take(row: Fields, outcome: Outcome) -> None:
    if not row.text("rating"):
        outcome.left_out.append(row.remark("left_no_rating", "rating", value=row.text("number")))
        return
    said = rating(row.text("rating"))
    number = whole_number(row.text("number"))
    both = tuple(p for p in (party(row, "first"), party(row, "second")) if p)
    score = row.text("score")
    if said is None:
        known = ", ".join(LABELS[f"Rating.{one}"] for one in _RATINGS)
        outcome.refused.append(
            row.remark("row_bad_rating", "rating", value=row.text("rating"), known=known)
        )
    elif number is None and len(both) < 2:
        outcome.refused.append(row.remark("row_no_meeting", "number", value=row.text("number")))
    elif score and whole_number(score) not in range(1, 6):
        outcome.refused.append(row.remark("row_bad_score", "score", value=score))
    else:
        outcome.records.append(
            OutcomeRecord(
                line=row.row.line,
                rating=said,
                number=number,
                parties=both,
                told_by=_told_by(row),
                score=whole_number(score) if score else None,
                note=row.lines("note"),
                next_step=row.text("next_step"),
                topic=row.text("topic"),
            )
        )


def _told_by(row: Fields) -> Party | None:
    told = party(row, "told_by")
    return None if told is None or meaning("told_by", told.text) == _BOTH else told
