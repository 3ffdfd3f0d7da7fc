"""What printing tells about itself. Light: whoever only reads it loads no printing library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text that did not fit its box even at its smallest: which document, which field."""

    document: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintReport:
    """What was printed, and what the reader of the paper will not see.

    `shortened` texts end in an ellipsis; `unprintable` letters are in none of the bundled faces
    and stand as a replacement mark.
    """

    pages: int
    documents: int
    shortened: tuple[Shortened, ...] = ()
    unprintable: tuple[str, ...] = ()
