"""Table signs: the number reads across the room, the day's meetings from the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import Partner
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, MUTED, WHITE
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    PrintReport,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words


@dataclass(frozen=True, slots=True)
class SignMeeting:
    """One meeting at the table; times carry their zone."""

    start: datetime
    end: datetime
    first: Partner
    second: Partner


@dataclass(frozen=True, slots=True)
class SignDay:
    """The meetings of one day at the table, in order."""

    date: date
    meetings: tuple[SignMeeting, ...]


@dataclass(frozen=True, slots=True)
class TableSignData:
    """One table: `key` names it in reports, `number` is what stands large on the sign.

    Each day makes a page (more if its meetings ask for them); without days there is one page with
    the number alone. `printed_at` carries its zone.
    """

    key: str
    number: str
    event_name: str
    timezone: str
    printed_at: datetime
    zone: str = ""
    reserved_for: str = ""
    days: tuple[SignDay, ...] = ()


_MARGIN = 14 * MM
_NUMBER_SHARE = 0.36
"""Share of the page's height for the number: about 60 mm of digit on A4."""
_ROW, _TALLEST_ROW = 34.0, 50.0
"""Height of one meeting, and how high it may grow where a page holds few."""
_BOLD = Style(bold=True)
_HUGE = Style(bold=True, tight=True)


def write_table_signs(
    target: Target,
    data: Sequence[TableSignData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
) -> PrintReport:
    """Signs in the order of `data`, one page a table and day. Raises as `write_badges` does."""
    require_something(data, catalogue.text("tables"))
    with printing(target, catalogue.text("Table signs"), catalogue) as paper:
        for index, sign in enumerate(data):
            progress.step(index, len(data), sign.number)
            paper.document = sign.key
            _Sign(paper, sign, Words(catalogue, sign.timezone), sheet).draw()
        progress.step(len(data), len(data))
    return paper.report(len(data))


class _Sign:
    """The pages of one table."""

    def __init__(self, paper: Paper, sign: TableSignData, words: Words, sheet: PaperSize) -> None:
        self._paper, self._sign, self._words = paper, sign, words
        self._page = Box(0, 0, sheet.width * MM, sheet.height * MM)
        self._area = self._page.inset(_MARGIN)
        self._band = self._page.height * _NUMBER_SHARE

    def draw(self) -> None:
        if not self._sign.days:
            self._draw_page("", (), _ROW)
        room = self._area.bottom - 26 - (self._band + 40)
        fits = max(1, int(room // _ROW))
        for day in self._sign.days:
            count = min(fits, max(1, len(day.meetings)))
            row = min(_TALLEST_ROW, room / count)
            for start in range(0, max(1, len(day.meetings)), fits):
                meetings = day.meetings[start : start + fits]
                self._draw_page(self._words.day(day.date), meetings, row)

    def _draw_page(self, day: str, meetings: Sequence[SignMeeting], row: float) -> None:
        self._paper.begin_page(self._page.width, self._page.height)
        self._draw_band()
        y = self._band + 14
        heading = Box(self._area.x, y, self._area.width, 22)
        self._paper.text("day", day, heading, Limits(15, 10), style=_BOLD, colour=ACCENT)
        if day:
            self._paper.rule(self._area.x, y + 25, self._area.right, y + 25, ACCENT, 1.4)
        y += 26
        for meeting in meetings:
            self._draw_meeting(meeting, Box(self._area.x, y, self._area.width, row))
            y += row
        if day and not meetings:
            text = self._words.text("No meetings at this table on this day.")
            place = Box(self._area.x, y + 8, self._area.width, 20)
            self._paper.text("meetings", text, place, Limits(12, 9), colour=MUTED)
        self._draw_foot()
        self._paper.end_page()

    def _draw_band(self) -> None:
        """White on colour: the number as large as it goes, zone and event beside it."""
        sign, paper = self._sign, self._paper
        band = Box(0, 0, self._page.width, self._band)
        paper.fill(band, ACCENT)
        side = self._area.width * 0.34
        label = Box(self._area.x, _MARGIN, side, 20)
        paper.text("table", self._words.text("Table"), label, Limits(18, 10), colour=WHITE)
        room = self._band - 2 * _MARGIN - 70
        zone = paper.fit("zone", sign.zone, side, room * 0.5, Limits(26, 12, 3), _BOLD)
        y = _MARGIN + 28
        paper.place(zone, Box(self._area.x, y, side, zone.height), colour=WHITE)
        if sign.reserved_for:
            text = self._words.text("Reserved for {name}").replace("{name}", sign.reserved_for)
            below = Box(self._area.x, y + zone.height + 8, side, room - zone.height)
            paper.text("reserved_for", text, below, Limits(15, 9, 4), colour=WHITE, at=0.0)
        event = Box(self._area.x, self._band - _MARGIN - 34, side, 34)
        paper.text("event_name", sign.event_name, event, Limits(12, 8, 2), colour=WHITE, at=1.0)
        left = self._area.x + side + 12
        number = Box(left, _MARGIN, self._area.right - left, self._band - 2 * _MARGIN)
        paper.text(
            "number", sign.number, number, Limits(380, 40), style=_HUGE, align="right", colour=WHITE
        )

    def _draw_meeting(self, meeting: SignMeeting, box: Box) -> None:
        times = f"{self._words.time(meeting.start)} – {self._words.time(meeting.end)}"
        width = 92.0
        place = Box(box.x, box.y, width, box.height)
        self._paper.text("time", times, place, Limits(13, 9), style=_BOLD)
        width += 8
        half = (box.width - width) / 2
        for index, party in enumerate((meeting.first, meeting.second)):
            left = box.x + width + index * half
            self._draw_party(party, Box(left, box.y, half - 10, box.height))
        self._paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)

    def _draw_party(self, party: Partner, box: Box) -> None:
        han = han_variant(party.country_code)
        title = party.organisation or party.name
        scale = box.height / _ROW
        upper = Box(box.x, box.y + 3, box.width, box.height * 0.54)
        bold = Style(bold=True, han=han)
        self._paper.text("party", title, upper, Limits(11 * scale, 6.5, 2), style=bold)
        person = party.name if party.organisation else ""
        below = " · ".join(filter(None, (person, party.country)))
        lower = Box(box.x, box.y + box.height * 0.58, box.width, box.height * 0.36)
        style = Style(han=han)
        self._paper.text("party", below, lower, Limits(9 * scale, 6), style=style, colour=MUTED)

    def _draw_foot(self) -> None:
        text = self._words.text("Printed {moment}")
        text = text.replace("{moment}", self._words.moment(self._sign.printed_at))
        box = Box(self._area.x, self._area.bottom - 12, self._area.width, 12)
        self._paper.text("version", text, box, Limits(8.5, 6.5), colour=MUTED)
