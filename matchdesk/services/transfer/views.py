"""What screens and subcommands show of files coming in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchdesk.core.wording import fill

if TYPE_CHECKING:
    from matchdesk.interchange.records import Reading


class RowState(StrEnum):
    """What becomes of a row; every row of a file is exactly one of these."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a row (`line` 0: about the file).

    `column` is the header concerned, if one is.
    """

    line: int
    code: str
    column: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The note in the operator's language."""
        where = f"{self.column}: " if self.column else ""
        return where + fill(self.code, self.data)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that a row changes in what is stored; texts as people read them."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row and what becomes of it; for one left out or refused, the first note says why."""

    line: int
    title: str
    state: RowState
    changes: tuple[FieldChange, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of rows; `read` is the sum of the others."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, n) + getattr(other, n) for n in Counts.__slots__))

    @classmethod
    def of(cls, rows: Iterable[ImportRow]) -> Counts:
        """Count `rows` by what becomes of them."""
        states = [row.state for row in rows]
        return cls(len(states), **{state.value: states.count(state) for state in RowState})


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a file: what it feeds (empty: nothing), and the first values in it.

    `key` is the header as it is compared; where there is none, or several columns have the same,
    `#` and the column's number from 1.
    """

    number: int
    header: str
    key: str
    field: str
    values: tuple[str, ...]
    filled: int


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """What an operator made of the columns of files of one shape; `changes` go before the guess."""

    name: str
    kind: str
    shape: str
    changes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file that was read, before anybody compared it with the event.

    `columns` maps each field to the headers that feed it; `unused` are headers that feed none.
    `changes` are fields by compared header that somebody chose, `mapping` names where from.
    Of a file that is not `known` no column was.
    """

    path: Path
    kind: str
    sheet: str
    columns: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    rows: int
    reading: Reading = field(repr=False, compare=False)
    changes: Mapping[str, str] = field(default_factory=dict)
    mapping: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that cannot be used at all, and the one sentence that says why."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The files that can be used, in the order in which they must be imported, and the others."""

    files: tuple[FileReading, ...]
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What importing one file does, or did; `number` is its change set, None if nothing changed.

    `notes` are about the file as a whole, those about rows stand with the rows.
    """

    file: FileReading
    rows: tuple[ImportRow, ...]
    notes: tuple[Note, ...] = ()
    number: int | None = None

    @property
    def counts(self) -> Counts:
        """Rows by what becomes of them."""
        return Counts.of(self.rows)

    def remarks(self) -> tuple[Note, ...]:
        """Every note, those about the file first, then by row."""
        return (*self.notes, *(note for row in self.rows for note in row.notes))
