"""Dates to remember as a calendar file (RFC 5545) that any calendar program takes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from matchdesk import __version__
from matchdesk.core.errors import FileFault
from matchdesk.core.files import replacing


@dataclass(frozen=True, slots=True)
class DayEntry:
    """Something due on a day. `uid` is the same each time, so that a second file updates it."""

    uid: str
    day: date
    title: str
    text: str = ""


def calendar(name: str, entries: Sequence[DayEntry], stamp: datetime) -> bytes:
    """All-day events, each with a reminder in the morning; `stamp` carries its zone."""
    made = Calendar()
    made.add("prodid", f"-//MatchDesk//MatchDesk {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(_event(entry, stamp))
    data: bytes = made.to_ical()
    return data


def write_calendar(path: Path, name: str, entries: Sequence[DayEntry], stamp: datetime) -> Path:
    """Write `calendar(…)` to `path`; raises FileFault `write_*`."""
    if path.suffix.lower() != ".ics":
        raise FileFault("write_format", file=str(path))
    with replacing(path) as file:
        file.write(calendar(name, entries, stamp))
    return path


def _event(entry: DayEntry, stamp: datetime) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", stamp)
    made.add("dtstart", entry.day)
    made.add("dtend", entry.day + timedelta(days=1))
    made.add("summary", entry.title)
    made.add("transp", "TRANSPARENT")
    if entry.text:
        made.add("description", entry.text)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", timedelta(hours=9))
    made.add_component(alarm)
    return made
