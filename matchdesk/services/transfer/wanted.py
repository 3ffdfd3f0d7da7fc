"""How something is to be exported, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """How something is to be exported.

    `delimiter` is one of `interchange.writing.DELIMITERS`, `bom` whether a byte order mark leads a
    CSV file. `others` are files of further events, for the report.
    """

    private: bool = False
    delimiter: str = "comma"
    bom: bool = True
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and in sentences what was left out of them."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...] = field(default=())
