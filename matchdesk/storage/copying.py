"""A copy of an event to try things on: its records as they stand, without its past."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.orm import Session

from matchdesk.models import Base, JournaledChange, JournaledSet
from matchdesk.storage import journal
from matchdesk.storage.database import SUFFIX, Database

_PAST = frozenset({JournaledSet.__tablename__, JournaledChange.__tablename__})


class Scratch(Database):
    """A file of its own in a folder only this user can read; `close` removes it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="matchdesk-"))
        super().__init__(str(self._folder / f"draft{SUFFIX}"))

    def close(self) -> None:
        """Let go of it and leave nothing behind."""
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


def copied(source: Database) -> tuple[Scratch, int]:
    """The records of `source` in a database of their own, and the number of its last change set.

    The copy's journal goes on after that number; nothing before can be undone in it. Whatever
    `source` lies on, the copy is a file. Takes as long as reading everything once.
    """
    scratch = Scratch()
    try:
        with source.reading() as session, scratch.engine.begin() as connection:
            Base.metadata.create_all(connection)
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))  # some rows point ahead
            number = journal.last_number(session)
            _head(session, connection, number)
            for table in Base.metadata.sorted_tables:
                if table.name not in _PAST:
                    rows = [dict(row) for row in session.execute(select(table)).mappings()]
                    if rows:
                        connection.execute(insert(table), rows)
    except BaseException:
        scratch.close()
        raise
    return scratch, number


def _head(session: Session, connection: Connection, number: int) -> None:
    """The last change set's line, so that the copy counts on from there."""
    table = JournaledSet.__table__
    row = session.execute(select(table).where(table.c.number == number)).mappings().first()
    if row is not None:
        connection.execute(insert(JournaledSet), {**row, "undoable": False, "reverts": None})
