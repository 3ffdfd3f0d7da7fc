"""Ranks everybody for one person by what they offer and need, where, and in which words.

Words count by how rare they are among all profiles (inverse document frequency, Spärck Jones
1972): “hydrogen” says more than “network”.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from matchdesk.core.text import fold
from matchdesk.matching.problem import Person, Reason, Suggestion
from matchdesk.matching.words import stems

SECTOR = 1.0
TARGET_COUNTRY = 1.5
PARTNERSHIP = 0.5
PARTNERSHIP_TARGET = 1.0
LANGUAGE = 0.25
OFFER_MEETS_NEED = 4.0
"""What a full match is worth; an offer that shares half of a need's words counts half."""

_MOST_LINES = 3  # reasons of offers and needs shown for one pair
_LEAST_OVERLAP = 0.2  # of the weight of the shorter text's words; below, they share a commonplace


@dataclass(frozen=True, slots=True)
class _Line:
    owner: str
    text: str
    stems: frozenset[str]
    weight: float


class _Fit(NamedTuple):
    """An offer and a need that share words, and how much of them."""

    share: float
    offer: _Line
    need: _Line


class Matcher:
    """Prepared once for everybody, then asked for one person at a time. Thread-safe after that."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {person.key: person for person in people}
        self._rarity = _rarity(self._people.values())
        self._offers = _Index(
            [self._line(p.key, t) for p in self._people.values() for t in p.offers]
        )
        self._needs = _Index([self._line(p.key, t) for p in self._people.values() for t in p.needs])
        self._sectors = {
            key: {fold(sector): sector for sector in person.sectors}
            for key, person in self._people.items()
        }

    def suggestions(
        self, key: str, excluded: Collection[str] = frozenset(), limit: int = 20
    ) -> tuple[Suggestion, ...]:
        """The best for `key`: never itself, its own organisation, or one of `excluded`.

        Who fits for no other reason than a common language is not suggested.
        """
        person = self._people.get(key)
        if person is None:
            return ()
        by_words = self._by_words(person)
        found = []
        for other in self._people.values():
            if other.key == key or other.key in excluded or _colleagues(person, other):
                continue
            reasons = [*by_words.get(other.key, ()), *self._by_facts(person, other)]
            if reasons:
                reasons += _language(person, other)
                reasons.sort(key=lambda reason: -reason.weight)
                score = sum(reason.weight for reason in reasons)
                found.append(Suggestion(other.key, round(score, 3), tuple(reasons)))
        found.sort(key=lambda one: (-one.score, self._people[one.key].name))
        return tuple(found[:limit])

    def _by_words(self, person: Person) -> dict[str, list[Reason]]:
        """For each other person, the best pairs of an offer and a need, in both directions."""
        pairs: dict[str, list[_Fit]] = defaultdict(list)
        for text in person.offers:
            offer = self._line(person.key, text)
            for need, share in self._alike(offer, self._needs):
                pairs[need.owner].append(_Fit(share, offer, need))
        for text in person.needs:
            need = self._line(person.key, text)
            for offer, share in self._alike(need, self._offers):
                pairs[offer.owner].append(_Fit(share, offer, need))
        return {key: [self._pair(fit) for fit in _best(fits)] for key, fits in pairs.items()}

    def _line(self, owner: str, text: str) -> _Line:
        words = stems(text)
        return _Line(owner, text, words, _weight(words, self._rarity))

    def _alike(self, line: _Line, index: _Index) -> Iterable[tuple[_Line, float]]:
        """Lines of `index` that share words, with the share of the shorter one's weight."""
        shared: dict[int, float] = defaultdict(float)
        for stem in line.stems:
            for place in index.places.get(stem, ()):
                shared[place] += self._rarity[stem]
        for place, weight in shared.items():
            other = index.lines[place]
            share = weight / max(min(line.weight, other.weight), 1e-9)
            if share >= _LEAST_OVERLAP and other.owner != line.owner:
                yield other, min(share, 1.0)

    def _pair(self, fit: _Fit) -> Reason:
        data = {
            "by": fit.offer.owner,
            "name": self._people[fit.offer.owner].name,
            "other": self._people[fit.need.owner].name,
            "offer": fit.offer.text,
            "need": fit.need.text,
        }
        return Reason("offer_meets_need", OFFER_MEETS_NEED * fit.share, data)

    def _by_facts(self, one: Person, other: Person) -> Iterable[Reason]:
        common = self._sectors[one.key].keys() & self._sectors[other.key].keys()
        if common:
            named = ", ".join(sorted(self._sectors[one.key][sector] for sector in common))
            yield Reason("sector", SECTOR * len(common), {"sectors": named})
        for seeker, sought in ((one, other), (other, one)):
            if sought.country and sought.country in seeker.target_countries:
                data = {"by": seeker.key, "name": seeker.name, "country": sought.country}
                yield Reason("target_country", TARGET_COUNTRY, data)
        yield from _partnerships(one, other)


class _Index:
    """Lines by the stems in them."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            for stem in line.stems:
                self.places[stem].append(place)


def _rarity(people: Iterable[Person]) -> dict[str, float]:
    lines = [stems(text) for person in people for text in (*person.offers, *person.needs)]
    counts = Counter(stem for line in lines for stem in line)
    return {stem: log(1 + len(lines) / count) for stem, count in counts.items()}


def _weight(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[stem] for stem in words if stem in rarity)


def _best(fits: list[_Fit]) -> list[_Fit]:
    """The strongest pairs, each offer and each need used once."""
    used: set[str] = set()
    best: list[_Fit] = []
    for fit in sorted(fits, key=lambda fit: -fit.share):
        texts = {"o" + fit.offer.text, "n" + fit.need.text}
        if not texts & used:
            used |= texts
            best.append(fit)
        if len(best) == _MOST_LINES:
            break
    return best


def _colleagues(one: Person, other: Person) -> bool:
    return bool(one.organisation) and one.organisation == other.organisation


def _partnerships(one: Person, other: Person) -> Iterable[Reason]:
    for acronym in sorted(one.partnerships.keys() & other.partnerships.keys()):
        yield Reason("partnership", PARTNERSHIP, {"partnership": acronym})
    for seeker, sought in ((one, other), (other, one)):
        for acronym, targets in sorted(seeker.partnerships.items()):
            if sought.country in targets and acronym not in sought.partnerships:
                data = {"partnership": acronym, "country": sought.country}
                yield Reason("partnership_target", PARTNERSHIP_TARGET, data)


def _language(one: Person, other: Person) -> list[Reason]:
    common = sorted(one.languages & other.languages)
    return [Reason("language", LANGUAGE, {"languages": common})] if common else []
