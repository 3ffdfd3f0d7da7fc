"""Glyphs as filled paths, for ink that no reader of the PDF shall take for a letter."""

from __future__ import annotations

from functools import lru_cache

from matchdesk.printing.faces import Face
from matchdesk.printing.ink import number

Point = tuple[float, float]


class _Pen:
    """Writes what HarfBuzz draws as PDF operators, in the units of the face."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:
        self._write("m", point)

    def lineTo(self, point: Point) -> None:
        self._write("l", point)

    def qCurveTo(self, control: Point, point: Point) -> None:
        """PDF knows cubic curves only."""
        first, last = _towards(self._at, control), _towards(point, control)
        self._write("c", first, last, point)

    def curveTo(self, first: Point, last: Point, point: Point) -> None:
        self._write("c", first, last, point)

    def closePath(self) -> None:
        self.operators.append("h")

    def endPath(self) -> None:
        """An open path: glyphs have none."""

    def _write(self, operator: str, *points: Point) -> None:
        self.operators.extend(f"{number(x)} {number(y)}" for x, y in points)
        self.operators.append(operator)
        self._at = points[-1]


@lru_cache(512)
def outline(face: Face, gid: int) -> str:
    """The path of a glyph from its origin, in thousandths of the type size; "" without ink."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return " ".join(pen.operators)


def _towards(start: Point, control: Point) -> Point:
    return tuple(a + (b - a) * 2 / 3 for a, b in zip(start, control, strict=True))  # type: ignore[return-value]  # two each
