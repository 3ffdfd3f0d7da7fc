"""Bars, matrices and maps on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchdesk.core import geography
from matchdesk.core.geography import View
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
    WASH,
    WHITE,
    Colour,
    colour,
    readable,
)
from matchdesk.printing.paper import Box, Paper
from matchdesk.printing.report_data import Arc, Bars
from matchdesk.printing.text import Style

REGION_COLOURS: dict[str, Colour] = {
    "eu": colour("#0b5cab"),
    "programme": colour("#56a3d9"),
    "third": colour("#d98324"),
}
"""Participants' countries by region; told apart by lightness too."""

_LAND, _SEA = colour("#e3e8ed"), colour("#f7f9fb")
_MEETING, _AGREEMENT = colour("#5b2a86"), colour("#0a6b5d")
_BOLD = Style(bold=True)
BAR, _TALL = 17.0, 23.0
"""Height of a bar with its label; of one whose label takes two lines."""
_LONG = 26
"""A label of more signs takes two lines."""


def bars_height(bars: Bars) -> float:
    """What `draw_bars` needs."""
    return 24 + sum(_height(label) for label, _value, _shown in bars.rows)


def _height(label: str) -> float:
    return _TALL if len(label) > _LONG else BAR


def draw_bars(paper: Paper, bars: Bars, box: Box) -> None:
    """A title, then a bar a row: label, bar, value."""
    paper.text("chart", bars.title, Box(box.x, box.y, box.width, 16), Limits(11, 8), style=_BOLD)
    label_width = box.width * 0.46
    room = box.width - label_width - 38
    measured = bars.rows[:-1] if bars.rest else bars.rows
    most = max((value for _label, value, _shown in measured), default=0) or 1
    y = box.y + 22
    for number, (label, value, shown) in enumerate(bars.rows):
        high = _height(label)
        place = Box(box.x, y, label_width - 8, high)
        limits = Limits(8.5, 6.5, 2 if high > BAR else 1, 0.94)
        paper.text("label", label, place, limits, colour=INK)
        # The rest is longer than any bar: it would make them all short.
        length = room * value / most if number < len(measured) else 0.0
        start = box.x + label_width
        thick, over = BAR - 8, (high - BAR + 8) / 2
        paper.fill(Box(start, y + over, room, thick), WASH)
        if length > 0:
            paper.fill(Box(start, y + over, max(1.0, length), thick), ACCENT)
        end = Box(start + room + 4, y, 34, high)
        paper.text("value", shown, end, Limits(8.5, 6.5), style=_BOLD, align="right")
        y += high


def draw_map(
    paper: Paper,
    view: View,
    box: Box,
    people: Mapping[str, int],
    regions: Mapping[str, str],
    arcs: Sequence[Arc],
) -> None:
    """Countries that came coloured by region, arcs for meetings, thicker for more of them."""
    canvas = paper.canvas
    scale = box.width
    height = box.width * view.ratio
    paper.fill(Box(box.x, box.y, box.width, height), _SEA)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(box.x, paper.height - box.y - height, box.width, height)
    canvas.clipPath(frame, stroke=0)
    canvas.setStrokeColorRGB(*WHITE)
    canvas.setLineWidth(0.3)
    for code, outline in geography.outlines().items():
        land = REGION_COLOURS.get(regions.get(code, ""), _LAND) if people.get(code) else _LAND
        canvas.setFillColorRGB(*land)
        for ring in view.shape(outline):
            path = canvas.beginPath()
            points = [(box.x + x * scale, paper.height - box.y - y * scale) for x, y in ring]
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)
    _draw_arcs(paper, view, box, arcs)
    canvas.restoreState()


def _draw_arcs(paper: Paper, view: View, box: Box, arcs: Sequence[Arc]) -> None:
    most = max((arc.meetings for arc in arcs), default=0) or 1
    known = geography.outlines()
    canvas = paper.canvas
    for arc in sorted(arcs, key=lambda one: (one.agreements > 0, one.meetings)):
        if arc.first == arc.second or arc.first not in known or arc.second not in known:
            continue
        one, other = known[arc.first].centre, known[arc.second].centre
        if not (view.shows(one) or view.shows(other)):
            continue
        start, end = view.place(one), view.place(other)
        bend = geography.arc(start, end)
        (x1, y1), (x2, y2), (x3, y3) = (
            (box.x + x * box.width, paper.height - box.y - y * box.width)
            for x, y in (start, bend, end)
        )
        canvas.setStrokeColorRGB(*(_AGREEMENT if arc.agreements else _MEETING))
        canvas.setStrokeAlpha(0.75 if arc.agreements else 0.35)
        canvas.setLineWidth(0.3 + 2.0 * arc.meetings / most)
        canvas.bezier(
            x1, y1, x1 + 2 / 3 * (x2 - x1), y1 + 2 / 3 * (y2 - y1),
            x3 + 2 / 3 * (x2 - x3), y3 + 2 / 3 * (y2 - y3), x3, y3,
        )  # fmt: skip
    canvas.setStrokeAlpha(1)


def draw_legend(paper: Paper, words: Sequence[str], box: Box) -> None:
    """`words`: EU, other programme countries, third countries, meetings, agreements."""
    marks = (*REGION_COLOURS.values(), _MEETING, _AGREEMENT)
    shares = [len(word) + 7 for word in words]
    x = box.x
    for place, (mark, word) in enumerate(zip(marks, words, strict=True)):
        width = box.width * shares[place] / sum(shares)
        line = place >= len(REGION_COLOURS)
        swatch = Box(x, box.y + (5 if line else 2), 12, 2 if line else 8)
        paper.fill(swatch, mark)
        label = Box(x + 17, box.y, width - 21, 12)
        paper.text("legend", word, label, Limits(8, 5.5), colour=MUTED)
        x += width


def draw_matrix(
    paper: Paper, sectors: Sequence[str], matrix: Sequence[Sequence[int]], box: Box
) -> float:
    """Sectors against sectors, darker for more meetings; answers the height it took."""
    cell = min(30.0, (box.width - 150) / max(1, len(sectors)))
    most = max((n for row in matrix for n in row), default=0) or 1
    left = box.x + 150
    for i, sector in enumerate(sectors):
        y = box.y + i * cell
        label = Box(box.x, y, 144, cell)
        paper.text("sector", f"{i + 1}  {sector}", label, Limits(8.5, 6))
        for j, number in enumerate(matrix[i]):
            share = number / most
            shade = (
                WASH[0] + (ACCENT[0] - WASH[0]) * share,
                WASH[1] + (ACCENT[1] - WASH[1]) * share,
                WASH[2] + (ACCENT[2] - WASH[2]) * share,
            )
            place = Box(left + j * cell, y, cell, cell)
            paper.fill(place.inset(0.6), shade)
            if number:
                ink = readable(shade, (INK, WHITE))
                paper.text("n", str(number), place, Limits(7.5, 5), align="centre", colour=ink)
    y = box.y + len(sectors) * cell
    for j in range(len(sectors)):
        place = Box(left + j * cell, y, cell, 12)
        paper.text("column", str(j + 1), place, Limits(8, 6), align="centre", colour=MUTED)
    paper.rule(box.x, y + 14, box.right, y + 14, FAINT, 0.5)
    return len(sectors) * cell + 16
