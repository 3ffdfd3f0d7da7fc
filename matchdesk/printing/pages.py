"""Paper sizes for documents of whole pages."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class PaperSize:
    """A sheet of paper, upright, in millimetres."""

    key: str
    width: float
    height: float


PAPERS: dict[str, PaperSize] = {
    size.key: size
    for size in (
        PaperSize("a4", 210, 297),
        PaperSize("a5", 148, 210),
        PaperSize("letter", 215.9, 279.4),
        PaperSize("a3", 297, 420),
    )
}
DEFAULT = "a4"


def paper_size(key: str) -> PaperSize:
    """The size named `key`. Raises `NotFound` with the known names."""
    if key not in PAPERS:
        raise NotFound("sheet_unknown", sheet=key, known=", ".join(PAPERS))
    return PAPERS[key]
