"""Table signs: the number reads across the room, the next meeting from two metres."""

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
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WHITE
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.print_report import PrintReport
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
_A4 = 297 * MM
"""Sizes below are those on A4; other papers scale with their height."""
_NUMBER_SHARE = 0.33
"""Share of the page's height for the number: more than 50 mm of digit on A4."""
_TIMES = 104.0
"""Width of the column of times; all names begin at its right."""
_NEXT, _AT_TWO_METRES = 34.0, 28.0
"""Type of the meeting that is next. 28 points: 7 mm of capitals, 12 minutes of arc at two metres,
more than twice what a healthy eye needs (5 minutes, ISO 8596)."""
_ROW, _LATER, _GROWTH = 50.0, 17.0, 1.4
"""Height of a later meeting, its type, and how much both grow where there is room."""
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
        self._scale = self._page.height / _A4
        self._area = self._page.inset(_MARGIN)
        self._band = self._page.height * _NUMBER_SHARE
        self._top = self._band + 44 * self._scale
        self._bottom = self._area.bottom - 16

    def draw(self) -> None:
        if not self._sign.days:
            self._draw_page("", ())
        for day in self._sign.days:
            rest = self._to_come(day)
            while True:
                taken = self._draw_page(self._words.day(day.date), rest)
                rest = rest[taken:]
                if not rest:
                    break

    def _to_come(self, day: SignDay) -> Sequence[SignMeeting]:
        """What was not over when the sign was printed; all of a day that was over."""
        coming = [one for one in day.meetings if one.end > self._sign.printed_at]
        return coming or day.meetings

    def _draw_page(self, day: str, meetings: Sequence[SignMeeting]) -> int:
        """The first meeting large, below it as many as there is room for; returns how many."""
        paper, area, scale = self._paper, self._area, self._scale
        paper.begin_page(self._page.width, self._page.height)
        self._draw_band()
        heading = Box(area.x, self._band + 12 * scale, area.width, 22 * scale)
        limits = Limits(15 * scale, 9)
        paper.text("day", day, heading, limits, style=_BOLD, colour=ACCENT)
        taken, y = 0, self._top
        if day:
            paper.rule(area.x, y - 6, area.right, y - 6, ACCENT, 1.6)
        if meetings:
            taken, y = 1, self._draw_next(meetings[0], y)
        room = self._bottom - y
        later = meetings[taken : taken + int(room // (_ROW * scale))]
        row = min(_ROW * scale * _GROWTH, room / max(1, len(later)))
        for meeting in later:
            self._draw_later(meeting, Box(area.x, y, area.width, row))
            y += row
        if day and not meetings:
            text = self._words.text("No meetings at this table on this day.")
            place = Box(area.x, y + 8, area.width, 26 * scale)
            paper.text("meetings", text, place, Limits(18 * scale, 9), colour=MUTED)
        self._draw_foot()
        paper.end_page()
        return taken + len(later)

    def _draw_band(self) -> None:
        """White on colour: the number as large as it goes, zone and event beside it."""
        sign, paper = self._sign, self._paper
        band = Box(0, 0, self._page.width, self._band)
        paper.fill(band, ACCENT)
        side = self._area.width * 0.34
        label = Box(self._area.x, _MARGIN, side, 20)
        paper.text(
            "table", self._words.text("Table"), label, Limits(18 * self._scale, 10), colour=WHITE
        )
        room = self._band - 2 * _MARGIN - 70
        zone = paper.fit("zone", sign.zone, side, room * 0.5, Limits(26, 12, 3), _BOLD)
        y = _MARGIN + 28
        paper.place(zone, Box(self._area.x, y, side, zone.height), colour=WHITE)
        if sign.reserved_for:
            text = self._words.text("Reserved for {name}").replace("{name}", sign.reserved_for)
            below = Box(self._area.x, y + zone.height + 8, side, room - zone.height)
            paper.text(
                "reserved_for", text, below, Limits(15 * self._scale, 6.5, 4), colour=WHITE, at=0.0
            )
        event = Box(self._area.x, self._band - _MARGIN - 34, side, 34)
        paper.text("event_name", sign.event_name, event, Limits(12, 8, 2), colour=WHITE, at=1.0)
        left = self._area.x + side + 12
        number = Box(left, _MARGIN, self._area.right - left, self._band - 2 * _MARGIN)
        paper.text(
            "number", sign.number, number, Limits(380, 40), style=_HUGE, align="right", colour=WHITE
        )

    def _draw_next(self, meeting: SignMeeting, top: float) -> float:
        """Both parties, each as large as its name lets it; returns where the block ends."""
        paper, area, scale = self._paper, self._area, self._scale
        x = area.x + _TIMES * scale
        width = area.right - x
        start = Box(area.x, top + 8 * scale, (_TIMES - 12) * scale, 36 * scale)
        limits = Limits(_AT_TWO_METRES * scale, 12)
        paper.text("time", self._words.time(meeting.start), start, limits, style=_BOLD)
        end = Box(area.x, start.bottom, start.width, 20 * scale)
        until = f"– {self._words.time(meeting.end)}"
        paper.text("time", until, end, Limits(16 * scale, 9), colour=MUTED)
        y = top + 8 * scale
        for party in (meeting.first, meeting.second):
            han = han_variant(party.country_code)
            keep = _AT_TWO_METRES / _NEXT
            limits = Limits(_NEXT * scale, 16 * scale, 4, keep)
            style = Style(bold=True, han=han, leading=1.12, whole=True)
            title = party.organisation or party.name
            name = paper.fit("party", title, width, 120 * scale, limits, style)
            paper.place(name, Box(x, y, width, name.height))
            y += name.height + 2 * scale
            below = Box(x, y, width, 18 * scale)
            plain = Style(han=han)
            limits = Limits(14 * scale, 8)
            paper.text("party", _who(party), below, limits, style=plain, colour=MUTED)
            y += 30 * scale
        paper.rule(area.x, y, area.right, y, ACCENT, 1.0)
        return y

    def _draw_later(self, meeting: SignMeeting, box: Box) -> None:
        """One row: the times, and the parties one below the other."""
        paper, scale = self._paper, box.height / _ROW
        half = (box.height - 8 * scale) / 2
        times = ((meeting.start, _BOLD, INK), (meeting.end, Style(), MUTED))
        for line, (moment, style, colour) in enumerate(times):
            text = ("– " if line else "") + self._words.time(moment)
            width = (_TIMES - 12) * self._scale
            place = Box(box.x, box.y + 4 * scale + line * half, width, half)
            limits = Limits((_LATER - 3 * line) * scale, 8)
            paper.text("time", text, place, limits, style=style, colour=colour)
        x = box.x + _TIMES * self._scale
        width = (box.right - x) * 0.72
        for line, party in enumerate((meeting.first, meeting.second)):
            han = han_variant(party.country_code)
            y = box.y + 4 * scale + line * half
            title = party.organisation or party.name
            name = Box(x, y + 0.5, width - 8, half - 1)
            limits = Limits(_LATER * scale, 5.5, 2)
            paper.text("party", title, name, limits, style=Style(bold=True, han=han))
            who = Box(x + width, y, box.right - x - width, half)
            limits = Limits(10 * scale, 6, 2)
            paper.text("party", _who(party), who, limits, style=Style(han=han), colour=MUTED)
        paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)

    def _draw_foot(self) -> None:
        text = self._words.text("Printed {moment}")
        text = text.replace("{moment}", self._words.moment(self._sign.printed_at))
        box = Box(self._area.x, self._area.bottom - 12, self._area.width, 12)
        self._paper.text("version", text, box, Limits(8.5, 6.5), colour=MUTED)


def _who(party: Partner) -> str:
    person = party.name if party.organisation else ""
    return " · ".join(filter(None, (person, party.country)))
