"""The wall plan: tables by slots, who meets where, to be hung up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import Partner
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.framing import Frame
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, WASH
from matchdesk.printing.paper import Box, Paper, Target, printing, require_something
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One table; `meetings` has the parties of each slot of the day, nobody where it is free."""

    number: str
    zone: str
    meetings: tuple[tuple[Partner, ...], ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A break, plenary or reception, when nobody meets; `start` and `end` carry their zone."""

    start: datetime
    end: datetime
    title: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class WallPlanData:
    """One day: `slots` are starts and ends, with their zone; `programme` is the rest of the day."""

    key: str
    day: date
    event_name: str
    timezone: str
    printed_at: datetime
    slots: tuple[tuple[datetime, datetime], ...]
    rows: tuple[PlanRow, ...]
    programme: tuple[Gathering, ...] = ()


_HEADER = 22.0
_LEFT = 52.0
_MOST_SLOTS = 6
"""On A4 across: a cell then holds most organisations in type that reads at arm's length."""
_PROGRAMME = 30.0
_ROW = 32.0


def write_wall_plan(
    target: Target,
    data: Sequence[WallPlanData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
) -> PrintReport:
    """The plan of each day on sheets across, to be hung side by side and below one another."""
    require_something(data, catalogue.text("meetings"))
    with printing(target, catalogue.text("Wall plan"), catalogue) as paper:
        for index, plan in enumerate(data):
            progress.step(index, len(data))
            paper.document = plan.key
            _Plan(paper, plan, Words(catalogue, plan.timezone), sheet).draw()
        progress.step(len(data), len(data))
    return paper.report(len(data))


class _Plan:
    """One day's sheets."""

    def __init__(self, paper: Paper, plan: WallPlanData, words: Words, sheet: PaperSize) -> None:
        self._paper, self._plan, self._words = paper, plan, words
        self._frame = Frame(paper, words, sheet, plan.event_name, plan.printed_at, landscape=True)
        big = sheet.height > 400
        self._across = _even(len(plan.slots), _MOST_SLOTS * (2 if big else 1))
        self._above = _PROGRAMME if plan.programme else 0.0
        rows = max(1, int((self._frame.room - self._above - _HEADER) // _ROW))
        self._down = _even(len(plan.rows), rows)

    def draw(self) -> None:
        pages = [
            (rows, columns)
            for rows in _parts(len(self._plan.rows), self._down)
            for columns in _parts(len(self._plan.slots), self._across)
        ]
        for number, (rows, columns) in enumerate(pages, start=1):
            title = self._words.text("Wall plan")
            area = self._frame.begin(title, "", self._words.day(self._plan.day))
            if self._plan.programme:
                self._draw_programme(Box(area.x, area.y, area.width, _PROGRAMME - 6))
                below = area.height - self._above
                area = Box(area.x, area.y + self._above, area.width, below)
            self._draw_page(area, rows, columns)
            self._frame.end(number, len(pages))

    def _draw_programme(self, box: Box) -> None:
        """When nobody meets, in one line that goes on below if it must."""
        parts = []
        for one in self._plan.programme:
            time = f"{self._words.time(one.start)} – {self._words.time(one.end)}"
            place = f" ({one.place})" if one.place else ""
            parts.append(f"{time} {one.title}{place}")
        self._paper.fill(box, WASH, radius=3)
        inner = Box(box.x + 6, box.y + 2, box.width - 12, box.height - 4)
        self._paper.text("programme", "  ·  ".join(parts), inner, Limits(10, 6, 2))

    def _draw_page(self, area: Box, rows: range, columns: range) -> None:
        width = (area.width - _LEFT) / max(1, self._across)
        height = min(48.0, (area.height - _HEADER) / max(1, self._down))
        for place, index in enumerate(columns):
            start, end = self._plan.slots[index]
            text = f"{self._words.time(start)} – {self._words.time(end)}"
            box = Box(area.x + _LEFT + place * width + 3, area.y, width - 6, _HEADER)
            self._paper.text("time", text, box, Limits(11, 6), style=Style(bold=True))
        for place, index in enumerate(rows):
            y = area.y + _HEADER + place * height
            self._draw_row(
                self._plan.rows[index], Box(area.x, y, area.width, height), columns, width
            )
        bottom = area.y + _HEADER + len(rows) * height
        self._paper.rule(area.x, bottom, area.right, bottom, FAINT, 0.5)
        for place in range(len(columns) + 1):
            x = area.x + _LEFT + place * width
            self._paper.rule(x, area.y + _HEADER, x, bottom, FAINT, 0.5)

    def _draw_row(self, row: PlanRow, box: Box, columns: range, width: float) -> None:
        paper = self._paper
        paper.rule(box.x, box.y, box.right, box.y, FAINT, 0.5)
        number = Box(box.x, box.y + 2, _LEFT - 4, box.height * 0.6)
        paper.text("number", row.number, number, Limits(18, 8), style=Style(bold=True))
        zone = Box(box.x, box.y + box.height * 0.62, _LEFT - 4, box.height * 0.34)
        paper.text("zone", row.zone, zone, Limits(8, 5.5), colour=ACCENT)
        for place, index in enumerate(columns):
            parties = row.meetings[index]
            cell = Box(box.x + _LEFT + place * width, box.y, width, box.height)
            if not parties:
                paper.fill(Box(cell.x + 1, cell.y + 1, cell.width - 2, cell.height - 2), WASH)
                continue
            half = (cell.height - 4) / min(2, len(parties))
            for line, party in enumerate(islice(parties, 2)):
                name = party.organisation or party.name
                text = " · ".join(filter(None, (party.country_code, name)))
                inner = Box(cell.x + 3, cell.y + 2 + line * half, cell.width - 6, half)
                style = Style(han=han_variant(party.country_code), bold=line == 0)
                paper.text("party", text, inner, Limits(8.5, 5.5, 2, 1.0), style=style, colour=INK)


def _even(count: int, most: int) -> int:
    """How many to a sheet so that the sheets are about equally full."""
    sheets = max(1, -(-count // most))
    return max(1, -(-count // sheets))


def _parts(count: int, size: int) -> list[range]:
    return [range(at, min(count, at + size)) for at in range(0, max(1, count), size)]
