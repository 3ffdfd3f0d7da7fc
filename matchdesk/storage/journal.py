"""The journal: written with every change, read for audit, undo, refresh and other desks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Table, bindparam, func, inspect, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change, ChangeSet, Row
from matchdesk.models import Base, JournaledChange, JournaledSet, Record
from matchdesk.storage.rows import rows

_UNJOURNALED = frozenset({"version"})


def classes() -> dict[str, type[Record]]:
    """Every journaled class by the name of its table."""
    return {
        mapper.local_table.name: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Record) and isinstance(mapper.local_table, Table)
    }


def encode(value: Any) -> Any:
    """A column's value as the journal keeps it (JSON-ready, same text on every database)."""
    if value is None or type(value) in _AS_IT_IS:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # as the database will give it back
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return list(value)
    return dict(value) if isinstance(value, dict) else value


def decode(record: type[Record], row: Row) -> Row:
    """The journal's values of `record` as its constructor takes them."""
    mapper = inspect(record)
    return {
        name: _decode(mapper.columns[name].type.python_type, value)
        for name, value in row.items()
        if name in mapper.columns
    }


def _decode(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if issubclass(kind, datetime | date | time):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, StrEnum) else value


def row_of(record: Record) -> Row:
    """The journaled values of `record` as it stands in the session."""
    held = record.__dict__  # asking the record itself takes five times as long
    return {
        name: encode(held[name] if name in held else getattr(record, name))
        for name in _journaled(type(record))
    }


@cache
def _journaled(kind: type[Record]) -> tuple[str, ...]:
    names = (attribute.key for attribute in inspect(kind).column_attrs)
    return tuple(name for name in names if name not in _UNJOURNALED)


_AS_IT_IS = frozenset((str, bool, int))
_LAST = select(func.max(JournaledSet.number))
_AFTER = JournaledChange.number > bindparam("since")
_IN_ORDER = (JournaledChange.number, JournaledChange.id)
_TOUCHED = select(JournaledChange.entity, JournaledChange.key).where(_AFTER).order_by(*_IN_ORDER)
_CHANGED = (
    select(
        JournaledChange.entity, JournaledChange.key, JournaledChange.before, JournaledChange.after
    )
    # Joined to nothing, so that the index of records is of no use: nearly all that was ever changed
    # in a crowded event are meetings, and SQLite would look through all of those.
    .where(_AFTER, JournaledChange.entity.concat("").in_(bindparam("entities", expanding=True)))
    .order_by(*_IN_ORDER)
)
_SETS, _CHANGES = Base.metadata.tables["change_set"], Base.metadata.tables["change"]


def last_number(session: Session) -> int:
    """The number of the newest change set, 0 before the first."""
    return rows(session, _LAST).scalar() or 0


def by_command(session: Session, command_id: str) -> ChangeSet | None:
    """The change set that a command already made, if it was run before."""
    found = session.scalar(select(JournaledSet).where(JournaledSet.command_id == command_id))
    return None if found is None else get(session, found.number)


def get(session: Session, number: int) -> ChangeSet | None:
    """Change set `number` with all its changes, in the order in which they were made."""
    head = session.get(JournaledSet, number)
    return None if head is None else next(_assembled(session, [head]))


def since(session: Session, number: int, limit: int = 200) -> tuple[ChangeSet, ...]:
    """Up to `limit` change sets after `number`, oldest first, with their changes."""
    query = select(JournaledSet).where(JournaledSet.number > number)
    heads = session.scalars(query.order_by(JournaledSet.number).limit(limit)).all()
    return tuple(_assembled(session, heads))


def touched_since(session: Session, number: int) -> dict[str, set[str]]:
    """Keys of the records that were changed after change set `number`, by table."""
    found: dict[str, set[str]] = {}
    for entity, key in rows(session, _TOUCHED, since=number):
        found.setdefault(entity, set()).add(key)
    return found


def changes_since(session: Session, number: int, entities: Collection[str]) -> tuple[Change, ...]:
    """What was changed of `entities` (tables) after change set `number`, oldest first."""
    found = rows(session, _CHANGED, since=number, entities=list(entities))
    return tuple(Change(*row) for row in found)


def heads(
    session: Session, before: int | None = None, limit: int = 100, text: str = ""
) -> Sequence[JournaledSet]:
    """Change sets without their changes, newest first; `text` is looked for in who and what."""
    query = select(JournaledSet).order_by(JournaledSet.number.desc()).limit(limit)
    if before is not None:
        query = query.where(JournaledSet.number < before)
    if text:
        columns = (JournaledSet.intent, JournaledSet.operator, JournaledSet.desk)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    return session.scalars(query).all()


def later_sets_on(
    session: Session, change_set: ChangeSet
) -> dict[tuple[str, str], tuple[int, ...]]:
    """For each record of `change_set`, the later change sets that touched it, the newest first."""
    wanted = {(change.entity, change.key) for change in change_set.changes}
    query = (
        select(JournaledChange.entity, JournaledChange.key, JournaledChange.number)
        .where(JournaledChange.number > change_set.number)
        .order_by(JournaledChange.number.desc())
    )
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for entity, key, number in session.execute(query):
        if (entity, key) in wanted:
            found[entity, key] = (*found.get((entity, key), ()), number)
    return found


def write(session: Session, head: JournaledSet, changes: Iterable[Change]) -> None:
    """Add one change set to the journal, in the caller's transaction."""
    connection = session.connection()
    connection.execute(_SETS.insert(), _plain(head))
    entries = [
        {
            "number": head.number,
            "entity": c.entity,
            "key": c.key,
            "before": c.before,
            "after": c.after,
        }
        for c in changes
    ]
    if entries:
        connection.execute(_CHANGES.insert(), entries)


def _plain(head: JournaledSet) -> Row:
    """The head's columns: a plain insert takes half the time of the unit of work's."""
    return {name: getattr(head, name) for name in inspect(JournaledSet).columns.keys()}  # noqa: SIM118 - not a dictionary


def assembled(head: JournaledSet, changes: Iterable[Change]) -> ChangeSet:
    """The change set as the rest of the program knows it."""
    return ChangeSet(
        number=head.number,
        intent=head.intent,
        operator=head.operator,
        desk=head.desk,
        at=head.at,
        changes=tuple(changes),
        reverts=head.reverts,
        undoable=head.undoable,
        detail=head.detail,
    )


def _assembled(session: Session, heads: Sequence[JournaledSet]) -> Iterator[ChangeSet]:
    query = (
        select(JournaledChange)
        .where(JournaledChange.number.in_([head.number for head in heads]))
        .order_by(JournaledChange.number, JournaledChange.id)
    )
    found = groupby(session.scalars(query), key=lambda row: row.number)
    changes = {
        number: [Change(row.entity, row.key, row.before, row.after) for row in group]
        for number, group in found
    }
    for head in heads:
        yield assembled(head, changes.get(head.number, ()))
