"""Makes `resources/maps/world.json` from world-atlas' `countries-50m.json` (Natural Earth).

    python -m tools.world_map countries-50m.json resources/maps/world.json

Coast lines are simplified (Visvalingam), islands too small to see are left out unless they are all
there is of a country, and countries are named by ISO 3166-1 alpha-2.
"""

from __future__ import annotations

import heapq
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

Point = tuple[float, float]
_SMALLEST_TRIANGLE = 0.06  # square degrees a point must matter by
_SMALLEST_EUROPEAN = 0.012
_SMALLEST_ISLAND = 1.5  # square degrees; Europe keeps islands of 0.15
_NAMED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}


def main(source: Path, target: Path) -> None:
    """Write the map."""
    atlas = json.loads(source.read_text("utf-8"))
    arcs = _arcs(atlas)
    found: dict[str, list[list[Point]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = _code(shape)
        if code and code != "AQ":
            found.setdefault(code, []).extend(_rings(shape, arcs))
    countries = {code: _simple(rings) for code, rings in sorted(found.items())}
    text = json.dumps({"countries": countries}, separators=(",", ":"))
    target.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{len(countries)} countries, {len(text) // 1024} KiB\n")


def _arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """Outer rings only: lakes and enclaves are drawn by those who own them."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = []
    for part in parts:
        points: list[Point] = []
        for index in part[0]:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        rings += _parted(points)
    return rings


def _parted(ring: list[Point]) -> list[list[Point]]:
    """A ring across the 180th meridian as one to the west and one to the east of it."""
    steps = itertools.pairwise(ring)
    if not any(abs(x1 - x2) > 180 for (x1, _y1), (x2, _y2) in steps):
        return [ring]
    whole = [(x + 360 if x < 0 else x, y) for x, y in ring]
    west = _clipped(whole, keep_west=True)
    east = [(x - 360, y) for x, y in _clipped(whole, keep_west=False)]
    return [part for part in (west, east) if len(part) > 3]


def _clipped(ring: Sequence[Point], *, keep_west: bool) -> list[Point]:
    """Sutherland and Hodgman's clipping at 180 degrees."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        inside = (x1 <= 180) == keep_west
        if inside:
            kept.append((x1, y1))
        if inside != ((x2 <= 180) == keep_west):
            share = (180 - x1) / (x2 - x1)
            kept.append((180.0, y1 + share * (y2 - y1)))
    return kept


def _simple(rings: list[list[Point]]) -> list[list[list[float]]]:
    rings = sorted(rings, key=_area, reverse=True)
    kept = [rings[0]]
    kept += [ring for ring in rings[1:] if _area(ring) > _least(ring, _SMALLEST_ISLAND, 0.15)]
    return [[[round(x, 2), round(y, 2)] for x, y in _thinned(ring)] for ring in kept]


def _least(ring: Sequence[Point], world: float, europe: float) -> float:
    x, y = ring[0]
    return europe if -25 < x < 45 and 34 < y < 72 else world


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _thinned(ring: list[Point]) -> list[Point]:
    """Visvalingam: points that span the smallest triangles go first; at least eight stay."""
    least = _least(ring, _SMALLEST_TRIANGLE, _SMALLEST_EUROPEAN)
    points = ring[:-1] if ring[0] == ring[-1] else ring[:]
    before = [(place - 1) % len(points) for place in range(len(points))]
    after = [(place + 1) % len(points) for place in range(len(points))]

    def area(place: int) -> float:
        return _area([points[before[place]], points[place], points[after[place]]])

    heap = [(area(place), place) for place in range(len(points))]
    heapq.heapify(heap)
    gone = [False] * len(points)
    left = len(points)
    while heap and left > 8:
        size, place = heapq.heappop(heap)
        if gone[place] or size != area(place):
            continue
        if size > least:
            break
        gone[place], left = True, left - 1
        after[before[place]], before[after[place]] = after[place], before[place]
        for near in (before[place], after[place]):
            heapq.heappush(heap, (area(near), near))
    return [point for place, point in enumerate(points) if not gone[place]]


def _code(shape: dict[str, Any]) -> str:
    name = shape["properties"]["name"]
    if name in _NAMED:
        return _NAMED[name]
    alias = get_global("territory_aliases").get(str(shape.get("id", "")), [])
    return alias[0] if alias else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
