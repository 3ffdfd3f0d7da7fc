"""Badges: cards laid out on sheets, in the order they are given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.badge_data import FIELDS, BadgeData
from matchdesk.printing.badge_templates import (
    Area,
    Chip,
    QrCode,
    Ribbon,
    Stack,
    Template,
    template_for,
)
from matchdesk.printing.faces import han_variant
from matchdesk.printing.palette import FAINT, MUTED, RIBBONS, WHITE
from matchdesk.printing.paper import (
    MM,
    Box,
    Paper,
    PrintReport,
    Target,
    printing,
    require_something,
)
from matchdesk.printing.qr import QUIET, dark_runs
from matchdesk.printing.sheets import Sheet
from matchdesk.printing.stacking import fit_stack
from matchdesk.printing.text import Style

_MARK = 2.0
"""Half the length of a cutting mark in millimetres."""


def write_badges(
    target: Target,
    data: Sequence[BadgeData],
    sheet: Sheet,
    catalogue: Catalogue,
    progress: Progress,
    template: Template | None = None,
) -> PrintReport:
    """Badges in the order of `data`, filling sheet after sheet.

    `template` replaces the built-in design for the sheet's badge size. Raises `FileFault` if
    `target` cannot be written, `Invalid` without data, `Cancelled` on request; then no file is
    left behind.
    """
    require_something(data, catalogue.text("badges"))
    design = template or template_for(sheet.badge_width, sheet.badge_height)
    with printing(target, catalogue.text("Badges"), catalogue, mirrored=False) as paper:
        for index, badge in enumerate(data):
            progress.step(index, len(data), badge.name)
            position = index % sheet.per_page
            if position == 0:
                paper.begin_page(sheet.page_width * MM, sheet.page_height * MM)
            _Card(paper, badge, *sheet.corner(position)).draw_all(design)
            if position == sheet.per_page - 1 or index == len(data) - 1:
                if sheet.marks:
                    _draw_marks(paper, sheet)
                paper.end_page()
        progress.step(len(data), len(data))
    return paper.report(len(data))


class _Card:
    """One badge being drawn, its corner at (`left`, `top`) millimetres on the page."""

    def __init__(self, paper: Paper, badge: BadgeData, left: float, top: float) -> None:
        self._paper, self._badge = paper, badge
        self._left, self._top = left, top
        self._han = han_variant(badge.country_code, badge.language)
        paper.document = badge.key

    def draw_all(self, design: Template) -> None:
        for element in design.elements:
            self.draw(element)

    @singledispatchmethod
    def draw(self, element: object) -> None:
        raise TypeError(element)

    @draw.register
    def _stack(self, element: Stack) -> None:
        texts = [FIELDS[entry.field](self._badge) for entry in element.entries]
        present = [
            (e, text) for e, text in zip(element.entries, texts, strict=True) if text.strip()
        ]
        fit_stack(self._paper, present, self._box(element.area), element, self._han)

    @draw.register
    def _chip(self, element: Chip) -> None:
        text = FIELDS[element.field](self._badge)
        if not text:
            return
        box = self._box(element.area)
        self._paper.outline(box, MUTED, radius=2.0)
        inner = box.inset(2.0)
        style = Style(bold=True)
        self._paper.text(element.field, text, inner, element.limits, style=style, align="centre")

    @draw.register
    def _ribbon(self, element: Ribbon) -> None:
        box = self._box(element.area)
        self._paper.fill(box, RIBBONS[self._badge.role])
        padding = element.padding * MM
        inner = Box(box.x + padding, box.y + 3, box.width - 2 * padding, box.height - 6)
        text = FIELDS[element.field](self._badge)
        style = Style(bold=True, han=self._han)
        self._paper.text(element.field, text, inner, element.limits, style=style, colour=WHITE)

    @draw.register
    def _qr(self, element: QrCode) -> None:
        if not self._badge.token:
            return
        box = self._box(element.area)
        runs, across = dark_runs(self._badge.token)
        unit = box.width / (across + 2 * QUIET)
        self._paper.squares(runs, box.inset(QUIET * unit), across)

    def _box(self, area: Area) -> Box:
        x, y = self._left + area.x, self._top + area.y
        return Box(x * MM, y * MM, area.width * MM, area.height * MM)


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
