"""Excel workbooks to rows of text."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.interchange.tables import RawSheet, SourceRow


def parse(data: bytes, file: str, progress: Progress) -> tuple[RawSheet, ...]:
    """Every sheet of the workbook in `data` that holds anything."""
    from openpyxl import load_workbook  # takes 0.2 s, and text files never need it

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = tuple(_sheet(sheet, progress) for sheet in book.worksheets)
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError) as error:
        raise FileFault("file_damaged", file=file) from error
    return tuple(sheet for sheet in sheets if sheet.rows)


def _sheet(sheet: Any, progress: Progress) -> RawSheet:
    sheet.reset_dimensions()  # some writers state a size that is not true
    rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number % 500 == 0:
            progress.step(number)
        if any(value is not None for value in values):
            rows.append(SourceRow(number, tuple(cell_text(value) for value in values)))
    return RawSheet(sheet.title, tuple(rows), sheet.sheet_state == "visible")


def cell_text(value: object) -> str:
    """What a person would have typed for `value`: whole numbers without `.0`, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, timedelta):
        return str((datetime.min + value).time())
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _moment(value: datetime) -> str:
    """A cell knows no dates without times: midnight means the day alone."""
    value = value.replace(microsecond=0)
    return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
