"""The way out: tables to files. A file is whole or was not touched."""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from matchdesk.core.errors import FileFault
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.wording import fill
from matchdesk.interchange.records import Reading
from matchdesk.interchange.text import disarm, rearm

Value = str | int | float | bool | date | datetime | time | None
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MAX_CELL = 32_767
_MAX_WIDTH = 60
_LINES = 500
"""After so many lines it is asked whether the file is still wanted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write; every row has as many values as the header has names."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How CSV is written: what parts the columns, and whether a byte order mark leads.

    Spreadsheets take the file for UTF-8 only with the mark; other programs stumble over it.
    """

    delimiter: str = ","
    bom: bool = True


DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
"""What may part the columns of a CSV file, by name."""


def write(
    path: Path,
    sheets: Sequence[Sheet],
    form: CsvForm | None = None,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write `sheets` as the ending of `path` says (.xlsx, .csv, .json); returns the files written.

    XLSX and JSON hold all sheets. CSV holds one: further sheets go to files beside it, named
    `<path's stem>-<title>.csv`. CSV is UTF-8 in the `form` asked for. JSON is a list of objects
    for one sheet, an object of lists by title for several. Raises FileFault `write_*`, and
    `Cancelled` with no file written.
    """
    watched = progress or Progress()
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return (_replace(path, lambda file: _write_xlsx(file, sheets, watched)),)
    if suffix == ".json":
        data = _json(sheets).encode()
        watched.check()
        return (_replace(path, lambda file: file.write_bytes(data)),)
    if suffix == ".csv":
        made = {}
        for number, sheet in enumerate(sheets):
            watched.step(number, len(sheets), sheet.title)
            place = path if number == 0 else _beside(path, sheet)
            made[place] = _csv(sheet, form or CsvForm())
        return tuple(_replace(place, partial(_put, text)) for place, text in made.items())
    raise FileFault("write_format", file=str(path))


def write_refused(path: Path, readings: Sequence[Reading]) -> tuple[Path, ...]:
    """Write the refused rows as they stood, with line and reason, to mend and import again.

    Each reading becomes a table of its own; nothing is written for none.
    """
    sheets = [_refused_rows(reading, alone=len(readings) == 1) for reading in readings]
    return write(path, sheets) if sheets else ()


def _refused_rows(reading: Reading, *, alone: bool) -> Sheet:
    why = {remark.line: remark for remark in reading.refused}
    header = (*reading.table.header, _("Line"), _("Reason"))
    width = len(reading.table.header)
    rows: list[tuple[Value, ...]] = []
    for row in reading.table.rows:
        if remark := why.get(row.line):
            cells = (*row.cells[:width], *("" for _n in range(width - len(row.cells))))
            where = f"{remark.column}: " if remark.column else ""
            reason = where + fill(remark.code, remark.data)
            rows.append((*map(rearm, cells), row.line, reason))
    title = _("Refused rows") if alone else Path(reading.table.file).stem
    return Sheet(title, header, tuple(rows))


def _put(data: bytes, file: Path) -> None:
    file.write_bytes(data)


def _csv(sheet: Sheet, form: CsvForm) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=form.delimiter)
    writer.writerow([disarm(name) for name in sheet.header])
    writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    encoding = "utf-8-sig" if form.bom else "utf-8"
    return text.getvalue().encode(encoding, errors="replace")


def _csv_cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return disarm(value if isinstance(value, str) else value.isoformat())


def _json(sheets: Sequence[Sheet]) -> str:
    tables = {
        sheet.title: [dict(zip(sheet.header, map(_plain, row), strict=True)) for row in sheet.rows]
        for sheet in sheets
    }
    whole: Any = next(iter(tables.values())) if len(tables) == 1 else tables
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, (date, time)) else value


def _write_xlsx(path: Path, sheets: Sequence[Sheet], progress: Progress) -> None:
    from xlsxwriter import Workbook  # other formats never need it

    book = Workbook(path)
    shade = {"bold": True, "bg_color": "#E7ECF2", "valign": "top"}
    looks = {
        "head": book.add_format(shade),
        **{kind.__name__: book.add_format({"num_format": f}) for kind, f in _SHOWN.items()},
    }
    titles: set[str] = set()
    for number, sheet in enumerate(sheets):
        progress.step(number, len(sheets), sheet.title)
        _fill_sheet(book.add_worksheet(_sheet_title(sheet.title, titles)), sheet, looks, progress)
    progress.check()
    book.close()


_SHOWN: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}


def _fill_sheet(page: Any, sheet: Sheet, looks: Mapping[str, Any], progress: Progress) -> None:
    for number, width in enumerate(_widths(sheet)):
        page.set_column(number, number, width)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), max(len(sheet.header) - 1, 0))
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, looks["head"])
    for line, row in enumerate(sheet.rows, 1):
        if line % _LINES == 0:
            progress.check()
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, looks)


def _write_cell(page: Any, line: int, column: int, value: Value, looks: Mapping[str, Any]) -> None:
    """Text stays text even where it looks like a formula; a zone is left off, Excel has none."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(line, column, _CONTROL.sub("", value)[:_MAX_CELL])
    elif isinstance(value, bool):
        page.write_string(line, column, "Yes" if value else "No")
    elif isinstance(value, (int, float)):
        page.write_number(line, column, value)
    else:
        moment = value.replace(tzinfo=None) if isinstance(value, (datetime, time)) else value
        page.write_datetime(line, column, moment, looks[type(value).__name__])


def _widths(sheet: Sheet) -> list[float]:
    """Column widths (in characters) that show most cells whole."""
    widths = [len(name) + 4.0 for name in sheet.header]
    for row in sheet.rows[:500]:
        for number, value in enumerate(row):
            longest = max((len(line) for line in str(value or "").split("\n")), default=0)
            widths[number] = max(widths[number], longest + 2.0)
    return [min(width, _MAX_WIDTH) for width in widths]


def _sheet_title(title: str, taken: set[str]) -> str:
    """A title Excel allows: 31 characters, no brackets, colons, stars, slashes; not taken yet."""
    base = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "Sheet"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base[:27]} ({number})", number + 1
    taken.add(name.casefold())
    return name


def _beside(path: Path, sheet: Sheet) -> Path:
    name = re.sub(r"[^\w-]+", "-", sheet.title).strip("-").lower()
    return path.with_name(f"{path.stem}-{name}{path.suffix}")


def _replace(path: Path, fill_file: Callable[[Path], object]) -> Path:
    """Write a neighbour of `path` and move it into place, so that `path` is never half a file."""
    if not path.parent.is_dir():
        raise FileFault("write_no_folder", file=str(path))
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        fill_file(temporary)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except OSError as error:
        raise FileFault("write_failed", file=str(path)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return path
