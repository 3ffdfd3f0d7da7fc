"""Rows to partnerships."""

from __future__ import annotations

import re

from matchdesk.core.progress import Progress
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.records import PartnershipRecord
from matchdesk.interchange.rowreading import Fields, Outcome
from matchdesk.interchange.tables import SourceTable


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a list of partnerships come to."""
    outcome = Outcome()
    for number, source in enumerate(table.rows, 1):
        progress.step(number, len(table.rows))
        row = Fields(plan, source)
        acronym, name = row.text("acronym"), row.text("name")
        if not (acronym or name):
            outcome.refused.append(row.remark("row_no_partnership", "acronym"))
            continue
        status = row.text("status")
        outcome.records.append(
            PartnershipRecord(
                line=source.line,
                acronym=acronym or name,
                name=name,
                kind=row.text("kind"),
                strand=row.text("strand") or _strand_in(status),
                status=status,
                industry_focus=row.text("industry_focus"),
                target_countries=row.countries("target_countries"),
                members=row.list("members"),
            )
        )
    return outcome


def _strand_in(status: str) -> str:
    """The strand that a status such as `co-funded strand 2` names by the way."""
    found = re.search(r"strand\s*(\d)", status, re.IGNORECASE)
    return found[1] if found else ""
