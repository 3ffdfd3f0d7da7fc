"""Which countries count as European, on which day: dated rows, not code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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
    _found: dict[str, Region] = field(default_factory=dict, compare=False, repr=False)

    def of(self, country: str) -> Region:
        """The region of a country (ISO code); UNKNOWN without a code."""
        if not country:
            return Region.UNKNOWN
        if not self._found:
            self._found.update({row.country: row.region for row in self.rows})
        return self._found.get(country.upper(), Region.THIRD)

    def changed(self, moved: Mapping[str, Region], since: date, basis: str) -> Regions:
        """The same with some countries counted elsewhere."""
        kept = tuple(row for row in self.rows if row.country not in moved)
        own = tuple(RegionRow(c, region, since, None, basis) for c, region in moved.items())
        return Regions(self.day, (*kept, *own))


def since(region: Region, day: date) -> date:
    """Since when `region` has been made up as it is on `day`: the last time one came or went."""
    found = [row for row in _all_rows() if row.region is region and row.since <= day]
    came = [row.since for row in found]
    left = [row.until + timedelta(days=1) for row in found if row.until and row.until < day]
    return max((*came, *left), default=day)


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


SPANS = {
    "europe_europe": "Europe – Europe",
    "europe_third": "Europe – third country",
    "third_third": "Third country – third country",
    "unknown": "Country of a party not known",
}
"""Between which regions a meeting took place."""


def span(countries: Iterable[str], regions: Regions) -> str:
    """Key of `SPANS` for parties of these countries; of more than two, any third one counts."""
    found = {regions.of(country) for country in countries}
    if Region.UNKNOWN in found:
        return "unknown"
    if Region.THIRD not in found:
        return "europe_europe"
    return "third_third" if found == {Region.THIRD} else "europe_third"


def crosses_border(countries: Iterable[str], regions: Regions) -> bool:
    """Whether a European party and one from a third country stand on either side."""
    found = {regions.of(country) for country in countries}
    return Region.THIRD in found and any(region.european for region in found)
