"""A full name out of its two columns, in the order of the script it is written in."""

from __future__ import annotations

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


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of `text`: han, kana, hangul, or other."""
    first_words = (unicodedata.name(c, "").split()[:1] for c in text if c.isalpha())
    return {_EAST_ASIAN.get(word[0], "other") if word else "other" for word in first_words}
