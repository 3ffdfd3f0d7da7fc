"""Badge sizes and the sheets they are printed on, as data: a new sheet is one new row."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Sheet:
    """How badges lie on a page. All lengths in millimetres.

    `pitch_x`, `pitch_y` lead from one badge's corner to the next; `left`, `top` to the first.
    `marks`: whether lines show where to cut.
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

    @property
    def per_page(self) -> int:
        """Badges on one page."""
        return self.columns * self.rows

    def corner(self, position: int) -> tuple[float, float]:
        """Top left corner of the badge at `position` (0 is the first), row by row."""
        row, column = divmod(position, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


SHEETS: dict[str, Sheet] = {
    sheet.key: sheet
    for sheet in (
        Sheet("a6-4up", "A6, four on A4", 210, 297, 105, 148, 2, 2, 0, 0.5, 105, 148, marks=True),
        Sheet("a6", "A6, one a page", 105, 148, 105, 148),
        Sheet("a7", "A7, one a page", 74, 105, 74, 105),
        Sheet("a7-8up", "A7, eight on A4", 297, 210, 74, 105, 4, 2, 0.5, 0, 74, 105, marks=True),
        Sheet(
            "90x54-10up",
            "90 × 54 mm, ten on A4",
            210,
            297,
            90,
            54,
            2,
            5,
            15,
            13.5,
            90,
            54,
            marks=True,
        ),
        Sheet("cr80", "Card CR80", 85.6, 53.98, 85.6, 53.98),
    )
}
DEFAULT = "a6-4up"


def sheet(key: str) -> Sheet:
    """The sheet named `key`. Raises `NotFound` with the known names."""
    if key not in SHEETS:
        raise NotFound("sheet_unknown", sheet=key, known=", ".join(SHEETS))
    return SHEETS[key]
