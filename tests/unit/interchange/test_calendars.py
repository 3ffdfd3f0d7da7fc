"""Calendars hold to RFC 5545 to the letter, and an independent reader takes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchdesk.core.errors import FileFault
from matchdesk.interchange.calendars import (
    Appointment,
    DayEntry,
    agenda,
    days,
    file_names,
    write,
)
from tests.unit.interchange import strict_calendar

MADE = datetime(2026, 11, 1, tzinfo=UTC)
HARD = 'Żółć; "台灣", back\\slash\nsecond, line; \x07bell'


def made(zone="Europe/Warsaw", **values):
    given = {
        "key": "m1",
        "title": "Meeting: Łódź; ICT, 台灣",
        "starts": datetime(2026, 3, 28, 9),
        "ends": datetime(2026, 3, 28, 9, 20),
        **values,
    }
    later = {**given, "key": "m2", "starts": datetime(2026, 3, 30, 9)}
    later["ends"] = datetime(2026, 3, 30, 9, 20)
    return agenda("Days", zone, [Appointment(**given), Appointment(**later)], MADE)


def test_a_strict_reader_and_an_independent_one_take_hard_words():
    data = made(title=HARD, text="Ж" * 400 + "\nsecond line", place=HARD)
    whole = strict_calendar.read(data)
    assert [event.one("UID")[1] for event in whole.walk("VEVENT")] == [
        "m1@matchdesk",
        "m2@matchdesk",
    ]
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(e["SUMMARY"]) for e in events] == [HARD.replace("\x07", "")] * 2
    assert [str(e["DESCRIPTION"]) for e in events] == ["Ж" * 400 + "\nsecond line"] * 2
    assert {e.decoded("DTSTAMP") for e in events} == {MADE}


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=200))
def test_any_words_make_a_sound_calendar(words):
    strict_calendar.read(made(title=words, text=words, place=words))
    strict_calendar.read(days(words, [DayEntry("d1", date(2027, 5, 31), words, words)], MADE))


@pytest.mark.parametrize(
    "zone",
    [
        *("Europe/Warsaw", "Europe/Dublin", "America/New_York", "Asia/Singapore", "Asia/Kolkata"),
        *("Asia/Tehran", "Africa/Casablanca", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"),
    ],
)
def test_times_are_those_of_the_zone_on_every_day_of_the_year(zone):
    """By the file's own rules; half past of every third hour of every fifth day."""
    wall = [
        datetime(2026, 1, 1, 0, 30) + timedelta(days=5 * n, hours=3 * (n % 8)) for n in range(73)
    ]
    appointments = [
        Appointment(f"m{n}", "Meeting", at, at + timedelta(minutes=20)) for n, at in enumerate(wall)
    ]
    whole = strict_calendar.read(agenda("Days", zone, appointments, MADE))
    expected = [at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for at in wall]
    assert [start for start, _end in strict_calendar.moments(whole)] == expected


def test_the_hour_after_the_clocks_went_on_is_the_zones():
    """Rules are dated by the clock before them: at 3 o'clock the new one holds."""
    night = datetime(2026, 3, 29, 3, 5)
    one = Appointment("m1", "Night train", night, night + timedelta(minutes=20))
    whole = strict_calendar.read(agenda("Days", "Europe/Warsaw", [one], MADE))
    assert strict_calendar.moments(whole)[0][0] == datetime(2026, 3, 29, 1, 5, tzinfo=UTC)


def test_the_zones_rules_are_in_the_file():
    (zone,) = icalendar.Calendar.from_ical(made()).walk("VTIMEZONE")
    rules = [
        (part.name, str(part["DTSTART"].dt), part["TZOFFSETTO"].to_ical())
        for part in zone.subcomponents
    ]
    assert rules == [
        ("STANDARD", "2025-12-31 01:00:00", "+0100"),
        ("DAYLIGHT", "2026-03-29 02:00:00", "+0200"),
        ("STANDARD", "2026-10-25 03:00:00", "+0100"),
    ]


def test_a_day_to_remember_is_a_whole_day_with_a_reminder_in_the_morning():
    entry = DayEntry("a1", date(2027, 5, 31), "Sign, at last", "Ask Ana")
    data = days("Follow-up", [entry], MADE)
    strict_calendar.read(data)
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2027, 5, 31),
        date(2027, 6, 1),
    )
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)


def test_a_calendar_is_written_where_its_name_says_so(tmp_path):
    data = made()
    assert write(tmp_path / "days.ics", data).read_bytes() == data
    with pytest.raises(FileFault, match="write_format"):
        write(tmp_path / "days.txt", data)


def test_file_names_are_told_apart_by_number():
    assert file_names([(1, "Ana / Bo"), (2, "Ana / Bo"), (3, "??")]) == [
        "0001-Ana-Bo.ics",
        "0002-Ana-Bo.ics",
        "0003.ics",
    ]
