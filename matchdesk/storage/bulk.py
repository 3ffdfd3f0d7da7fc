"""Thousands of new records stored by plain inserts, without the session's unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, inspect

from matchdesk.models import Base, Record


def insert(connection: Connection, records: Iterable[Record]) -> list[Record]:
    """Insert new `records`, referents before what refers to them, and return them in that order.

    What is not set gets its default. Leaves the records as the session would: with their defaults
    and their first version.
    """
    by_table: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_table[record.__tablename__].append(record)
    stored: list[Record] = []
    for table in Base.metadata.sorted_tables:
        if found := by_table.get(table.name):
            for rows in _alike(table, found):
                connection.execute(table.insert(), rows)
            stored += found
    return stored


def _alike(table: Table, records: Sequence[Record]) -> Iterable[list[dict[str, Any]]]:
    """Rows that have the same columns: one statement takes no others."""
    names, defaults = _columns(type(records[0]))
    ordered = any(key.column.table is table for key in table.foreign_keys)
    groups: list[tuple[tuple[str, ...], list[dict[str, Any]]]] = []
    places: dict[tuple[str, ...], int] = {}
    for record in records:
        held = record.__dict__
        for name, default in defaults:
            if name not in held:
                held[name] = default(None) if callable(default) else default
        row = {name: held[name] for name in names if name in held}
        columns = tuple(row)
        if ordered and groups and groups[-1][0] != columns:
            places.clear()  # a row may refer to one before it
        if columns not in places:
            places[columns] = len(groups)
            groups.append((columns, []))
        groups[places[columns]][1].append(row)
    return [rows for _columns_, rows in groups]


@cache
def _columns(kind: type[Record]) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """The names of the columns, and what stands in those that are left out."""
    found = [(a.key, a.columns[0]) for a in inspect(kind).column_attrs]
    defaults = [(name, column.default.arg) for name, column in found if column.default is not None]
    return tuple(name for name, _column in found), (*defaults, ("version", 1))
