"""Dates and times on paper, in the reader's language and the event's zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from matchdesk.core.i18n import Catalogue

Catalogues = Callable[[str], Catalogue]
"""The catalogue of a language (BCP 47)."""

_NUMBERS_ONLY = frozenset({"ar"})
"""Their shorter dates are numbers and strokes that turn round with the direction of the line."""
_COMMAS = {"ar": "، ", "fa": "، "}


class Words:
    """One language's words, dates and times for one event zone."""

    def __init__(self, catalogue: Catalogue, timezone: str, *, twelve_hour: bool = False) -> None:
        self.catalogue = catalogue
        self.text = catalogue.text
        self._locale = _locale(catalogue.language)
        self._zone = ZoneInfo(timezone)
        self._clock = "h:mm a" if twelve_hour else "HH:mm"
        self._known: dict[tuple[str, object], str] = {}

    def day(self, day: date) -> str:
        """The day with its weekday, in full."""
        return self._once("day", day, lambda: format_date(day, "full", locale=self._locale))

    def time(self, moment: datetime) -> str:
        """The time of day in the event's zone."""
        local = moment.astimezone(self._zone)
        return self._once(
            "time", local, lambda: format_time(local.time(), self._clock, locale=self._locale)
        )

    def moment(self, moment: datetime) -> str:
        """Date and time in the event's zone."""
        local = moment.astimezone(self._zone)
        worded = self._locale.language in _NUMBERS_ONLY
        day = format_date(local.date(), "long" if worded else "medium", locale=self._locale)
        return f"{day}{_COMMAS.get(self._locale.language, ', ')}{self.time(moment)}"

    def short_moment(self, moment: datetime) -> str:
        """Weekday and time in the event's zone: “Tue 10:00”."""
        local = moment.astimezone(self._zone)
        return f"{format_date(local.date(), 'EEE', locale=self._locale)} {self.time(moment)}"

    def _once(self, kind: str, key: object, make: Callable[[], str]) -> str:
        # Formatting costs Babel 20–50 microseconds, and the same times stand on every page.
        if (kind, key) not in self._known:
            self._known[kind, key] = make()
        return self._known[kind, key]


def _locale(language: str) -> Locale:
    """Babel's locale; plain English is written the European way (13 May 2026)."""
    try:
        return Locale.parse("en_GB" if language in ("en", "") else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
