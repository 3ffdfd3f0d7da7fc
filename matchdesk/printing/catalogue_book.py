"""The participants' catalogue: profiles, then an index by country, sector and organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.framing import Frame
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, Colour
from matchdesk.printing.paper import Box, Paper, PrintReport, Target, printing, require_something
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
    """A line of the index: a heading, or a name with numbers."""

    text: str
    numbers: str = ""
    heading: bool = False


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
        index = self._index()
        per_page = int(self._frame.room // _INDEX_ROW) * self._columns
        turns = -(-len(index) // per_page)
        count = len(pages) + turns
        for number, columns in enumerate(pages, start=1):
            self._draw_profiles(columns)
            self._frame.end(number, count)
        for turn in range(turns):
            self._draw_index(index[turn * per_page : (turn + 1) * per_page])
            self._frame.end(len(pages) + turn + 1, count)
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
        add("title", profile.job_title, Limits(8.5, 6.5, 2), MUTED, bold=False, gap=1)
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

    def _index(self) -> list[_IndexLine]:
        """By country, sector and organisation: the numbers of the profiles."""
        text, profiles = self._words.text, self._data.profiles
        by_country = [(p.country, p.number) for p in profiles]
        by_sector = [(sector, p.number) for p in profiles for sector in p.sectors]
        by_organisation = [(p.organisation, p.number) for p in profiles]
        lines: list[_IndexLine] = []
        for title, pairs in (
            (text("By country"), by_country),
            (text("By sector"), by_sector),
            (text("By organisation"), by_organisation),
        ):
            found: dict[str, list[int]] = {}
            for name, number in pairs:
                if name:
                    found.setdefault(name, []).append(number)
            if found:
                lines.append(_IndexLine(title, heading=True))
            for name in sorted(found, key=str.casefold):
                numbers = ", ".join(map(str, sorted(found[name])))
                lines.append(_IndexLine(name, numbers))
        return lines

    def _draw_index(self, lines: Sequence[_IndexLine]) -> None:
        area = self._frame.begin(self._words.text("Index"))
        rows = int(area.height // _INDEX_ROW)
        for index, line in enumerate(lines):
            column, row = divmod(index, rows)
            x = area.x + column * (self._width + _COLUMN_GAP)
            box = Box(x, area.y + row * _INDEX_ROW, self._width, _INDEX_ROW)
            if line.heading:
                self._paper.text(
                    "title", line.text, box, Limits(10.5, 7), style=_BOLD, colour=ACCENT
                )
                continue
            name = Box(box.x, box.y, box.width * 0.6 - 6, box.height)
            self._paper.text("title", line.text, name, Limits(8.5, 5.5))
            numbers = Box(box.x + box.width * 0.6, box.y, box.width * 0.4, box.height)
            self._paper.text(
                "number", line.numbers, numbers, Limits(8.5, 4.5, 2), align="right", colour=MUTED
            )
