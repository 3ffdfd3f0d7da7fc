"""What the demonstration event is: its frame, its limits, and what `generate` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

SMALLEST, LARGEST = 40, 1500
"""How many participants an event may have."""

FIRST_DAY = date(2027, 5, 19)
"""The day it starts unless the caller says otherwise."""

DAYS = 2
SESSIONS = ((time(9, 0), time(12, 30)), (time(13, 30), time(17, 0)))
SLOT_MINUTES, GAP_MINUTES = 20, 5


@dataclass(frozen=True, slots=True)
class DemonstrationFile:
    """One file to import.

    `kind` is the importer's word (participants, requests, partnerships). The counts say what an
    honest import reports: rows with content read; left out (cancelled, add-ons); refused (nobody
    named); repeated (people an earlier file already brought).
    """

    path: Path
    kind: str
    read: int
    left_out: int = 0
    refused: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the venue with the tables from `first` to `last`."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DemonstrationEvent:
    """The event's frame and the files that fill it, in the order to import them.

    `sessions` are the same on every day, in local time of `timezone`; `country` is an ISO code;
    `most_wanted` are the e-mail addresses of those asked for about one and a half times as often
    as they have slots. `notice` must be shown wherever the event is.
    """

    name: str
    venue: str
    city: str
    country: str
    timezone: str
    days: tuple[date, ...]
    sessions: tuple[tuple[time, time], ...]
    slot_minutes: int
    gap_minutes: int
    tables: int
    zones: tuple[Zone, ...]
    files: tuple[DemonstrationFile, ...]
    most_wanted: tuple[str, ...]
    participants: int
    seed: int
    notice: str


def days_from(first_day: date) -> tuple[date, ...]:
    """The event's days, one after the other."""
    return tuple(first_day + timedelta(days=n) for n in range(DAYS))


def slots_per_session() -> int:
    """How many meetings one person can hold in a session."""
    starts, ends = SESSIONS[0]
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return (minutes + GAP_MINUTES) // (SLOT_MINUTES + GAP_MINUTES)


SESSION_COUNT = DAYS * len(SESSIONS)


def session_names(first_day: date) -> tuple[str, ...]:
    """Every session as the files write it: `2027-05-19 09:00-12:30`."""
    return tuple(
        f"{day.isoformat()} {starts:%H:%M}-{ends:%H:%M}"
        for day in days_from(first_day)
        for starts, ends in SESSIONS
    )


def zones_for(tables: int, size: int = 40) -> tuple[Zone, ...]:
    """Halls of at most `size` tables each, filled evenly."""
    halls = -(-tables // size)
    edges = [tables * n // halls for n in range(halls + 1)]
    return tuple(
        Zone(f"Hall {chr(ord('A') + n)}", edges[n] + 1, edges[n + 1]) for n in range(halls)
    )
