"""What people call the records that a change set points at, instead of their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change
from matchdesk.core.i18n import _
from matchdesk.core.wording import records
from matchdesk.models import Interpreter, Participant, Record, Slot
from matchdesk.storage import journal

_OWN_NAMES = ("name", "acronym", "text")


def referenced(session: Session, changes: Iterable[Change]) -> dict[str, str]:
    """The name of every record that a foreign key in `changes` points at, by key.

    Records that no longer exist are left out.
    """
    classes = journal.classes()
    wanted: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        targets = _targets(classes[change.entity]) if change.entity in classes else {}
        for row in (change.before, change.after):
            for column, value in (row or {}).items():
                if column in targets and value:
                    wanted[targets[column]].add(value)
    found = {
        record.id: call(entity, record)
        for entity, keys in wanted.items()
        if entity in classes  # the bytes of a document are no record
        for record in _read(session, classes[entity], keys)
    }
    return found | _interpreters(session, wanted[Interpreter.__tablename__])


def call(entity: str, record: Record) -> str:
    """What people call `record`, a row of the table `entity`."""
    if isinstance(record, Slot):
        return f"{record.day:%d.%m.} {record.starts:%H:%M}"
    for name in _OWN_NAMES:
        if text := getattr(record, name, ""):
            return str(text)
    number = getattr(record, "number", None)
    known = records.entity(entity)
    return known if number is None else _("{what} {number}").format(what=known, number=number)


def _interpreters(session: Session, keys: set[str]) -> dict[str, str]:
    """They are called as the participants they are."""
    named = Participant.id == Interpreter.participant_id
    query = select(Interpreter.id, Participant.name).join(Participant, named)
    rows = session.execute(query.where(Interpreter.id.in_(keys))).all() if keys else []
    return {row.id: row.name for row in rows}


def _read(session: Session, record: type[Record], keys: set[str]) -> list[Record]:
    return list(session.scalars(select(record).where(record.id.in_(keys))))


def _targets(record: type[Record]) -> dict[str, str]:
    table = record.__table__
    assert isinstance(table, Table)
    return {
        column.name: key.column.table.name
        for column in table.columns
        for key in column.foreign_keys
    }
