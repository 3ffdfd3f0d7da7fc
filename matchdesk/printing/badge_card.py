"""One face of one badge, element by element."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from matchdesk.core import resources
from matchdesk.printing.badge_data import BadgeData
from matchdesk.printing.badge_fields import FIELDS, FREE_TEXT
from matchdesk.printing.badge_templates import (
    Area,
    Chip,
    Element,
    Entry,
    Flag,
    Picture,
    QrCode,
    Ribbon,
    Stack,
)
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import BLACK, INK, MUTED, RIBBONS, WHITE, Colour
from matchdesk.printing.paper import MM, Box, Paper
from matchdesk.printing.qr import QUIET, dark_runs
from matchdesk.printing.stacking import fit_stack
from matchdesk.printing.text import Style

_EDGE = (0.78, 0.82, 0.85)  # a flag that is white at its edge still shows where it ends


class Card:
    """Draws on the page with the card's corner at (`left`, `top`) millimetres.

    With `black`, texts and bars are black: a printer without colours would make dots of them.
    """

    def __init__(
        self, paper: Paper, badge: BadgeData, left: float, top: float, *, black: bool = False
    ) -> None:
        self._paper, self._badge = paper, badge
        self._left, self._top = left, top
        self._black: Colour | None = BLACK if black else None
        self._han = han_variant(badge.country_code, badge.language)
        paper.document = badge.key

    def draw_all(self, elements: Sequence[Element]) -> None:
        """Draw `elements` in their order."""
        for element in elements:
            self.draw(element)

    def draw(self, element: Element) -> None:
        """Draw one element."""
        _DRAWN[type(element)](self, element)

    def _stack(self, element: Stack) -> None:
        texts = [self._text(entry) for entry in element.entries]
        present = [
            (e, text) for e, text in zip(element.entries, texts, strict=True) if text.strip()
        ]
        box = self._box(element.area)
        fit_stack(self._paper, present, box, element, self._han, self._black)

    def _chip(self, element: Chip) -> None:
        text = FIELDS[element.field].text(self._badge)
        if not text:
            return
        box = self._box(element.area)
        self._paper.outline(box, self._black or MUTED, radius=2.0)
        inner = box.inset(2.0)
        self._paper.text(
            element.field,
            text,
            inner,
            element.limits,
            style=Style(bold=True),
            align="centre",
            colour=self._black or INK,
        )

    def _ribbon(self, element: Ribbon) -> None:
        box = self._box(element.area)
        self._paper.fill(box, self._black or element.fill or RIBBONS[self._badge.role])
        if not element.field:
            return
        padding = element.padding * MM
        inner = Box(box.x + padding, box.y + 3, box.width - 2 * padding, box.height - 6)
        self._paper.text(
            element.field,
            FIELDS[element.field].text(self._badge),
            inner,
            element.limits,
            style=Style(bold=True, han=self._han),
            colour=WHITE,
            align=element.align,
        )

    def _qr(self, element: QrCode) -> None:
        if not self._badge.token:
            return
        box = self._box(element.area)
        runs, across = dark_runs(self._badge.token)
        unit = box.width / (across + 2 * QUIET)
        self._paper.squares(runs, box.inset(QUIET * unit), across)

    def _flag(self, element: Flag) -> None:
        code = self._badge.country_code.lower()
        file = flag_file(code) if code and not self._black else None
        if file is None:
            height = element.area.height
            size = Limits(height * 1.5, min(7.0, height * 1.2))
            self._chip(Chip(element.area, "country_code", size))
            return
        box = self._paper.picture(str(file), self._box(element.area))
        self._paper.outline(box, _EDGE, width=0.5)

    def _picture(self, element: Picture) -> None:
        self._paper.picture(element.data, self._box(element.area))

    def _text(self, entry: Entry) -> str:
        if entry.field == FREE_TEXT:
            return entry.text
        return FIELDS[entry.field].text(self._badge)

    def _box(self, area: Area) -> Box:
        x, y = self._left + area.x, self._top + area.y
        return Box(x * MM, y * MM, area.width * MM, area.height * MM)


_DRAWN: dict[type[Element], Callable[[Card, Any], None]] = {
    Stack: Card._stack,
    Chip: Card._chip,
    Ribbon: Card._ribbon,
    QrCode: Card._qr,
    Flag: Card._flag,
    Picture: Card._picture,
}
"""How each kind of element is drawn: a thousand badges ask six thousand times."""


@cache
def flag_file(code: str) -> Path | None:
    """The picture of the flag of `code` (ISO 3166 alpha-2, small letters), if there is one."""
    file = resources.path("flags") / f"{code}.png"
    return file if code.isascii() and code.isalpha() and file.is_file() else None
