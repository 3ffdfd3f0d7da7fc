"""Calendar files (RFC 5545): meetings by the clock of their zone, and days to remember.

The icalendar library writes them: lines, folding, escaping, dates. No METHOD stands in them: one
that publishes would have to name an organiser with an address (RFC 5546).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

from matchdesk import __version__
from matchdesk.core.errors import FileFault
from matchdesk.core.files import replacing
from matchdesk.interchange import zones

_PRODUCT = f"-//MatchDesk//MatchDesk {__version__}//EN"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MORNING = timedelta(hours=9)


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


@dataclass(frozen=True, slots=True)
class DayEntry:
    """Something due on a day. `key` is the same each time, so that a second file updates it."""

    key: str
    day: date
    title: str
    text: str = ""


def agenda(name: str, zone: str, appointments: Sequence[Appointment], made_at: datetime) -> bytes:
    """Appointments with the rules of their `zone` (an IANA name); `made_at` is an aware moment."""
    made = _begun(name)
    made.add("x-wr-timezone", zone)
    if appointments:
        years = {moment.year for one in appointments for moment in (one.starts, one.ends)}
        made.add_component(_zone(zone, min(years), max(years)))
    for one in appointments:
        made.add_component(_appointment(one, ZoneInfo(zone), made_at))
    return _bytes(made)


def days(name: str, entries: Sequence[DayEntry], made_at: datetime) -> bytes:
    """All-day events, each with a reminder in the morning; `made_at` is an aware moment."""
    made = _begun(name)
    for entry in entries:
        made.add_component(_day(entry, made_at))
    return _bytes(made)


def write(path: Path, data: bytes) -> Path:
    """Write a calendar to `path`, whole or not at all; raises `FileFault`."""
    if path.suffix.lower() != ".ics":
        raise FileFault("write_format", file=str(path))
    with replacing(path) as stream:
        stream.write(data)
    return path


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """All calendars in one ZIP file, which appears whole or not at all."""
    with replacing(path) as stream:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        stream.write(packed.getvalue())
    return path


def file_names(named: Iterable[tuple[int, str]]) -> list[str]:
    """One name for each (number, name): letters any system takes, told apart by the number."""
    found = []
    for number, name in named:
        plain = re.sub(r"[^\w-]+", "-", name, flags=re.UNICODE).strip("-")[:60]
        found.append(f"{number:04}-{plain}.ics" if plain else f"{number:04}.ics")
    return found


def _begun(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", vText(_plain(name)))  # only known properties are escaped unasked
    return made


def _appointment(one: Appointment, zone: ZoneInfo, made_at: datetime) -> Event:
    made = _event(one.key, one.title, one.text, made_at)
    made.add("dtstart", one.starts.replace(tzinfo=zone))
    made.add("dtend", one.ends.replace(tzinfo=zone))
    if one.place:
        made.add("location", _plain(one.place))
    made.add("status", one.status)
    made.add("sequence", one.sequence)
    return made


def _day(entry: DayEntry, made_at: datetime) -> Event:
    made = _event(entry.key, entry.title, entry.text, made_at)
    made.add("dtstart", entry.day)
    made.add("dtend", entry.day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(entry.title))
    alarm.add("trigger", _MORNING)
    made.add_component(alarm)
    return made


def _event(key: str, title: str, text: str, made_at: datetime) -> Event:
    made = Event()
    made.add("uid", f"{key}@matchdesk")
    made.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    made.add("summary", _plain(title))
    if text:
        made.add("description", _plain(text))
    return made


@lru_cache(maxsize=8)
def _zone(name: str, first: int, last: int) -> Timezone:
    """The zone's rules from the start of the year `first` to the end of `last`; only read."""
    return zones.rules(name, first, last)


def _plain(value: str) -> str:
    """`value` without the signs RFC 5545 forbids in TEXT, each line ending the same."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def _bytes(made: Calendar) -> bytes:
    data: bytes = made.to_ical(sorted=False)
    return data
