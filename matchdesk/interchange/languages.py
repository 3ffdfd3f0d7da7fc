"""Names of languages, in the languages of Europe and its partners, to ISO 639 codes."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from matchdesk.core.text import fold
from matchdesk.interchange.countries import LANGUAGES
from matchdesk.interchange.text import one_line

_MORE = {
    "mandarin": "zh",
    "mandarin chinese": "zh",
    "farsi": "fa",
    "castilian": "es",
    "castellano": "es",
    "flemish": "nl",
}
_FIRST_OF_SEVERAL = re.compile(r"\s*[(\[].*$|\s*[-–:]\s.*$")
"""`English (fluent)`, `Deutsch – C1`: what follows says how well."""


@cache
def code(text: str) -> str | None:
    """The code (two letters where there are such) of a language's name or code; None if unknown.

    A name in the language itself counts as well (`Ελληνικά`, `中文`).
    """
    plain = one_line(text)
    bare = _FIRST_OF_SEVERAL.sub("", plain)
    for form in (plain, bare):
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]+)?", form):
            stem = form.split("-")[0].lower()
            if stem in _codes():
                return _codes()[stem]
        if found := _by_name().get(fold(form)):
            return found
    return None


@cache
def _codes() -> dict[str, str]:
    """Every code to the one that is used: `deu` and `ger` are `de`."""
    known = [c for c in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2,3}", c)]
    aliases = {str(old): str(new) for old, new in get_global("language_aliases").items()}
    return {**{old: new for old, new in aliases.items() if new in known}, **{c: c for c in known}}


@cache
def _by_name() -> dict[str, str]:
    found = dict(_MORE)
    for language in LANGUAGES:
        for known, name in Locale.parse(language).languages.items():
            if known in _codes():
                found.setdefault(fold(str(name)), str(known))
    return found
