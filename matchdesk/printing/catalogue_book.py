"""The participants' catalogue: profiles, then an index by country, sector and organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.framing import Frame
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, Colour
from matchdesk.printing.paper import (
    CENTRE,
    Box,
    Paper,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.text import Fitted, Style
from matchdesk.printing.words import Words


@dataclass(frozen=True, slots=True)
class ProfileData:
    """One participant's entry, in words ready for paper; `number` is the badge's.

    `contact` holds only what they agreed to share.
    """

    key: str
    number: int
    name: str
    native_name: str = ""
    job_title: str = ""
    organisation: str = ""
    description: str = ""
    country: str = ""
    country_code: str = ""
    sectors: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueData:
    """The whole catalogue, its profiles in the order of printing. `printed_at` carries its zone."""

    key: str
    event_name: str
    timezone: str
    printed_at: datetime
    profiles: tuple[ProfileData, ...]


_GAP, _COLUMN_GAP = 10.0, 18.0
_INDEX_ROW = 13.0
_NAMES = 0.76
"""The names' share of a column of the index; the pages have the rest."""
_BOLD = Style(bold=True)


def write_catalogue(
    target: Target,
    data: Sequence[CatalogueData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
) -> PrintReport:
    """One catalogue for each of `data`. Raises as `badges.write_badges` does."""
    require_something([p for one in data for p in one.profiles], catalogue.text("profiles"))
    with printing(target, catalogue.text("Participants’ catalogue"), catalogue) as paper:
        for one in data:
            _Book(paper, one, Words(catalogue, one.timezone), sheet).draw(progress)
    return paper.report(len(data))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A profile ready to place: its texts with the air above each."""

    profile: ProfileData
    lines: tuple[tuple[Fitted, Colour, float], ...]

    @property
    def height(self) -> float:
        return sum(line.height + gap for line, _, gap in self.lines) + _GAP


@dataclass(frozen=True, slots=True)
class _IndexLine:
    """A line of the index: a heading, or a name with the pages it is found on."""

    text: Fitted
    pages: str = ""
    heading: bool = False

    @property
    def height(self) -> float:
        return max(_INDEX_ROW, self.text.height + 3) + (6 if self.heading else 0)


class _Book:
    """One catalogue."""

    def __init__(self, paper: Paper, data: CatalogueData, words: Words, sheet: PaperSize) -> None:
        self._paper, self._data, self._words = paper, data, words
        self._frame = Frame(paper, words, sheet, data.event_name, data.printed_at)
        self._columns = 2 if sheet.width > 160 else 1
        area = self._frame.area
        self._width = (area.width - _COLUMN_GAP * (self._columns - 1)) / self._columns

    def draw(self, progress: Progress) -> None:
        entries = []
        for done, profile in enumerate(self._data.profiles):
            progress.step(done, len(self._data.profiles), profile.name)
            self._paper.document = profile.key
            entries.append(self._entry(profile))
        pages = list(self._laid_out(entries))
        found = {
            entry.profile.key: number
            for number, columns in enumerate(pages, start=1)
            for column in columns
            for entry in column
        }
        index = list(self._index_pages(self._index(found)))
        count = len(pages) + len(index)
        for number, columns in enumerate(pages, start=1):
            self._draw_profiles(columns)
            self._frame.end(number, count)
        for number, lines in enumerate(index, start=len(pages) + 1):
            self._draw_index(lines)
            self._frame.end(number, count)
        progress.step(len(entries), len(entries))

    def _entry(self, profile: ProfileData) -> _Entry:
        text = self._words.text
        han = han_variant(profile.country_code)
        lines: list[tuple[Fitted, Colour, float]] = []

        def add(
            field: str, shown: str, limits: Limits, colour: Colour, *, bold: bool, gap: float
        ) -> None:
            if shown:
                style = Style(bold=bold, han=han)
                room = limits.lines * limits.biggest * 1.6
                fitted = self._paper.fit(field, shown, self._width - 26, room, limits, style)
                lines.append((fitted, colour, gap))

        native = f" {profile.native_name}" if profile.native_name != profile.name else ""
        add("name", (profile.name + native).strip(), Limits(12, 8, 2), INK, bold=True, gap=0)
        add("title", profile.job_title, Limits(8.5, 6.5, 2), MUTED, bold=False, gap=2)
        belonging = " · ".join(filter(None, (profile.organisation, profile.country)))
        add("organisation", belonging, Limits(9.5, 7, 3), ACCENT, bold=True, gap=2)
        add("title", " · ".join(profile.sectors), Limits(8.5, 6.5, 2), MUTED, bold=False, gap=2)
        add("title", profile.description, Limits(8.5, 7.5, 4), INK, bold=False, gap=2)
        for field, source, given in (
            ("offers", "Offers: {text}", profile.offers),
            ("needs", "Needs: {text}", profile.needs),
        ):
            shown = text(source).replace("{text}", "; ".join(given)) if given else ""
            add(field, shown, Limits(8.5, 7.5, 5), INK, bold=False, gap=2)
        add("title", " · ".join(profile.contact), Limits(8.5, 6.5, 2), MUTED, bold=False, gap=2)
        return _Entry(profile, tuple(lines))

    def _laid_out(self, entries: Sequence[_Entry]) -> Iterator[list[list[_Entry]]]:
        """The entries of each page, column by column."""
        columns: list[list[_Entry]] = [[]]
        room = self._frame.room
        for entry in entries:
            if columns[-1] and entry.height > room:
                if len(columns) == self._columns:
                    yield columns
                    columns = []
                columns.append([])
                room = self._frame.room
            columns[-1].append(entry)
            room -= entry.height
        yield columns

    def _draw_profiles(self, columns: Sequence[Sequence[_Entry]]) -> None:
        area = self._frame.begin(self._words.text("Participants’ catalogue"))
        for place, entries in enumerate(columns):
            x = area.x + place * (self._width + _COLUMN_GAP)
            y = area.y
            for entry in entries:
                self._draw_entry(entry, Box(x, y, self._width, entry.height))
                y += entry.height

    def _draw_entry(self, entry: _Entry, box: Box) -> None:
        paper = self._paper
        number = Box(box.x, box.y + 1, 24, 13)
        paper.text("number", str(entry.profile.number), number, Limits(10, 6), colour=MUTED)
        y = box.y
        for line, colour, gap in entry.lines:
            y += gap
            paper.place(line, Box(box.x + 26, y, box.width - 26, line.height), colour=colour)
            y += line.height
        paper.rule(box.x, box.bottom - _GAP / 2, box.right, box.bottom - _GAP / 2, FAINT, 0.5)

    def _index(self, found: Mapping[str, int]) -> list[_IndexLine]:
        """By country, sector and organisation: the pages of the profiles, by their keys."""
        text, profiles = self._words.text, self._data.profiles
        by_country = [(p.country, found[p.key]) for p in profiles]
        by_sector = [(sector, found[p.key]) for p in profiles for sector in p.sectors]
        by_organisation = [(p.organisation, found[p.key]) for p in profiles]
        lines: list[_IndexLine] = []
        for title, pairs in (
            (text("By country"), by_country),
            (text("By sector"), by_sector),
            (text("By organisation"), by_organisation),
        ):
            pages: dict[str, set[int]] = {}
            for name, page in pairs:
                if name:
                    pages.setdefault(name, set()).add(page)
            if pages:
                fitted = self._paper.fit("title", title, self._width, 20, Limits(10.5, 7), _BOLD)
                lines.append(_IndexLine(fitted, text("Page"), heading=True))
            for name in sorted(pages, key=str.casefold):
                room = self._width * _NAMES - 6
                fitted = self._paper.fit("title", name, room, 60, Limits(8.5, 6.5, 3), Style())
                lines.append(_IndexLine(fitted, ranges(pages[name])))
        return lines

    def _index_pages(self, lines: Sequence[_IndexLine]) -> Iterator[list[list[_IndexLine]]]:
        """The lines of each page, column by column; no column ends in a heading."""
        columns: list[list[_IndexLine]] = [[]]
        room = self._frame.room
        for index, line in enumerate(lines):
            after = lines[index + 1].height if line.heading and index + 1 < len(lines) else 0.0
            if columns[-1] and line.height + after > room:
                if len(columns) == self._columns:
                    yield columns
                    columns = []
                columns.append([])
                room = self._frame.room
            columns[-1].append(line)
            room -= line.height
        if columns[-1]:
            yield columns

    def _draw_index(self, columns: Sequence[Sequence[_IndexLine]]) -> None:
        area = self._frame.begin(self._words.text("Index"))
        for place, lines in enumerate(columns):
            x, y = area.x + place * (self._width + _COLUMN_GAP), area.y
            for line in lines:
                self._draw_index_line(line, Box(x, y, self._width, line.height))
                y += line.height

    def _draw_index_line(self, line: _IndexLine, box: Box) -> None:
        paper = self._paper
        colour = ACCENT if line.heading else INK
        at = 1.0 if line.heading else CENTRE
        name = Box(box.x, box.y, box.width * _NAMES - 6, box.height)
        paper.place(line.text, name, colour=colour, at=at)
        pages = Box(box.x + box.width * _NAMES, box.y, box.width * (1 - _NAMES), box.height)
        limits = Limits(8.5, 6, 2)
        paper.text("number", line.pages, pages, limits, align="right", colour=MUTED, at=at)


def ranges(pages: Iterable[int]) -> str:
    """Page numbers in rising order, those in a row as a range: “2, 4–6”."""
    found: list[list[int]] = []
    for page in sorted(pages):
        if found and found[-1][-1] == page - 1:
            found[-1].append(page)
        else:
            found.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)
