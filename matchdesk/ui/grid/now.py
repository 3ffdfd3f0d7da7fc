"""What runs at each table now and what is next there. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting, GridTable
    from matchdesk.services.events import SlotView


@dataclass(frozen=True, slots=True)
class NowRow:
    """A table; `missing` and `next_missing` are names of those who have not checked in."""

    key: str
    table: int
    zone: str
    now: GridMeeting | None
    who: str
    missing: tuple[str, ...]
    next: GridMeeting | None
    next_who: str
    next_missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NowAndNext:
    """`running` is the slot under way (None between slots), `coming` the one after it.

    `minutes` are left until `running` ends, else until `coming` begins; None after the last.
    """

    running: SlotView | None
    coming: SlotView | None
    minutes: int | None
    rows: tuple[NowRow, ...]


def now_and_next(data: GridData, now: datetime) -> NowAndNext:
    """How the tables stand at `now`, the venue's wall clock."""
    running = next((s for s in data.slots if _begins(s) <= now < _ends(s)), None)
    coming = next((s for s in data.slots if _begins(s) > now), None)
    end = _ends(running) if running else _begins(coming) if coming else None
    at = {(m.slot, m.table): m for m in data.placed}
    arrivals = any(person.arrived for person in data.people.values())
    rows = tuple(_row(data, table, running, coming, at, arrivals) for table in data.tables)
    minutes = None if end is None else -((now - end) // timedelta(minutes=1))
    return NowAndNext(running, coming, minutes, rows)


def headline(found: NowAndNext) -> str:
    """“Slot 5 ends in 8 min · next: slot 6 at 11:20”."""
    words = []
    if found.running is not None:
        words.append(
            _("Slot {n} ends in {min} min").format(n=found.running.number, min=found.minutes)
        )
    if found.coming is not None:
        at = f"{found.coming.starts:%H:%M}"
        if found.running is None:
            day = f"{found.coming.day:%d.%m.}"
            words.append(_("No slot is under way"))
            at = f"{day} {at}"
        words.append(_("next: slot {n} at {time}").format(n=found.coming.number, time=at))
    elif found.running is None:
        words.append(_("The last slot is over"))
    return " · ".join(words)


def _row(
    data: GridData,
    table: GridTable,
    running: SlotView | None,
    coming: SlotView | None,
    at: Mapping[tuple[str | None, str | None], GridMeeting],
    arrivals: bool,
) -> NowRow:
    now = at.get((running.key, table.key)) if running else None
    later = at.get((coming.key, table.key)) if coming else None
    return NowRow(
        key=table.key,
        table=table.number,
        zone=table.zone,
        now=now,
        who=_who(data, now),
        missing=_missing(data, now, arrivals),
        next=later,
        next_who=_who(data, later),
        next_missing=_missing(data, later, arrivals),
    )


def _who(data: GridData, meeting: GridMeeting | None) -> str:
    if meeting is None:
        return ""
    return " ⇄ ".join(data.people[key].short for key in meeting.parties)


def _missing(data: GridData, meeting: GridMeeting | None, arrivals: bool) -> tuple[str, ...]:
    """Without check-in only those of whom somebody has said so."""
    if meeting is None:
        return ()
    people = (data.people[key] for key in meeting.parties)
    return tuple(
        person.name
        for person in people
        if person.key in meeting.missing or (arrivals and not person.arrived)
    )


def _begins(slot: SlotView) -> datetime:
    return datetime.combine(slot.day, slot.starts)


def _ends(slot: SlotView) -> datetime:
    return datetime.combine(slot.day, slot.ends)
