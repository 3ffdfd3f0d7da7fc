"""Booklets: the agendas of one delegation or organisation behind a cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import AgendaData, EntryKind
from matchdesk.printing.agendas import draw_agendas
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.framing import Frame
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED
from matchdesk.printing.paper import (
    Box,
    Paper,
    Target,
    printing,
    require_something,
    runs_right_to_left,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.text import Style
from matchdesk.printing.words import Catalogues, Words


@dataclass(frozen=True, slots=True)
class BookletData:
    """One booklet: `title` is the delegation's or organisation's name."""

    key: str
    title: str
    agendas: tuple[AgendaData, ...]


_LINE = 24.0


def write_booklets(
    target: Target,
    data: Sequence[BookletData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
    catalogues: Catalogues | None = None,
) -> PrintReport:
    """Booklets in the order of `data`, as `agendas.write_agendas` sets their pages."""
    require_something([a for one in data for a in one.agendas], catalogue.text("agendas"))
    with printing(target, catalogue.text("Booklets"), catalogue) as paper:
        for index, booklet in enumerate(data):
            progress.step(index, len(data), booklet.title)
            paper.document = booklet.key
            paper.mirrored = runs_right_to_left(catalogue.language)
            _draw_cover(paper, booklet, catalogue, sheet)
            draw_agendas(paper, booklet.agendas, sheet, catalogue, Progress(), catalogues)
        progress.step(len(data), len(data))
    return paper.report(len(data))


def _draw_cover(paper: Paper, booklet: BookletData, catalogue: Catalogue, sheet: PaperSize) -> None:
    """Whose agendas follow, each with how many meetings and on how many days."""
    first = booklet.agendas[0]
    words = Words(catalogue, first.timezone, twelve_hour=first.twelve_hour)
    frame = Frame(paper, words, sheet, first.event_name, first.printed_at)
    fits = max(1, int((frame.room - 90) // _LINE))
    pages = [booklet.agendas[at : at + fits] for at in range(0, len(booklet.agendas), fits)]
    for number, agendas in enumerate(pages, start=1):
        area = frame.begin(words.text("Agendas"))
        title = Box(area.x, area.y, area.width, 74)
        han = han_variant(first.country_code, first.language)
        style = Style(bold=True, han=han)
        paper.text("title", booklet.title, title, Limits(34, 14, 2), style=style, colour=ACCENT)
        y = area.y + 86
        for agenda in agendas:
            _draw_line(paper, words, agenda, Box(area.x, y, area.width, _LINE))
            y += _LINE
        frame.end(number, len(pages))


def _draw_line(paper: Paper, words: Words, agenda: AgendaData, box: Box) -> None:
    style = Style(bold=True, han=han_variant(agenda.country_code, agenda.language))
    name = Box(box.x, box.y, box.width * 0.45, box.height)
    paper.text("name", agenda.name, name, Limits(11, 7, 2), style=style, colour=INK)
    place = Box(box.x + box.width * 0.47, box.y, box.width * 0.33, box.height)
    quiet = Style(han=style.han)
    paper.text("organisation", agenda.organisation, place, Limits(9, 6, 2), style=quiet)
    kinds = [entry.kind for day in agenda.days for entry in day.entries]
    count = kinds.count(EntryKind.MEETING)
    text = words.catalogue.count("{n} meeting", "{n} meetings", count)
    right = Box(box.x + box.width * 0.82, box.y, box.width * 0.18, box.height)
    paper.text("title", text, right, Limits(9, 6), align="right", colour=MUTED)
    paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)
