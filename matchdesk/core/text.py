"""Comparing names: the one way in which people, organisations and searches are matched."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ς": "σ",
    }
)


def fold(text: str) -> str:
    """`text` without case, accents, punctuation and needless blanks.

    Letters that Unicode does not decompose (ł, ø, ß …) become their usual Latin spelling; other
    scripts keep their letters. Apostrophes vanish, other punctuation becomes a blank, so that
    “O’Brien” and “OBrien”, “Łódzkie-Agro” and “lodzkie agro” are the same.
    """
    if text.isascii():  # most of an import; the table says the same, ten times as fast
        return " ".join(text.casefold().translate(_ASCII).split())
    return _folded(text)


def name_order(name: str) -> tuple[str, str]:
    """Key that puts names in the order in which people look for them.

    Neither case nor accents come first: “de Vries” stands beside “Devon”, “Österreich” at O. The
    same at every desk, whatever its database and the language of its computer.
    """
    return fold(name), name


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)  # first: ornamental capitals have no small letter
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    letters = []
    for letter in decomposed.translate(_PLAIN):
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Cf", "Cc") or letter in "'’‘`´ʼ":
            if letter in "\t\n\r":
                letters.append(" ")
            elif kind == "Mn" and not _is_accent(letter):
                letters.append(letter)
        else:
            letters.append(letter if kind[0] in "LNM" else " ")
    return " ".join("".join(letters).split())


def _is_accent(mark: str) -> bool:
    """Combining marks that only decorate; the vowel signs of Indic and Thai scripts are letters."""
    code = ord(mark)
    indic_or_thai = 0x0900 <= code <= 0x0FFF and unicodedata.combining(mark) in (0, 9, 103, 107)
    return not indic_or_thai


def beside(*texts: str, gap: str = "  ") -> str:
    """Non-empty `texts` on one line that reads from left to right, whatever scripts they are in.

    Each text keeps its own direction inside (Unicode isolates); without that, a Persian name first
    turns the whole line round and carries the Latin words behind it along.
    """
    isolated = [f"\u2068{text}\u2069" if _turns(text) else text for text in texts if text]
    line = gap.join(isolated)
    return f"\u200e{line}" if isolated and isolated[0].startswith("\u2068") else line


def from_left(text: str) -> str:
    """`text` as a line of a page that reads from left to right.

    Without the mark in front, a first word in Arabic or Hebrew would turn the whole sentence round.
    """
    if text.isascii():
        return text
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL", "FSI", "LRI", "RLI")), "L")
    return f"\u200e{text}" if first in ("R", "AL") else text


def breakable(text: str) -> str:
    """`text` with places to break in words longer than any line; at a hyphen lines break anyway."""
    return _ENDLESS.sub("\\g<0>\u200b", text)


_ENDLESS = re.compile(r"[^\s-]{30}")


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _of_ascii() -> dict[int, str]:
    """What `_folded` makes of each character of ASCII: a letter, a blank or nothing."""
    table = {}
    for code in range(128):
        beside = _folded(f"a{chr(code)}a")
        table[code] = " " if beside == "a a" else beside[1:-1]
    return table


_ASCII = _of_ascii()
