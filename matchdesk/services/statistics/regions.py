"""Which countries count as European, on which day: dated rows, not code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from matchdesk.core import resources


class Region(StrEnum):
    """Where a country stands for the funder."""

    EU = "eu"
    PROGRAMME = "programme"
    THIRD = "third"
    UNKNOWN = "unknown"

    @property
    def european(self) -> bool:
        """Whether it counts as Europe: the EU and the other programme countries."""
        return self in (Region.EU, Region.PROGRAMME)


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A country belongs to `region` from `since` to `until` (None: still), both days included."""

    country: str
    region: Region
    since: date
    until: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Regions:
    """The rows that hold on one day."""

    day: date
    rows: tuple[RegionRow, ...]

    def of(self, country: str) -> Region:
        """The region of a country (ISO code); UNKNOWN without a code."""
        if not country:
            return Region.UNKNOWN
        code = country.upper()
        return next((row.region for row in self.rows if row.country == code), Region.THIRD)


def on(day: date) -> Regions:
    """The regions as they stand on `day`."""
    holding = (
        row for row in _all_rows() if row.since <= day and (not row.until or day <= row.until)
    )
    return Regions(day, tuple(holding))


@cache
def _all_rows() -> tuple[RegionRow, ...]:
    file = resources.path("statistics") / "regions.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(
            RegionRow(
                country=row["country"],
                region=Region(row["region"]),
                since=date.fromisoformat(row["since"]),
                until=date.fromisoformat(row["until"]) if row["until"] else None,
                basis=row["basis"],
            )
            for row in csv.DictReader(stream)
        )
