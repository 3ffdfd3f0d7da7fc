"""What the report's pages are made from: texts and numbers in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the result table: the figure large, what it counts, and what that means."""

    label: str
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of horizontal bars; `rows` are (label, value, value as shown).

    With `rest` the last row sums up what has no bar of its own, and gets none either.
    """

    title: str
    rows: tuple[tuple[str, float, str], ...]
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """Two countries that met: ISO codes, meetings, agreements."""

    first: str
    second: str
    meetings: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A partnership: target countries by name, each reached or not."""

    name: str
    shown: str
    targets: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody told and lets be published: the words, what they are, who said them."""

    text: str
    kind: str
    who: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """A whole report. `people` are participants by ISO code, `regions` a country's region.

    `groups` are all figures: (heading, ((label, value as shown), …)); `definitions` are (word,
    meaning, source).
    """

    title: str
    subtitle: str
    made: str
    results: tuple[Result, ...]
    people: Mapping[str, int]
    regions: Mapping[str, str]
    arcs: tuple[Arc, ...]
    pairs: Bars
    charts: tuple[Bars, ...]
    sectors: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    partnerships: tuple[Progress, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    definitions: tuple[tuple[str, str, str], ...]
    left_out: tuple[str, ...]
    days: tuple[str, ...] = ()
    by_day: tuple[tuple[str, tuple[str, ...]], ...] = ()
    quotes: tuple[Quote, ...] = ()
