"""Dates and times in the ways registration systems write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from matchdesk.core.text import fold
from matchdesk.interchange.text import one_line

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "el", "cs", "sk", "hu", "ro", "sv")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?=T|\s|$)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:de\s+)?([^\W\d]{3,})\.?,?\s+(?:de\s+)?(\d{4})"
)
_WORDED_US = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_TIME = re.compile(
    r"(?<![\d:+-])(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?|\s*h\b)?\s*([ap]\.?\s?m\b\.?)?"
    r"\s*(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?",
    re.IGNORECASE,
)
_ZONE_NAME = re.compile(r"\[([A-Za-z_]+(?:/[A-Za-z_+-]+)+)\]")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell said: a day, a time of day (with its zone if the cell named one), or both."""

    day: date | None
    time: time | None

    def at(self) -> datetime | None:
        """Day and time together; midnight if only the day is known; None without a day."""
        if self.day is None:
            return None
        return datetime.combine(self.day, self.time or time())


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the cells of one column, all in the same order of day and month."""

    month_first: bool

    @classmethod
    def for_column(cls, cells: Iterable[str]) -> DateReader:
        """The order that every cell of the column allows; if both fit, the separator decides.

        `9/1/26` is American unless a cell of the column proves otherwise; with dots or hyphens, or
        four-digit years after a leading zero (`01/09/2026`), the day comes first.
        """
        pairs = [m.groups() for c in cells if not _ISO.search(c) and (m := _NUMERIC.search(c))]
        if any(int(first) > 12 for first, *_ in pairs):
            return cls(month_first=False)
        if any(int(second) > 12 for _, _, second, _ in pairs):
            return cls(month_first=True)
        american = all(mark == "/" and not first.startswith("0") for first, mark, *_ in pairs)
        return cls(month_first=bool(pairs) and american)

    def read(self, cell: str) -> Moment | None:
        """The moment in `cell`, or None if there is none that exists."""
        text = one_line(cell)
        try:
            day, rest = self._day(text)
            return _combined(day, _time(rest, whole=day is None), rest)
        except ValueError:
            return None

    def _day(self, text: str) -> tuple[date | None, str]:
        if found := _ISO.search(text) or _COMPACT.search(text):
            return date(*map(int, found.groups())), _cut(text, found)
        if found := _NUMERIC.search(text):
            first, _, second, year = found.groups()
            month, day = (first, second) if self.month_first else (second, first)
            return date(_year(year), int(month), int(day)), _cut(text, found)
        if found := _WORDED.search(text):
            day_number, word, year = found.groups()
        elif found := _WORDED_US.search(text):
            word, day_number, year = found.groups()
        else:
            return None, text
        month = month_number(word)
        if month is None:
            raise ValueError(word)
        return date(int(year), month, int(day_number)), _cut(text, found)


def _combined(day: date | None, clock: time | None, rest: str) -> Moment | None:
    if day is None and clock is None:
        return None
    if clock and clock.tzinfo is None and day and (named := _ZONE_NAME.search(rest)):
        zone = _zone(named.group(1))
        clock = clock.replace(tzinfo=_fixed(datetime.combine(day, clock), zone)) if zone else clock
    return Moment(day, clock)


def _time(text: str, *, whole: bool) -> time | None:
    """The time in what is left beside the day; `whole`: the text must be a time and no more."""
    text = text.strip().removeprefix("T").strip(" ,-–").removeprefix("at ").removeprefix("um ")
    found = _TIME.match(text)
    if not found or not (found[2] or found[4] or re.match(r"\d{1,2}\s*h", text)):
        return None
    if whole and not re.fullmatch(r"\s*(Uhr|h|hrs|o'clock)?\.?", text[found.end() :], re.I):
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "").lower():
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute, second, tzinfo=_offset(found[5]))


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if text[0] == "-" else shift)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


def _fixed(at: datetime, zone: ZoneInfo) -> timezone:
    """The zone's distance from UTC at that moment; a time of day alone cannot carry a zone."""
    return timezone(at.replace(tzinfo=zone).utcoffset() or timedelta())


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _cut(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " + text[found.end() :]


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name, whole or short, in one of the known languages."""
    return _months().get(fold(word))


@cache
def _months() -> dict[str, int]:
    """Month names, whole and short, in the languages dates are spelt out in."""
    words: dict[str, int] = {}
    for language in _LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    words.setdefault(fold(name), number)
    return words
