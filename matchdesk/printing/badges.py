"""Badges: cards laid out on sheets, in the order they are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.badge_agenda import draw_agendas
from matchdesk.printing.badge_card import Card
from matchdesk.printing.badge_data import BadgeData
from matchdesk.printing.badge_templates import Template, template_for
from matchdesk.printing.palette import FAINT
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.sheets import Face, Sheet

Chooser = Callable[[BadgeData], Template]
"""The design of one person's badge."""

_MARK = 2.0
"""Half the length of a cutting mark in millimetres."""


def write_badges(
    target: Target,
    data: Sequence[BadgeData],
    sheet: Sheet,
    catalogue: Catalogue,
    progress: Progress,
    template: Template | Chooser | None = None,
) -> PrintReport:
    """Badges in the order of `data`, filling sheet after sheet.

    `template` replaces the built-in design for the sheet's badge size, for all or person by
    person. Designs with a back add a page behind each page of fronts, turned along its upright
    edge, unless the sheet is folded and has the back on the same page. Raises `FileFault` if
    `target` cannot be written, `Invalid` without data, `Cancelled` on request; then no file is
    left behind.
    """
    require_something(data, catalogue.text("badges"))
    design = _chooser(template, sheet)
    with printing(target, catalogue.text("Badges"), catalogue, mirrored=False) as paper:
        pages = _Pages(paper, sheet, design, catalogue)
        for start in range(0, len(data), sheet.per_page):
            pages.print(data[start : start + sheet.per_page], start, len(data), progress)
        progress.step(len(data), len(data))
    return paper.report(len(data))


def _chooser(template: Template | Chooser | None, sheet: Sheet) -> Chooser:
    if template is not None and not isinstance(template, Template):
        return template
    chosen = template or template_for(sheet.badge_width, sheet.badge_height)
    return lambda _badge: chosen


class _Pages:
    """The pages of one PDF."""

    def __init__(self, paper: Paper, sheet: Sheet, design: Chooser, catalogue: Catalogue) -> None:
        self._paper, self._sheet, self._design = paper, sheet, design
        self._catalogue = catalogue

    def print(self, badges: Sequence[BadgeData], done: int, total: int, progress: Progress) -> None:
        """A page with these badges, and one with their backs if there are any."""
        sheet, designs = self._sheet, [self._design(badge) for badge in badges]
        self._begin()
        for position, (badge, design) in enumerate(zip(badges, designs, strict=True)):
            progress.step(done + position, total, badge.name)
            self._draw(badge, design, position, sheet.faces)
        self._end()
        if sheet.folded or not any(design.back for design in designs):
            return
        self._begin()
        for position, (badge, design) in enumerate(zip(badges, designs, strict=True)):
            self._draw(badge, design, sheet.back_of(position), (Face(shows="back"),))
        self._end(marks=False)

    def _draw(
        self, badge: BadgeData, design: Template, position: int, faces: Sequence[Face]
    ) -> None:
        sheet, left_over = self._sheet, []
        left, top = sheet.corner(position)
        for face in faces:
            x, y = left + face.x, top + face.y
            box = Box(x * MM, y * MM, sheet.badge_width * MM, sheet.badge_height * MM)
            if face.shows == "agenda":
                left_over.append((box, face.turned))
                continue
            with self._paper.turned(box, face.turned):
                Card(self._paper, badge, x, y, black=sheet.black).draw_all(design.side(face.shows))
        if left_over and badge.agenda is not None:
            draw_agendas(self._paper, badge.agenda, left_over, self._catalogue)

    def _begin(self) -> None:
        self._paper.begin_page(self._sheet.page_width * MM, self._sheet.page_height * MM)

    def _end(self, *, marks: bool = True) -> None:
        if marks and self._sheet.marks:
            _draw_marks(self._paper, self._sheet)
        for fold in self._sheet.folds:
            for position in range(self._sheet.per_page):
                _draw_fold(self._paper, fold, self._sheet.corner(position))
        self._paper.end_page()


def _draw_marks(paper: Paper, sheet: Sheet) -> None:
    """Hairline crosses on the badges' corners."""
    corners = {
        (x + dx, y + dy)
        for x, y in (sheet.corner(position) for position in range(sheet.per_page))
        for dx in (0, sheet.badge_width)
        for dy in (0, sheet.badge_height)
    }
    for x, y in sorted(corners):
        paper.rule((x - _MARK) * MM, y * MM, (x + _MARK) * MM, y * MM, FAINT, 0.4)
        paper.rule(x * MM, (y - _MARK) * MM, x * MM, (y + _MARK) * MM, FAINT, 0.4)


def _draw_fold(
    paper: Paper, fold: tuple[float, float, float, float], corner: tuple[float, float]
) -> None:
    """Short strokes along the fold, at its ends and its middle: a whole line would stay visible."""
    (x, y, to_x, to_y), (left, top) = fold, corner
    for start in (0.0, 0.485, 0.97):
        begin, end = start, start + 0.03
        paper.rule(
            (left + x + (to_x - x) * begin) * MM,
            (top + y + (to_y - y) * begin) * MM,
            (left + x + (to_x - x) * end) * MM,
            (top + y + (to_y - y) * end) * MM,
            FAINT,
            0.6,
        )
