"""One table more, or one slot more: the event grows so that one request finds its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.i18n import _
from matchdesk.models import Session, Slot, Table, new_key
from matchdesk.services.agenda.views import Moved
from matchdesk.services.bus import Command, Context
from matchdesk.services.event_layout import ChangeLayout
from matchdesk.services.event_layout.time import change_layout, current_layout
from matchdesk.services.events import MOST_TABLES, find_slot
from matchdesk.services.layout import Layout, Span
from matchdesk.services.requests.meeting import PlaceRequest, place_request

_LEAST_SEATS = 4


@dataclass(frozen=True)
class PlaceWithMore(Command):
    """Give a request (key) its meeting with one more of what is short. Result: `Moved`.

    Either `slot` (number or key), in which the event has one more table from then on, or `session`
    (key), which goes on for one slot more. One step of History: undo takes both back.
    """

    intent: ClassVar[str] = "place_with_more"

    request: str
    slot: int | str | None = None
    session: str | None = None


def place_with_more(command: PlaceWithMore, context: Context) -> Moved:
    """Handle `PlaceWithMore`.

    Raises `Conflict` where the session cannot go on, `Invalid` where there are as many tables as
    can be, and what `PlaceRequest` raises.
    """
    session = context.session
    if command.session is not None:
        slot, more = _one_more_slot(command.session, context)
        place = PlaceRequest(command.request, slot)
    else:
        slot = find_slot(session, command.slot or "").id
        table = _one_more_table(session)
        more = _("table {n}").format(n=table.number)
        place = PlaceRequest(command.request, slot, table.id)
    made = place_request(place, context)
    context.describe(more=more)
    context.intent = command.intent
    return made


@dataclass(frozen=True, slots=True)
class Longer:
    """A session (key) that could go on for one slot more, at `span`."""

    session: str
    span: Span
    layout: Layout


def longer_sessions(session: DatabaseSession, now: datetime) -> Iterator[Longer]:
    """Sessions that may go on after their last slot, if that is still ahead at `now`.

    Left out are those that would run into the next one, into a break or past midnight.
    """
    layout = current_layout(session)
    known = {
        Span(one.day, one.starts, one.ends): one.id for one in session.scalars(select(Session))
    }
    before = [span for _place, span in layout.slots()]
    for span in layout.sessions:
        try:
            longer = layout.longer(span)
        except Invalid:
            continue
        new = [slot for _place, slot in longer.slots() if slot not in before]
        same = len(longer.slots()) == len(before) + 1
        if same and len(new) == 1 and datetime.combine(new[0].day, new[0].starts) >= now:
            yield Longer(known[span], new[0], longer)


def _one_more_slot(key: str, context: Context) -> tuple[str, str]:
    session = context.session
    found = next(
        (one for one in longer_sessions(session, datetime.min) if one.session == key), None
    )
    if found is None:
        raise Conflict("way_no_longer")
    change_layout(ChangeLayout(found.layout), context)
    session.flush()
    slot = session.scalars(
        select(Slot).where(Slot.day == found.span.day, Slot.starts == found.span.starts)
    ).one()
    return slot.id, _("slot {n}").format(n=slot.number)


def _one_more_table(session: DatabaseSession) -> Table:
    tables = session.scalars(select(Table).order_by(Table.number)).all()
    if len(tables) >= MOST_TABLES:
        raise Invalid("tables_number", field="tables", value=len(tables) + 1, limit=MOST_TABLES)
    last = tables[-1] if tables else None
    table = Table(
        id=new_key(),
        number=last.number + 1 if last else 1,
        zone=last.zone if last else "",
        seats=max(_LEAST_SEATS, last.seats if last else 0),
    )
    session.add(table)
    session.flush()
    return table
