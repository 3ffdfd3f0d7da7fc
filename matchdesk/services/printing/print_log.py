"""What went out on paper, run by run: what one command recorded belongs together."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchdesk.core.i18n import _
from matchdesk.models import Participant, PrintRecord, Table
from matchdesk.services.printing.views import LoggedRun, PrintRun

_TOGETHER = (PrintRecord.kind, PrintRecord.at, PrintRecord.desk, PrintRecord.operator)
_ALIKE = (PrintRecord.printer, PrintRecord.pages, PrintRecord.reason)


def runs(session: Session, limit: int) -> tuple[PrintRun, ...]:
    """The last runs, newest first."""
    query = select(*_TOGETHER, func.count(), *_ALIKE).group_by(*_TOGETHER, *_ALIKE)
    rows = session.execute(query.order_by(PrintRecord.at.desc()).limit(limit))
    return tuple(PrintRun(*row) for row in rows)


def logged(session: Session) -> tuple[LoggedRun, ...]:
    """Every run with whose it is, newest first; names in the order of the badge numbers."""
    query = (
        select(*_TOGETHER, *_ALIKE, Participant.name, Table.number)
        .outerjoin(Participant, Participant.id == PrintRecord.participant_id)
        .outerjoin(Table, Table.id == PrintRecord.table_id)
        .order_by(PrintRecord.at.desc(), Participant.number, Table.number)
    )
    whose: dict[tuple[object, ...], list[str]] = defaultdict(list)
    documents: dict[tuple[object, ...], int] = defaultdict(int)
    table = _("Table {number}")
    for *run, name, number in session.execute(query):
        key = tuple(run)
        documents[key] += 1
        if name or number:
            whose[key].append(name or table.format(number=number))
    return tuple(_run(key, count, tuple(whose[key])) for key, count in documents.items())


def _run(key: tuple[object, ...], documents: int, whose: tuple[str, ...]) -> LoggedRun:
    kind, at, desk, operator, printer, pages, reason = key
    run = PrintRun(kind, at, desk, operator, documents, printer, pages, reason)  # type: ignore[arg-type]  # as selected
    return LoggedRun("|".join(str(part) for part in key), run, whose)
