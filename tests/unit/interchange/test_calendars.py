"""Calendars hold to RFC 5545 to the letter, and an independent reader takes them."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest

from matchdesk.interchange.calendars import Appointment, calendar, file_names, fold

MADE = datetime(2026, 11, 1, tzinfo=UTC)


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
    return calendar("Days", zone, [Appointment(**given), Appointment(**later)], MADE)


def test_lines_end_in_cr_lf_and_are_no_longer_than_75_octets():
    data = made(text="Ж" * 400 + "\nsecond line")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert data.decode("utf-8").count("Ж") == 800


def test_every_event_says_who_when_and_where():
    data = made(place="Table 5")
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(e["UID"]) for e in events] == ["m1@matchdesk", "m2@matchdesk"]
    assert [str(e["SUMMARY"]) for e in events] == ["Meeting: Łódź; ICT, 台灣"] * 2
    assert {e.decoded("DTSTAMP") for e in events} == {MADE}


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Europe/Warsaw", [8, 7]), ("Asia/Singapore", [1, 1]), ("Asia/Kolkata", [3, 3])],
)
def test_times_are_those_of_the_zone_across_a_change_of_clocks(zone, hours):
    events = icalendar.Calendar.from_ical(made(zone)).walk("VEVENT")
    assert [e.decoded("DTSTART").astimezone(UTC).hour for e in events] == hours


def test_the_zones_rules_are_in_the_file():
    (zone,) = icalendar.Calendar.from_ical(made()).walk("VTIMEZONE")
    rules = [
        (part.name, str(part["DTSTART"].dt), part["TZOFFSETTO"].to_ical())
        for part in zone.subcomponents
    ]
    assert rules == [
        ("STANDARD", "2026-01-01 01:00:00", "+0100"),
        ("DAYLIGHT", "2026-03-29 02:00:00", "+0200"),
        ("STANDARD", "2026-10-25 03:00:00", "+0100"),
    ]


def test_folding_parts_no_character():
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 74 + "é") == "x" * 74 + "\r\n é"


def test_file_names_are_told_apart_by_number():
    assert file_names([(1, "Ana / Bo"), (2, "Ana / Bo"), (3, "??")]) == [
        "0001-Ana-Bo.ics",
        "0002-Ana-Bo.ics",
        "0003.ics",
    ]
