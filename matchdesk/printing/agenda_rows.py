"""The rows of an agenda: measured first, so that pages break between them, then drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matchdesk.printing.agenda_data import AgendaDay, AgendaEntry, EntryKind, Partner
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WASH, Colour
from matchdesk.printing.paper import CENTRE, Box, Paper
from matchdesk.printing.text import Fitted, Style
from matchdesk.printing.words import Words

TIME_WIDTH = 84.0
TABLE_WIDTH = 84.0
_BESIDE = 6.0
"""The air between two columns."""
_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class Density:
    """How closely an agenda is set. Heights in points; `air` is above and below a meeting.

    `scale` is that of the wished type sizes; the smallest ones stay, so that nothing is cut at one
    density that is whole at another.
    """

    heading: float
    meeting: float
    quiet: float
    air: float
    scale: float

    def limits(self, biggest: float, smallest: float, lines: int = 1, keep: float = 0.8) -> Limits:
        """Limits at this density, for a text that wishes `biggest` points."""
        return Limits(max(smallest, biggest * self.scale), smallest, lines, keep)


DENSITIES = (
    Density(heading=34, meeting=44, quiet=22, air=6, scale=1.0),
    Density(heading=31, meeting=40, quiet=18, air=4, scale=1.0),
    Density(heading=26, meeting=38, quiet=16, air=2.5, scale=0.92),
)
"""From the roomy one to the closest that still reads well."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its height in points, and how it is drawn into a box of that height.

    `day` is the heading it belongs under; a heading row itself is kept with the row after it.
    """

    height: float
    draw: Callable[[Box], None]
    day: str
    heading: bool = False


def day_rows(
    paper: Paper, words: Words, day: AgendaDay, width: float, density: Density
) -> list[Row]:
    """The heading and the entries of one day."""
    title = words.day(day.date)
    rows = [heading_row(paper, title, title, density)]
    for entry in day.entries:
        if entry.kind is EntryKind.MEETING:
            rows.append(_meeting_row(paper, words, entry, title, width, density))
        else:
            rows.append(_quiet_row(paper, words, entry, title, density))
    return rows


def heading_row(paper: Paper, text: str, day: str, density: Density) -> Row:
    """The day, above its entries."""

    def draw(box: Box) -> None:
        label = Box(box.x, box.bottom - 24, box.width, 20)
        paper.text("day", text, label, Limits(13, 9), style=_BOLD, colour=ACCENT, at=CENTRE)
        paper.rule(box.x, box.bottom - 1, box.right, box.bottom - 1, ACCENT, 1.2)

    return Row(density.heading, draw, day, heading=True)


def _meeting_row(
    paper: Paper, words: Words, entry: AgendaEntry, day: str, width: float, density: Density
) -> Row:
    room = width - TIME_WIDTH - TABLE_WIDTH - 2 * _BESIDE
    lines = _partner_lines(paper, words, entry, room, density)
    height = sum(line.height + gap for line, _, gap in lines) + 2 * density.air
    height = max(density.meeting, height)

    def draw(box: Box) -> None:
        _draw_time(paper, words, entry, box)
        _draw_lines(paper, lines, Box(box.x + TIME_WIDTH, box.y, room, box.height))
        _draw_table(paper, words, entry, box)
        paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)

    return Row(height, draw, day)


def _partner_lines(
    paper: Paper, words: Words, entry: AgendaEntry, room: float, density: Density
) -> list[tuple[Fitted, Colour, float]]:
    """Who is met and what they bring, each line with its colour and the air above it."""
    first = entry.partners[0] if entry.partners else Partner(words.text("Partner to be named"))
    han = han_variant(first.country_code)
    lines: list[tuple[Fitted, Colour, float]] = []

    def add(
        field: str, text: str, limits: Limits, style: Style, colour: Colour, gap: float
    ) -> None:
        if text:
            height = limits.lines * limits.biggest / density.scale * 1.9
            fitted = paper.fit(field, text, room, height, limits, style)
            lines.append((fitted, colour, gap * density.air / DENSITIES[0].air))

    title = first.organisation or first.name
    add("organisation", title, density.limits(12, 8.5, 3), Style(bold=True, han=han), INK, 0)
    people = _people(entry.partners) if first.organisation else first.native_name
    where = " · ".join(filter(None, (people, first.country)))
    add("partner", where, density.limits(10, 7.5, 3), Style(han=han), INK, 2)
    for field, source, text in (
        ("offers", "Offers: {text}", entry.offers),
        ("needs", "Needs: {text}", entry.needs),
        ("interpreter", "Interpreter: {text}", entry.interpreter),
    ):
        shown = words.text(source).replace("{text}", text) if text else ""
        add(field, shown, density.limits(8.5, 7.5, 5, 1.0), Style(han=han), MUTED, 3)
    return lines


def _people(partners: Sequence[Partner]) -> str:
    return ", ".join(
        f"{p.name} ({p.native_name})" if p.native_name and p.native_name != p.name else p.name
        for p in partners
    )


def _draw_lines(paper: Paper, lines: Sequence[tuple[Fitted, Colour, float]], box: Box) -> None:
    total = sum(line.height + gap for line, _, gap in lines)
    y = box.y + (box.height - total) / 2
    for line, colour, gap in lines:
        y += gap
        paper.place(line, Box(box.x, y, box.width, line.height), colour=colour)
        y += line.height


def _draw_time(paper: Paper, words: Words, entry: AgendaEntry, box: Box) -> None:
    start, end = words.time(entry.start), words.time(entry.end)
    middle = box.y + box.height / 2
    place = Box(box.x, middle - 17, TIME_WIDTH - _BESIDE, 20)
    paper.text("time", f"{start} – {end}", place, Limits(12, 8), style=_BOLD)
    slot = words.text("Slot {number}").replace("{number}", str(entry.slot)) if entry.slot else ""
    below = Box(box.x, middle + 2, TIME_WIDTH - _BESIDE, 12)
    label = " · ".join(filter(None, (slot, entry.form)))
    paper.text("slot", label, below, Limits(8.5, 6.5), colour=MUTED)


def _draw_table(paper: Paper, words: Words, entry: AgendaEntry, box: Box) -> None:
    """The table's number, big, beside its zone."""
    if not entry.table:
        return
    frame = Box(box.right - TABLE_WIDTH, box.y + (box.height - 36) / 2, TABLE_WIDTH, 36)
    paper.fill(frame, WASH, radius=4)
    label = words.text("Table")
    half = TABLE_WIDTH * 0.46
    paper.text(
        "table", label, Box(frame.x + 7, frame.y + 3, half, 12), Limits(7.5, 6), colour=MUTED
    )
    zone = Box(frame.x + 7, frame.y + 15, half, 19)
    paper.text("zone", entry.zone, zone, Limits(8.5, 5.5, 2), at=0.3)
    number = Box(frame.x + 7 + half, frame.y + 3, TABLE_WIDTH - half - 14, 30)
    paper.text("table", entry.table, number, Limits(22, 9), style=_BOLD, align="right")


def _quiet_row(paper: Paper, words: Words, entry: AgendaEntry, day: str, density: Density) -> Row:
    """A break, a plenary with its place, or free time."""
    free = entry.kind is EntryKind.FREE
    text = entry.title or words.text("Free") if free else entry.title
    plenary = entry.kind is EntryKind.PLENARY

    def draw(box: Box) -> None:
        if not free:
            paper.fill(Box(box.x, box.y + 1, box.width, box.height - 1), WASH)
        colour = INK if plenary else MUTED
        time = f"{words.time(entry.start)} – {words.time(entry.end)}"
        left = Box(box.x, box.y, TIME_WIDTH - _BESIDE, box.height)
        paper.text("time", time, left, Limits(10, 7.5), colour=colour)
        room = box.width - TIME_WIDTH - _BESIDE
        split = room * (0.62 if entry.zone else 1.0)
        what = Box(box.x + TIME_WIDTH, box.y, split, box.height)
        paper.text("title", text, what, Limits(10, 7, 2), style=Style(bold=plenary), colour=colour)
        where = Box(what.right + _BESIDE, box.y, room - split - _BESIDE, box.height)
        paper.text("zone", entry.zone, where, Limits(10, 7, 2), align="right", colour=colour)
        paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)

    return Row(density.quiet, draw, day)
