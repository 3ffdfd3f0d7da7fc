"""A whole event in one ZIP of open formats, and a new event made from it.

`manifest.json` says what it is, the format of the event, and of each table its columns with their
kinds, the number of rows and a checksum; `tables/<name>.jsonl` has a JSON list a line, in that
order of columns. An archive of an earlier format is brought up like an event file of that format.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    func,
    inspect,
    select,
    text,
)

from matchdesk.core.errors import StorageFault
from matchdesk.core.files import replacing
from matchdesk.core.progress import Progress
from matchdesk.models import Base
from matchdesk.models.base import Moment
from matchdesk.storage import opening
from matchdesk.storage.database import Database, translated

KIND, VERSION = "matchdesk-archive", 1

_README = """\
This is a whole MatchDesk event. manifest.json names its tables and their columns; each line of
tables/NAME.jsonl is one row, as a JSON list in the order of those columns. Moments are UTC, days
and times of day those at the venue, bytes are base 64.

It holds everything, nothing is left out: confidential agreements, testimonials without consent,
addresses of people who do not share them, and the secret that signs badges. Keep it as you keep
the event file, and do not pass it on.

A new event is made from it with:  matchdesk restore NEW.matchdesk ARCHIVE.zip
"""
_BATCH = 500


def write(database: Database, path: Path, progress: Progress) -> None:
    """Write everything the event holds to `path`, in one state; raises `FileFault`, `Cancelled`."""
    tables = Base.metadata.sorted_tables
    packed = io.BytesIO()
    described: dict[str, Any] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with database.reading() as session:
            for number, table in enumerate(tables):
                progress.step(number, len(tables), table.name)
                lines = _lines(session.connection(), table)
                data = "".join(lines).encode()
                archive.writestr(f"tables/{table.name}.jsonl", data)
                described[table.name] = _described(table, data, len(lines))
        manifest = {
            "kind": KIND,
            "version": VERSION,
            "format": opening.FORMAT,
            "tables": described,
        }
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        archive.writestr("README.txt", _README)
    with replacing(path) as stream:
        stream.write(packed.getvalue())
    progress.step(len(tables), len(tables))


def restore(address: str, path: Path, progress: Progress) -> Database:
    """A new event at `address` from the archive `path`.

    Raises `StorageFault` for what is no archive, is damaged or of a newer format, and where there
    is an event already; nothing is left behind then.
    """
    manifest, tables = _opened(path)
    database = opening.create(address, _known_format(path, manifest))
    try:
        with translated(database), database.engine.connect() as connection, connection.begin():
            _fill(connection, manifest["tables"], tables, progress)
        database.close()
        return opening.open_existing(address, keep_older=False)
    except BaseException:
        database.close()
        opening.discard(address)
        raise


def _described(table: Table, data: bytes, rows: int) -> dict[str, Any]:
    return {
        "columns": {column.name: _kind(column.type) for column in table.columns},
        "rows": rows,
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _kind(type_: Any) -> str:
    if isinstance(type_, Moment):
        return "moment"
    if isinstance(type_, Uuid):
        return "key"
    if isinstance(type_, LargeBinary):
        return "bytes"
    if isinstance(type_, JSON):
        return "json"
    kind: type = type_.python_type
    names = {bool: "boolean", int: "integer", float: "number", date: "day", time: "time"}
    return names.get(kind, "text")


def _lines(connection: Connection, table: Table) -> list[str]:
    order = list(table.primary_key.columns)
    rows = connection.execute(select(table).order_by(*order))
    return [
        json.dumps([_encoded(value) for value in row], ensure_ascii=False, separators=(",", ":"))
        + "\n"
        for row in rows
    ]


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _opened(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and every table's bytes, checked against it."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("kind") != KIND:
                raise StorageFault("archive_not_ours", file=str(path))
            if manifest["version"] > VERSION:
                raise StorageFault("archive_too_new", file=str(path))
            tables = {name: archive.read(f"tables/{name}.jsonl") for name in manifest["tables"]}
    except FileNotFoundError as error:
        raise StorageFault("archive_missing", file=str(path)) from error
    except (OSError, ValueError, KeyError, AttributeError, zipfile.BadZipFile) as error:
        raise StorageFault("archive_not_ours", file=str(path)) from error
    for name, data in tables.items():
        if hashlib.sha256(data).hexdigest() != manifest["tables"][name]["sha256"]:
            raise StorageFault("archive_damaged", file=str(path), table=name)
    return manifest, tables


def _known_format(path: Path, manifest: dict[str, Any]) -> str:
    from matchdesk.storage import migrating  # Alembic is slow to import and rarely needed

    found = str(manifest["format"])
    if found not in migrating.known_revisions():
        raise StorageFault("archive_too_new", file=str(path))
    return found


def _fill(
    connection: Connection, described: dict[str, Any], data: dict[str, bytes], progress: Progress
) -> None:
    """Into the tables as they are at the archive's format, referents first."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name in described]
    for number, table in enumerate(tables):
        progress.step(number, len(tables), table.name)
        kinds = described[table.name]["columns"]
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True  # as it was: nothing, not the JSON word null
        decode = _decoders(connection, table, kinds)
        batch: list[dict[str, Any]] = []
        for row in _rows(data[table.name]):
            batch.append({n: decode[n](v) for n, v in zip(kinds, row, strict=True)})
            if len(batch) == _BATCH:
                connection.execute(table.insert(), batch)
                batch = []
        if batch:
            connection.execute(table.insert(), batch)
        _count_on(connection, table)
    progress.step(len(tables), len(tables))


def _rows(data: bytes) -> Iterator[list[Any]]:
    return (json.loads(line) for line in data.decode().split("\n") if line)


def _decoders(
    connection: Connection, table: Table, kinds: dict[str, str]
) -> dict[str, Callable[[Any], Any]]:
    """For each column what turns its JSON value into what the database's driver takes."""
    lite = connection.dialect.name == "sqlite"
    made: dict[str, Callable[[Any], Any]] = {
        "moment": (lambda v: _moment(v).replace(tzinfo=None)) if lite else _moment,
        "key": (lambda v: v.replace("-", "")) if lite else str,
        "bytes": base64.b64decode,
        "day": date.fromisoformat,
        "time": time.fromisoformat,
    }

    def decoder(kind: str) -> Callable[[Any], Any]:
        decode = made.get(kind, lambda value: value)
        return lambda value: None if value is None else decode(value)

    return {name: decoder(kinds[name]) for name in kinds if name in table.columns}


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers rows from a sequence, which has to go on after what was put in."""
    if connection.dialect.name != "postgresql":
        return
    for column in inspect(connection).get_columns(table.name):
        if "nextval" in str(column.get("default") or ""):
            name = column["name"]
            newest = connection.scalar(select(func.max(table.c[name])))
            if newest:
                query = text("SELECT setval(pg_get_serial_sequence(:table, :name), :newest)")
                facts = {"table": table.name, "name": name, "newest": newest}
                connection.execute(query, facts)
