"""Creating an event, and what the shell and every screen need to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core import badge_token
from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import GridState
from matchdesk.models import Break, Event, Grid, Session, Slot, Table, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.layout import Layout, Pause, daily
from matchdesk.services.places import countries
from matchdesk.storage.database import Database
from matchdesk.storage.rows import rows

ZONE_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TABLES_PER_ZONE = 20
MOST_TABLES = 1000


@dataclass(frozen=True)
class NewEvent(Command):
    """Create the event of an empty database: the same `sessions` on each of `days`."""

    intent: ClassVar[str] = "new_event"
    undoable: ClassVar[bool] = False

    name: str
    timezone: str
    days: tuple[date, ...]
    sessions: tuple[tuple[time, time], ...]
    slot_minutes: int = 20
    gap_minutes: int = 5
    tables: int = 20
    venue: str = ""
    city: str = ""
    country: str = ""
    notice: str = ""
    pauses: tuple[Pause, ...] = ()

    def layout(self) -> Layout:
        """The event's time, checked; raises `Invalid`."""
        spans = daily(self.days, self.sessions)
        return Layout(spans, self.slot_minutes, self.gap_minutes, self.pauses).checked()


@dataclass(frozen=True, slots=True)
class SlotView:
    """A slot as screens show it; times are the venue's."""

    key: str
    number: int
    day: date
    starts: time
    ends: time
    session_key: str

    @property
    def label(self) -> str:
        """The slot's start, as printed in a grid's header."""
        return f"{self.starts:%H:%M}"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as screens show it."""

    key: str
    number: int
    zone: str
    seats: int
    reserved_for_key: str | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as screens show it."""

    key: str
    number: int
    day: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class EventSummary:
    """The event in one look."""

    key: str
    name: str
    venue: str
    city: str
    country: str
    timezone: str
    notice: str
    slot_minutes: int
    gap_minutes: int
    sessions: tuple[SessionView, ...]
    slots: tuple[SlotView, ...]
    tables: tuple[TableView, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which there are sessions, in order."""
        return tuple(sorted({session.day for session in self.sessions}))

    @property
    def zone(self) -> ZoneInfo:
        """The venue's time zone."""
        return ZoneInfo(self.timezone)


_Place = TypeVar("_Place", Slot, Table)


class EventQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summary(self) -> EventSummary:
        """The event with its sessions, slots and tables."""
        with self._database.reading() as session:
            return summary(session)


def the_event(session: DatabaseSession) -> Event:
    """The one event of this database; raises `NotFound` in an empty one."""
    event = session.scalars(select(Event)).first()
    if event is None:
        raise NotFound("database_empty")
    return event


def live_grid(session: DatabaseSession) -> Grid:
    """The grid everybody works by."""
    return session.scalars(select(Grid).where(Grid.state == GridState.LIVE)).one()


def find_slot(session: DatabaseSession, named: int | str) -> Slot:
    """A slot by its number or key; raises `NotFound`."""
    found = _named(session, Slot, named)
    if found is None:
        raise NotFound(what="slot", key=named)
    return found


def find_table(session: DatabaseSession, named: int | str) -> Table:
    """A table by its number or key; raises `NotFound`."""
    found = _named(session, Table, named)
    if found is None:
        raise NotFound(what="table", key=named)
    return found


def _named(session: DatabaseSession, kind: type[_Place], named: int | str) -> _Place | None:
    text = str(named).strip()
    if text.isascii() and text.isdigit():
        return session.scalars(select(kind).where(kind.number == int(text))).first()
    return session.get(kind, text)  # what the session knows is not read again


def next_number(session: DatabaseSession, column: InstrumentedAttribute[int]) -> int:
    """One more than the greatest value of a `number` column; safe inside a unit of work."""
    return (session.scalar(select(func.max(column))) or 0) + 1


def summary(session: DatabaseSession) -> EventSummary:
    """The event with its sessions, slots and tables, read in `session`; raises `NotFound`."""
    event = rows(session, _event()).first()
    if event is None:
        raise NotFound("database_empty")
    facts: dict[str, Any] = dict(zip(_FACTS, event, strict=True))
    return EventSummary(
        **facts,
        sessions=tuple(SessionView(*row) for row in rows(session, _sessions()).all()),
        slots=tuple(SlotView(*row) for row in rows(session, _slots()).all()),
        tables=tuple(TableView(*row) for row in rows(session, _tables()).all()),
    )


# Plain rows, in the order of the views' fields: two hundred tables as records take ten milliseconds
# each time, and every document asks.


_FACTS = (
    "key", "name", "venue", "city", "country", "timezone", "notice", "slot_minutes", "gap_minutes"
)  # fmt: skip


@cache
def _event() -> Select[*tuple[Any, ...]]:
    return select(
        Event.id,
        Event.name,
        Event.venue,
        Event.city,
        Event.country,
        Event.timezone,
        Event.notice,
        Event.slot_minutes,
        Event.gap_minutes,
    )


@cache
def _sessions() -> Select[*tuple[Any, ...]]:
    columns = (Session.id, Session.number, Session.day, Session.starts, Session.ends)
    return select(*columns).order_by(Session.number)


@cache
def _slots() -> Select[*tuple[Any, ...]]:
    columns = (Slot.id, Slot.number, Slot.day, Slot.starts, Slot.ends, Slot.session_id)
    return select(*columns).order_by(Slot.number)


@cache
def _tables() -> Select[*tuple[Any, ...]]:
    columns = (Table.id, Table.number, Table.zone, Table.seats, Table.reserved_for_id)
    return select(*columns).order_by(Table.number)


def checked(command: NewEvent) -> Layout:
    """The layout of `command`, or `Invalid` with what is wrong with it."""
    if not fold(command.name):
        raise Invalid("event_no_name", field="name")
    if not 1 <= command.tables <= MOST_TABLES:
        raise Invalid(field="tables", value=command.tables, expected=f"1 to {MOST_TABLES}")
    checked_zone(command.timezone)
    if command.country and command.country.strip().upper() not in countries():
        raise Invalid("field_country", field="country", value=command.country)
    return command.layout()


def create_event(command: NewEvent, context: Context) -> EventSummary:
    """Handle `NewEvent`; raises `Invalid` for an unknown zone or an impossible layout."""
    layout = checked(command)
    name = command.name.strip()
    session = context.session
    session.add(
        Event(
            name=name,
            venue=command.venue.strip(),
            city=command.city.strip(),
            country=command.country.strip().upper(),
            timezone=checked_zone(command.timezone),
            slot_minutes=layout.slot_minutes,
            gap_minutes=layout.gap_minutes,
            secret=badge_token.new_secret(),
            notice=command.notice,
        )
    )
    session.add(Grid(name="Live", state=GridState.LIVE))
    add_time(session, layout)
    for number in range(1, command.tables + 1):
        session.add(Table(number=number, zone=zone_of(number), seats=4))
    session.flush()
    context.describe(name=name)
    return summary(session)


def break_of(pause: Pause) -> Break:
    """A new record of `pause`."""
    span = pause.span
    return Break(
        day=span.day,
        starts=span.starts,
        ends=span.ends,
        name=pause.name,
        kind=pause.kind,
        place=pause.place,
    )


def add_time(session: DatabaseSession, layout: Layout) -> None:
    """Store the sessions, breaks and slots of `layout` in an event that has none."""
    keys = []
    for number, span in enumerate(layout.sessions, start=1):
        keys.append(new_key())
        session.add(
            Session(id=keys[-1], number=number, day=span.day, starts=span.starts, ends=span.ends)
        )
    session.add_all(break_of(pause) for pause in layout.pauses)
    session.flush()
    for number, (index, span) in enumerate(layout.slots(), start=1):
        session.add(
            Slot(
                number=number,
                session_id=keys[index],
                day=span.day,
                starts=span.starts,
                ends=span.ends,
            )
        )


def zone_of(number: int) -> str:
    """The zone a new table stands in: A for tables 1–20, B for 21–40 and so on."""
    return ZONE_NAMES[((number - 1) // TABLES_PER_ZONE) % len(ZONE_NAMES)]


def checked_zone(name: str) -> str:
    """`name` if it is an IANA time zone, else `Invalid`."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid(
            field="timezone", value=name, expected="a zone such as Europe/Warsaw"
        ) from error
    return name


HANDLERS: dict[type[Command], Handler] = {NewEvent: create_event}
