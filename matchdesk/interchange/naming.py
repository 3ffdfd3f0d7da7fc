"""A full name out of its two columns, in the order of the script it is written in."""

from __future__ import annotations

import re
import unicodedata

_EAST_ASIAN = {
    "CJK": "han",
    "IDEOGRAPHIC": "han",  # the iteration mark, as in 佐々木
    "HIRAGANA": "kana",
    "KATAKANA": "kana",
    "KATAKANA-HIRAGANA": "kana",  # the mark of a long vowel
    "HALFWIDTH": "kana",
    "HANGUL": "hangul",
}
"""Scripts by the first word of their letters' names in Unicode."""


def full_name(given: str, family: str, country: str | None = None) -> str:
    """Both parts as one name; either may be empty. `country` is ISO 3166 alpha-2.

    In Latin and all other scripts the given name comes first and the order of the list is kept:
    Vietnamese and Hungarian names are spelled as their bearers registered them. Only where both
    parts are East Asian does the family name come first:

    - Hangul without a blank, 김민준 (Korean orthography, article 48);
    - Han without a blank, 鄭柏翰, except for people from Japan;
    - with Kana, or from Japan, with a blank, 鈴木 彩香, as Japanese lists part the two.
    """
    if not given or not family:
        return given or family
    scripts = _scripts(given + family)
    if scripts and scripts <= {"han", "kana", "hangul"}:
        parted = "kana" in scripts or (country == "JP" and scripts == {"han"})
        return f"{family} {given}" if parted else f"{family}{given}"
    return f"{given} {family}"


def turned(name: str) -> tuple[str, str] | None:
    """Given and family name of “García Márquez, Gabriel”; None if `name` is not written so.

    A degree or a suffix behind the comma (“Ana Ruiz, PhD”, “John Smith, Jr.”) is no given name,
    and neither is anything with digits, brackets or more words than given names have.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not family or not given or "," in given:
        return None
    words = re.findall(r"[^\s.]+", given)
    if not 1 <= len(words) <= _MOST_GIVEN or not re.fullmatch(r"[^\d()\[\]@/&;]+", name):
        return None
    letters = "".join(words).casefold()
    if letters in _BEHIND or any(word.casefold() in _BEHIND for word in words):
        return None
    return given, family


_MOST_GIVEN = 4
_BEHIND = frozenset(
    (
        *("jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "dphil", "md", "mba", "msc"),
        *("bsc", "ba", "ma", "meng", "beng", "dr", "drs", "prof", "ing", "dipl", "diplom", "mag"),
        *("mgr", "inż", "mphil", "llm", "llb", "mrics", "cpa", "ceo", "cto", "cfo", "coo", "esq"),
        *("eur", "rer", "nat", "hab"),
    )
)
"""What stands behind a comma and is no given name: degrees, titles, suffixes."""


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of `text`: han, kana, hangul, or other."""
    first_words = (unicodedata.name(c, "").split()[:1] for c in text if c.isalpha())
    return {_EAST_ASIAN.get(word[0], "other") if word else "other" for word in first_words}
