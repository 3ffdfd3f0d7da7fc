"""What the clock in the top bar says: the running slot and how long it lasts. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from matchdesk.core.i18n import _, count

LAST_CALL = timedelta(minutes=2)
"""From here on a running slot asks for attention."""


class SlotTime(Protocol):
    """What the clock needs to know of a slot; times are the venue's."""

    @property
    def number(self) -> int: ...  # noqa: D102 - plain data
    @property
    def day(self) -> date: ...  # noqa: D102 - plain data
    @property
    def starts(self) -> time: ...  # noqa: D102 - plain data
    @property
    def ends(self) -> time: ...  # noqa: D102 - plain data


@dataclass(frozen=True, slots=True)
class Reading:
    """`day` counts from 1, 0 outside the event's days; `slot` is the running slot or None."""

    day: int
    clock: str
    text: str
    slot: int | None = None
    last_call: bool = False


def read(slots: Sequence[SlotTime], zone: ZoneInfo, now: datetime) -> Reading:
    """The reading at `now` (with its zone) for an event in `zone`; `slots` in order of time.

    Lengths are taken between instants, so a night with a clock change counts right.
    """
    local = now.astimezone(zone)
    days = sorted({slot.day for slot in slots})
    day = days.index(local.date()) + 1 if local.date() in days else 0
    clock = f"{local:%H:%M}"
    for slot in slots:
        start, end = instant(slot.day, slot.starts, zone), instant(slot.day, slot.ends, zone)
        if now < start:
            return Reading(day, clock, _coming(slot, start - now, day))
        if now < end:
            left = end - now
            text = _("slot {n} ends in {left}").format(n=slot.number, left=span(left))
            return Reading(day, clock, text, slot.number, left <= LAST_CALL)
    return Reading(day, clock, _("all slots are over") if slots else _("no slots yet"))


def span(length: timedelta) -> str:
    """A length of time: 08:13 below an hour, 2 h 05 min below a day, then days."""
    seconds = int(length.total_seconds())
    if seconds < 3600:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    if seconds < 86_400:
        return _("{h} h {m} min").format(h=seconds // 3600, m=f"{seconds % 3600 // 60:02}")
    return count("{n} day", "{n} days", seconds // 86_400)


def _coming(slot: SlotTime, left: timedelta, day: int) -> str:
    if day or left < timedelta(hours=12):
        return _("slot {n} starts in {left}").format(n=slot.number, left=span(left))
    return _("first slot in {left}").format(left=span(left))


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which it is `at` on `day` at the venue."""
    return datetime.combine(day, at, zone).astimezone(UTC)
