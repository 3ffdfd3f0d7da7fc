"""Files out: lists and the report as workbook, CSV or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Invalid
from matchdesk.services.outcomes import OutcomeQueries
from matchdesk.services.statistics import StatisticsQueries
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.interchange.writing import Sheet

EXPORTS = ("participants", "meetings", "agreements", "report")
"""What can be exported."""


def export(
    database: Database, clock: Clock, what: str, path: Path, *, private: bool
) -> tuple[Path, ...]:
    """Write one of `EXPORTS` to `path`; see `Transfer.export`."""
    from matchdesk.interchange.writing import write  # takes Babel and more, only needed here

    if what not in EXPORTS:
        raise Invalid(field="what", value=what, expected=", ".join(EXPORTS))
    return write(path, _sheets(database, clock, what, private))


def _sheets(database: Database, clock: Clock, what: str, private: bool) -> tuple[Sheet, ...]:
    from matchdesk.services.transfer import tables  # see `export`
    from matchdesk.services.transfer.known import Known
    from matchdesk.services.transfer.people_table import participants

    outcomes, statistics = OutcomeQueries(database, clock), StatisticsQueries(database, clock)
    if what == "agreements":
        return (tables.agreements(outcomes.agreements(), private=private),)
    if what == "report":
        return tables.report(statistics.figures(private=private), statistics.definitions())
    with database.reading() as session:
        known = Known(session)
        if what == "participants":
            return (participants(known, private=private),)
        people = known.people.by_key.values()
        emails = {p.id: p.email for p in people if private or p.consent_sharing is not False}
    return (tables.meetings(outcomes.meetings(), emails),)
