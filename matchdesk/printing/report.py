"""The funder's report on paper: results first, then map, charts, every figure, and definitions."""

from __future__ import annotations

from matchdesk.core import geography
from matchdesk.core import progress as work
from matchdesk.core.i18n import Catalogue
from matchdesk.printing.charts import (
    bars_height,
    draw_bars,
    draw_legend,
    draw_map,
    draw_matrix,
)
from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WHITE, colour
from matchdesk.printing.paper import MM, Box, Paper, Target, printing
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.report_data import Quote, ReportData
from matchdesk.printing.text import Style

_MARGIN = 16 * MM
_BOLD = Style(bold=True)
_DONE = colour("#0a6b5d")
_SECTIONS = 8
_LINE = 14.0
"""Height of a line of the table by day."""
_DAYS = 5
"""Days that stand beside each other."""
_ENOUGH = 0.55
"""The share of a page that must be left for another section to begin on it."""
_LONG = 90
"""A note of more signs takes two lines: countries are named whole and in a size to be read."""


def write_report(
    target: Target,
    data: ReportData,
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: work.Progress,
) -> PrintReport:
    """The report as one PDF. Raises `FileFault` and `Cancelled`."""
    with printing(target, data.title, catalogue) as paper:
        pages = _Pages(paper, data, sheet, catalogue)
        sections = (
            pages.results,
            pages.map,
            pages.days,
            pages.charts,
            pages.partnerships,
            pages.quotes,
            pages.figures,
            pages.definitions,
        )
        for number, section in enumerate(sections):
            progress.step(number, _SECTIONS, catalogue.text("Drawing"))
            section()
        pages.end()
        progress.step(_SECTIONS, _SECTIONS)
    return paper.report(1)


class _Pages:
    """Pages filled from the top; `need` turns the page where room runs out."""

    def __init__(
        self, paper: Paper, data: ReportData, sheet: PaperSize, catalogue: Catalogue
    ) -> None:
        self._paper, self._data, self._text = paper, data, catalogue.text
        self._page = Box(0, 0, sheet.width * MM, sheet.height * MM)
        self._area = self._page.inset(_MARGIN)
        self._foot = self._area.bottom - 16
        self._y = self._foot
        self._open = False

    # --- pages

    def results(self) -> None:
        """The first page: what a funder reads."""
        data, paper = self._data, self._paper
        self._turn()
        band = 64 * MM
        paper.fill(Box(0, 0, self._page.width, band), ACCENT)
        width = self._area.width
        kind = self._text("Report on the matchmaking event")
        x = self._area.x
        paper.text("kind", kind, Box(x, _MARGIN, width, 18), Limits(12, 9), colour=WHITE)
        title = Box(x, _MARGIN + 24, width, 62)
        paper.text("title", data.title, title, Limits(28, 15, 2), style=_BOLD, colour=WHITE, at=0)
        below = Box(x, band - 44, width, 30)
        paper.text("subtitle", data.subtitle, below, Limits(11, 7, 2), colour=WHITE, at=1)
        self._y = band + 20
        for place, result in enumerate(data.results):
            self._result(place, result.label, result.shown, result.note)
        self._y += 10
        for sentence in data.left_out:
            self._line(sentence, 9, MUTED)

    def _result(self, place: int, label: str, shown: str, note: str) -> None:
        sub = label.startswith("…")
        long = len(note) > _LONG
        height = 24.0 if sub else 46.0 if long else 37.0
        box = Box(self._area.x, self._y, self._area.width, height)
        number = Box(box.x, box.y, 92, height)
        size = 14 if sub else 22
        paper = self._paper
        paper.text(
            "value", shown, number, Limits(size, 8), style=_BOLD, align="right", colour=ACCENT
        )
        left = box.x + 108
        upper = Box(left, box.y, box.width - 108, height if sub or not note else 21.5)
        at = 0.5 if sub or not note else 0.9
        paper.text("label", label, upper, Limits(10 if sub else 12, 8), style=_BOLD, at=at)
        if note and not sub:
            lower = Box(left, box.y + 22, box.width - 108, 22 if long else 13)
            paper.text("note", note, lower, Limits(8.5, 6, 2), colour=MUTED, at=0)
        if place + 1 < len(self._data.results):
            paper.rule(left, box.bottom, box.right, box.bottom, FAINT, 0.5)
        self._y = box.bottom

    def map(self) -> None:
        """Who met whom, on the world and on Europe."""
        data, paper = self._data, self._paper
        self._section(self._text("Who met whom"))
        for view in (geography.WORLD, geography.EUROPE):
            width = self._area.width if view is geography.WORLD else self._area.width * 0.56
            box = Box(self._area.x, self._y, width, width * view.ratio)
            draw_map(paper, view, box, data.people, data.regions, data.arcs)
            if view is geography.EUROPE and data.pairs.rows:
                side = Box(box.right + 16, box.y, self._area.right - box.right - 16, 0)
                draw_bars(paper, data.pairs, side)
            self._y = box.bottom + 8
            if view is geography.WORLD:
                words = ("European Union", "Other programme countries", "Third countries")
                marks = [self._text(word) for word in (*words, "Meetings", "With agreements")]
                draw_legend(paper, marks, Box(self._area.x, self._y, self._area.width, 14))
                self._y += 22
        text = self._text("Outlines: Natural Earth.")
        self._line(text, 7.5, MUTED)

    def charts(self) -> None:
        """Bars two abreast, then the sectors."""
        if not self._data.sectors and not any(chart.rows for chart in self._data.charts):
            return
        self._section(self._text("In charts"))
        half = (self._area.width - 22) / 2
        charts = [chart for chart in self._data.charts if chart.rows]
        for start in range(0, len(charts), 2):
            pair = charts[start : start + 2]
            self._need(max(map(bars_height, pair)) + 16)
            for place, chart in enumerate(pair):
                box = Box(self._area.x + place * (half + 22), self._y, half, bars_height(chart))
                draw_bars(self._paper, chart, box)
            self._y += max(map(bars_height, pair)) + 16
        if self._data.sectors:
            self._need(60 + 30 * len(self._data.sectors))
            self._title(self._text("Meetings between sectors"))
            box = Box(self._area.x, self._y, self._area.width, 0)
            self._y += draw_matrix(self._paper, self._data.sectors, self._data.matrix, box)

    def days(self) -> None:
        """The result table by day, as many days abreast as there is room for."""
        if len(self._data.days) < 2:
            return
        self._y += 10
        self._need(30 + _LINE * (1 + len(self._data.by_day)))
        self._title(self._text("By day"))
        for start in range(0, len(self._data.days), _DAYS):
            self._day_table(slice(start, start + _DAYS))

    def _day_table(self, part: slice) -> None:
        paper, area = self._paper, self._area
        self._need(_LINE * (1 + len(self._data.by_day)))
        wide = area.width * 0.54 / _DAYS
        names = area.width - wide * len(self._data.days[part])
        lines = [("", self._data.days), *self._data.by_day]
        for number, (label, values) in enumerate(lines):
            style = _BOLD if number == 0 else Style()
            paper.text("figure", label, Box(area.x, self._y, names - 8, _LINE), Limits(9, 6.5))
            for place, shown in enumerate(values[part]):
                box = Box(area.x + names + place * wide, self._y, wide - 4, _LINE)
                paper.text("value", shown, box, Limits(9, 6.5), style=style, align="right")
            self._y += _LINE
            ink = ACCENT if number == 0 else FAINT
            paper.rule(area.x, self._y, area.right, self._y, ink, 0.5)
        self._y += _LINE

    def partnerships(self) -> None:
        """How far each has come towards a partner in each of its target countries."""
        if not self._data.partnerships:
            return
        self._section(self._text("Partnerships: at least one partner in each target country"))
        for one in self._data.partnerships:
            rows = -(-len(one.targets) // 4)
            self._need(24 + 15 * rows)
            heading = Box(self._area.x, self._y, self._area.width - 70, 18)
            self._paper.text("partnership", one.name, heading, Limits(11, 8), style=_BOLD)
            value = Box(self._area.right - 64, self._y, 64, 18)
            self._paper.text(
                "value", one.shown, value, Limits(11, 8), style=_BOLD, align="right", colour=ACCENT
            )
            self._y += 19
            quarter = self._area.width / 4
            for place, (name, reached) in enumerate(one.targets):
                across, down = place % 4, place // 4
                box = Box(self._area.x + across * quarter, self._y + down * 15, quarter - 6, 14)
                mark = f"✓ {name}" if reached else f"–  {name}"
                ink = _DONE if reached else MUTED
                style = _BOLD if reached else Style()
                self._paper.text("target", mark, box, Limits(9, 6.5), style=style, colour=ink)
            self._y += 15 * rows + 4
            self._paper.rule(self._area.x, self._y, self._area.right, self._y, FAINT, 0.5)
            self._y += 6

    def quotes(self) -> None:
        """What those who let it be published told, below what stands there already."""
        if not self._data.quotes:
            return
        self._section(self._text("In their own words"))
        for quote in self._data.quotes:
            self._quote(quote)

    def _quote(self, quote: Quote) -> None:
        """A quote stands whole on one page, beside a bar."""
        paper, x = self._paper, self._area.x + 12
        width = self._area.width - 12
        words = paper.fit("quote", quote.text, width, 520, Limits(10.5, 8, 40, 1.0), Style())
        said = " · ".join(filter(None, (quote.who, quote.kind)))
        self._need(words.height + 32)
        top = self._y
        paper.place(words, Box(x, top, width, words.height), colour=INK)
        self._y += words.height + 3
        paper.text("who", said, Box(x, self._y, width, 13), Limits(8.5, 6), colour=MUTED)
        self._y += 13
        paper.fill(Box(self._area.x, top, 2.5, self._y - top), ACCENT)
        self._y += 14

    def figures(self) -> None:
        """Every figure under the heading of its group, in two columns."""
        self._section(self._text("All figures"))
        half = (self._area.width - 24) / 2
        column, top = 0, self._y
        for heading, rows in self._data.groups:
            for place, (label, shown) in enumerate(rows):
                needed = 13.5 + (22 if place == 0 else 0) + (13.5 if place == 0 else 0)
                if self._y + needed > self._foot:
                    if column == 0:
                        column, self._y = 1, top
                    else:
                        self._turn()
                        column, top = 0, self._y
                x = self._area.x + column * (half + 24)
                if place == 0:
                    self._y += 8
                    head = Box(x, self._y, half, 14)
                    self._paper.text("group", heading, head, Limits(9.5, 7), style=_BOLD)
                    self._paper.rule(x, self._y + 14, x + half, self._y + 14, ACCENT, 0.8)
                    self._y += 16
                name = Box(x, self._y, half - 54, 13.5)
                self._paper.text("figure", label, name, Limits(8.5, 6))
                value = Box(x + half - 52, self._y, 52, 13.5)
                self._paper.text("value", shown, value, Limits(8.5, 6), style=_BOLD, align="right")
                self._y += 13.5
        self._y = self._foot if column else self._y  # the left column went all the way down

    def definitions(self) -> None:
        """What the words mean, after whom, and what is not in this report."""
        self._section(self._text("What the words mean"))
        for word, meaning, source in self._data.definitions:
            lines = 1 + len(meaning) // 95 + (1 if source else 0)
            self._need(16 + 12.5 * lines)
            self._line(word, 10.5, INK, bold=True)
            self._line(meaning, 9, INK)
            if source:
                self._line(source, 8, MUTED)
            self._y += 5
        if self._data.left_out:
            self._need(40)
            self._title(self._text("Left out"))
            for sentence in self._data.left_out:
                self._line(sentence, 9, INK)

    def end(self) -> None:
        """Finish the last page."""
        if self._open:
            self._finish()

    # --- layout

    def _section(self, heading: str) -> None:
        """Begin below what stands there if most of a page is left, else on the next."""
        if self._foot - self._y > _ENOUGH * (self._foot - self._area.y):
            self._y += 22
        else:
            self._turn()
        self._title(heading, 18)

    def _title(self, text: str, size: float = 12) -> None:
        box = Box(self._area.x, self._y, self._area.width, size * 1.5)
        self._paper.text("heading", text, box, Limits(size, 8), style=_BOLD, colour=ACCENT)
        self._y = box.bottom + size * 0.5

    def _line(
        self, text: str, size: float, ink: tuple[float, float, float], *, bold: bool = False
    ) -> None:
        style = _BOLD if bold else Style()
        width = self._area.width
        fitted = self._paper.fit(
            "text", text, width, 400, Limits(size, size * 0.8, 14, 0.97), style
        )
        self._need(fitted.height)
        box = Box(self._area.x, self._y, width, fitted.height)
        self._paper.place(fitted, box, colour=ink)
        self._y = box.bottom + 2

    def _need(self, height: float) -> None:
        if self._y + height > self._foot:
            self._turn()

    def _turn(self) -> None:
        if self._open:
            self._finish()
        self._paper.begin_page(self._page.width, self._page.height)
        self._open = True
        self._y = self._area.y

    def _finish(self) -> None:
        box = Box(self._area.x, self._area.bottom - 10, self._area.width, 10)
        paper, data = self._paper, self._data
        paper.rule(box.x, box.y - 4, box.right, box.y - 4, FAINT, 0.5)
        left = Box(box.x, box.y, box.width * 0.8, 10)
        paper.text("foot", f"{data.title} · {data.made}", left, Limits(7.5, 5.5), colour=MUTED)
        right = Box(box.x + box.width * 0.8, box.y, box.width * 0.2, 10)
        number = str(paper.pages + 1)
        paper.text("page", number, right, Limits(7.5, 6), align="right", colour=MUTED)
        paper.end_page()
        self._open = False
