"""Creating and opening events; refusing what is not ours, not whole, or too new."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from matchdesk.core.errors import StorageFault
from matchdesk.storage.database import APPLICATION_ID, Database, translated

FORMAT = "0013"
"""The revision this program writes; a test holds it equal to Alembic's head."""


def create(address: str, revision: str = "head") -> Database:
    """An empty event at `address`; raises `StorageFault` if there is one already.

    `revision` is the format of an archive that is to be put into it.
    """
    database = Database(address)
    if database.path is not None:
        _claim(database.path)
    try:
        with translated(database), database.engine.connect() as connection, connection.begin():
            _refuse_second(database, connection)
            _mark(database, connection)
            _upgrade(connection, revision)
        _settle(database)
    except BaseException:
        database.close()
        discard(address)
        raise
    return database


def discard(address: str) -> None:
    """Remove a file that `create` has just made and nothing was stored in; a server's stays."""
    path = Database(address).path
    if path is not None:
        for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            name.unlink(missing_ok=True)


def open_existing(address: str, *, keep_older: bool = True) -> Database:
    """The event at `address`, brought to the present format if it is older.

    A file is copied beside itself before it is upgraded (unless not `keep_older`). Raises
    `StorageFault` if there is no event, if it is not ours, or if a newer program wrote it; nothing
    is changed then.
    """
    _check_file(address)
    database = Database(address)
    try:
        _bring_up_to_date(database, keep_older=keep_older)
    except BaseException:
        database.close()
        raise
    return database


def open_copy(path: Path, folder: Path) -> Database:
    """A copy in `folder` of the event file `path`, brought to the present format.

    `path` is only read, and may be read-only. Raises `StorageFault` as `open_existing` does.
    """
    _check_file(str(path), to_write=False)
    try:
        copy = backup(path, folder / path.name)
    except sqlite3.DatabaseError as error:
        raise StorageFault("event_damaged", file=str(path), why=str(error)) from error
    return open_existing(str(copy), keep_older=False)


def backup(path: Path, target: Path) -> Path:
    """Copy an event file, also while others write to it, and return where the copy lies."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _bring_up_to_date(database: Database, *, keep_older: bool) -> None:
    found = _revision(database)
    if found == FORMAT:
        return
    from matchdesk.storage import migrating  # Alembic is slow to import and rarely needed

    if found not in migrating.known_revisions():
        raise StorageFault("event_too_new", file=database.label, found=found, known=FORMAT)
    if keep_older and database.path is not None:
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        name = f"{database.path.stem}.before-upgrade-{found}-{stamp}{database.path.suffix}"
        backup(database.path, database.path.with_name(name))
    with translated(database), database.engine.connect() as connection, connection.begin():
        migrating.upgrade(connection)


def _revision(database: Database) -> str:
    with translated(database), database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            if database.path is not None:
                raise StorageFault("event_not_matchdesk", file=database.label)
            raise StorageFault("database_empty")
        query = text("SELECT version_num FROM alembic_version")
        return str(connection.execute(query).scalar_one())


def _check_file(address: str, *, to_write: bool = True) -> None:
    path = Database(address).path
    if path is None:
        return
    if not path.is_file():
        raise StorageFault("event_missing", file=str(path))
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StorageFault("event_damaged", file=str(path), why=error.strerror) from error
    if not header.startswith(b"SQLite format 3\0") or not _ours(path, header):
        raise StorageFault("event_not_matchdesk", file=str(path))
    if to_write and not os.access(path, os.W_OK):
        raise StorageFault("event_read_only", file=str(path))


def _ours(path: Path, header: bytes) -> bool:
    """Whether the file bears our mark, in its first page or still in the log beside it.

    A young event lies in its log alone while another desk has it open, or after a power cut. The
    log is read with a connection that changes nothing but what a crash left to recover.
    """
    if int.from_bytes(header[68:72], "big") == APPLICATION_ID:
        return True
    if not path.with_name(path.name + "-wal").is_file():
        return False
    try:
        with closing(sqlite3.connect(path)) as reader:
            (mark,) = reader.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(mark == APPLICATION_ID)


def _refuse_second(database: Database, connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        raise StorageFault("event_exists", file=database.label)


def _claim(path: Path) -> None:
    """Make the file ours in one step, so that two desks cannot create it at once."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise StorageFault("event_exists", file=str(path)) from error
    except OSError as error:
        raise StorageFault("event_folder_missing", file=str(path)) from error


def _mark(database: Database, connection: Connection) -> None:
    if database.is_file:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _settle(database: Database) -> None:
    """Carry the new tables from the log into the file, so that it says by itself what it is."""
    if database.is_file:
        with translated(database), database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _upgrade(connection: Connection, revision: str) -> None:
    from matchdesk.storage import migrating  # Alembic is slow to import and rarely needed

    migrating.upgrade(connection, revision)
