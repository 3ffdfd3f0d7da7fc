"""PDF operators for colours, lines and shapes, as text.

ReportLab's own way of writing a number costs as much as shaping a word (measured on badges), so
numbers are written here with two decimals: a hundredth of a point.
"""

from __future__ import annotations

from functools import lru_cache

from matchdesk.printing.palette import Colour

_KAPPA = 0.4472
"""How far a quarter circle's control points stand from its corner, as a share of the radius."""


def number(value: float) -> str:
    """A length or position in points."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


@lru_cache(256)
def fill_colour(colour: Colour) -> str:
    """What is filled from now on, letters too, has this colour."""
    return " ".join(f"{part:.4g}" for part in colour) + " rg"


@lru_cache(256)
def line_colour(colour: Colour) -> str:
    """What is outlined from now on has this colour."""
    return " ".join(f"{part:.4g}" for part in colour) + " RG"


def line(x: float, y: float, to_x: float, to_y: float, width: float) -> str:
    """A straight line, counted from the page's bottom left."""
    return f"{number(width)} w {_at(x, y)} m {_at(to_x, to_y)} l S"


def picture(resource: str, x: float, y: float, width: float, height: float) -> str:
    """A stored picture from its bottom left corner."""
    return f"q {number(width)} 0 0 {number(height)} {_at(x, y)} cm /{resource} Do Q"


def rectangle(x: float, y: float, width: float, height: float, radius: float, paint: str) -> str:
    """A rectangle from its bottom left corner; `paint` is "f" to fill it, "S" for its outline."""
    if not radius:
        return f"{_at(x, y)} {_at(width, height)} re {paint}"
    right, top, near = x + width, y + height, radius * _KAPPA
    return " ".join(
        (
            f"{_at(x + radius, y)} m {_at(right - radius, y)} l",
            f"{_at(right - near, y)} {_at(right, y + near)} {_at(right, y + radius)} c",
            f"{_at(right, top - radius)} l",
            f"{_at(right, top - near)} {_at(right - near, top)} {_at(right - radius, top)} c",
            f"{_at(x + radius, top)} l",
            f"{_at(x + near, top)} {_at(x, top - near)} {_at(x, top - radius)} c",
            f"{_at(x, y + radius)} l",
            f"{_at(x, y + near)} {_at(x + near, y)} {_at(x + radius, y)} c h {paint}",
        )
    )


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"
