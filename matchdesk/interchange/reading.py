"""The way in: a file to records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.interchange import (
    columns,
    contents,
    decoding,
    delimited,
    follow_ups,
    mapping,
    meetings,
    outcomes,
    participants,
    partnerships,
    requests,
    sniffing,
    workbooks,
)
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.locating import Found, essential, locate
from matchdesk.interchange.records import Reading, Remark
from matchdesk.interchange.tables import RawSheet, SourceTable
from matchdesk.interchange.text import key, one_line

_READERS = {
    FileKind.PARTICIPANTS: participants.read,
    FileKind.REQUESTS: requests.read,
    FileKind.MEETINGS: meetings.read,
    FileKind.PARTNERSHIPS: partnerships.read,
    FileKind.OUTCOMES: outcomes.read,
    FileKind.FOLLOW_UPS: follow_ups.read,
}


def read(
    path: Path,
    *,
    kind: FileKind | None = None,
    mapping_file: Path | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read `path` (CSV or XLSX, from whatever system) without being told what wrote it.

    `kind` says what the rows are where the header leaves it open; `mapping_file` goes before the
    table of synonyms. Raises FileFault (one sentence, nothing read) for what is no table with
    known columns, and Cancelled.
    """
    progress = progress or Progress()
    override = mapping.load(mapping_file, kind) if mapping_file else {}
    sheets = raw_sheets(path, progress)
    found = _by_number(sheets, path, override) or locate(sheets, str(path), kind, override)
    if mapping_file:
        _require_headers(override, found.table, mapping_file)
    return _records(found, override, len(sheets), progress)


def mapped(
    reading: Reading, kind: FileKind, override: Mapping[str, str], progress: Progress | None = None
) -> Reading:
    """The rows of `reading` taken for `kind`; `override` maps folded headers to fields.

    Nothing is guessed any more about where the table is: rows that do not hold enough are refused.
    Raises Cancelled.
    """
    anew = _records(Found(reading.table, kind, 1), override, 1, progress or Progress())
    about = [note for note in reading.notes if note.code == "note_sheet"]
    return replace(anew, notes=(*about, *anew.notes))


def unmapped(path: Path, progress: Progress | None = None) -> Reading:
    """The widest table of a file in which no column is known, its first full row as header.

    Every row is refused until the columns are mapped. Raises FileFault for what is no table.
    """
    sheets = raw_sheets(path, progress or Progress())
    widths = [max((len(row.cells) for row in sheet.rows), default=0) for sheet in sheets]
    widest = max(widths, default=0)
    if widest < 2:
        raise FileFault("file_not_a_table", file=str(path))
    sheet = sheets[widths.index(widest)]
    at = next(n for n, row in enumerate(sheet.rows) if len(row.cells) * 2 >= widest)
    head = sheet.rows[at]
    header = tuple(one_line(cell) for cell in head.cells)
    rows = tuple(row for row in sheet.rows[at + 1 :] if not row.empty())
    if not rows:
        raise FileFault("file_without_rows", file=str(path))
    table = SourceTable(str(path), sheet.title, header, rows, head.line)
    found = Found(table, FileKind.PARTICIPANTS, 1)
    return _records(found, {}, len(sheets), progress or Progress())


def raw_sheets(path: Path, progress: Progress) -> tuple[RawSheet, ...]:
    """All rows of the file, by sheet (text files have one)."""
    data = sniffing.load(path)
    if sniffing.is_workbook(data):
        return workbooks.parse(data, str(path), progress)
    text = decoding.decode(data)
    if text is None:
        raise FileFault("file_is_binary", file=str(path))
    return (delimited.parse(text, str(path)),)


def _records(found: Found, override: Mapping[str, str], sheets: int, progress: Progress) -> Reading:
    table = found.table
    plan = columns.plan(table, found.kind, override)
    notes = _about_file(table, sheets)
    if found.kind == FileKind.PARTICIPANTS and (better := contents.realigned(plan, table.rows)):
        where = {"stated": plan.header_of("email"), "true": better.header_of("email")}
        notes.append(Remark(0, "note_columns_shifted", where["stated"], where))
        plan = better
    outcome = _READERS[found.kind](table, plan, progress)
    return Reading(
        table=table,
        kind=found.kind,
        records=tuple(outcome.records),
        left_out=tuple(outcome.left_out),
        refused=tuple(outcome.refused),
        notes=(*notes, *outcome.notes),
        columns={name: tuple(table.header[c] for c in cs) for name, cs in plan.feeding().items()},
        unused=columns.unused(table, plan),
        places=plan.feeding(),
    )


def _about_file(table: SourceTable, sheets: int) -> list[Remark]:
    notes = []
    if sheets > 1:
        notes.append(Remark(0, "note_sheet", data={"sheet": table.sheet, "sheets": sheets}))
    if table.header_line == 0:
        notes.append(Remark(0, "note_no_header", data={"columns": ", ".join(table.header)}))
    return notes


def _by_number(
    sheets: tuple[RawSheet, ...], path: Path, override: Mapping[str, str]
) -> Found | None:
    """A mapping of column numbers (`1`, `2`, …) is for a file without header."""
    if not override or not all(re.fullmatch(r"(column)?\d{1,3}", name) for name in override):
        return None
    sheet = max(sheets, key=lambda s: len(s.rows))
    width = max(len(row.cells) for row in sheet.rows)
    rows = tuple(row for row in sheet.rows if not row.empty())
    numbers = {name.removeprefix("column") for name in override}
    header = tuple(
        ("" if str(n) in numbers and f"column{n}" not in override else "Column ") + str(n)
        for n in range(1, width + 1)
    )
    kind = next(k for k in (FileKind.PARTICIPANTS, *FileKind) if _fits(k, override))
    return Found(SourceTable(str(path), sheet.title, header, rows, 0), kind, 1)


def _fits(kind: FileKind, override: Mapping[str, str]) -> bool:
    return essential(kind, set(override.values())) or kind == FileKind.PARTNERSHIPS


def _require_headers(override: Mapping[str, str], table: SourceTable, file: Path) -> None:
    present = {key(header) for header in table.header}
    if missing := [name for name in override if name not in present]:
        shown = ", ".join(missing)
        header = ", ".join(table.header)[:300]
        raise FileFault("mapping_header", file=str(file), missing=shown, header=header)
