"""“Who is free now and fits?” asked from the Grid screen."""

from __future__ import annotations

import pytest

from matchdesk.ui.screens import ScreenSpec
from tests.ui.grid.conftest import GRID, settled

REQUESTS = ScreenSpec(
    "requests", "Requests", "users", "Ctrl+4", "matchdesk.ui.requests.screen", "RequestsScreen"
)


@pytest.fixture
def shell(meetings, make_shell, qtbot):
    made = make_shell((*GRID, REQUESTS))
    settled(qtbot, made)
    return made


@pytest.fixture
def ask(screen, shell, qtbot):
    """`ask()` presses F8; the person and the slot that are asked about."""

    def call() -> tuple[str | None, str]:
        action = shell.context.actions.get("shell.free_now")
        assert action.shortcut().toString() == "F8"
        action.trigger()
        settled(qtbot, shell)
        panel = shell.visited("requests").free
        chosen = panel.person.chosen
        return chosen.name if chosen is not None else None, panel.slot.currentText()

    return call


def test_free_now_asks_for_the_first_of_the_chosen_meeting(meetings, screen, shell, qtbot, ask):
    screen.reveal(meetings[1])
    settled(qtbot, shell)
    assert ask()[0] == "Person 3"


def test_free_now_at_an_empty_cell_asks_for_any_two_in_its_slot(screen, shell, qtbot, ask):
    slots = {slot.key: slot for slot in screen.grid_data.slots}
    places = [
        (row, column)
        for row in range(screen.view.model().rowCount())
        for column in range(screen.view.model().columnCount())
        if screen.view.grid.meeting((row, column)) is None
        and screen.view.grid.sheet.keys((row, column)) is not None
    ]
    screen.view.choose(places[-1])
    settled(qtbot, shell)
    wanted = slots[screen.slot_in_front()]
    name, shown = ask()
    assert (name, shown.endswith(f"{wanted.starts:%H:%M}")) == (None, True)
