"""Badge sizes and the sheets they are printed on, read from `resources/badges/formats.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matchdesk.core import resources
from matchdesk.core.errors import NotFound
from matchdesk.printing.format_file import read_formats

DEFAULT = "a6-4up"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a badge: its corner in millimetres from the badge's, and what it shows.

    `shows` is "front", "back" or "agenda"; a `turned` face stands on its head on the flat sheet,
    so that it is upright once the sheet is folded.
    """

    x: float = 0.0
    y: float = 0.0
    shows: str = "front"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """How badges lie on a page. All lengths in millimetres.

    `badge_width` and `badge_height` are those of one face; `pitch_x`, `pitch_y` lead from one
    badge's corner to the next, `left`, `top` to the first. `marks`: whether lines show where to
    cut; `folds` are fold lines from the badge's corner. `black`: the printer knows no colour.
    `assumed`: the maker does not publish the margins, which are those of a centred sheet. `group`
    is "plain", "bought", "fold" or "roll".
    """

    key: str
    title: str
    page_width: float
    page_height: float
    badge_width: float
    badge_height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    pitch_x: float = 0.0
    pitch_y: float = 0.0
    marks: bool = False
    black: bool = False
    assumed: bool = False
    group: str = "plain"
    faces: tuple[Face, ...] = (Face(),)
    folds: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def per_page(self) -> int:
        """Badges on one page."""
        return self.columns * self.rows

    @property
    def folded(self) -> bool:
        """Whether one badge has several faces on the same page."""
        return len(self.faces) > 1

    def corner(self, position: int) -> tuple[float, float]:
        """Top left corner of the badge at `position` (0 is the first), row by row."""
        row, column = divmod(position, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y

    def back_of(self, position: int) -> int:
        """Where the back of the badge at `position` lies once the page is turned sideways."""
        row, column = divmod(position, self.columns)
        return row * self.columns + self.columns - 1 - column


def sheets_of(path: Path) -> dict[str, Sheet]:
    """The sheets that the file at `path` describes, in its order; raises `Invalid`, `FileFault`."""
    made = {}
    for one in read_formats(path):
        faces = tuple(Face(*face) for face in one.faces) or (Face(),)
        made[one.key] = Sheet(
            one.key,
            one.title,
            *one.page,
            *one.badge,
            *one.grid,
            *one.first,
            *(one.pitch or one.badge),
            marks=one.marks,
            black=one.black,
            assumed=one.assumed,
            group=one.group,
            faces=faces,
            folds=one.folds,
        )
    return made


@cache
def sheets() -> Mapping[str, Sheet]:
    """Every sheet there is, by key, in the order of choosing."""
    return sheets_of(resources.path("badges") / "formats.toml")


def sheet(key: str) -> Sheet:
    """The sheet named `key`. Raises `NotFound` with the known names."""
    known = sheets()
    if key not in known:
        raise NotFound("sheet_unknown", sheet=key, known=", ".join(known))
    return known[key]
