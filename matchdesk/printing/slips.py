"""The slip on an agenda that replaces another: what is new, what moved, what is gone."""

from __future__ import annotations

from datetime import datetime

from matchdesk.printing.agenda_data import AgendaChange, AgendaData, ChangeKind
from matchdesk.printing.agenda_rows import Row
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, INK, MUTED, WASH
from matchdesk.printing.paper import Box, Paper
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words

_HEADING, _LINE, _AIR = 22.0, 17.0, 8.0
_MOST = 12
"""Lines of a slip; if more changed, the page says how many and the agenda tells the rest."""
_LABELS = {
    ChangeKind.NEW: "New",
    ChangeKind.MOVED: "Moved",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.GONE: "Gone",
}


def slip_rows(paper: Paper, words: Words, agenda: AgendaData, width: float) -> list[Row]:
    """The slip as rows above the first day; none if nothing changed."""
    if not agenda.changes:
        return []
    shown = agenda.changes[: _MOST if len(agenda.changes) <= _MOST else _MOST - 1]
    more = len(agenda.changes) - len(shown)
    height = _HEADING + _LINE * (len(shown) + bool(more)) + _AIR

    def draw(box: Box) -> None:
        inner = Box(box.x, box.y, box.width, box.height - _AIR)
        paper.fill(inner, WASH, radius=4)
        paper.fill(Box(inner.x, inner.y, 3, inner.height), ACCENT)
        title = words.text("Changed since version {version}")
        title = title.replace("{version}", str(agenda.instead_of))
        place = Box(inner.x + 10, inner.y + 4, inner.width - 20, 16)
        style = Style(bold=True)
        paper.text("title", title, place, Limits(11, 8), style=style, colour=ACCENT)
        y = inner.y + _HEADING
        for change in shown:
            _draw_change(paper, words, change, Box(inner.x + 10, y, inner.width - 20, _LINE))
            y += _LINE
        if more:
            text = words.catalogue.count("and {n} more", "and {n} more", more)
            rest = Box(inner.x + 10, y, inner.width - 20, _LINE)
            paper.text("title", text, rest, Limits(9, 7), colour=MUTED)

    return [Row(height, draw, "")]


def _draw_change(paper: Paper, words: Words, change: AgendaChange, box: Box) -> None:
    label = Box(box.x, box.y, 52, box.height)
    style = Style(bold=True)
    paper.text("title", words.text(_LABELS[change.kind]), label, Limits(9.5, 6), style=style)
    partner = change.partner
    who = change.title or " · ".join(filter(None, (partner.organisation, partner.name)))
    han = Style(han=han_variant(change.partner.country_code))
    gone = change.kind is ChangeKind.GONE
    name = Box(box.x + 56, box.y, box.width * 0.46, box.height)
    colour = MUTED if gone else INK
    paper.text("partner", who, name, Limits(9.5, 6, 2), style=han, colour=colour)
    text = _when(words, change)
    x = name.right + 6
    paper.text("time", text, Box(x, box.y, box.right - x, box.height), Limits(9.5, 5.5, 2))


def _when(words: Words, change: AgendaChange) -> str:
    """“10:00, table 4 (before: 09:25, table 12)”."""
    now = _place(words, change.start, change.end, change.table, change.place)
    before = _place(words, change.was_start, change.was_end, change.was_table, change.was_place)
    if change.kind is ChangeKind.MOVED:
        return (
            words.text("{now} (before: {before})").replace("{now}", now).replace("{before}", before)
        )
    return " · ".join(filter(None, (now or before, change.details)))


def _place(
    words: Words, start: datetime | None, end: datetime | None, table: str, place: str
) -> str:
    time = words.short_moment(start) if start else ""
    if end:
        time += f" – {words.time(end)}"
    where = words.text("table {number}").replace("{number}", table) if table else ""
    return ", ".join(filter(None, (time, where, place)))
