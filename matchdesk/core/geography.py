"""Outlines of countries and how a round earth is laid flat; standard library only.

The outlines are Natural Earth's (see `resources/maps`). Both projections answer in units of the
earth's radius, x to the east, y to the north.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from matchdesk.core import resources

Point = tuple[float, float]
Projection = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings in degrees (longitude, latitude), the largest first, and its middle."""

    rings: tuple[tuple[Point, ...], ...]
    centre: Point


@dataclass(frozen=True, slots=True)
class View:
    """A map to draw: how it is projected, and the window of projected units that is shown."""

    project: Projection
    left: float
    right: float
    bottom: float
    top: float

    @property
    def ratio(self) -> float:
        """Height by width."""
        return (self.top - self.bottom) / (self.right - self.left)

    def shape(self, outline: Outline) -> list[list[Point]]:
        """The rings that touch the window, from (0, 0) at its top left to (1, `ratio`)."""
        width = self.right - self.left
        found = []
        for ring in outline.rings:
            points = [self.project(*point) for point in ring]
            if self._touches(points):
                found.append([((x - self.left) / width, (self.top - y) / width) for x, y in points])
        return found

    def place(self, point: Point) -> Point:
        """Where a place (longitude, latitude) lies, in the same units as `shape`."""
        width = self.right - self.left
        x, y = self.project(*point)
        return (x - self.left) / width, (self.top - y) / width

    def shows(self, point: Point) -> bool:
        """Whether a place (longitude, latitude) lies in the window."""
        x, y = self.place(point)
        return 0 <= x <= 1 and 0 <= y <= self.ratio

    def _touches(self, points: Sequence[Point]) -> bool:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        across = min(xs) < self.right and max(xs) > self.left
        return across and min(ys) < self.top and max(ys) > self.bottom


@cache
def outlines() -> Mapping[str, Outline]:
    """Every country by its ISO code; read once, in about 20 ms."""
    text = (resources.path("maps") / "world.json").read_text("utf-8")
    found = {}
    for code, rings in json.loads(text)["countries"].items():
        points = tuple(tuple((x, y) for x, y in ring) for ring in rings)
        found[code] = Outline(points, _middle(points[0]))
    return found


def natural_earth(longitude: float, latitude: float) -> Point:
    """The Natural Earth projection (Šavrič, Patterson, Jenny and Hurni, 2015), for the world."""
    across, up = math.radians(longitude), math.radians(latitude)
    s = up * up
    length = 0.870700 + s * (-0.131979 + s * (-0.013791 + s**3 * (0.003971 - 0.001529 * s)))
    height = 1.007226 + s * (0.015085 + s * s * (-0.044475 + s * (0.028874 - 0.005916 * s)))
    return across * length, up * height


def europe(longitude: float, latitude: float) -> Point:
    """Lambert's azimuthal equal-area projection about 52° N, 10° E, as the EU's own maps."""
    across, up = math.radians(longitude - 10), math.radians(latitude)
    middle = math.radians(52)
    near = 1 + math.sin(middle) * math.sin(up) + math.cos(middle) * math.cos(up) * math.cos(across)
    scale = math.sqrt(2 / max(near, 1e-6))
    north = math.cos(middle) * math.sin(up) - math.sin(middle) * math.cos(up) * math.cos(across)
    return scale * math.cos(up) * math.sin(across), scale * north


WORLD = View(natural_earth, -2.55, 2.75, -1.05, 1.42)
EUROPE = View(europe, -0.44, 0.5, -0.33, 0.36)


def arc(start: Point, end: Point, bend: float = 0.18) -> Point:
    """The control point of a curve from `start` to `end`, bent upwards (y runs down)."""
    (x1, y1), (x2, y2) = start, end
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    return middle[0], middle[1] - bend * math.hypot(x2 - x1, y2 - y1)


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of mass of a ring."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if not area:
        return ring[0]
    return x / (3 * area), y / (3 * area)
