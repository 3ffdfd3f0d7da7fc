"""Rows of files to import as the table and the panel show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _, count
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Column

if TYPE_CHECKING:
    from matchdesk.services.transfer import Counts, FileResult, ImportRow

WORDS = {
    "created": "New",
    "updated": "Changed",
    "unchanged": "Unchanged",
    "left_out": "Left out",
    "refused": "Refused",
}
STATES = {
    "created": State.GOOD,
    "updated": State.PLANNED,
    "unchanged": State.NEUTRAL,
    "left_out": State.ATTENTION,
    "refused": State.PROBLEM,
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of one of the files; `place` is the file's place in the list of results."""

    place: int
    file: str
    row: ImportRow

    @property
    def key(self) -> tuple[int, int]:
        """Names the row for good."""
        return (self.place, self.row.line)

    @property
    def state(self) -> str:
        """What becomes of it."""
        return self.row.state.value


COLUMNS = (
    Column("File", lambda r: r.file, width=130, most=280),
    Column("Row", lambda r: str(r.row.line), lambda r: r.row.line, width=60, right=True,
           searched=False),
    Column("What", lambda r: r.row.title, width=220, most=460),
    Column("Becomes", lambda r: _(WORDS[r.state]), lambda r: list(WORDS).index(r.state),
           lambda r: STATES[r.state], width=100),
    Column("Why, or what changes", lambda r: in_short(r.row), width=0),
)  # fmt: skip


def rows_of(results: Sequence[FileResult]) -> list[FileRow]:
    """Every row of every file, in order."""
    return [
        FileRow(place, result.file.path.name, row)
        for place, result in enumerate(results)
        for row in result.rows
    ]


def becomes(state: str, item: FileRow) -> bool:
    """Whether this is what becomes of a row."""
    return item.state == state


def in_short(row: ImportRow) -> str:
    """What changes, then the first note."""
    parts = [f"{c.field}: {c.old or '–'} → {c.new or '–'}" for c in row.changes]
    if row.notes:
        more = f"  (+{len(row.notes) - 1})" if len(row.notes) > 1 else ""
        parts.append(row.notes[0].text + more)
    return " · ".join(parts)


def sums(counts: Counts) -> list[tuple[str, State]]:
    """How many rows become what, each in its colour; what is none is left out."""
    return [
        (f"{getattr(counts, state)} {_(word).lower()}", STATES[state])
        for state, word in WORDS.items()
        if getattr(counts, state)
    ]


def about(result: FileResult) -> str:
    """What a file was taken for."""
    kind = _(result.file.kind)
    rows = count("{n} row", "{n} rows", result.counts.read)
    return f"{kind} · {rows}" + (f" · {result.file.sheet}" if result.file.sheet else "")
