"""Tables as bytes, the way other systems write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from matchdesk.core.files import replacing


def write(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    preamble: Iterable[str] = (),
) -> None:
    """Write a table to `path`, the same bytes on every machine. `preamble` lines come first.

    Raises `FileFault` if the folder cannot be written to.
    """
    text = io.StringIO(newline="")
    for line in preamble:
        text.write(f"{line}\r\n")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    with replacing(path) as stream:
        stream.write(text.getvalue().encode(encoding))


def joined(items: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(items)
