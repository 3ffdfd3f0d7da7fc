"""A table as it stood in its file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: `line` is the row number a spreadsheet shows (from 1); `cells` are as written."""

    line: int
    cells: tuple[str, ...]

    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table of a file: its header and the rows below it that hold something.

    `sheet` is empty for text files. `header_line` is 0 if the file has no header; then `header`
    holds made-up names.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    header_line: int = 1


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All rows of a sheet or text file, before anybody looked for a header."""

    title: str
    rows: tuple[SourceRow, ...]
    visible: bool = True
