"""One catalogue of words for screen, command line and paper.

Source texts are English. `_` marks and translates for whoever sits at the desk; paper asks a
`Catalogue` of its own, because a badge speaks the participant's language while the screen speaks
the operator's.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

DOMAIN = "matchdesk"


_TRADITIONAL = frozenset({"HANT", "TW", "HK", "MO"})
"""The script itself, and where it is written."""


class Catalogue:
    """The words of one language; a text without translation stays English."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.language = language
        self._words = gettext.translation(
            DOMAIN, localedir=folder, languages=[*_spellings(language)], fallback=True
        )

    def text(self, source: str) -> str:
        """`source` in this language."""
        return self._words.gettext(source) if source else ""

    def count(self, one: str, many: str, number: int) -> str:
        """`one` or `many` in this language, with `{n}` filled by `number`."""
        return self._words.ngettext(one, many, number).format(n=number)


def _spellings(language: str) -> Iterator[str]:
    """A language and those that stand for it: “pt-BR”, “pt”; for “zh-TW” “zh-Hant”, too."""
    parts = language.replace("_", "-").split("-")
    if parts[0] == "zh" and not _TRADITIONAL.isdisjoint(part.upper() for part in parts):
        yield "zh_Hant"
    for count in range(len(parts), 0, -1):
        yield "_".join(parts[:count])


class _Desk:
    """The language of this process's screen; set once at start-up."""

    catalogue = Catalogue("en")


def speak(catalogue: Catalogue) -> None:
    """Let `_` and `count` answer in the language of `catalogue` from now on."""
    _Desk.catalogue = catalogue


def _(source: str) -> str:
    """`source` in the operator's language."""
    return _Desk.catalogue.text(source)


def count(one: str, many: str, number: int) -> str:
    """`one` or `many` in the operator's language, with `{n}` filled by `number`."""
    return _Desk.catalogue.count(one, many, number)
