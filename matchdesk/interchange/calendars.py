"""Calendars as iCalendar (RFC 5545) text, with the time zone's rules in the file.

Lines end in CR LF and are folded at 75 octets; every event has UID and DTSTAMP; times are local to
the named zone, whose VTIMEZONE lists every change of offset the calendar can meet.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from matchdesk.core.files import replacing

_OCTETS = 75
_PRODUCT = "-//MatchDesk//Agenda//EN"
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event of a calendar; `starts` and `ends` are wall-clock times in the calendar's zone.

    `key` stays the same when the appointment moves, so that a calendar replaces it; `sequence`
    grows then. `status` is TENTATIVE, CONFIRMED or CANCELLED.
    """

    key: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    text: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0


def calendar(name: str, zone: str, appointments: Sequence[Appointment], made_at: datetime) -> bytes:
    """The calendar file; `made_at` is an aware moment, `zone` an IANA name."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{zone}",
    ]
    if appointments:
        years = {moment.year for one in appointments for moment in (one.starts, one.ends)}
        lines += _zone(zone, min(years), max(years))
    for one in appointments:
        lines += _event(one, zone, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """All calendars in one ZIP file, which appears whole or not at all."""
    with replacing(path) as stream:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        stream.write(packed.getvalue())
    return path


def fold(line: str) -> str:
    """`line` broken so that no part is longer than 75 octets, never within a character."""
    parts, part, room = [], "", _OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = "", _OCTETS - 1  # the blank a continued line begins with
        part += character
        room -= size
    return "\r\n ".join((*parts, part))


def _event(one: Appointment, zone: str, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.key}@matchdesk"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;TZID={zone}:{one.starts:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone}:{one.ends:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(one.title)}"
    if one.place:
        yield f"LOCATION:{_text(one.place)}"
    if one.text:
        yield f"DESCRIPTION:{_text(one.text)}"
    yield f"STATUS:{one.status}"
    yield f"SEQUENCE:{one.sequence}"
    yield "END:VEVENT"


def _zone(name: str, first: int, last: int) -> Iterator[str]:
    """The zone's offsets from the start of the year `first` to the end of `last`, each by date."""
    zone = ZoneInfo(name)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    start = datetime(first, 1, 1, tzinfo=UTC)
    before = start - timedelta(seconds=1)
    yield from _observance(zone, before, start)
    for change in _changes(zone, start, datetime(last + 1, 1, 1, tzinfo=UTC)):
        yield from _observance(zone, change - timedelta(seconds=1), change)
    yield "END:VTIMEZONE"


def _observance(zone: ZoneInfo, before: datetime, at: datetime) -> Iterator[str]:
    old, new = before.astimezone(zone), at.astimezone(zone)
    kind = "DAYLIGHT" if new.dst() else "STANDARD"
    onset = (at + (old.utcoffset() or timedelta())).replace(tzinfo=None)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(old.utcoffset())}"
    yield f"TZOFFSETTO:{_offset(new.utcoffset())}"
    if label := new.tzname():
        yield f"TZNAME:{_text(label)}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Every moment at which the zone's offset changes, to the second."""
    day = timedelta(days=1)
    low = start
    while low < end:
        high = low + day
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            yield _found(zone, low, high)
        low = high


def _found(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def _offset(value: timedelta | None) -> str:
    seconds = int((value or timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    tail = f"{left:02}" if left else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}{tail}"


def _text(value: str) -> str:
    """`value` as RFC 5545 writes TEXT."""
    plain = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_ESCAPED.get(character, character) for character in plain)


def file_names(named: Iterable[tuple[int, str]]) -> list[str]:
    """One name for each (number, name): letters any system takes, told apart by the number."""
    found = []
    for number, name in named:
        plain = re.sub(r"[^\w-]+", "-", name, flags=re.UNICODE).strip("-")[:60]
        found.append(f"{number:04}-{plain}.ics" if plain else f"{number:04}.ics")
    return found
