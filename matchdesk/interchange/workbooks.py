"""Excel workbooks to rows of text."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.interchange.tables import RawSheet, SourceRow


def parse(data: bytes, file: str, progress: Progress) -> tuple[RawSheet, ...]:
    """Every sheet of the workbook in `data` that holds anything.

    By calamine: openpyxl takes over twenty times as long for a large list. Raises FileFault
    `file_damaged`.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            _sheet(book, meta.name, meta.visible == SheetVisibleEnum.Visible, progress)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise FileFault("file_damaged", file=file) from error
    return tuple(sheet for sheet in sheets if sheet.rows)


def _sheet(book: CalamineWorkbook, name: str, visible: bool, progress: Progress) -> RawSheet:
    rows = []
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, values in enumerate(cells, 1):
        if number % 500 == 0:
            progress.step(number, len(cells))
        if any(value != "" for value in values):
            rows.append(SourceRow(number, tuple(cell_text(value) for value in values)))
    return RawSheet(name, tuple(rows), visible)


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
