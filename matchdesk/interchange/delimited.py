"""Text with separators to rows."""

from __future__ import annotations

import csv
import io
from collections import Counter

from matchdesk.core.errors import FileFault
from matchdesk.interchange.tables import RawSheet, SourceRow

_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 60


def parse(text: str, file: str) -> RawSheet:
    """The rows of `text`; row numbers count records, as a spreadsheet shows them.

    Raises FileFault `file_quote_open` where a quotation mark is never closed.
    """
    text, named = _without_hint(text)
    separator = named or _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[SourceRow] = []
    try:
        for number, cells in enumerate(reader, 1):
            if cells:
                rows.append(SourceRow(number, tuple(cells)))
    except csv.Error as error:
        raise FileFault("file_quote_open", file=file, row=len(rows) + 1) from error
    _refuse_open_quote(rows, text, file)
    return RawSheet("", tuple(rows))


def _without_hint(text: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;`, which it does not count as a row."""
    head, _, rest = text.partition("\n")
    hint = head.strip().strip('"')
    if hint.lower().startswith("sep=") and len(hint) == 5:
        return rest, hint[4]
    return (rest, "\t") if head.rstrip("\r").lower() == "sep=\t" else (text, None)


def _separator(text: str) -> str:
    """The separator that cuts the most rows into the same number of cells."""
    sample = text[:200_000]
    return max(_SEPARATORS, key=lambda mark: _regularity(sample, mark))


def _regularity(sample: str, mark: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=mark)):
            if number >= _SAMPLE_LINES:
                break
            if any(cells):
                widths[len(cells)] += 1
    except csv.Error:
        return (0.0, 0)
    widths.pop(1, None)
    if not widths:
        return (0.0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    return (rows * min(width - 1, 6), width)


def _refuse_open_quote(rows: list[SourceRow], text: str, file: str) -> None:
    """A last cell that swallowed many lines is a quotation mark nobody closed."""
    if not rows or text.count('"') % 2 == 0:
        return
    if max((cell.count("\n") for cell in rows[-1].cells), default=0) > 1:
        raise FileFault("file_quote_open", file=file, row=rows[-1].line)
