"""What the matcher is given and what it answers: frozen data with string keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who might be recommended. Countries are ISO codes, languages ISO codes.

    `sectors` are compared folded; `partnerships` maps the acronym of each to its target countries.
    """

    key: str
    name: str
    organisation: str = ""
    country: str = ""
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    target_countries: frozenset[str] = frozenset()
    partnerships: Mapping[str, frozenset[str]] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair fits: its code and JSON-ready data. `weight` is its part of the score.

    `by` in the data is the key of whoever offers, or looks for partners in a country.
    """

    code: str
    weight: float
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person who fits, with the strongest reason first. Scores compare within one answer."""

    key: str
    score: float
    reasons: tuple[Reason, ...]
