"""Tables kept for an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import NotFound
from matchdesk.models import Meeting, Table
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.people.groups import ORGANISATIONS, get_group
from matchdesk.services.waiting import (
    BEGUN,
    Displaced,
    organisations_of,
    parties_of,
    rehouse,
)


@dataclass(frozen=True)
class ReserveTable(Command):
    """Keep a table for one organisation, or (None) for nobody.

    Planned meetings of others at that table get another free table in their slot, or else go to
    the waiting list. Result: tuple of `Displaced`.
    """

    intent: ClassVar[str] = "reserve_table"

    table: str
    organisation: str | None


def reserve_table(command: ReserveTable, context: Context) -> tuple[Displaced, ...]:
    """Handle `ReserveTable`."""
    session = context.session
    table = session.get(Table, command.table)
    if table is None:
        raise NotFound(what="table", key=command.table)
    table.reserved_for_id = command.organisation or None
    if not command.organisation:
        context.intent = "free_table"
        context.describe(table=table.number)
        return ()
    organisation = get_group(session, ORGANISATIONS, command.organisation)
    context.describe(table=table.number, organisation=organisation.name)
    session.flush()
    return rehouse(session, strangers_at(session, [table]))


def strangers_at(session: Session, tables: list[Table]) -> list[Meeting]:
    """Meetings that have not begun and none of whose parties the reserved table is kept for."""
    kept_for = {table.id: table.reserved_for_id for table in tables if table.reserved_for_id}
    query = select(Meeting).where(Meeting.table_id.in_(kept_for), Meeting.status.not_in(BEGUN))
    meetings = list(session.scalars(query))
    parties = parties_of(session, meetings)
    organisations = organisations_of(session, {key for keys in parties.values() for key in keys})
    return [
        meeting
        for meeting in meetings
        if kept_for[meeting.table_id or ""]
        not in {organisations[key] for key in parties[meeting.id]}
    ]


HANDLERS: dict[type[Command], Handler] = {ReserveTable: reserve_table}
