"""Country names and codes, in the languages of Europe and its partners, to ISO 3166 alpha-2."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from matchdesk.core.text import fold
from matchdesk.interchange.text import one_line
from matchdesk.interchange.words import rows, split

LANGUAGES = (
    *("en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt"),
    *("lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "nb", "is", "tr", "uk", "ru", "sr"),
    *("mk", "sq", "bs", "ca", "eu", "gl", "ka", "hy", "ar", "he", "fa", "zh", "zh_Hant", "ja"),
    *("ko", "th", "hi", "vi", "id"),
)
"""Languages in which a file may name a country or a language."""


@cache
def code(text: str) -> str | None:
    """Alpha-2 for a name or code such as `DE`, `DEU`, `Allemagne`, `UK`; None if unknown."""
    plain = one_line(text)
    if re.fullmatch(r"[A-Za-z]{2}|[A-Za-z]{3}|[A-Z]{2}\b.*", plain) and (
        found := _by_code().get(plain.upper())
    ):
        return found
    return _by_name().get(fold(plain)) or _without_brackets(plain)


def _without_brackets(text: str) -> str | None:
    """`Germany (DE)` and `DE - Germany` name their country twice."""
    for part in re.split(r"[()\[\]/]|\s[-–]\s", text):
        part = part.strip()
        if part and part != text and (found := code(part)):
            return found
    return None


@cache
def _by_code() -> dict[str, str]:
    territories = {c for c in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", c)}
    territories -= {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    aliases = get_global("territory_aliases")
    found = {
        str(alias): str(targets[0])
        for alias, targets in aliases.items()
        if re.fullmatch("[A-Z]{2,3}", str(alias)) and len(targets) == 1
        if targets[0] in territories
    }
    return found | {c: c for c in territories} | {"EL": "GR", "UK": "GB", "XKX": "XK", "KOS": "XK"}


@cache
def _by_name() -> dict[str, str]:
    territories = set(_by_code().values())
    found: dict[str, str] = {}
    for row in rows("countries"):
        for name in split(row["names"]):
            found.setdefault(fold(name), row["code"])
    for language in LANGUAGES:
        for territory, name in _names(language).items():
            if territory in territories:
                found.setdefault(fold(name), territory)
                found.setdefault(fold(re.sub(r"\s*\(.*?\)", "", name)), territory)
    return found


def _names(language: str) -> dict[str, str]:
    return {str(k): str(v) for k, v in Locale.parse(language).territories.items()}
