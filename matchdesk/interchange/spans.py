"""Times in words: `18 Nov morning`, `Day 2`, `2027-05-19 09:00-12:30`, `afternoon`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from matchdesk.core.text import fold
from matchdesk.interchange.dates import DateReader, month_number
from matchdesk.interchange.text import one_line

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2})h?|\s*h)\s*([ap]\.?m\.?)?"
_FROM_TO = re.compile(
    rf"(?<![\d.:-]){_CLOCK}\s*(?:Uhr\s*)?(?:[-–—]|to|bis|à|until)\s*{_CLOCK}", re.I
)
_BARE_HOURS = re.compile(
    r"(?<![\d.:-])(\d{1,2})()\s*([ap]m)?\s*[-–—]\s*(\d{1,2})()\s*([ap]m|h|uhr)", re.I
)
_SINCE = re.compile(rf"(?<![\d.:-]){_CLOCK}(?![\d.])", re.I)
_DAY_NUMBER = re.compile(
    r"\b(?:day|tag|jour(?:née)?|d[ií]a|giorno|dag|dzie[nń]|den|nap|ziua|ημέρα|ден)\s*(?:no\.?\s*)?(\d)\b",
    re.I,
)
_SESSION_NUMBER = re.compile(
    r"^(?:session|sitzung|sesi[oó]n|sessione|séance)?\s*#?(\d{1,2})$", re.I
)
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?([^\W\d]{3,})")
_MONTH_DAY = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)")
_DAY_MONTH_DIGITS = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?!\d)")
_UNCLEAR = re.compile(r"[?]|\bnot\b|\bnur\b|\bexcept\b|\baußer\b", re.I)


class Half(StrEnum):
    """Half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


_HALVES = {
    Half.MORNING: "morning|am|forenoon|vormittag|vormittags|morgen|morgens|matin|matinee|manana"
    "|mattina|mattino|manha|ochtend|voormiddag|rano|przedpoludniem|πρωι|dopoledne|dopoludnie"
    "|delelott|dimineata|сутрин|formiddag|formiddagen|aamupaiva|jutro",
    Half.AFTERNOON: "afternoon|pm|nachmittag|nachmittags|apresmidi|tarde|pomeriggio|middag|namiddag"
    "|popoludnie|popoludniu|απογευμα|odpoledne|popoludni|delutan|dupaamiaza|следобед|eftermiddag"
    "|iltapaiva|poslijepodne",
}
_BY_WORD = {word: half for half, words in _HALVES.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class Span:
    """What a text says of a time; None where it does not.

    `day_number` counts the event's days from 1, `session` its sessions; `month_day` is a day
    without its year. `starts` without `ends` is a single moment, or a beginning.
    """

    day: date | None = None
    month_day: tuple[int, int] | None = None
    day_number: int | None = None
    session: int | None = None
    half: Half | None = None
    starts: time | None = None
    ends: time | None = None

    def says_nothing(self) -> bool:
        """Whether no time was found in the text."""
        return self == Span()


def read(text: str) -> Span:
    """The time that `text` names; one that says nothing if it is not understood."""
    plain = one_line(text)
    if found := _SESSION_NUMBER.match(plain):
        return Span(session=int(found[1]))
    if _UNCLEAR.search(plain):
        return Span()
    try:
        starts, ends, rest = _clocks(plain)
        day, month_day, number, rest = _day(rest)
    except ValueError:
        return Span()
    return Span(day, month_day, number, None, _half(rest), starts, ends)


def _clocks(text: str) -> tuple[time | None, time | None, str]:
    if found := _FROM_TO.search(text) or _BARE_HOURS.search(text):
        late = found[6] if (found[6] or "").lower().startswith(("a", "p")) else None
        starts = _clock(found[1], found[2], found[3] or (late if found[3] is None else None))
        ends = _clock(found[4], found[5], late)
        if found[3] is None and starts > ends:
            starts = _clock(found[1], found[2], None)  # “9-1pm”
        return starts, ends, _without(text, found)
    if found := _SINCE.search(text):
        return _clock(found[1], found[2], found[3]), None, _without(text, found)
    return None, None, text


def _day(text: str) -> tuple[date | None, tuple[int, int] | None, int | None, str]:
    if found := _DAY_NUMBER.search(text):
        return None, None, int(found[1]), _without(text, found)
    moment = DateReader.for_column([text]).read(text)
    if moment and moment.day:
        return moment.day, None, None, text
    if found := _DAY_MONTH_DIGITS.search(text):
        return None, (int(found[2]), int(found[1])), None, _without(text, found)
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        found = pattern.search(text)
        if found and (number := month_number(found[month])):
            return None, (number, int(found[day])), None, _without(text, found)
    return None, None, None, text


def _half(text: str) -> Half | None:
    words = fold(text).split()
    named = {_BY_WORD[w] for w in (*words, "".join(words)) if w in _BY_WORD}
    named |= {_BY_WORD[a + b] for a, b in pairwise(words) if a + b in _BY_WORD}
    return named.pop() if len(named) == 1 else None


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    return time(number, int(minute or 0))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
