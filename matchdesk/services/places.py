"""Countries and languages by their codes (ISO 3166-1 alpha-2, ISO 639), named for people."""

from __future__ import annotations

from functools import cache

_NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)  # reserved or private codes that the Unicode tables name too


@cache
def countries(language: str = "en") -> dict[str, str]:
    """Every country's name by its code, in order of name. Kosovo is XK, as the EU writes it."""
    # Imported here: the Unicode tables are read only when somebody looks at a country.
    from babel import Locale

    named = Locale.parse(language, sep="-").territories
    found = {
        code: str(name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
    return dict(sorted(found.items(), key=lambda item: item[1]))


@cache
def languages(language: str = "en") -> dict[str, str]:
    """Every language's name by its code, in order of name."""
    from babel import Locale  # see `countries`

    named = Locale.parse(language, sep="-").languages
    found = {code: str(name) for code, name in named.items() if code.isalpha() and len(code) <= 3}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def country_name(code: str, language: str = "en") -> str:
    """The country's name; a code nobody knows (a region, an old code) as it stands."""
    return countries(language).get(code.upper(), code)


def language_name(code: str, language: str = "en") -> str:
    """The language's name; a code nobody knows as it stands."""
    return languages(language).get(code.lower(), code)
