"""One command, one transaction, one change set.

```
with UnitOfWork(database, signature, clock) as work:
    work.session.add(...)
    change_set = work.commit("rename_event", detail={...})
```
Leaving the block without `commit` stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.exc import StaleDataError

from matchdesk.core.changes import Change, ChangeSet, Row
from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.models import JournaledSet, Record, new_key
from matchdesk.storage import bulk, journal
from matchdesk.storage.database import Database, translated


@dataclass(frozen=True, slots=True)
class Signature:
    """Who did it and where: written beside every change set."""

    operator: str
    desk: str


class UnitOfWork:
    """Use within one thread, once. Every change to a `Record` is captured for the journal."""

    def __init__(self, database: Database, signature: Signature, clock: Clock) -> None:
        self.signature = signature
        self.clock = clock
        self._database = database
        self._captured: dict[tuple[str, str], tuple[Row | None, Row | None]] = {}
        self.session: Session = database.writing()

    def __enter__(self) -> Self:
        event.listen(self.session, "after_flush", self._capture)
        event.listen(self.session, "do_orm_execute", _refuse_bulk_writes)
        try:
            with translated(self._database):
                self.session.connection()  # begins the transaction: other writers wait from here on
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()
        if isinstance(error, StaleDataError):
            raise Conflict from error
        if isinstance(error, DBAPIError):
            with translated(self._database):
                raise error

    def earlier(self, command_id: str) -> ChangeSet | None:
        """What this command did when it was run before, e.g. from a queue sent twice."""
        return journal.by_command(self.session, command_id)

    def store(self, records: Iterable[Record]) -> None:
        """Store new `records`, with their keys, at once: a fifth of what the session takes.

        They are captured as everything else, but the session does not get to know them: what is
        changed in them afterwards is lost. They may refer to each other and to what is stored;
        what is changed in the session and not flushed yet may refer to them.
        """
        # In the order of storing: undone in the reverse, what refers to others goes before them.
        for record in bulk.insert(self.session.connection(), records):
            self._captured[record.__tablename__, record.id] = (None, journal.row_of(record))

    def changes(self) -> tuple[Change, ...]:
        """What has been changed so far, one entry per record."""
        self.session.flush()
        return tuple(
            Change(entity, key, before, after)
            for (entity, key), (before, after) in self._captured.items()
            if before != after
        )

    def commit(
        self,
        intent: str,
        *,
        detail: Row | None = None,
        reverts: int | None = None,
        undoable: bool = True,
        command_id: str | None = None,
    ) -> ChangeSet | None:
        """Store everything with its journal entry; None (and nothing stored) if nothing changed."""
        changes = self.changes()
        if not changes:
            self.session.rollback()
            return None
        head = JournaledSet(
            number=journal.last_number(self.session) + 1,
            command_id=command_id or new_key(),
            intent=intent,
            operator=self.signature.operator,
            desk=self.signature.desk,
            at=self.clock.now(),
            reverts=reverts,
            undoable=undoable,
            detail=detail,
        )
        journal.write(self.session, head, changes)
        change_set = journal.assembled(head, changes)
        self._notify(head.number)
        self.session.commit()
        return change_set

    def _notify(self, number: int) -> None:
        """Ring the bell for other desks; they read the journal, not the bell."""
        if not self._database.is_file:
            self.session.connection().exec_driver_sql(f"NOTIFY matchdesk, '{int(number)}'")

    def _capture(self, session: Session, context: Any) -> None:
        for record in session.new:
            self._note(record, lambda _: None, journal.row_of)
        for record in session.dirty:
            if session.is_modified(record):
                self._note(record, _row_before, journal.row_of)
        for record in session.deleted:
            self._note(record, _row_before, lambda _: None)

    def _note(
        self,
        record: object,
        before: Callable[[Record], Row | None],
        after: Callable[[Record], Row | None],
    ) -> None:
        if isinstance(record, Record):
            place = (record.__tablename__, record.id)
            first = self._captured[place][0] if place in self._captured else before(record)
            self._captured[place] = (first, after(record))


def _row_before(record: Record) -> Row:
    """The record's values before this flush, rebuilt from the attribute histories."""
    row = journal.row_of(record)
    for attribute in inspect(record).attrs:
        if attribute.key in row and attribute.history.deleted:
            row[attribute.key] = journal.encode(attribute.history.deleted[0])
    return row


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    """Bulk statements would pass the journal by: refuse them on journaled records."""
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Record):
        raise RuntimeError(f"bulk write on journaled {mapper.class_.__name__}")
