"""An index in memory: texts by key, found by words in any order, the best first.

It knows neither database nor people; `services.checkin.search` fills it and keeps it true.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from anyascii import anyascii

from matchdesk.core.text import fold
from matchdesk.services.finding import spellings
from matchdesk.services.finding.slips import Words

FEW = 5
"""With fewer exact answers than this, those one slip away are listed behind them."""

_SHORTEST_PART = 3
"""Shorter Latin words must begin a name: nearly every name holds them somewhere."""

_WHOLE, _BEGINS, _PART, _BESIDE, _BESIDE_BEGINS = range(5)
"""How well an answer fits: by whole names, their beginnings or parts; then by other facts."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one key can be found by; `order` settles between equally good answers.

    `name` and `rest` are folded words with a blank before and after; `solid` are the names
    without any blank, for scripts and typists that leave blanks out; `bones` see `spellings`.
    """

    key: str
    number: int
    name: str
    rest: str
    solid: str
    bones: str

    @property
    def order(self) -> tuple[str, int]:
        """By name, then by badge number."""
        return self.name, self.number

    @classmethod
    def of(cls, key: str, number: int, names: Iterable[str], rest: Iterable[str]) -> Found:
        """From texts as they are shown: names in every script, and whatever else is known."""
        given = [name for name in names if name]
        written = [fold(name) for name in given]
        spelled = (*map(spellings.latin, given), *map(spellings.spelled_out, given))
        # a name is listed under its own spelling; others of it only help to find it
        every = list(dict.fromkeys(filter(None, (*written, *spelled))))
        few_vowels = (name for name in given if spellings.writes_few_vowels(name))
        return cls(
            key=key,
            number=number,
            name=f" {' '.join(every)} ",
            rest=f" {' '.join(dict.fromkeys(rest))} ",
            solid=" ".join(text.replace(" ", "") for text in every),
            bones=f" {' '.join(spellings.bones(name) for name in few_vowels)} ".replace("  ", ""),
        )


class Index:
    """Use under one lock; `search` takes a few milliseconds at ten thousand keys."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = {}
        self._order: list[Found] = []
        self._boned: list[Found] = []
        self._text = ""
        self._ends: list[int] = []
        self._words = Words()

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def fill(self, found: Iterable[Found]) -> None:
        """Hold these and no others."""
        self._found = {one.key: one for one in found}
        self._arrange()
        self._words.fill((one.key, one.name + one.rest) for one in self._order)

    def replace(self, keys: Iterable[str], found: Mapping[str, Found]) -> None:
        """What `keys` are found by now; those that are not in `found` are gone."""
        changed = False
        for key in keys:
            old, new = self._found.pop(key, None), found.get(key)
            if new is not None:
                self._found[key] = new
            if old != new:
                changed = True
                texts = [one.name + one.rest if one else "" for one in (old, new)]
                self._words.replace(key, *texts)
        if changed:
            self._arrange()

    def search(self, text: str) -> list[str]:
        """Keys that match every word of `text`, the best first; an empty text finds none.

        Where few do, other readings follow: the text in Latin letters, a slip in each longer
        word, and names that share the consonants.
        """
        words = fold(text).split()
        if not words:
            return []
        found = self._ranked(words)
        if len(found) < FEW:
            found = self._added(found, self._other_readings(text, words))
        return found

    def _other_readings(self, text: str, words: list[str]) -> Iterable[list[str]]:
        if not text.isascii():
            plain = fold(anyascii(text)).split()
            if plain and plain != words:
                yield self._ranked(plain)
        yield self._forgiven(words)
        yield self._sounding(words)

    @staticmethod
    def _added(found: list[str], readings: Iterable[list[str]]) -> list[str]:
        for reading in readings:
            known = set(found)
            found = [*found, *(key for key in reading if key not in known)]
        return found

    def _arrange(self) -> None:
        self._order = sorted(self._found.values(), key=_order)
        self._boned = [one for one in self._order if len(one.bones) > 1]
        lines = [_line(one) for one in self._order]
        self._text = "".join(lines)
        self._ends = list(accumulate(map(len, lines)))

    def _holding(self, word: str) -> Iterable[int]:
        """Places of whoever has `word` somewhere: one search through all texts at once."""
        part = len(word) >= _SHORTEST_PART or not word.isascii()
        wanted = word if part else f" {word}"
        at = self._text.find(wanted)
        while at >= 0:
            place = bisect_right(self._ends, at)
            yield place
            at = self._text.find(wanted, self._ends[place])

    def _ranked(self, words: list[str]) -> list[str]:
        number = int(words[0]) if len(words) == 1 and _is_number(words[0]) else None
        scored = []
        for place in self._holding(max(words, key=_rarity)):
            score = _score(self._order[place], words)
            if score is not None:
                scored.append((score, place))
        scored.sort()
        found = [self._order[place].key for _score_, place in scored]
        holder = [one.key for one in self._order if one.number == number] if number else []
        return [*holder, *(key for key in found if key not in holder)]

    def _forgiven(self, words: list[str]) -> list[str]:
        """Who matches every word, one at least with a slip; fewest slips first."""
        near = {word: self._words.near(word) for word in words}
        # Words that nobody is one slip away from come first: they rule out most of the others.
        asked = sorted(near, key=lambda word: len(near[word]))
        found: list[tuple[int, Found]] = []
        for key in frozenset().union(*near.values()):
            one, slips = self._found[key], 0
            for word in asked:
                if _fits(one, word) is not None:
                    continue
                if key not in near[word]:
                    break
                slips += 1
            else:
                if slips:
                    found.append((slips, one))
        found.sort(key=lambda hit: (hit[0], hit[1].order))
        return [one.key for _slips, one in found]

    def _sounding(self, words: list[str]) -> list[str]:
        wanted = spellings.bones(" ".join(words)).split()
        if len(wanted) != len(words):
            return []
        return [one.key for one in self._boned if all(f" {word} " in one.bones for word in wanted)]


def _order(one: Found) -> tuple[str, int]:
    return one.order


def _rarity(word: str) -> tuple[bool, int]:
    """The greater, the fewer have the word, as a rule: numbers before long words."""
    return len(word) >= _SHORTEST_PART and not word.isalpha(), len(word)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 9


def _score(one: Found, words: list[str]) -> int | None:
    worst = _WHOLE
    for word in words:
        score = _fits(one, word)
        if score is None:
            return None
        worst = max(worst, score)
    return worst


def _fits(one: Found, word: str) -> int | None:
    start = f" {word}"
    if start in one.name:
        return _WHOLE if f"{start} " in one.name else _BEGINS
    if (len(word) >= _SHORTEST_PART or not word.isascii()) and word in one.solid:
        return _PART
    if start in one.rest:
        return _BESIDE if f"{start} " in one.rest else _BESIDE_BEGINS
    return None


def _line(one: Found) -> str:
    """Everything `one` can be found by; a line break ends it, which no folded text holds."""
    return f"{one.name}{one.solid}{one.rest}\n"
