"""The language of the paper: its words, names of countries and languages, and the event's days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from matchdesk.core import resources
from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.i18n import Catalogue
from matchdesk.core.wording.documents import LANGUAGES
from matchdesk.core.wording.labels import LABELS
from matchdesk.services import places
from matchdesk.services.events import EventSummary

_COMMAS = {"ar": "، ", "fa": "، ", "zh": "、"}


@dataclass(frozen=True, slots=True)
class Speech:
    """How codes and source texts are said."""

    text: Callable[[str], str]
    country: Callable[[str], str]
    language: Callable[[str], str]
    code: str = ""
    twelve_hour: bool = False
    catalogue: Catalogue | None = None

    def clock(self, time: time) -> str:
        """A time of the venue's clock."""
        from babel.dates import format_time  # see `catalogue`

        pattern = "h:mm a" if self.twelve_hour else "HH:mm"
        return format_time(time, pattern, locale=_locale(self.code))

    def count(self, one: str, many: str, number: int) -> str:
        """`one` or `many` with `{n}` filled."""
        if self.catalogue is None:
            return (one if number == 1 else many).format(n=number)
        return self.catalogue.count(one, many, number)

    def listed(self, texts: Iterable[str]) -> str:
        """`texts` one after the other, with the comma of the language."""
        return _COMMAS.get(self.code.split("-")[0], ", ").join(texts)

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


def speech(words: Catalogue, *, twelve_hour: bool = False) -> Speech:
    """How `words`' language says things."""
    language = words.language
    return Speech(
        words.text,
        lambda code: places.country_name(code, language) if code else "",
        lambda code: places.language_name(code, language),
        language,
        twelve_hour,
        words,
    )


class Speeches:
    """The speech of a language, made once; of a participant's own if the documents have it."""

    def __init__(self, main: Speech) -> None:
        self._main = main
        self._made: dict[str, Speech] = {}

    def of(self, languages: Sequence[str]) -> Speech:
        """In the first of `languages` (BCP 47) in which there are words, else the main one."""
        for code in languages:
            if code.replace("_", "-").split("-")[0].lower() in LANGUAGES:
                if code not in self._made:
                    words = catalogue(code)
                    self._made[code] = speech(words, twelve_hour=self._main.twelve_hour)
                return self._made[code]
        return self._main


def day_title(day: date, speech: Speech) -> str:
    """The day with its weekday: “Tuesday, 12 May”."""
    from babel.dates import format_skeleton  # see `catalogue`

    return str(format_skeleton("MMMMEEEEd", day, locale=_locale(speech.code)))


def _locale(language: str) -> str:
    return "en_GB" if language in ("", "en") else language.replace("-", "_")


def event_line(event: EventSummary, language: str) -> str:
    """The event's days, venue and city: “18–19 Nov 2026 · Hall 4, Łódź”."""
    where = ", ".join(filter(None, (event.venue, event.city)))
    return " · ".join(filter(None, (_days(event.days, language), where)))


def _days(days: Sequence[date], language: str) -> str:
    from babel.dates import format_date, format_interval  # see `catalogue`

    if not days:
        return ""
    locale = _locale(language)
    if days[0] == days[-1]:
        return format_date(days[0], "medium", locale=locale)
    return format_interval(days[0], days[-1], "yMMMd", locale=locale)
