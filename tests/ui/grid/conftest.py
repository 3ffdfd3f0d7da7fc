"""The Grid screen over a small planned event."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from matchdesk.ui.grid.screen import GridScreen
from matchdesk.ui.screens import ScreenSpec
from tests import factories
from tests.ui import conftest

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
