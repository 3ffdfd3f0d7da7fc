from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from matchdesk.ui import slot_clock

WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass
class Slot:
    number: int
    day: date
    starts: time
    ends: time


FIRST, SECOND = date(2026, 11, 18), date(2026, 11, 19)
SLOTS = (
    Slot(1, FIRST, time(9), time(9, 20)),
    Slot(2, FIRST, time(9, 25), time(9, 45)),
    Slot(3, SECOND, time(9), time(9, 20)),
)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, WARSAW).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "day", "clock", "text", "slot"),
    [
        (at(FIRST, time(8, 30)), 1, "08:30", "slot 1 starts in 30:00", None),
        (at(FIRST, time(9)), 1, "09:00", "slot 1 ends in 20:00", 1),
        (at(FIRST, time(9, 11, 47)), 1, "09:11", "slot 1 ends in 08:13", 1),
        (at(FIRST, time(9, 20)), 1, "09:20", "slot 2 starts in 05:00", None),
        (at(FIRST, time(18)), 1, "18:00", "slot 3 starts in 15 h 00 min", None),
        (at(SECOND, time(9, 20)), 2, "09:20", "all slots are over", None),
        (at(date(2026, 11, 15), time(9)), 0, "09:00", "first slot in 3 days", None),
        (at(date(2026, 11, 25), time(9)), 0, "09:00", "all slots are over", None),
    ],
)
def test_reading_at_a_moment(moment, day, clock, text, slot):
    reading = slot_clock.read(SLOTS, WARSAW, moment)
    assert (reading.day, reading.clock, reading.text, reading.slot) == (day, clock, text, slot)


def test_last_two_minutes_are_the_last_call():
    end = at(FIRST, time(9, 20))
    calls = [
        slot_clock.read(SLOTS, WARSAW, end - timedelta(seconds=s)).last_call for s in (121, 120)
    ]
    assert calls == [False, True]


def test_night_when_the_clocks_change_counts_true_hours():
    slots = (Slot(1, date(2026, 10, 25), time(9), time(9, 20)),)
    reading = slot_clock.read(slots, WARSAW, at(date(2026, 10, 24), time(23)))
    assert reading.text == "slot 1 starts in 11 h 00 min"


def test_event_without_slots_says_so():
    assert slot_clock.read((), WARSAW, at(FIRST, time(9))).text == "no slots yet"
