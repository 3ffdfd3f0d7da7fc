"""A change's values in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from matchdesk.ui.history.values import Values


def test_moment_is_shown_on_the_clock_of_the_venue() -> None:
    values = Values({}, ZoneInfo("Asia/Taipei"))
    shown = values.shown("checkin", "scanned_at", "2026-11-22T00:04:31+00:00")
    assert shown == "22.11.2026 08:04:31"


def test_day_and_time_of_day_have_no_zone() -> None:
    values = Values({}, ZoneInfo("Asia/Taipei"))
    assert [values.shown("slot", "x", text) for text in ("2026-11-22", "09:25:00")] == [
        "22.11.2026",
        "09:25",
    ]


def test_who_does_not_come_is_said_in_words() -> None:
    assert Values({}, None).shown("unavailability", "cause", "no_show") == "Does not come"
