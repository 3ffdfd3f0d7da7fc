"""Attendance and outcome forms: two to an A4 page, each with the code by which it is entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import Partner
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WASH
from matchdesk.printing.paper import (
    CENTRE,
    MM,
    Box,
    Paper,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.qr import dark_runs
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words


@dataclass(frozen=True, slots=True)
class FormData:
    """One meeting's form. `token` goes into the QR code, `number` stands beside it for hands.

    `ratings` and `agreements` are the choices to tick, in the reader's words.
    """

    key: str
    token: str
    number: int
    event_name: str
    timezone: str
    start: datetime
    end: datetime
    parties: tuple[Partner, ...]
    ratings: tuple[str, ...]
    agreements: tuple[str, ...]
    printed_at: datetime
    table: str = ""
    zone: str = ""
    interpreter: str = ""


_QR = 26 * MM
_BOLD = Style(bold=True)


def write_meeting_forms(
    target: Target,
    data: Sequence[FormData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
) -> PrintReport:
    """Forms in the order of `data`: two a page on tall paper, one on A5."""
    require_something(data, catalogue.text("meetings"))
    per_page = 2 if sheet.height > 250 else 1
    page = Box(0, 0, sheet.width * MM, sheet.height * MM)
    with printing(target, catalogue.text("Meeting forms"), catalogue) as paper:
        for index, form in enumerate(data):
            progress.step(index, len(data), str(form.number))
            place = index % per_page
            if place == 0:
                paper.begin_page(page.width, page.height)
            box = Box(0, place * page.height / per_page, page.width, page.height / per_page)
            paper.document = form.key
            _Form(paper, form, Words(catalogue, form.timezone), box.inset(12 * MM)).draw()
            if place == per_page - 1 or index == len(data) - 1:
                if per_page > 1:
                    middle = page.height / 2
                    paper.rule(0, middle, page.width, middle, FAINT, 0.6)
                paper.end_page()
        progress.step(len(data), len(data))
    return paper.report(len(data))


class _Form:
    """One form in its box."""

    def __init__(self, paper: Paper, form: FormData, words: Words, area: Box) -> None:
        self._paper, self._form, self._words, self._area = paper, form, words, area

    def draw(self) -> None:
        y = self._draw_head()
        y = self._draw_parties(y)
        left, right = self._area.width * 0.5, self._area.width * 0.47
        words, form = self._words, self._form
        x = self._area.x
        end = self._draw_choices(words.text("Result of the meeting"), form.ratings, x, y, left)
        start = self._area.right - right
        other = self._draw_choices(words.text("Agreement"), form.agreements, start, y, right)
        self._draw_lines(max(end, other) + 4)

    def _draw_head(self) -> float:
        paper, form, words, area = self._paper, self._form, self._words, self._area
        width = area.width - _QR - 10
        when = f"{words.time(form.start)} – {words.time(form.end)}"
        table = words.text("Table {number}").replace("{number}", form.table) if form.table else ""
        title = " · ".join(filter(None, (when, table, form.zone)))
        paper.text("time", title, Box(area.x, area.y, width, 24), Limits(19, 9), style=_BOLD, at=0)
        day = words.day(form.start.date())
        half = width * 0.45
        paper.text("day", day, Box(area.x, area.y + 28, half, 13), Limits(10, 6.5), colour=MUTED)
        event = Box(area.x + half + 6, area.y + 28, width - half - 6, 28)
        limits = Limits(10, 7, 2)
        paper.text("event_name", form.event_name, event, limits, colour=MUTED, align="right", at=0)
        number = words.text("Meeting {number}").replace("{number}", str(form.number))
        helper = words.text("Interpreter: {text}").replace("{text}", form.interpreter)
        place = Box(area.x, area.y + 43, half, 13)
        paper.text("title", number, place, Limits(10, 6.5), at=CENTRE)
        below = Box(area.x, area.y + 57, width, 13)
        if form.interpreter:
            paper.text("interpreter", helper, below, Limits(10, 6.5), at=CENTRE)
        runs, across = dark_runs(form.token)
        paper.squares(runs, Box(area.right - _QR, area.y, _QR, _QR), across)
        return area.y + _QR + 8

    def _draw_parties(self, y: float) -> float:
        """Who should come, each with boxes for having come or not."""
        paper, area, words = self._paper, self._area, self._words
        row = {1: 30.0, 2: 30.0, 3: 26.0}.get(len(self._form.parties), 21.0)
        boxes = 118.0
        for party in self._form.parties:
            style = Style(bold=True, han=han_variant(party.country_code))
            who = Box(area.x, y + 1, area.width - boxes - 8, row * 0.56 - 1)
            paper.text("party", party.name, who, Limits(11.5, 7), style=style, at=1.0)
            below = " · ".join(filter(None, (party.organisation, party.country)))
            lower = Box(area.x, y + row * 0.58, who.width, row * 0.4)
            quiet = Style(han=style.han)
            limits = Limits(8.5, 6)
            paper.text("organisation", below, lower, limits, style=quiet, colour=MUTED, at=0.2)
            left = area.right - boxes
            for index, label in enumerate((words.text("Present"), words.text("Absent"))):
                self._tick(label, Box(left + index * boxes / 2, y, boxes / 2, row))
            paper.rule(area.x, y + row, area.right, y + row, FAINT, 0.6)
            y += row
        return y + 8

    def _draw_choices(
        self, title: str, choices: Sequence[str], x: float, y: float, width: float
    ) -> float:
        self._paper.text(
            "title", title, Box(x, y, width, 13), Limits(10.5, 7), style=_BOLD, colour=ACCENT
        )
        y += 16
        for choice in choices:
            self._tick(choice, Box(x, y, width, 14))
            y += 14.5
        return y

    def _draw_lines(self, y: float) -> None:
        """Room to write: the next step, notes, signatures."""
        paper, area, words = self._paper, self._area, self._words
        left = area.bottom - y
        notes = max(0.0, left - 34)
        half = area.width / 2 - 6
        if notes > 24:
            for index, label in enumerate((words.text("Next step, by when"), words.text("Notes"))):
                box = Box(area.x + index * (half + 12), y, half, notes)
                paper.fill(box, WASH, radius=3)
                place = Box(box.x + 5, box.y + 3, box.width - 10, 10)
                paper.text("title", label, place, Limits(8, 6), colour=MUTED)
        for index in range(2):
            x = area.x + index * (half + 12)
            paper.rule(x, area.bottom - 11, x + half, area.bottom - 11, INK, 0.6)
            place = Box(x, area.bottom - 10, half, 10)
            label = words.text("Signature")
            paper.text("title", label, place, Limits(8, 6), colour=MUTED)

    def _tick(self, label: str, box: Box) -> None:
        side = 9.5
        middle = box.y + (box.height - side) / 2
        self._paper.outline(Box(box.x, middle, side, side), INK, radius=1.2)
        place = Box(box.x + side + 5, box.y, box.width - side - 7, box.height)
        self._paper.text("title", label, place, Limits(9, 6, 2), at=CENTRE)
