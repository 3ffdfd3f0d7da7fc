"""The language of the paper: its words, names of countries and languages, and the event's days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from matchdesk.core import resources
from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.i18n import Catalogue
from matchdesk.core.wording.labels import LABELS
from matchdesk.services import places
from matchdesk.services.events import EventSummary


@dataclass(frozen=True, slots=True)
class Speech:
    """How codes and source texts are said."""

    text: Callable[[str], str]
    country: Callable[[str], str]
    language: Callable[[str], str]

    def word(self, word: object) -> str:
        """A word of `core.vocabulary`."""
        return self.text(LABELS.get(f"{type(word).__name__}.{word}", str(word)))


PLAIN = Speech(str, str, str)
"""Says everything as it is stored; what two agendas are compared in, whatever they speak."""


def catalogue(language: str) -> Catalogue:
    """The words of `language` (BCP 47); raises `Invalid` if that is no language's code."""
    from babel import Locale, UnknownLocaleError  # slow to load; only paper needs it here

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise Invalid("language_unknown", value=language) from error
    try:
        folder = resources.path("locale")
    except FileFault:  # a checkout whose translations are not compiled speaks English
        return Catalogue(language)
    return Catalogue(language, folder)


def speech(words: Catalogue) -> Speech:
    """How `words`' language says things."""
    language = words.language
    return Speech(
        words.text,
        lambda code: places.country_name(code, language) if code else "",
        lambda code: places.language_name(code, language),
    )


def event_line(event: EventSummary, language: str) -> str:
    """The event's days, venue and city: “18–19 Nov 2026 · Hall 4, Łódź”."""
    where = ", ".join(filter(None, (event.venue, event.city)))
    return " · ".join(filter(None, (_days(event.days, language), where)))


def _days(days: Sequence[date], language: str) -> str:
    from babel.dates import format_date, format_interval  # see `catalogue`

    if not days:
        return ""
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    if days[0] == days[-1]:
        return format_date(days[0], "medium", locale=locale)
    return format_interval(days[0], days[-1], "yMMMd", locale=locale)
