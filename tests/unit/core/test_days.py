"""Days of the week are named in the language of the screen, not of the computer."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import matchdesk
from matchdesk.core.days import short_weekday, weekday

NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONDAY = date(2026, 11, 23)
WORDS_OF_THE_COMPUTER = re.compile(r":[^{}\"']*%[aAbBcpxX]|strftime\([^)]*%[aAbBcpxX]")


def test_every_day_has_its_name():
    week = [MONDAY + timedelta(days=n) for n in range(7)]
    assert [weekday(day) for day in week] == NAMES
    assert [short_weekday(day) for day in week] == [name[:3] for name in NAMES]


def test_no_screen_asks_the_computer_for_the_name_of_a_day():
    found = [
        f"{path.name}: {line.strip()}"
        for path in Path(matchdesk.__file__).parent.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if WORDS_OF_THE_COMPUTER.search(line)
    ]
    assert found == []
