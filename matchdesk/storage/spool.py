"""A desk's print queue on its own disk: a small SQLite file beside the desk's settings.

It is not part of the event: a desk that has lost the event's server still knows what waits.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any, NamedTuple

from matchdesk.core.errors import StorageFault

_TABLE = """CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL, body TEXT NOT NULL)"""
_WAIT = 5.0  # seconds for another window of this desk to finish its write


class _Done(NamedTuple):
    """What a statement gave: rows read, how many were changed, number of the row added."""

    rows: list[Any]
    changed: int
    number: int


class SpoolFile:
    """Numbered rows that survive a killed process: each call is one durable step. Thread-safe.

    Raises `StorageFault` if the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._rows: sqlite3.Connection | None = None
        self._drive: sqlite3.Connection | None = None
        self._known: dict[int, tuple[str, dict[str, Any]]] = {}

    def all(self) -> list[tuple[int, dict[str, Any]]]:
        """Every row with its number, in the order of adding.

        A row that did not change since the last call is the same object: do not change it.
        """
        found = self._do("SELECT number, body FROM job ORDER BY number").rows
        known = self._known
        fresh = {
            number: known[number]
            if number in known and known[number][0] == body
            else (body, json.loads(body))
            for number, body in found
        }
        self._known = fresh
        return [(number, row) for number, (_body, row) in fresh.items()]

    def add(self, key: str, row: dict[str, Any]) -> int:
        """Put `row` (with its `state`) at the end; returns its number, never used again."""
        statement = "INSERT INTO job (key, state, body) VALUES (?, ?, ?)"
        return self._do(statement, key, row["state"], json.dumps(row)).number

    def get(self, key: str) -> dict[str, Any] | None:
        """One row; None if there is none of this key."""
        found = self._do("SELECT body FROM job WHERE key = ?", key).rows
        return json.loads(found[0][0]) if found else None

    def change(self, key: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
        """Put `after` in the place of `before`; False if that is not what stands there any more."""
        statement = "UPDATE job SET state = ?, body = ? WHERE key = ? AND body = ?"
        values = (after["state"], json.dumps(after), key, json.dumps(before))
        return self._do(statement, *values).changed == 1

    def drop(self, key: str) -> None:
        """Forget a row."""
        self._do("DELETE FROM job WHERE key = ?", key)

    def drive(self) -> bool:
        """Whether this process is the one that works on the queue; the first that asks is.

        The others of the same desk only add to it. A process that ends, however, lets go.
        """
        with self._lock:
            if self._drive is not None:
                return True
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                drive = sqlite3.connect(
                    f"{self._path}-driver", timeout=0, isolation_level=None, check_same_thread=False
                )
            except (OSError, sqlite3.Error):
                return False
            try:
                drive.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                drive.close()
                return False
            self._drive = drive
            return True

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        with self._lock:
            for held in (self._rows, self._drive):
                if held is not None:
                    held.close()
            self._rows = self._drive = None

    def _do(self, statement: str, *values: object) -> _Done:
        with self._lock:
            try:
                cursor = self._opened().execute(statement, values)
                # Read under the lock: in newer Pythons (seen with 3.13) threads that run the same
                # words on one connection share a statement, and one reads the rows of the other.
                return _Done(cursor.fetchall(), cursor.rowcount, cursor.lastrowid or 0)
            except (OSError, sqlite3.Error) as error:
                raise StorageFault("queue_closed", file=str(self._path), why=str(error)) from error

    def _opened(self) -> sqlite3.Connection:
        if self._rows is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(
                self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False
            )
            rows.execute("PRAGMA synchronous = FULL")
            rows.execute(_TABLE)
            self._rows = rows
        return self._rows
