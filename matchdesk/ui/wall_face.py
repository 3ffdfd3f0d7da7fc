"""What the slot clock on the big screen says: the whole hall reads it from afar. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from matchdesk.core.days import weekday
from matchdesk.core.i18n import _
from matchdesk.ui.slot_clock import LAST_CALL, SlotTime, instant, span


@dataclass(frozen=True, slots=True)
class Face:
    """`left` is the time to the next change, `share` how much of the running slot is over (0 to 1).

    Without a running slot `share` is None; without anything to come `left` is empty.
    """

    clock: str
    title: str
    left: str = ""
    caption: str = ""
    then: str = ""
    share: float | None = None
    last_call: bool = False


def face(slots: Sequence[SlotTime], zone: ZoneInfo, now: datetime) -> Face:
    """The face at `now` (with its zone) for an event in `zone`; `slots` in order of time.

    Lengths are taken between instants, so a night with a clock change counts right.
    """
    local = now.astimezone(zone)
    clock = f"{weekday(local.date())}, {local:%H:%M}"
    for place, slot in enumerate(slots):
        if now < instant(slot.day, slot.starts, zone):
            return _coming(slot, clock, local, instant(slot.day, slot.starts, zone) - now)
        if now < instant(slot.day, slot.ends, zone):
            return _running(slot, slots[place + 1 : place + 2], clock, now, zone)
    return Face(clock, _("All slots are over") if slots else _("No slots yet"))


def _running(
    slot: SlotTime, after: Sequence[SlotTime], clock: str, now: datetime, zone: ZoneInfo
) -> Face:
    starts, ends = instant(slot.day, slot.starts, zone), instant(slot.day, slot.ends, zone)
    last_call = ends - now <= LAST_CALL
    following = next((one for one in after if one.day == slot.day), None)
    return Face(
        clock,
        _("Slot {n}  {starts}–{ends}").format(
            n=slot.number, starts=f"{slot.starts:%H:%M}", ends=f"{slot.ends:%H:%M}"
        ),
        span(ends - now),
        _("Please come to an end") if last_call else _("left"),
        _("Next: slot {n} at {time}").format(n=following.number, time=f"{following.starts:%H:%M}")
        if following
        else _("The last slot of the day"),
        (now - starts) / (ends - starts),
        last_call,
    )


def _coming(slot: SlotTime, clock: str, local: datetime, left: timedelta) -> Face:
    said = _("Slot {n} begins at {time}")
    if slot.day != local.date():
        said = _("Slot {n} begins on {day} at {time}")
    title = said.format(n=slot.number, day=weekday(slot.day), time=f"{slot.starts:%H:%M}")
    return Face(clock, title, span(left))
