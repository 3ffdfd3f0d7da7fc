"""A time zone's rules as calendars carry them: every change of offset by its date.

icalendar can make them of a zone, too (`Timezone.from_tzinfo`), but dates the change into summer
time by the clock after it: an hour late, where RFC 5545 (3.6.5) wants the clock before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_SECOND = timedelta(seconds=1)


def rules(name: str, first: int, last: int) -> Timezone:
    """The rules of the zone `name` from the start of the year `first` to the end of `last`."""
    zone = ZoneInfo(name)
    made = Timezone()
    made.add("tzid", name)
    start = datetime(first, 1, 1, tzinfo=UTC) - timedelta(days=1)  # east of London it is 1 January
    for moment in (start, *_changes(zone, start, datetime(last + 1, 1, 1, tzinfo=UTC))):
        made.add_component(_observance(zone, moment))
    return made


def _observance(zone: ZoneInfo, at: datetime) -> TimezoneDaylight | TimezoneStandard:
    old, new = (at - _SECOND).astimezone(zone), at.astimezone(zone)
    made = TimezoneDaylight() if new.dst() else TimezoneStandard()
    before = old.utcoffset() or timedelta()
    made.add("dtstart", (at + before).replace(tzinfo=None))
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", new.utcoffset() or timedelta())
    if label := new.tzname():
        made.add("tzname", label)
    return made


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Every moment at which the zone's offset changes, to the second."""
    low = start
    while low < end:
        high = low + timedelta(days=1)
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            yield _found(zone, low, high)
        low = high


def _found(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    offset = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high
