"""The way out: tables to files. A file is whole or was not touched."""

from __future__ import annotations

import csv
import json
import math
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
_FITTING = 260
"""Characters that can be read side by side on a sheet of paper; wider tables take several."""
_LINE, _MOST_LINES = 15.0, 12
"""Points a line of a row is high, and how many lines a row shows at most."""
_A4 = 9
"""The number of the paper's size in a workbook."""
_LINES = 500
"""After so many lines it is asked whether the file is still wanted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write; every row has as many values as the header has names.

    `kept` are the first columns that stay in sight when a workbook's sheet is moved sideways, and
    `widest` is how many characters wide its columns become: longer text takes further lines if the
    sheet `wraps`.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    kept: int = 0
    widest: int = 60
    wraps: bool = True


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
    top = {"valign": "top"}  # a row is as high as its longest cell
    shade = {"bold": True, "bg_color": "#E7ECF2", "text_wrap": True, **top}
    looks = {
        "head": book.add_format(shade),
        "plain": book.add_format(top),
        "wrapped": book.add_format({"text_wrap": True, **top}),
        **{kind.__name__: book.add_format({"num_format": f, **top}) for kind, f in _SHOWN.items()},
    }
    titles: set[str] = set()
    for number, sheet in enumerate(sheets):
        progress.step(number, len(sheets), sheet.title)
        _fill_sheet(book.add_worksheet(_sheet_title(sheet.title, titles)), sheet, looks, progress)
    progress.check()
    book.close()


_SHOWN: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}


def _fill_sheet(page: Any, sheet: Sheet, looks: Mapping[str, Any], progress: Progress) -> None:
    widths = _widths(sheet)
    for number, width in enumerate(widths):
        page.set_column(number, number, width, looks["plain"])
    page.freeze_panes(1, sheet.kept)
    page.set_landscape()
    page.set_paper(_A4)
    page.repeat_rows(0)
    if sum(widths) <= _FITTING:
        page.fit_to_pages(1, 0)  # as wide as the paper, as long as it takes
    elif sheet.kept:
        page.repeat_columns(0, sheet.kept - 1)
    page.autofilter(0, 0, len(sheet.rows), max(len(sheet.header) - 1, 0))
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, looks["head"])
    for line, row in enumerate(sheet.rows, 1):
        if line % _LINES == 0:
            progress.check()
        most = max((_lines(value, sheet) for value in row), default=1)
        if most > 1:  # not every program makes a row as high as its text
            page.set_row(line, _LINE * min(most, _MOST_LINES))
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, looks, sheet)


def _lines(value: Value, sheet: Sheet) -> int:
    """How many lines a cell takes in its column."""
    if not isinstance(value, str) or not sheet.wraps:
        return 1
    room = sheet.widest - 2
    return sum(max(1, math.ceil(len(part) / room)) for part in value.split("\n"))


def _write_cell(
    page: Any, line: int, column: int, value: Value, looks: Mapping[str, Any], sheet: Sheet
) -> None:
    """Text stays text even where it looks like a formula; a zone is left off, Excel has none.

    An apostrophe before a formula is the import's to take off; one that belongs there is doubled.
    """
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = _CONTROL.sub("", value)[:_MAX_CELL]
        text = text if rearm(text) == text else f"'{text}"
        wraps = _lines(text, sheet) > 1
        page.write_string(line, column, text, looks["wrapped"] if wraps else None)
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
    return [min(width, max(sheet.widest, 8)) for width in widths]


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
    if path.is_dir():
        raise FileFault("file_is_folder", file=str(path))
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
