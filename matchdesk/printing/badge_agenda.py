"""The agenda on the back of a folded badge: what somebody needs between two meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from matchdesk.core.i18n import Catalogue
from matchdesk.printing.agenda_data import AgendaData, AgendaEntry, EntryKind
from matchdesk.printing.faces import han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED, WASH
from matchdesk.printing.paper import MM, Box, Paper, runs_right_to_left
from matchdesk.printing.text import Fitted, Style
from matchdesk.printing.words import Words

_MARGIN = 7 * MM
_HEAD = 34.0
_WIDE, _BETWEEN = 150 * MM, 8 * MM
"""From this width on a face has two columns, and what lies between them."""
_SIZES = (10.5, 9.5, 8.5, 7.75, 7.0)
"""Type sizes in points that are tried, falling; with the last one partners' names are left out."""
_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the day (`entry` None: its heading), its height in points, and who is met."""

    entry: AgendaEntry | None
    day: str
    height: float
    title: Fitted | None = None


def draw_agendas(
    paper: Paper,
    agenda: AgendaData,
    faces: Sequence[tuple[Box, bool]],
    catalogue: Catalogue,
) -> None:
    """Draw `agenda` on these faces (box on the page, whether it stands on its head), in order.

    The type shrinks until everything fits; what still does not is left out from the end, said on
    the page and told in the report. Wide faces have two columns; in a right-to-left language each
    face is mirrored.
    """
    words = Words(catalogue, agenda.timezone, twelve_hour=agenda.twelve_hour)
    columns = [_face_columns(box) for box, _turned in faces]
    every = [column for on_face in columns for column in on_face]
    room = [column.height - _HEAD for column in every]
    for size in _SIZES:
        for named in (True, False) if size == _SIZES[-1] else (True,):
            rows = list(_rows(paper, agenda, words, every[0].width, size, named=named))
            parts, left_over = _flowed(rows, room)
            if not left_over:
                break
        else:
            continue
        break
    if len(faces) == 1 and not left_over:
        parts = _by_day(rows, room) or parts
    mirrored = runs_right_to_left(catalogue.language)
    flow = iter(parts)
    for index, ((box, turned), on_face) in enumerate(zip(faces, columns, strict=True)):
        shown = [(column, next(flow)) for column in on_face]
        if index and not any(part for _column, part in shown):
            continue  # nothing is left for this face
        with paper.turned(box, turned), paper.mirrored_in(box, mirrored):
            _head(paper, agenda, words, box.inset(_MARGIN))
            for column, part in shown:
                y = _draw_rows(paper, words, part, column, size, named=named)
            if left_over and index == len(faces) - 1:
                _say_more(paper, words, len(left_over), Box(column.x, y, column.width, 12))
    if left_over:
        paper.note_shortened("agenda", agenda.name)


def _face_columns(face: Box) -> list[Box]:
    """The columns of a face, head included."""
    inner = face.inset(_MARGIN)
    count = 2 if inner.width > _WIDE else 1
    width = (inner.width - _BETWEEN * (count - 1)) / count
    return [Box(inner.x + place * (width + _BETWEEN), inner.y, width, inner.height)
            for place in range(count)]  # fmt: skip


def _rows(
    paper: Paper, agenda: AgendaData, words: Words, width: float, size: float, *, named: bool
) -> Iterator[_Row]:
    what = _columns(Box(0, 0, width, 0), size)[1].width
    for day in agenda.days:
        title = words.day(day.date)
        yield _Row(None, title, size * 2.1)
        for entry in day.entries:
            if entry.kind is not EntryKind.MEETING:
                yield _Row(entry, title, size * 1.65)
                continue
            shown = _title(paper, words, entry, what, size)
            yield _Row(entry, title, shown.height + size * (1.5 if named else 0.5), shown)


def _title(paper: Paper, words: Words, entry: AgendaEntry, width: float, size: float) -> Fitted:
    """The organisation met, on two lines if need be."""
    first = entry.partners[0] if entry.partners else None
    text = (first.organisation or first.name) if first else words.text("Partner to be named")
    style = Style(bold=True, han=han_variant(first.country_code) if first else "")
    return paper.type.fit(text, width, 3 * size, Limits(size, 6.5, 2, 0.85), style)


def _flowed(rows: Sequence[_Row], room: Sequence[float]) -> tuple[list[list[_Row]], list[_Row]]:
    """Rows face by face, a heading never last on its face; and those that did not fit."""
    parts: list[list[_Row]] = []
    rest = list(rows)
    for height in room:
        part: list[_Row] = []
        while rest and rest[0].height <= height + 1e-6:
            height -= rest[0].height
            part.append(rest.pop(0))
        if rest and part and part[-1].entry is None:
            rest.insert(0, part.pop())
        parts.append(part)
    return parts, [row for row in rest if row.entry is not None]


def _by_day(rows: Sequence[_Row], room: Sequence[float]) -> list[list[_Row]]:
    """A day a column, if there are as many and each fits; else nothing."""
    days = [list(group) for _day, group in groupby(rows, key=lambda row: row.day)]
    fits = len(days) == len(room) and all(
        sum(row.height for row in day) <= height for day, height in zip(days, room, strict=True)
    )
    return days if fits else []


def _head(paper: Paper, agenda: AgendaData, words: Words, inner: Box) -> None:
    style = Style(bold=True, han=han_variant(agenda.country_code, agenda.language))
    name = Box(inner.x, inner.y, inner.width, 18)
    paper.text("name", agenda.name, name, Limits(13, 7, 1), style=style)
    printed = words.text("Version {n}, printed {time}").replace("{n}", str(agenda.version))
    below = Box(inner.x, inner.y + 18, inner.width, 10)
    stamp = printed.replace("{time}", words.moment(agenda.printed_at))
    paper.text("time", stamp, below, Limits(7.5, 6), colour=MUTED)


def _draw_rows(
    paper: Paper, words: Words, rows: Sequence[_Row], inner: Box, size: float, *, named: bool
) -> float:
    """Returns where the last row ends."""
    y = inner.y + _HEAD
    for row in rows:
        box = Box(inner.x, y, inner.width, row.height)
        if row.entry is None:
            _heading(paper, row.day, box, size)
        elif row.entry.kind is EntryKind.MEETING:
            _meeting(paper, words, row, box, size, named=named)
        else:
            _quiet(paper, words, row.entry, box, size)
        y += row.height
    return y


def _heading(paper: Paper, day: str, box: Box, size: float) -> None:
    text = Box(box.x, box.bottom - 1.6 * size, box.width, 1.4 * size)
    paper.text("day", day, text, Limits(size, 6), style=_BOLD, colour=ACCENT)
    paper.rule(box.x, box.bottom - 0.6, box.right, box.bottom - 0.6, ACCENT, 0.8)


def _columns(box: Box, size: float) -> tuple[Box, Box, Box]:
    """Time, what, table."""
    time, table = 4.1 * size, 3.4 * size
    return (
        Box(box.x, box.y, time - 4, box.height),
        Box(box.x + time, box.y, box.width - time - table - 4, box.height),
        Box(box.right - table, box.y, table, box.height),
    )


def _meeting(paper: Paper, words: Words, row: _Row, box: Box, size: float, *, named: bool) -> None:
    time, what, table = _columns(box, size)
    entry, title = row.entry, row.title
    if entry is None or title is None:
        return
    paper.text("time", words.time(entry.start), time, Limits(size, 6), style=_BOLD)
    if title.shortened:
        paper.note_shortened("organisation", title.text)
    paper.place(title, Box(what.x, what.y + 0.25 * size, what.width, title.height))
    first = entry.partners[0] if entry.partners else None
    if named and first is not None:
        who = ", ".join(one.name for one in entry.partners) if first.organisation else ""
        place = " · ".join(filter(None, (who, first.country)))
        lower = Box(what.x, what.y + 0.25 * size + title.height, what.width, 1.15 * size)
        plain = Style(han=han_variant(first.country_code))
        paper.text("partner", place, lower, Limits(size * 0.86, 6), style=plain, colour=MUTED)
    if entry.table:
        frame = Box(table.x, box.y + (box.height - 1.5 * size) / 2, table.width, 1.5 * size)
        paper.fill(frame, WASH, radius=2)
        label = words.text("T{number}").replace("{number}", entry.table)
        paper.text("table", label, frame.inset(1.5), Limits(size, 6), style=_BOLD, align="centre")
    paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.4)


def _quiet(paper: Paper, words: Words, entry: AgendaEntry, box: Box, size: float) -> None:
    time, what, table = _columns(box, size)
    free = entry.kind is EntryKind.FREE
    text = (entry.title or words.text("Free")) if free else _with_place(entry)
    colour = INK if entry.kind is EntryKind.PLENARY else MUTED
    paper.text("time", words.time(entry.start), time, Limits(size * 0.9, 6), colour=colour)
    wide = Box(what.x, what.y, what.width + table.width, what.height)
    paper.text("title", text, wide, Limits(size * 0.9, 6), colour=colour)
    paper.rule(box.x, box.bottom, box.right, box.bottom, FAINT, 0.4)


def _with_place(entry: AgendaEntry) -> str:
    return " · ".join(filter(None, (entry.title, entry.zone)))


def _say_more(paper: Paper, words: Words, number: int, box: Box) -> None:
    text = words.text("… and {n} more: see the agenda").replace("{n}", str(number))
    paper.text("title", text, box, Limits(7, 6), style=_BOLD)
