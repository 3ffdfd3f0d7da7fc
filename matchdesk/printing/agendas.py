"""Personal agendas: each participant starts a new page; every page says whose and how new it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import AgendaData
from matchdesk.printing.agenda_rows import DENSITIES, Density, Row, day_rows, heading_row
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, Colour
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    Target,
    printing,
    require_something,
    runs_right_to_left,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.qr import dark_runs
from matchdesk.printing.slips import slip_rows
from matchdesk.printing.text import Fitted, Style
from matchdesk.printing.words import Catalogues, Words

_FOOTER = 24.0
_QR = 19 * MM
"""Modules of three quarters of a millimetre: read by any scanner and by a telephone."""
_FIRST_HEAD, _NEXT_HEAD = 112.0, 30.0
"""The most the first page's head may take, and what the others' takes."""
_TOGETHER = 3
"""Entries of a day that stand with its heading where the day is parted."""
_BOLD = Style(bold=True)


def write_agendas(
    target: Target,
    data: Sequence[AgendaData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
    catalogues: Catalogues | None = None,
) -> PrintReport:
    """Agendas in the order of `data`.

    With `catalogues`, each agenda has the words of the language it `speaks`, otherwise all have
    `catalogue`'s.
    Pages in a right-to-left language are mirrored. Raises as `badges.write_badges` does.
    """
    require_something(data, catalogue.text("agendas"))
    with printing(target, catalogue.text("Agendas"), catalogue) as paper:
        draw_agendas(paper, data, sheet, catalogue, progress, catalogues)
    return paper.report(len(data))


def draw_agendas(
    paper: Paper,
    data: Sequence[AgendaData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
    catalogues: Catalogues | None = None,
) -> None:
    """The pages of `data` into an open PDF, as `write_agendas` makes them."""
    speaking: dict[tuple[str, str, bool], Words] = {}
    for index, agenda in enumerate(data):
        progress.step(index, len(data), agenda.name)
        own = catalogues(agenda.speaks) if catalogues and agenda.speaks else catalogue
        key = (own.language, agenda.timezone, agenda.twelve_hour)
        if key not in speaking:
            speaking[key] = Words(own, agenda.timezone, twelve_hour=agenda.twelve_hour)
        _Agenda(paper, agenda, speaking[key], sheet).draw()
    progress.step(len(data), len(data))


def _may_begin(rows: Sequence[Row], room: float) -> bool:
    """Whether a day (its heading first) may begin in `room` points at a page's foot.

    It may if it fits whole, or at least half of it does and `_TOGETHER` entries stay together.
    """
    taken, fitting = 0.0, 0
    for row in rows:
        if taken + row.height > room:
            break
        taken, fitting = taken + row.height, fitting + 1
    whole = sum(row.height for row in rows)
    return fitting == len(rows) or (fitting > _TOGETHER and taken >= whole / 2)


class _Agenda:
    """One participant's pages."""

    def __init__(self, paper: Paper, agenda: AgendaData, words: Words, sheet: PaperSize) -> None:
        self._paper, self._agenda, self._words, self._sheet = paper, agenda, words, sheet
        self._margin = min(16.0, sheet.width * 0.078) * MM
        self._width = sheet.width * MM - 2 * self._margin
        self._style = Style(han=han_variant(agenda.country_code, agenda.language))
        paper.document = agenda.key
        paper.mirrored = runs_right_to_left(words.catalogue.language)

    def draw(self) -> None:
        head, head_height = self._head()
        pages = self._pages(head_height)
        for number, rows in enumerate(pages, start=1):
            self._paper.begin_page(self._sheet.width * MM, self._sheet.height * MM)
            y = self._margin
            if number == 1:
                for fitted, box, align, colour in head:
                    self._paper.place(fitted, box, align=align, colour=colour)
                self._draw_code()
                y += head_height
            else:
                self._draw_running_head()
                y += _NEXT_HEAD
            for row in rows:
                row.draw(Box(self._margin, y, self._width, row.height))
                y += row.height
            self._draw_foot(number, len(pages))
            self._paper.end_page()

    def _pages(self, head: float) -> list[list[Row]]:
        """The rows of each page: as few pages as there can be, as roomy as they then may be."""
        roomy = self._pages_at(head, DENSITIES[0])
        if len(roomy) == 1:
            return roomy
        closest = self._pages_at(head, DENSITIES[-1])
        if len(closest) == len(roomy):
            return roomy
        tried = (self._pages_at(head, density) for density in DENSITIES[1:-1])
        return next((pages for pages in tried if len(pages) == len(closest)), closest)

    def _pages_at(self, head: float, density: Density) -> list[list[Row]]:
        """The rows of each page at one density; a day that runs over repeats its heading."""
        full = self._sheet.height * MM - 2 * self._margin - _FOOTER
        slip = slip_rows(self._paper, self._words, self._agenda, self._width)
        pages: list[list[Row]] = [list(slip)]
        room = full - head - sum(row.height for row in slip)
        for day in self._agenda.days:
            rows = day_rows(self._paper, self._words, day, self._width, density)
            if len(pages[-1]) > (len(slip) if len(pages) == 1 else 0) and not _may_begin(
                rows, room
            ):
                pages.append([])
                room = full - _NEXT_HEAD
            for row in rows:
                if row.height > room and not row.heading:
                    continued = self._continued(row.day, density)
                    pages.append([continued])
                    room = full - _NEXT_HEAD - continued.height
                pages[-1].append(row)
                room -= row.height
        return pages

    def _continued(self, day: str, density: Density) -> Row:
        text = self._words.text("{day} (continued)").replace("{day}", day)
        return heading_row(self._paper, text, day, density)

    def _head(self) -> tuple[list[tuple[Fitted, Box, str, Colour]], float]:
        """Whose agenda and for which event, ready to place, and the head's height."""
        agenda = self._agenda
        aside = _QR + 10 if agenda.token else 0.0
        whole = self._width - aside
        left, right = whole * 0.6, whole * 0.37
        bold = replace(self._style, bold=True)
        native = agenda.native_name if agenda.native_name != agenda.name else ""
        belonging = " · ".join(filter(None, (agenda.organisation, agenda.country)))
        place = " · ".join(filter(None, (agenda.venue, agenda.city)))
        own, own_height = self._column(
            Box(self._margin, self._margin, left, _FIRST_HEAD),
            "left",
            ("name", agenda.name, Limits(22, 11, 3), bold, INK),
            ("native_name", native, Limits(15, 9, 2), self._style, INK),
            ("organisation", belonging, Limits(11, 7.5, 3), self._style, INK),
        )
        event, event_height = self._column(
            Box(self._margin + whole - right, self._margin + 3, right, _FIRST_HEAD),
            "right",
            ("event_name", agenda.event_name, Limits(12, 7.5, 4), _BOLD, ACCENT),
            ("venue", place, Limits(9.5, 7, 2), Style(), MUTED),
            ("venue", agenda.room_plan, Limits(8.5, 6.5, 3), Style(), MUTED),
        )
        used = max(own_height, event_height) + 6
        return [*own, *event], max(used, _QR + 8) if agenda.token else used

    def _draw_code(self) -> None:
        """The way back to the desk: a scan of the agenda finds its owner."""
        if not self._agenda.token:
            return
        runs, across = dark_runs(self._agenda.token)
        right = self._margin + self._width
        self._paper.squares(runs, Box(right - _QR, self._margin, _QR, _QR), across)

    def _column(
        self, box: Box, align: str, *entries: tuple[str, str, Limits, Style, Colour]
    ) -> tuple[list[tuple[Fitted, Box, str, Colour]], float]:
        """Texts one below the other, each leaving 14 points for every one after it."""
        placed: list[tuple[Fitted, Box, str, Colour]] = []
        y = box.y
        for index, (field, text, limits, style, colour) in enumerate(entries):
            room = box.bottom - y - 14 * (len(entries) - index - 1)
            fitted = self._paper.fit(field, text, box.width, room, limits, style)
            placed.append((fitted, Box(box.x, y, box.width, fitted.height), align, colour))
            y += fitted.height + 3 if fitted.lines else 0.0
        return placed, y - box.y

    def _draw_running_head(self) -> None:
        box = Box(self._margin, self._margin, self._width * 0.62, 24)
        text = " · ".join(filter(None, (self._agenda.name, self._agenda.organisation)))
        limits = Limits(10.5, 6.5, 2)
        tried = self._paper.type.fit(text, box.width, box.height, limits, self._style)
        if tried.shortened:  # the first page has told the organisation in full
            text = self._agenda.name
        self._paper.text("name", text, box, limits, style=self._style)
        event = Box(self._margin + self._width * 0.65, self._margin, self._width * 0.35, 22)
        limits = Limits(9, 6.5, 2)
        self._paper.text(
            "event_name", self._agenda.event_name, event, limits, align="right", colour=MUTED
        )

    def _draw_foot(self, number: int, count: int) -> None:
        paper, words = self._paper, self._words
        y = self._sheet.height * MM - self._margin - _FOOTER + 8
        paper.rule(self._margin, y, self._margin + self._width, y, FAINT, 0.6)
        version = words.text("Version {version} · printed {moment}")
        version = version.replace("{version}", str(self._agenda.version))
        version = version.replace("{moment}", words.moment(self._agenda.printed_at))
        left = Box(self._margin, y + 4, self._width * 0.7, 12)
        paper.text("version", version, left, Limits(8.5, 6.5), colour=MUTED)
        page = words.text("Page {number} of {count}")
        page = page.replace("{number}", str(number)).replace("{count}", str(count))
        right = Box(self._margin + self._width * 0.72, y + 4, self._width * 0.28, 12)
        paper.text("page", page, right, Limits(8.5, 6.5), align="right", colour=MUTED)
