"""The file of a desk's print queue, used by several threads at once."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from matchdesk.storage.spool import SpoolFile


@pytest.fixture
def spool(tmp_path):
    opened = SpoolFile(tmp_path / "desk.queue")
    for number in range(20):
        opened.add(f"job-{number}", {"state": "waiting", "number": number, "note": "x" * 2000})
    yield opened
    opened.close()


def test_threads_read_each_their_own_rows(spool):
    def read(number):
        wanted = f"job-{number}"
        for _ in range(200):
            assert [row["number"] for _, row in spool.all()] == list(range(20))
            assert spool.get(wanted)["number"] == number

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read, range(4)))


def test_rows_are_read_before_another_thread_may_ask(spool):
    """What the threads above only meet by chance, and not at all on older Pythons."""
    held = []

    class Cursor(sqlite3.Cursor):
        def fetchall(self):
            held.append(spool._lock.locked())
            return super().fetchall()

        def fetchone(self):
            held.append(spool._lock.locked())
            return super().fetchone()

    class Watched:
        """The connection, but each of its cursors tells whether the lock is held as it reads."""

        def __init__(self, rows):
            self._rows = rows

        def execute(self, statement, values=()):
            return self._rows.cursor(Cursor).execute(statement, values)

        def close(self):
            self._rows.close()

    spool._rows = Watched(spool._rows)
    assert spool.get("job-3")["number"] == 3
    assert len(spool.all()) == 20
    assert held == [True, True]
