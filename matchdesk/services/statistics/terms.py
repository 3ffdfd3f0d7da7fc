"""What the report's words mean: dated rows of the house, and what an event sets otherwise."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core import resources
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating, Term
from matchdesk.models import Definition
from matchdesk.services.statistics import regions
from matchdesk.services.statistics.regions import Region, Regions

AGREEMENTS = "agreement"
"""Among the values of `Term.CASE`: every agreement is a cooperation case."""

CHOICES: dict[Term, tuple[str, ...]] = {
    Term.HELD: (MeetingStatus.HELD, MeetingStatus.IN_PROGRESS),
    Term.CASE: (AGREEMENTS, *Rating),
    Term.AGREEMENT: tuple(AgreementType),
    Term.ESTABLISHED: tuple(AgreementStatus),
}
"""What each word may be made of; `Term.REGIONS` takes countries instead."""

NEVER_EMPTY = frozenset({Term.HELD, Term.CASE, Term.AGREEMENT})
"""Words that mean something only if they are made of something."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One word's meaning in force: stored words, since when, after whom, and whether it is own."""

    term: Term
    value: tuple[str, ...]
    since: date
    basis: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """All meanings in force at one event."""

    regions: Regions
    meanings: Mapping[Term, Meaning]

    @property
    def held(self) -> frozenset[str]:
        """States of a meeting that count as held."""
        return self._set(Term.HELD)

    @property
    def cases(self) -> frozenset[str]:
        """Ratings that make a held meeting a cooperation case."""
        return self._set(Term.CASE) - {AGREEMENTS}

    @property
    def agreements_are_cases(self) -> bool:
        """Whether every agreement is a cooperation case."""
        return AGREEMENTS in self._set(Term.CASE)

    @property
    def agreements(self) -> frozenset[str]:
        """Types of agreement that count."""
        return self._set(Term.AGREEMENT)

    @property
    def established(self) -> frozenset[str]:
        """States in which an agreement is established."""
        return self._set(Term.ESTABLISHED)

    def _set(self, term: Term) -> frozenset[str]:
        return frozenset(self.meanings[term].value)


def terms(session: Session, day: date) -> Terms:
    """The meanings that hold at the event of `session`, whose first day is `day`."""
    own = {row.term: row for row in session.scalars(select(Definition))}
    meanings = {**house(day), **{term: _own(row) for term, row in own.items()}}
    counted = regions.on(day)
    if Term.REGIONS in own:
        row = own[Term.REGIONS]
        counted = counted.changed(moved(row.value), row.since, row.basis)
    return Terms(counted, meanings)


def house(day: date) -> dict[Term, Meaning]:
    """What the words mean where an event says nothing: the last row that holds on `day`."""
    found = {
        Term.REGIONS: Meaning(Term.REGIONS, (), day, ""),
    }
    for meaning in _rows():
        if meaning.since <= day or meaning.term not in found:
            found[meaning.term] = meaning
    return found


def moved(value: Iterable[str]) -> dict[str, Region]:
    """Countries with their regions, from how they are stored (`XK=programme`)."""
    pairs = (item.split("=", 1) for item in value)
    return {country: Region(region) for country, region in pairs}


def _own(row: Definition) -> Meaning:
    return Meaning(row.term, tuple(row.value), row.since, row.basis, own=True)


@cache
def _rows() -> tuple[Meaning, ...]:
    file = resources.path("statistics") / "definitions.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        found = [
            Meaning(
                Term(row["term"]),
                tuple(row["value"].split()),
                date.fromisoformat(row["since"]),
                row["basis"],
            )
            for row in csv.DictReader(stream)
        ]
    return tuple(sorted(found, key=lambda meaning: meaning.since))
