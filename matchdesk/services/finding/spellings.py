"""The spellings under which a name is looked for: folded, in Latin letters, without vowels.

All of them are folded words (`core.text.fold`), so that a typed text meets them in one form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from matchdesk.core.text import fold

_WITHOUT_VOWELS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")  # Hebrew, Arabic …
_DROPPED = str.maketrans("", "", "aeiouyw")
_TWICE = re.compile(r"(.)\1+")
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_FEWEST_BONES = 2


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """`fold`, remembered: organisations, delegations and countries recur."""
    return fold(text)


def latin(text: str) -> str:
    """`text` in Latin letters (王 小明 → wang xiaoming), folded; empty if it is so already."""
    plain = folded(text)
    if plain.isascii():
        return ""
    return fold(anyascii(text))


def spelled_out(text: str) -> str:
    """As typists without the keys write it (Müller → mueller), folded; empty if no other."""
    long = text.translate(_SPELLED_OUT)
    return fold(long) if long != text else ""


def bones(text: str) -> str:
    """The consonants of each word, single: Muhammad, Mohammed and محمد all give `mhmd`.

    Arabic and Hebrew write few vowels, so these are what two spellings of a name share.
    """
    words = (_bones_of(word) for word in fold(anyascii(text)).split())
    return " ".join(word for word in words if len(word) >= _FEWEST_BONES)


def writes_few_vowels(text: str) -> bool:
    """Whether a name is in a script in which Latin spellings cannot be told from the letters."""
    return bool(_WITHOUT_VOWELS.search(text))


def _bones_of(word: str) -> str:
    bare = _TWICE.sub(r"\1", word.translate(_DROPPED))
    return bare[:-1] if len(bare) > _FEWEST_BONES and bare.endswith("h") else bare
