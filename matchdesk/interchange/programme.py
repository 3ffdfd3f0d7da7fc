"""The programme besides meetings: rows of day, times, name, kind and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.interchange.dates import DateReader
from matchdesk.interchange.reading import raw_sheets
from matchdesk.interchange.spans import read as read_span
from matchdesk.interchange.tables import RawSheet, SourceRow
from matchdesk.interchange.text import one_line

_HEADERS = {
    "day": "day|date|tag|datum|jour|fecha|dia|data|giorno|dzien|dag|den",
    "starts": "from|start|starts|start time|begin|begins|von|beginn|anfang|de|debut|desde|inicio"
    "|hora inicio|da|inizio|od|poczatek",
    "ends": "to|end|ends|end time|until|bis|ende|a|fin|hasta|fin hora|fine|do|ate|fim|koniec",
    "time": "time|times|uhrzeit|zeit|heure|horaire|hora|horario|ora|orario|godzina|czas",
    "name": "name|title|what|programme|program|item|entry|titel|programmpunkt|bezeichnung|titre|nom"
    "|intitule|titulo|nombre|nome|titolo|tytul|nazwa|punkt programu",
    "kind": "kind|type|art|typ|genre|tipo|rodzaj",
    "place": "place|room|where|location|venue|hall|ort|raum|saal|lieu|salle|lugar|sala|luogo"
    "|local|miejsce",
}
_BY_WORD = {word: field for field, words in _HEADERS.items() for word in words.split("|")}
_KINDS = {
    ProgrammeKind.BREAK: "break|coffee|lunch|pause|kaffee|mittag|cafe|dejeuner|descanso|almuerzo"
    "|comida|pausa|pranzo|caffe|przerwa|obiad|kawa|intervalo|almoco",
    ProgrammeKind.PLENARY: "plenary|plenum|opening|keynote|panel|eroffnung|pleniere|ouverture"
    "|plenaria|plenario|apertura|inauguracion|plenarna|otwarcie|abertura",
}
_KIND_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_TELLING = 5
"""Letters a word must have to be known inside a longer one."""
_LOOKED_AT = 15
"""Rows among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One row that can be used; `name` may be empty."""

    line: int
    day: date
    starts: time
    ends: time
    name: str
    kind: ProgrammeKind
    place: str


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A row that cannot be used: why, and the text at fault."""

    line: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class ProgrammeRead:
    """What a file holds, in its order."""

    entries: tuple[ProgrammeEntry, ...]
    refused: tuple[RefusedEntry, ...]


def read_programme(path: Path) -> ProgrammeRead:
    """Read the programme in `path` (CSV or XLSX); its headers say which column is what.

    Raises `FileFault` for what is no table, or has no columns for name and times.
    """
    for sheet in raw_sheets(path, Progress()):
        found = _located(sheet)
        if found is not None:
            columns, rows = found
            return _entries(columns, rows)
    raise FileFault("programme_no_columns", file=str(path))


def _located(sheet: RawSheet) -> tuple[dict[str, int], Sequence[SourceRow]] | None:
    """Which column is which field, and the rows below the header."""
    for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            field = _BY_WORD.get(fold(cell))
            if field:
                columns.setdefault(field, place)
        if "name" in columns and ("starts" in columns or "time" in columns):
            return columns, sheet.rows[index + 1 :]
    return None


def _entries(columns: dict[str, int], rows: Iterable[SourceRow]) -> ProgrammeRead:
    filled = [row for row in rows if not row.empty()]
    days = DateReader.for_column(_cell(row, columns, "day") for row in filled)
    entries: list[ProgrammeEntry] = []
    refused: list[RefusedEntry] = []
    last: date | None = None
    for row in filled:
        said = _cell(row, columns, "day")
        moment = days.read(said) if said else None
        day = moment.day if moment else None
        if not said:
            day = last  # merged cells: the day stands once, above its entries
        if day is None:
            refused.append(RefusedEntry(row.line, "programme_row_day", said or "–"))
            continue
        last = day
        times = _times(row, columns)
        if times is None:
            parts = (_cell(row, columns, name) for name in ("time", "starts", "ends"))
            value = " ".join(filter(None, parts)) or "–"
            refused.append(RefusedEntry(row.line, "programme_row_time", value))
            continue
        name, kind = _cell(row, columns, "name"), _cell(row, columns, "kind")
        place = _cell(row, columns, "place")
        entries.append(ProgrammeEntry(row.line, day, *times, name, kind_of(kind, name), place))
    return ProgrammeRead(tuple(entries), tuple(refused))


def kind_of(kind: str, name: str) -> ProgrammeKind:
    """What a row is: by its own word, else by its name; "other" if neither tells."""
    known = {str(one): one for one in ProgrammeKind}
    word = fold(kind)
    if word in known:
        return known[word]
    for said in (kind, name):
        for part in fold(said).replace("-", " ").split():
            found = _KIND_WORDS.get(part) or _compound(part)
            if found:
                return found
    return ProgrammeKind.OTHER


def _compound(word: str) -> ProgrammeKind | None:
    """“Mittagessen”, “Kaffeepause”: a known word at the beginning or end of a longer one."""
    known = (one for one in _KIND_WORDS if len(one) >= _TELLING)
    return next((_KIND_WORDS[one] for one in known if word.startswith(one) or word.endswith(one)),
                None)  # fmt: skip


def _times(row: SourceRow, columns: dict[str, int]) -> tuple[time, time] | None:
    """From and to; None if they are not both said, or end before they begin."""
    starts, ends = _cell(row, columns, "starts"), _cell(row, columns, "ends")
    text = f"{starts} - {ends}" if ends else starts or _cell(row, columns, "time")
    span = read_span(text)
    if span.starts is None or span.ends is None or span.starts >= span.ends:
        return None
    return span.starts, span.ends


def _cell(row: SourceRow, columns: dict[str, int], field: str) -> str:
    place = columns.get(field)
    return one_line(row.cells[place]) if place is not None and place < len(row.cells) else ""
