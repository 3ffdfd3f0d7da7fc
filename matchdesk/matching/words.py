"""From an offer or need in anybody's words to stems that can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from matchdesk.core.text import fold

_STOP = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at based be between by can could das de der des die do el en et ein eine
        for from für has have how i il im in into is it its la las le les looking los more most mit
        nach need needs new of offer offers offering on or other our out over par partner partners
        partnership per por pour que s seeking such than that the their them they this through to
        und une up us use using von we well what which who will with within without y you your zum
        zur""",
    )
)
_ENDINGS = (
    "isations", "izations", "isation", "ization", "ments", "ations", "ingly", "ities", "ation",
    "ings", "ment", "ages", "ions", "ness", "ical", "ies", "ing", "ion", "ity", "ers", "als", "age",
    "ed", "er", "es", "al", "en", "ic", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 3
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
"""Scripts without blanks (Thai, Lao, Burmese, Khmer, kana, Han): compared by letter pairs."""


def stems(text: str) -> frozenset[str]:
    """What `text` is about: its words without endings, without the words that say nothing."""
    return frozenset(stem for word in fold(text).split() for stem in _stems_of(word))


@lru_cache(maxsize=20_000)
def _stems_of(word: str) -> tuple[str, ...]:
    if _UNSPACED.search(word):
        return tuple(word[i : i + 2] for i in range(max(1, len(word) - 1)))
    if word in _STOP or (len(word) < 2 and not word.isdigit()):
        return ()
    return (_stem(word),)


def _stem(word: str) -> str:
    """Cut one ending, the longest that leaves a stem; then what a plural or verb left behind."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
