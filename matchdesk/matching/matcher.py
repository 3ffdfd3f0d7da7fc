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
NO_LANGUAGE = -1.0
NEEDS_INTERPRETER = -0.25
ASKED_COLLEAGUE = 0.75
ASKED_ALIKE = 0.25
"""Of each person with the same taste, up to `_MOST_ALIKE` of them."""
OFFER_MEETS_NEED = 4.0
"""What a full match is worth; an offer that shares half of a need's words counts half."""

_MOST_ALIKE = 4
_SAME_TASTE = 2  # partners that two people both asked for, to count as alike
_LEAST_ALIKE = 2  # one such person alone may be chance
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

    def __init__(
        self, people: Iterable[Person], interpreters: Iterable[frozenset[frozenset[str]]] = ()
    ) -> None:
        """`interpreters` are the language pairs of each, for people who share no language."""
        self._people = {person.key: person for person in people}
        self._interpreters = tuple(interpreters)
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
        self,
        key: str,
        excluded: Collection[str] = frozenset(),
        limit: int = 20,
        asked: Mapping[str, frozenset[str]] | None = None,
    ) -> tuple[Suggestion, ...]:
        """The best for `key`: never itself, its own organisation, or one of `excluded`.

        Who fits for no other reason than a common language is not suggested, nor who could not be
        understood (no language in common, and none of the event's interpreters speaks both).
        `asked` holds whom everybody has asked to meet so far.
        """
        person = self._people.get(key)
        if person is None:
            return ()
        by_words = self._by_words(person)
        by_taste = self._by_taste(person, asked or {})
        found = []
        for other in self._people.values():
            if other.key == key or other.key in excluded or _colleagues(person, other):
                continue
            reasons = [
                *by_words.get(other.key, ()),
                *self._by_facts(person, other),
                *by_taste.get(other.key, ()),
            ]
            speech = self._language(person, other) if reasons else None
            if reasons and speech is not None:
                reasons += speech
                reasons.sort(key=lambda reason: -reason.weight)
                score = round(sum(reason.weight for reason in reasons), 3)
                if score > 0:
                    found.append(Suggestion(other.key, score, tuple(reasons)))
        found.sort(key=lambda one: (-one.score, self._people[one.key].name))
        return tuple(found[:limit])

    def between(
        self, key: str, other: str, asked: Mapping[str, frozenset[str]] | None = None
    ) -> tuple[Reason, ...]:
        """Why these two fit, the strongest first, whether or not they would be suggested."""
        one, two = self._people.get(key), self._people.get(other)
        if one is None or two is None:
            return ()
        reasons = [
            *self._by_words(one).get(other, ()),
            *self._by_facts(one, two),
            *self._by_taste(one, asked or {}).get(other, ()),
            *(self._language(one, two) or ()),
        ]
        return tuple(sorted(reasons, key=lambda reason: -reason.weight))

    def _by_taste(
        self, person: Person, asked: Mapping[str, frozenset[str]]
    ) -> dict[str, list[Reason]]:
        """What was asked for so far: colleagues of one by the other, and by people alike."""
        found: dict[str, list[Reason]] = defaultdict(list)
        for one, reason in self._colleagues_asked(person, asked):
            found[one].append(reason)
        mine = asked.get(person.key, frozenset())
        alike: Counter[str] = Counter()
        for other, theirs in asked.items():
            if other != person.key and len(mine & theirs) >= _SAME_TASTE:
                alike.update(theirs)
        for one, count in alike.items():
            if count >= _LEAST_ALIKE and one in self._people:
                weight = ASKED_ALIKE * min(count, _MOST_ALIKE)
                data = {"name": person.name, "count": count}
                found[one].append(Reason("asked_alike", weight, data))
        return found

    def _colleagues_asked(
        self, person: Person, asked: Mapping[str, frozenset[str]]
    ) -> Iterable[tuple[str, Reason]]:
        """Whoever is of an organisation that one side asked for before."""
        wanted = [self._people[key] for key in asked.get(person.key, ()) if key in self._people]
        homes = {one.organisation: one for one in reversed(wanted) if one.organisation}
        askers: dict[str, Person] = {}
        for key, theirs in asked.items():
            for one in theirs if key in self._people else ():
                colleague = self._people.get(one)
                if colleague is not None and colleague is not person:
                    askers |= {key: colleague} if _colleagues(colleague, person) else {}
        for other in self._people.values():
            home = homes.get(other.organisation)
            if home is not None and home.key != other.key:
                data = {"by": person.key, "name": person.name, "colleague": home.name}
                yield other.key, Reason("asked_colleague", ASKED_COLLEAGUE, data)
        for key, colleague in askers.items():
            data = {"by": key, "name": person.name, "colleague": colleague.name}
            yield key, Reason("asked_colleague", ASKED_COLLEAGUE, data)

    def _language(self, one: Person, other: Person) -> list[Reason] | None:
        """What they speak together; None where nobody could make them understand each other."""
        if not (one.languages and other.languages):
            return []
        common = sorted(one.languages & other.languages)
        if common:
            return [Reason("language", LANGUAGE, {"languages": common})]
        if not self._interpreters:
            return [Reason("no_language", NO_LANGUAGE)]
        if any(_bridges(pairs, one, other) for pairs in self._interpreters):
            return [Reason("needs_interpreter", NEEDS_INTERPRETER)]
        return None

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


def _bridges(pairs: frozenset[frozenset[str]], one: Person, other: Person) -> bool:
    return any(
        frozenset((mine, theirs)) in pairs for mine in one.languages for theirs in other.languages
    )
