"""Lists for the people who run the event: titled pages of rows, with boxes to tick or to sign in.

One layout serves slot sheets, room sheets, interpreters, the daily list, delegations and the
missing: what differs is data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.fitting import Limits
from matchdesk.printing.framing import Frame
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WASH
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


class ColumnKind(StrEnum):
    """What a column is for: text, something large to be found, a box to tick, a line to sign."""

    TEXT = "text"
    LARGE = "large"
    TICK = "tick"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its share of the page's width beside the others' shares."""

    title: str
    share: float
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """One text, with a quieter one below it; `han` as in `text.Style`."""

    text: str = ""
    below: str = ""
    han: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; `note` stands where there are none. Each row has a cell a column."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListData:
    """One list, which begins a page of its own.

    `key` names it in reports. `row` is the least height of a row in points; `aside` stands in the
    head, large (a slot's time, a room's name). `printed_at` carries its zone.
    """

    key: str
    title: str
    event_name: str
    timezone: str
    printed_at: datetime
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    aside: str = ""
    subtitle: str = ""
    row: float = 27.0


_SECTION, _HEADER = 26.0, 16.0
_AIR = 6.0
_INSIDE = 4.0
"""Above and below the texts of a row."""
_BETWEEN = 2.0
"""Between a text and the quieter one below it."""
_ROOMIER = 1.3
"""Rows grow by so much where their pages have room to spare."""
_MAIN, _BELOW = Limits(10, 6.5, 5, 0.85), Limits(8.5, 6.5, 3, 0.85)
_BOLD = Style(bold=True)


def write_lists(
    target: Target,
    data: Sequence[ListData],
    sheet: PaperSize,
    catalogue: Catalogue,
    progress: Progress,
) -> PrintReport:
    """Lists in the order of `data`. Raises as `badges.write_badges` does."""
    require_something(data, catalogue.text("lists"))
    with printing(target, data[0].title, catalogue) as paper:
        for index, one in enumerate(data):
            progress.step(index, len(data), one.title)
            paper.document = one.key
            _List(paper, one, Words(catalogue, one.timezone), sheet).draw()
        progress.step(len(data), len(data))
    return paper.report(len(data))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A section's heading, or one of its rows, or the note that there are none."""

    height: float
    section: Section
    row: tuple[Cell, ...] | None = None
    note: bool = False

    @property
    def grows(self) -> bool:
        """Whether it is a row."""
        return self.row is not None or self.note


class _List:
    """One list's pages."""

    def __init__(self, paper: Paper, data: ListData, words: Words, sheet: PaperSize) -> None:
        self._paper, self._data = paper, data
        self._frame = Frame(paper, words, sheet, data.event_name, data.printed_at)
        whole = sum(column.share for column in data.columns)
        room = self._frame.area.width - _AIR * (len(data.columns) - 1)
        self._widths = [room * column.share / whole for column in data.columns]

    def draw(self) -> None:
        pages = _spread(list(self._pages()), self._frame.room - _HEADER)
        for number, pieces in enumerate(pages, start=1):
            area = self._frame.begin(self._data.title, self._data.subtitle, self._data.aside)
            self._draw_header(area)
            y = area.y + _HEADER
            for piece in pieces:
                self._draw(piece, Box(area.x, y, area.width, piece.height))
                y += piece.height
            self._frame.end(number, len(pages))

    def _pages(self) -> Iterator[list[_Piece]]:
        """The pieces of each page; a section that runs over repeats its heading."""
        full = self._frame.room - _HEADER
        page: list[_Piece] = []
        room = full
        for section in self._data.sections:
            heading = _Piece(_SECTION if section.title else 0.0, section)
            rows = [_Piece(self._height(row), section, row) for row in section.rows]
            rows = rows or [_Piece(self._data.row, section, note=True)]
            fresh = True
            for row in rows:
                needed = row.height + (heading.height if fresh else 0.0)
                if page and needed > room:
                    yield page
                    page, room, fresh = [], full, True
                if fresh and heading.height:
                    page.append(heading)
                    room -= heading.height
                page.append(row)
                room -= row.height
                fresh = False
        yield page

    def _draw_header(self, area: Box) -> None:
        for column, box in self._cells(Box(area.x, area.y, area.width, _HEADER - 3)):
            align = "centre" if column.kind is ColumnKind.TICK else "left"
            limits = Limits(8.5, 5.5)
            self._paper.text("title", column.title, box, limits, align=align, colour=MUTED)
        bottom = area.y + _HEADER - 2
        self._paper.rule(area.x, bottom, area.right, bottom, MUTED, 0.8)

    def _draw(self, piece: _Piece, box: Box) -> None:
        if piece.row is None and not piece.note:
            title = Box(box.x, box.y + 6, box.width, box.height - 8)
            style = _BOLD
            self._paper.text(
                "title", piece.section.title, title, Limits(12, 8), style=style, colour=ACCENT, at=1
            )
            return
        if piece.note:
            self._paper.text("title", piece.section.note, box, Limits(10, 7), colour=MUTED)
        for (column, place), cell in zip(self._cells(box), piece.row or (), strict=False):
            self._draw_cell(column, cell, place)
        self._paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.6)

    def _draw_cell(self, column: Column, cell: Cell, box: Box) -> None:
        paper = self._paper
        if column.kind is ColumnKind.TICK:
            side = min(13.0, box.height - 8)
            left = box.x + (box.width - side) / 2
            paper.outline(Box(left, box.y + (box.height - side) / 2, side, side), MUTED, radius=1.5)
        elif column.kind is ColumnKind.SIGN:
            paper.fill(Box(box.x, box.y + 3, box.width, box.height - 6), WASH, radius=2)
        elif column.kind is ColumnKind.LARGE:
            place = Box(box.x, box.y + 2, box.width, box.height - 4)
            paper.text("number", cell.text, place, Limits(17, 7, 2), style=_BOLD, at=CENTRE)
        else:
            self._draw_text(cell, box)

    def _draw_text(self, cell: Cell, box: Box) -> None:
        above, below = self._fitted(cell, box.width)
        gap = _BETWEEN if below else 0.0
        height = above.height + gap + (below.height if below else 0.0)
        y = box.y + (box.height - height) / 2
        place = Box(box.x, y, box.width, above.height)
        self._paper.place(above, place, colour=INK)
        if below:
            under = Box(box.x, y + above.height + gap, box.width, below.height)
            self._paper.place(below, under, colour=MUTED)

    def _fitted(self, cell: Cell, width: float) -> tuple[Fitted, Fitted | None]:
        """A cell's text and the one below it, as high as they come out."""
        fit, room = self._paper.fit, self._frame.room / 4
        style = Style(bold=cell.bold, han=cell.han, leading=1.15)
        above = fit("title", cell.text, width, room, _MAIN, style)
        if not cell.below:
            return above, None
        quiet = Style(han=cell.han, leading=1.12)
        return above, fit("title", cell.below, width, room, _BELOW, quiet)

    def _height(self, row: Sequence[Cell]) -> float:
        """As high as its highest text needs; the list's own height at least."""
        needed = self._data.row
        columns = zip(self._data.columns, self._widths, row, strict=False)
        for column, width, cell in columns:
            if column.kind is ColumnKind.TEXT and cell.text:
                above, below = self._fitted(cell, width)
                height = above.height + (below.height + _BETWEEN if below else 0.0)
                needed = max(needed, height + 2 * _INSIDE)
        return needed

    def _cells(self, box: Box) -> Iterator[tuple[Column, Box]]:
        x = box.x
        for column, width in zip(self._data.columns, self._widths, strict=True):
            yield column, Box(x, box.y, width, box.height)
            x += width + _AIR


def _spread(pages: list[list[_Piece]], room: float) -> list[list[_Piece]]:
    """The pages with their rows as much higher as the fullest page allows."""
    by = _ROOMIER
    for page in pages:
        rows = sum(piece.height for piece in page if piece.grows)
        rest = sum(piece.height for piece in page if not piece.grows)
        if rows:
            by = min(by, (room - rest) / rows)
    if by <= 1.0:
        return pages
    return [
        [replace(piece, height=piece.height * by) if piece.grows else piece for piece in page]
        for page in pages
    ]
