"""The Grid screen over a small planned event."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from matchdesk.services.application import Application
from matchdesk.services.people import SetInterpreter
from matchdesk.services.settings import Settings
from matchdesk.ui.grid.screen import GridScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import Theme
from tests import factories
from tests.ui import conftest
from tests.ui.grid.day import BEFORE, Day

GRID = (
    ScreenSpec("grid", "Grid", "layout-grid", "Ctrl+3", "matchdesk.ui.grid.screen", "GridScreen"),
)


def settled(qtbot, shell) -> None:
    """Deliver what the feed published, then wait until all of it is shown."""
    QCoreApplication.processEvents()
    conftest.settled(qtbot, shell)


@pytest.fixture
def meetings(desk) -> list[str]:
    """Meeting 1: Person 1, 2 in slot 1 at table 1; 2: Person 3, 4 in slot 1 at table 2;
    3: Person 1, 3 in slot 2 at table 1; 4: Person 2, 4 in slot 9, the next day."""
    people = factories.people(desk, 4)
    places = ((0, 1, 1, 1), (2, 3, 1, 2), (0, 2, 2, 1), (1, 3, 9, 1))
    return [
        factories.meeting(desk, people[one], people[other], slot, table)
        for one, other, slot, table in places
    ]


@pytest.fixture
def shell(make_shell, qtbot):
    made = make_shell(GRID)
    made.window().activateWindow()  # shortcuts work in the active window only
    qtbot.waitUntil(made.window().isActiveWindow)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(meetings, shell) -> GridScreen:
    return shell.visited("grid")


@pytest.fixture
def day(tmp_path: Path, clock, theme: Theme, file_address: str, opener, qtbot):
    """Eight people and four meetings of theirs; nobody has a place for 7 and 8 yet."""
    prepared = opener(file_address, "before")
    people = factories.people(prepared, 8)
    for place, (one, other) in enumerate(((0, 1), (2, 3), (0, 2), (4, 5)), start=1):
        asked = factories.request(prepared, people[one], people[other])
        factories.meeting(prepared, people[one], people[other], *BEFORE[place], request_id=asked)
    factories.request(prepared, people[6], people[7])
    wei = factories.participant(prepared, "Wei", languages=["en", "zh"])
    prepared.run(SetInterpreter(wei, ("en-zh",)))
    host, guest = (
        factories.participant(prepared, name, languages=[speaks])
        for name, speaks in (("Host", "en"), ("Guest", "zh"))
    )
    factories.meeting(prepared, host, guest, *BEFORE[5])
    prepared.close()
    settings = Settings(tmp_path / "settings", clock)
    settings.desk, settings.operator = "Desk 2", "Ana"
    made = Day(Application(settings, clock), theme, file_address, qtbot)
    yield made
    made.end()
