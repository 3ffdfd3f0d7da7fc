"""Changing the event's tables, and what the event is called and where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Meeting, Organisation, PrintRecord, Table, TableBlock, new_key
from matchdesk.services.bus import Command, Context
from matchdesk.services.event_layout.views import TablePlan, TableRow, TablesPreview
from matchdesk.services.events import MOST_TABLES, checked_zone, live_grid, the_event
from matchdesk.services.people import fields
from matchdesk.services.people.reserving import strangers_at
from matchdesk.services.waiting import BEGUN, described, parties_of, rehouse

MOST_SEATS = 100


@dataclass(frozen=True)
class ChangeTables(Command):
    """Let the event have exactly these tables; result: `TablesPreview`, what it did.

    A table keeps its identity by its number. Meetings at a table that vanishes, is kept for others
    or gets too few seats move to another free table in their slot, or else to the waiting list.
    Raises `Conflict` if a table with meetings that have begun would vanish.
    """

    intent: ClassVar[str] = "change_tables"

    tables: tuple[TablePlan, ...]


@dataclass(frozen=True)
class RenameEvent(Command):
    """Change what the event is called and where it is. Times stay as they are on the clock."""

    intent: ClassVar[str] = "rename_event"

    name: str
    venue: str
    city: str
    country: str
    timezone: str


def table_rows(session: Session) -> tuple[TableRow, ...]:
    """Every table, in order of number."""
    standing = select(Meeting.table_id).where(
        Meeting.grid_id == live_grid(session).id,
        Meeting.slot_id.is_not(None),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    meetings = Counter(session.scalars(standing))
    query = (
        select(Table, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Table.reserved_for_id)
        .order_by(Table.number)
    )
    return tuple(
        TableRow(
            key=table.id,
            number=table.number,
            zone=table.zone,
            seats=table.seats,
            reserved_for_key=table.reserved_for_id,
            reserved_for=name or "",
            meetings=meetings[table.id],
        )
        for table, name in session.execute(query)
    )


def preview_tables(session: Session, plans: Sequence[TablePlan]) -> TablesPreview:
    """What `ChangeTables` would do: done in `session`, which the caller rolls back."""
    with session.no_autoflush:
        return _applied(session, plans)[0]


def change_tables(command: ChangeTables, context: Context) -> TablesPreview:
    """Handle `ChangeTables`."""
    session = context.session
    with session.no_autoflush:
        preview, gone = _applied(session, command.tables)
    if preview.begun:
        numbers = ", ".join(str(n) for n in sorted({one.table or 0 for one in preview.begun}))
        raise Conflict("tables_meetings_begun", tables=numbers, count=len(preview.begun))
    session.flush()
    keys = [table.id for table in gone]
    for meeting in session.scalars(select(Meeting).where(Meeting.table_id.in_(keys))):
        meeting.table_id = None  # cancelled: nobody sits there
    for record in session.scalars(select(PrintRecord).where(PrintRecord.table_id.in_(keys))):
        record.table_id = None  # that paper was printed stays true
    for block in session.scalars(select(TableBlock).where(TableBlock.table_id.in_(keys))):
        session.delete(block)
    session.flush()
    for table in gone:
        session.delete(table)
    counts = {"added": len(preview.added), "removed": len(preview.removed)}
    context.describe(tables=len(command.tables), meetings=len(preview.displaced), **counts)
    return preview


def _applied(
    session: Session, plans: Sequence[TablePlan]
) -> tuple[TablesPreview, tuple[Table, ...]]:
    """Everything but deleting the tables that vanish, which are returned; nothing is flushed."""
    _check(session, plans)
    stored = {table.number: table for table in session.scalars(select(Table))}
    wanted = {plan.number: plan for plan in plans}
    gone = [table for number, table in stored.items() if number not in wanted]
    changed, added = [], []
    for number, plan in sorted(wanted.items()):
        if number in stored:
            if _set(stored[number], plan):
                changed.append(number)
        else:
            added.append(_new(plan))
    session.add_all(added)
    begun, displaced = _without_place(session, gone, [*stored.values()])
    moved = rehouse(session, displaced, without=[table.id for table in gone], added=added)
    preview = TablesPreview(
        added=tuple(table.number for table in added),
        removed=tuple(sorted(table.number for table in gone)),
        changed=tuple(changed),
        displaced=moved,
        begun=tuple(described(session, begun)),
    )
    return preview, tuple(gone)


def _without_place(
    session: Session, gone: Sequence[Table], stored: Sequence[Table]
) -> tuple[list[Meeting], list[Meeting]]:
    """Meetings that have begun at a table that vanishes, and those that need another table."""
    leaving = {table.id for table in gone}
    seats = {table.id: table.seats for table in stored}
    staying = [table for table in stored if table.id not in leaving]
    placed = list(session.scalars(select(Meeting).where(Meeting.table_id.is_not(None))))
    begun = [m for m in placed if m.table_id in leaving and m.status in BEGUN]
    waiting = [m for m in placed if m.status not in BEGUN]
    size = {key: len(people) for key, people in parties_of(session, waiting).items()}
    strangers = {meeting.id for meeting in strangers_at(session, staying)}
    return begun, [
        meeting
        for meeting in waiting
        if meeting.table_id in leaving
        or size[meeting.id] > seats[meeting.table_id or ""]
        or meeting.id in strangers
    ]


def _set(table: Table, plan: TablePlan) -> bool:
    before = (table.zone, table.seats, table.reserved_for_id)
    after = (" ".join(plan.zone.split()), plan.seats, plan.reserved_for_key or None)
    if before != after:
        table.zone, table.seats, table.reserved_for_id = after
    return before != after


def _new(plan: TablePlan) -> Table:
    return Table(
        id=new_key(),
        number=plan.number,
        zone=" ".join(plan.zone.split()),
        seats=plan.seats,
        reserved_for_id=plan.reserved_for_key or None,
    )


def _check(session: Session, plans: Sequence[TablePlan]) -> None:
    if not 1 <= len(plans) <= MOST_TABLES:
        raise Invalid("tables_number", field="tables", value=len(plans), limit=MOST_TABLES)
    numbers = Counter(plan.number for plan in plans)
    organisations = set(session.scalars(select(Organisation.id)))
    for plan in plans:
        if plan.number < 1 or numbers[plan.number] > 1:
            raise Invalid("table_number", field="number", value=plan.number)
        if not 2 <= plan.seats <= MOST_SEATS:
            raise Invalid("table_seats", field="seats", value=plan.seats, number=plan.number)
        if plan.reserved_for_key and plan.reserved_for_key not in organisations:
            raise Invalid("table_organisation", field="reserved_for", number=plan.number)


def rename_event(command: RenameEvent, context: Context) -> None:
    """Handle `RenameEvent`; raises `Invalid` with the field that will not do."""
    session = context.session
    event = the_event(session)
    event.name = fields.name(session, "name", command.name)
    event.venue = fields.one_line(session, "venue", command.venue)
    event.city = fields.one_line(session, "city", command.city)
    event.country = fields.country(session, "country", command.country)
    event.timezone = checked_zone(command.timezone)
    context.describe(name=event.name)
