"""Words one typing slip away from a typed one, among all words anybody can be found by."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Words shorter than this are not corrected: too many others are one letter away."""


class Words:
    """Known words and in which texts they stand. Not thread-safe: the index holds its lock.

    Beginnings of each length are kept as well, so that a slip is forgiven while the word is still
    being typed.
    """

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}
        self._sorted: list[str] = []
        self._beginnings: dict[int, tuple[list[str], set[str]]] = {}

    def fill(self, texts: Iterable[tuple[str, str]]) -> None:
        """Know the words of these (key, text), and no others."""
        self._keys = {}
        self._beginnings = {}
        for key, text in texts:
            for word in text.split():
                self._keys.setdefault(word, set()).add(key)
        self._sorted = sorted(self._keys)

    def replace(self, key: str, before: str, after: str) -> None:
        """The text of `key` was `before` and is `after` now."""
        for word in before.split():
            self._keys.get(word, set()).discard(key)
        for word in after.split():
            if word not in self._keys:
                self._keys[word] = set()
                insort(self._sorted, word)
                self._note(word)
            self._keys[word].add(key)

    def near(self, typed: str) -> set[str]:
        """Keys of texts with a word that is `typed` with one slip, or goes on from there.

        One letter left out, added, mistyped or swapped with its neighbour; see `SHORTEST`. Words
        with figures in them are never corrected: another figure is another thing.
        """
        if len(typed) < SHORTEST or not typed.isalpha():
            return set()
        found: set[str] = set()
        for length in (len(typed) - 1, len(typed), len(typed) + 1):
            for beginning in self._one_away(typed, length):
                for word in self._going_on(beginning):
                    if not typed.startswith(beginning) or word == beginning:
                        found |= self._keys[word]
        return found

    def _one_away(self, typed: str, length: int) -> list[str]:
        choices = self._of_length(length)[0]
        hits = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [hit for hit, distance, _place in hits if distance and not hit.startswith(typed)]

    def _of_length(self, length: int) -> tuple[list[str], set[str]]:
        if length not in self._beginnings:
            known = {word[:length] for word in self._sorted if len(word) >= length}
            self._beginnings[length] = (list(known), known)
        return self._beginnings[length]

    def _note(self, word: str) -> None:
        for length, (listed, known) in self._beginnings.items():
            if len(word) >= length and word[:length] not in known:
                listed.append(word[:length])
                known.add(word[:length])

    def _going_on(self, beginning: str) -> Iterable[str]:
        place = bisect_left(self._sorted, beginning)
        while place < len(self._sorted) and self._sorted[place].startswith(beginning):
            yield self._sorted[place]
            place += 1
