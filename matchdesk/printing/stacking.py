"""Several texts one below the other, shrunk together until they fit their box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from matchdesk.printing.badge_templates import Entry, Stack
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import Colour
from matchdesk.printing.paper import Box, Paper
from matchdesk.printing.text import Fitted, Style

Present = Sequence[tuple[Entry, str]]

_SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.44, 0.36)


def fit_stack(
    paper: Paper, present: Present, box: Box, stack: Stack, han: str, colour: Colour | None = None
) -> None:
    """Draw the texts of `stack` within `box`: at one common scale, so that their order stays.

    `colour` replaces those of the entries, for printers that know black only.
    """
    fitted = _fitted(paper, present, box, han)
    gaps = _gaps(present)
    total = sum(text.height for text in fitted) + sum(gaps)
    y = box.y + max(0.0, box.height - total) * stack.at
    for (entry, _), text, gap in zip(present, fitted, gaps, strict=True):
        y += gap
        line_box = Box(box.x, y, box.width, text.height)
        paper.place(text, line_box, align=stack.align, colour=colour or entry.colour)
        y += text.height


def _fitted(paper: Paper, present: Present, box: Box, han: str) -> list[Fitted]:
    room = box.height - sum(_gaps(present))
    for scale in _SCALES:
        tried = [
            paper.type.fit(text, box.width, room, _scaled(entry, index, scale), _style(entry, han))
            for index, (entry, text) in enumerate(present)
        ]
        if sum(t.height for t in tried) <= room:
            return [
                _noted(paper, entry, text) for (entry, _), text in zip(present, tried, strict=True)
            ]
    return _squeezed(paper, present, box.width, room, han)


def _squeezed(paper: Paper, present: Present, width: float, room: float, han: str) -> list[Fitted]:
    """All at their smallest: each keeps one line, the first ones get what lines are left."""
    smallest = [replace(entry.limits, biggest=entry.limits.smallest) for entry, _ in present]
    styles = [_style(entry, han) for entry, _ in present]
    one_line = [limits.smallest * 1.3 for limits in smallest]
    fitted = []
    for index, (entry, text) in enumerate(present):
        for_the_rest = sum(one_line[index + 1 :])
        height = max(room - for_the_rest, one_line[index] if for_the_rest else room)
        found = paper.fit(entry.field, text, width, height, smallest[index], styles[index])
        fitted.append(found)
        room -= found.height
    return fitted


def _noted(paper: Paper, entry: Entry, fitted: Fitted) -> Fitted:
    if fitted.shortened:
        paper.note_shortened(entry.field, fitted.text)
    return fitted


def _gaps(present: Present) -> list[float]:
    return [0.0 if index == 0 else entry.gap for index, (entry, _) in enumerate(present)]


def _scaled(entry: Entry, index: int, scale: float) -> Limits:
    return _smaller(entry.second if entry.second and index else entry.limits, scale)


@lru_cache(1024)
def _smaller(limits: Limits, scale: float) -> Limits:
    return replace(limits, biggest=max(limits.smallest, limits.biggest * scale))


def _style(entry: Entry, han: str) -> Style:
    return _styled(entry.bold, han, entry.whole)


@lru_cache(64)
def _styled(bold: bool, han: str, whole: bool) -> Style:
    return Style(bold=bold, han=han, whole=whole)
