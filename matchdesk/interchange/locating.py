"""Where in a file the table is: which sheet, which header row, what kind of rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchdesk.core.errors import FileFault
from matchdesk.interchange import contents
from matchdesk.interchange.columns import matches
from matchdesk.interchange.headers import IGNORED, Block, FileKind, Match, title
from matchdesk.interchange.tables import RawSheet, SourceRow, SourceTable
from matchdesk.interchange.text import key, one_line

_LOOK_AT = 50
_WEIGHTS = {Block.ATTENDEE: 4, Block.PLAIN: 3, Block.ORDER: 1, Block.INVOICE: 0}


@dataclass(frozen=True, slots=True)
class Found:
    """A table and what its rows are; the higher the score, the surer."""

    table: SourceTable
    kind: FileKind
    score: int


def locate(
    sheets: Sequence[RawSheet], file: str, kind: FileKind | None, override: Mapping[str, str]
) -> Found:
    """The table to read in these sheets.

    Raises FileFault: `file_not_a_table`, `file_no_known_columns` (with the header tried) or
    `file_without_rows`.
    """
    kinds = tuple(FileKind) if kind is None else (kind,)
    found = [f for s in sheets for k in kinds if (f := _headed(s, file, k, override))]
    filled = [f for f in found if f.table.rows]
    if filled:
        return max(filled, key=lambda f: f.score)
    if found:
        raise FileFault("file_without_rows", file=file)
    if kind in (None, FileKind.PARTICIPANTS):
        for sheet in sheets:
            if guessed := _headless(sheet, file):
                return guessed
    raise _fault(sheets, file, kind)


def essential(kind: FileKind, fields: set[str]) -> bool:
    """Whether these fields are enough to make records of this kind."""

    def some(prefix: str) -> bool:
        return any(f == prefix or f.startswith(f"{prefix}_") for f in fields)

    if kind == FileKind.REQUESTS:
        return some("requester") and some("requested")
    if kind == FileKind.MEETINGS:
        return some("first") and bool(some("second") or fields & {"confirmed", "pending"})
    if kind == FileKind.OUTCOMES:
        return "rating" in fields and ("number" in fields or (some("first") and some("second")))
    if kind == FileKind.FOLLOW_UPS:
        return "number" in fields and bool(fields & {"status", "answer", "follow_up_on"})
    if kind == FileKind.PARTNERSHIPS:
        return "acronym" in fields or {"name", "members"} <= fields
    return bool(fields & {"name", "name_reversed", "given_name", "family_name", "email"})


def _headed(
    sheet: RawSheet, file: str, kind: FileKind, override: Mapping[str, str]
) -> Found | None:
    best: tuple[int, int] | None = None
    for at, row in enumerate(sheet.rows[:_LOOK_AT]):
        score = _score(row, kind, override)
        if score and (best is None or score > best[0]):
            best = (score, at)
    if best is None:
        return None
    score, at = best
    head = sheet.rows[at]
    header = _trimmed(tuple(one_line(cell) for cell in head.cells))
    rows = tuple(row for row in sheet.rows[at + 1 :] if not row.empty())
    table = SourceTable(file, sheet.title, header, rows, head.line)
    return Found(table, kind, score + (1 if sheet.visible else 0))


def _score(row: SourceRow, kind: FileKind, override: Mapping[str, str]) -> int:
    """0 if the row is no header of this kind, else how much of it is known."""
    cells = [one_line(cell) for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if not filled or any(contents.email_in(cell) for cell in filled):
        return 0
    best: dict[str, Match] = {}
    for found in matches(kind, filled, override):
        if found and found.field != IGNORED:
            best[found.field] = min(found, best.get(found.field, found))
    named = any(key(cell) in override for cell in filled)
    enough = named or len(best) == len(filled) or (len(best) >= 2 and len(best) * 8 >= len(filled))
    if not enough or not essential(kind, set(best)):
        return 0
    return sum(_WEIGHTS[found.block] for found in best.values()) * 2


def _headless(sheet: RawSheet, file: str) -> Found | None:
    """A table without header: its columns are told by what they hold."""
    rows = tuple(row for row in sheet.rows if not row.empty())
    fields = contents.guess_fields(rows)
    if fields is None or contents.begins_with_header(rows):
        return None
    header = tuple(
        title(FileKind.PARTICIPANTS, name) if name else f"Column {number}"
        for number, name in enumerate(fields, 1)
    )
    return Found(SourceTable(file, sheet.title, header, rows, 0), FileKind.PARTICIPANTS, 1)


def _fault(sheets: Sequence[RawSheet], file: str, kind: FileKind | None) -> FileFault:
    widest = max((row for s in sheets for row in s.rows), key=lambda r: len(r.cells), default=None)
    if widest is None:
        return FileFault("file_empty", file=file)
    if len([cell for cell in widest.cells if cell.strip()]) < 2:
        return FileFault("file_not_a_table", file=file)
    first = next(r for s in sheets for r in s.rows if len(r.cells) * 2 >= len(widest.cells))
    shown = ", ".join(re.sub(r"\s+", " ", cell)[:40] for cell in first.cells if cell.strip())
    if kind is not None:
        return FileFault("file_not_of_kind", file=file, kind=kind.value, header=shown[:200])
    return FileFault("file_no_known_columns", file=file, header=shown[:200])


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    end = len(header)
    while end and not header[end - 1]:
        end -= 1
    return header[:end]
