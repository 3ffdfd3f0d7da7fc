"""The event's time and place: what a change would do, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matchdesk.services.bus import Command, Handler
from matchdesk.services.event_layout.place import (
    ChangeTables,
    RenameEvent,
    change_tables,
    preview_tables,
    rename_event,
    table_rows,
)
from matchdesk.services.event_layout.programme import ProgrammeFile, merged, programme_file
from matchdesk.services.event_layout.shifting import InsertBreak, insert_break
from matchdesk.services.event_layout.time import (
    ChangeLayout,
    change_layout,
    current_layout,
    preview_layout,
)
from matchdesk.services.event_layout.views import (
    LayoutPreview,
    SlotChange,
    TablePlan,
    TableRow,
    TablesPreview,
)
from matchdesk.services.layout import Layout, Pause, Span
from matchdesk.storage.database import Database

HANDLERS: dict[type[Command], Handler] = {
    ChangeLayout: change_layout,
    ChangeTables: change_tables,
    RenameEvent: rename_event,
    InsertBreak: insert_break,
}


class LayoutQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> Layout:
        """Sessions, breaks, slot and gap as they are stored."""
        with self._database.reading() as session:
            return current_layout(session)

    def tables(self) -> tuple[TableRow, ...]:
        """Every table with how many meetings stand there."""
        with self._database.reading() as session:
            return table_rows(session)

    def programme_file(self, path: Path) -> ProgrammeFile:
        """The programme in a file (CSV, XLSX); nothing is stored. Raises `FileFault`."""
        return programme_file(path)

    def preview(self, layout: Layout) -> LayoutPreview:
        """What `ChangeLayout(layout)` would do; raises `Invalid` as it would."""
        with self._database.reading() as session:
            return preview_layout(session, layout)

    def preview_tables(self, tables: Sequence[TablePlan]) -> TablesPreview:
        """What `ChangeTables(tables)` would do; raises `Invalid` as it would."""
        with self._database.reading() as session:
            return preview_tables(session, tables)


__all__ = [
    "HANDLERS",
    "ChangeLayout",
    "ChangeTables",
    "InsertBreak",
    "Layout",
    "LayoutPreview",
    "LayoutQueries",
    "Pause",
    "ProgrammeFile",
    "RenameEvent",
    "SlotChange",
    "Span",
    "TablePlan",
    "TableRow",
    "TablesPreview",
    "merged",
]
