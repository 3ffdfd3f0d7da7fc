"""An agreement on paper, in the parties' two languages, with a box for each signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from matchdesk.core.i18n import Catalogue
from matchdesk.printing.agreement_words import RIGHT_TO_LEFT, both, word
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, MUTED, WHITE
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    Target,
    printing,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words


@dataclass(frozen=True, slots=True)
class Signatory:
    """One party: its organisation, the country's name and code, and who signs for it."""

    organisation: str
    country: str
    country_code: str
    name: str = ""
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class AgreementSheetData:
    """One agreement. `type` and `status` are words of the vocabulary as stored.

    `languages` are one or two of `agreement_words.LANGUAGES`; `printed_at` carries its zone. Empty
    fields leave no line on the sheet.
    """

    number: int
    type: str
    status: str
    status_on: date
    event_name: str
    event_line: str
    timezone: str
    printed_at: datetime
    languages: tuple[str, ...]
    parties: tuple[Signatory, ...]
    topic: str = ""
    partnership: str = ""
    sectors: str = ""
    countries: str = ""
    next_step: str = ""
    follow_up_on: date | None = None


_MARGIN = 18 * MM
_BAND = 30 * MM
_FIELD = 33.0
"""Height of one field: its label in both languages above what it holds."""
_BOX, _GAP = 144.0, 12.0
"""Height of a signature box, and the room between two of them."""
_BOLD = Style(bold=True)


def write_agreement_sheet(
    target: Target, data: AgreementSheetData, sheet: PaperSize, catalogue: Catalogue
) -> PrintReport:
    """One agreement on as many pages as its parties need. Raises as `write_badges` does.

    Its pages are mirrored where both languages run from right to left.
    """
    title = f"{word(data.type, data.languages[0])} {data.number}"
    mirrored = all(one in RIGHT_TO_LEFT for one in data.languages)
    with printing(target, title, catalogue, mirrored=mirrored) as paper:
        paper.document = str(data.number)
        _Sheet(paper, data, sheet, catalogue).draw()
    return paper.report(1)


class _Sheet:
    """The pages of one agreement."""

    def __init__(
        self, paper: Paper, data: AgreementSheetData, sheet: PaperSize, catalogue: Catalogue
    ) -> None:
        self._paper, self._data = paper, data
        self._words = Words(catalogue, data.timezone)
        self._page = Box(0, 0, sheet.width * MM, sheet.height * MM)
        self._area = self._page.inset(_MARGIN)
        self._foot = self._page.bottom - _MARGIN

    def draw(self) -> None:
        """Head and fields on the first page, signature boxes two abreast, further pages if need."""
        y = self._begin()
        for label, value in self._fields():
            y = self._field(label, value, y)
        if y + 34 + _BOX > self._foot - 16:  # no heading without a box below it
            self._end()
            y = self._begin()
        y = self._heading(y + 6)
        parties = list(self._data.parties)
        for start in range(0, len(parties), 2):
            if y + _BOX > self._foot - 16:
                self._end()
                y = self._heading(self._begin())
            self._pair(parties[start : start + 2], y)
            y += _BOX + _GAP
        self._end()

    def _begin(self) -> float:
        """The coloured head: event, type in both languages, number; the height below it."""
        paper, data, area = self._paper, self._data, self._area
        paper.begin_page(self._page.width, self._page.height)
        paper.fill(Box(0, 0, self._page.width, _BAND), ACCENT)
        words = (word("number", language) for language in data.languages)
        number = " / ".join(dict.fromkeys(f"{one} {data.number}" for one in words))
        event = " · ".join(part for part in (data.event_name, data.event_line) if part)
        side = 90.0
        line = Box(area.x, 4.5 * MM, area.width - side, 22)
        limits = Limits(10, 6.5, 2, 0.9)
        paper.text("event_name", event, line, limits, colour=WHITE)
        place = Box(area.right - side, 4.5 * MM, side, 22)
        paper.text("number", number, place, Limits(11, 7), style=_BOLD, align="right", colour=WHITE)
        title = Box(area.x, 12.5 * MM, area.width, 40)
        shown = both(data.type, data.languages)
        paper.text("type", shown, title, Limits(20, 11, 2), style=_BOLD, colour=WHITE, at=0.5)
        return _BAND + 16

    def _fields(self) -> list[tuple[str, str]]:
        data = self._data
        since = self._words.day(data.status_on)
        due = self._words.day(data.follow_up_on) if data.follow_up_on else ""
        filled = [
            ("topic", data.topic),
            ("partnership", data.partnership),
            ("sectors", data.sectors),
            ("countries", data.countries),
            ("status", f"{both(data.status, data.languages)} · {since}"),
            ("next_step", data.next_step),
            ("follow_up", due),
        ]
        return [(label, value) for label, value in filled if value]

    def _field(self, label: str, value: str, y: float) -> float:
        area, paper = self._area, self._paper
        above = Box(area.x, y, area.width, 10)
        paper.text(label, both(label, self._data.languages), above, Limits(8, 6), colour=MUTED)
        lines = Limits(11.5, 8, 2)
        style = self._han()
        fitted = paper.fit(label, value, area.width, _FIELD, lines, style)
        paper.place(fitted, Box(area.x, y + 12.5, area.width, fitted.height))
        return y + max(_FIELD, fitted.height + 19)

    def _heading(self, y: float) -> float:
        area, text = self._area, both("parties", self._data.languages)
        box = Box(area.x, y, area.width, 16)
        self._paper.text("parties", text, box, Limits(12, 9), style=_BOLD, colour=ACCENT)
        self._paper.rule(area.x, y + 19, area.right, y + 19, ACCENT, 1.2)
        return y + 28

    def _pair(self, parties: Sequence[Signatory], y: float) -> None:
        width = (self._area.width - _GAP) / 2
        for place, party in enumerate(parties):
            self._signature(party, Box(self._area.x + place * (width + _GAP), y, width, _BOX))

    def _signature(self, party: Signatory, box: Box) -> None:
        """Who it is, who signs, and lines to write on."""
        paper, inner = self._paper, box.inset(9)
        han = han_variant(party.country_code)
        paper.outline(box, FAINT, radius=5)
        head = Box(inner.x, inner.y, inner.width, 30)
        style = Style(bold=True, han=han)
        paper.text(
            "organisation", party.organisation, head, Limits(11.5, 6.5, 3), style=style, at=0.0
        )
        land = Box(inner.x, inner.y + 31, inner.width, 11)
        paper.text("country", party.country, land, Limits(8.5, 6), colour=MUTED, at=0.0)
        y, half = inner.y + 46, (inner.width - 8) / 2
        self._line("name", party.name, Box(inner.x, y, half, 36), han)
        self._line("position", party.job_title, Box(inner.x + half + 8, y, half, 36), han)
        y += 42
        self._line("place", "", Box(inner.x, y, half, 38), han)
        self._line("signature", "", Box(inner.x + half + 8, y, half, 38), han)

    def _line(self, label: str, value: str, box: Box, han: str) -> None:
        """A line to write on, or what is known above it; the label stands below it."""
        paper, rule = self._paper, box.bottom - 9
        if value:
            room = Box(box.x, box.y, box.width, rule - box.y - 1)
            paper.text(label, value, room, Limits(10, 6, 4), style=Style(han=han), at=1.0)
        paper.rule(box.x, rule, box.right, rule, MUTED, 0.6)
        below = Box(box.x, rule + 1, box.width, 8)
        paper.text(label, both(label, self._data.languages), below, Limits(6.5, 5), colour=MUTED)

    def _han(self) -> Style:
        codes = (party.country_code for party in self._data.parties)
        return Style(han=next((v for code in codes if (v := han_variant(code))), ""))

    def _end(self) -> None:
        at = self._data.printed_at.astimezone(ZoneInfo(self._data.timezone))
        # A date that all read; behind an Arabic word its parts would stand the other way round.
        text = f"{at:%Y-%m-%d %H:%M} · {both('printed', self._data.languages)}"
        box = Box(self._area.x, self._foot + 2, self._area.width, 10)
        self._paper.text("printed", text, box, Limits(8, 6), colour=MUTED)
        self._paper.end_page()
