"""One engine per event address: a SQLite file or a PostgreSQL database.

SQLite: WAL, foreign keys on, `synchronous=FULL` (what was confirmed survives a power cut), and
writers start with `BEGIN IMMEDIATE`, so that check-then-write is one step.
PostgreSQL: writers first take one advisory lock, for the same reason, and because sequence numbers
would otherwise become visible out of order to a watcher.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from matchdesk.core.errors import Cancelled, Conflict, MatchDeskError, StorageFault

SUFFIX = ".matchdesk"
APPLICATION_ID = 0x4D444553  # "MDES", marks the SQLite header of an event file
WRITE_LOCK = 0x4D444553  # the advisory lock every PostgreSQL writer takes first
_BUSY_SECONDS = 15.0
_FILE_FAULTS = {
    "locked": "event_locked",
    "not a database": "event_not_matchdesk",
    "disk is full": "storage_full",
    "readonly database": "event_read_only",
}
"""What SQLite says of a file that is not damaged, and the code of the sentence for it."""


class Database:
    """The engine of one event. Thread-safe; `close` it when the event is left."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.path = None if is_server(address) else Path(address).expanduser()
        self.engine = _server_engine(address) if self.path is None else _file_engine(self.path)
        self._closed = False
        self._reading = sessionmaker(self._one_state(), expire_on_commit=False)
        writing = self.engine.execution_options(matchdesk_write=True)
        self._writing = sessionmaker(writing, expire_on_commit=False)

    @property
    def is_file(self) -> bool:
        """Whether this event is a SQLite file on this machine."""
        return self.path is not None

    @property
    def label(self) -> str:
        """How sentences name this event's place: the path, or the address without its password."""
        if self.path is not None:
            return str(self.path)
        return make_url(self.address).render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the event and stores nothing."""
        self._refuse_if_closed()
        with translated(self), self._reading() as session:
            yield session
            session.rollback()

    def writing(self) -> Session:
        """A session whose transaction starts by locking out other writers."""
        self._refuse_if_closed()
        return self._writing()

    def close(self) -> None:
        """Let go of every connection. Work that still goes on is `Cancelled` at its next access."""
        self._closed = True
        self.engine.dispose()

    def _one_state(self) -> Engine:
        """SQLite reads one snapshot anyway; PostgreSQL has to be asked for it."""
        if self.is_file:
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ")

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise Cancelled


def is_server(address: str) -> bool:
    """Whether `address` is a database address rather than a file path."""
    return "://" in address


@contextmanager
def translated(database: Database) -> Iterator[None]:
    """Turn the database driver's errors into sentences a user can act on."""
    try:
        yield
    except DBAPIError as error:
        raise _fault(database, error) from error


def _fault(database: Database, error: DBAPIError) -> MatchDeskError:
    if isinstance(error, IntegrityError):  # what the handler counted on is not so any more
        return Conflict()
    why = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
    if not database.is_file:
        return StorageFault("database_unreachable", why=why)
    for part, code in _FILE_FAULTS.items():
        if part in why:
            return StorageFault(code, file=database.label)
    return StorageFault("event_damaged", file=database.label, why=why)


def _file_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # as text, a "?" in the name would end it
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        pool_size=8,
        max_overflow=24,
    )
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin_file)
    return engine


def _prepare_file(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin_file`, not by the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_file(connection: Connection) -> None:
    writes = connection.get_execution_options().get("matchdesk_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server_engine(address: str) -> Engine:
    try:
        engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except (ArgumentError, ImportError, TypeError) as error:
        raise StorageFault("database_unreachable", why=str(error)) from error
    if engine.dialect.name != "postgresql":
        raise StorageFault("database_unreachable", why=f"{engine.dialect.name} is not PostgreSQL")
    event.listen(engine, "begin", _begin_server)
    return engine


def _begin_server(connection: Connection) -> None:
    if connection.get_execution_options().get("matchdesk_write"):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
