"""Excel workbooks to rows of text."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.interchange.tables import RawSheet, SourceRow

if TYPE_CHECKING:
    from pandas import DataFrame, ExcelFile
    from python_calamine import CalamineWorkbook


def parse(data: bytes, file: str, progress: Progress) -> tuple[RawSheet, ...]:
    """Every sheet of the workbook in `data` that holds anything.

    pandas reads it by calamine: openpyxl takes over twenty times as long for a large list. Raises
    FileFault `file_damaged`.
    """
    # Imported here: pandas takes half a second, and text files never need it.
    import pandas
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    try:
        with pandas.ExcelFile(io.BytesIO(data), engine="calamine") as book:
            worksheets = {
                meta.name: meta.visible == SheetVisibleEnum.Visible
                for meta in _calamine(book).sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            }
            frames = pandas.read_excel(
                book, sheet_name=[*worksheets], header=None, dtype=object, na_filter=False
            )
    except (CalamineError, OSError, ValueError) as error:
        raise FileFault("file_damaged", file=file) from error
    sheets = [_sheet(frame, name, worksheets[name], progress) for name, frame in frames.items()]
    return tuple(sheet for sheet in sheets if sheet.rows)


def _calamine(book: ExcelFile) -> CalamineWorkbook:
    """What stands behind the engine asked for."""
    return cast("CalamineWorkbook", book.book)


def _sheet(frame: DataFrame, name: str, visible: bool, progress: Progress) -> RawSheet:
    rows = []
    for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
        if number % 500 == 0:
            progress.step(number, len(frame))
        cells = tuple(cell_text(value) for value in values)
        if any(cells):
            rows.append(SourceRow(number, cells))
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
