"""Who meets whom: by country, for the map, and by sector, for the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from matchdesk.core.text import name_order
from matchdesk.services.statistics.snapshot import Snapshot

MOST_SECTORS = 12
"""Sectors in the matrix: those with the most meetings; more cannot be read."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two countries (ISO codes, in order; the same twice within one country) and what they share.

    `scheduled` meetings include the `held` ones.
    """

    first: str
    second: str
    scheduled: int
    held: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Encounters:
    """`people` are participants who arrived, by country; `expected` those who are registered.

    `matrix[i][j]` counts scheduled meetings between `sectors[i]` and `sectors[j]` (symmetric; an
    organisation of several sectors counts in each). `meetings` of them had sectors on both sides.
    """

    people: Mapping[str, int]
    expected: Mapping[str, int]
    links: tuple[Link, ...]
    sectors: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    meetings: int


@dataclass(frozen=True, slots=True)
class Met:
    """One scheduled meeting: country and sectors of each party, and whether it was held."""

    countries: tuple[str, ...]
    sectors: tuple[Sequence[str], ...]
    held: bool


class Tally:
    """Counts that stay true: a meeting can be taken out again. Not thread-safe."""

    def __init__(self) -> None:
        self._scheduled: Counter[Pair] = Counter()
        self._held: Counter[Pair] = Counter()
        self._alike: Counter[tuple[tuple[str, ...], ...]] = Counter()

    def add(self, met: Met, sign: int = 1) -> None:
        """Count `met`; with a `sign` of -1 no longer."""
        for pair in _pairs(met.countries):
            self._scheduled[pair] += sign
            self._held[pair] += sign * met.held
        if all(met.sectors):
            self._alike[tuple(map(tuple, met.sectors))] += sign

    def encounters(
        self,
        people: Mapping[str, int],
        expected: Mapping[str, int],
        agreements: Iterable[Sequence[str]],
    ) -> Encounters:
        """What was counted; `agreements` are the countries of each one's parties."""
        agreed: Counter[Pair] = Counter()
        for countries in agreements:
            agreed.update(_pairs(countries))
        scheduled, held = +self._scheduled, self._held
        links = tuple(
            Link(*pair, scheduled[pair], held[pair], agreed[pair])
            for pair in sorted(scheduled.keys() | agreed.keys())
        )
        alike = +self._alike
        sectors, matrix = _matrix(alike)
        return Encounters(
            dict(+Counter(people)),
            dict(+Counter(expected)),
            links,
            sectors,
            matrix,
            sum(alike.values()),
        )


def of_snapshot(snapshot: Snapshot, *, private: bool) -> Encounters:
    """Who met whom in what a report is counted from.

    Links name countries: confidential agreements are among them only if `private`.
    """
    sectors = {body.key: body.sectors for body in snapshot.bodies}
    tally = Tally()
    for meeting in snapshot.scheduled():
        tally.add(
            Met(
                tuple(p.country for p in meeting.parties),
                tuple(sectors.get(p.organisation_key or "", ()) for p in meeting.parties),
                meeting.key in snapshot.facts.held,
            )
        )
    return tally.encounters(
        Counter(p.view.country for p in snapshot.arrived if p.view.country),
        Counter(p.view.country for p in snapshot.expected if p.view.country),
        (
            [country for _, _, country, _ in agreement.parties]
            for agreement in snapshot.agreements
            if private or not agreement.confidential
        ),
    )


def _pairs(countries: Sequence[str]) -> set[Pair]:
    """Every two countries of the parties, once; one without a country is left out."""
    if len(countries) == 2:  # nearly always
        one, other = countries
        return {(one, other) if one <= other else (other, one)} if one and other else set()
    known = sorted(filter(None, countries))
    return set(combinations(known, 2))


def _matrix(
    alike: Mapping[tuple[tuple[str, ...], ...], int],
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    cells: Counter[Pair] = Counter()
    total: Counter[str] = Counter()
    for sides, number in alike.items():
        found: set[Pair] = set()
        for one, other in combinations(sides, 2):
            found |= {(a, b) for a in one for b in other} | {(b, a) for a in one for b in other}
        for pair in found:
            cells[pair] += number
        for sector in {sector for pair in found for sector in pair}:
            total[sector] += number
    names = sorted(total, key=lambda name: (-total[name], name_order(name)))[:MOST_SECTORS]
    return tuple(names), tuple(tuple(cells[a, b] for b in names) for a in names)
