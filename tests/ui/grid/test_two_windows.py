"""Two windows on one event: what one does the other draws, and neither loses the other's edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from matchdesk.services.agenda import LockMeetings, MoveMeeting
from matchdesk.ui.actions import CLOSE, PALETTE, THEME, Actions
from matchdesk.ui.grid.choosing import as_seen
from matchdesk.ui.grid.screen import GridScreen
from matchdesk.ui.shell import EventShell
from matchdesk.ui.theme import Theme
from tests.ui.grid.conftest import GRID

_SECOND = 1000
"""Milliseconds; the machine may be busy, so a test waits up to ten of them."""


@pytest.fixture
def desk(open_desk):
    """The first window's desk, on both kinds of database."""
    return open_desk("a", watch=True)


@pytest.fixture
def other(desk, meetings, open_desk, make_second):
    """The Grid screen of the second window, at a desk of its own."""
    return make_second(open_desk("b", watch=True))


@pytest.fixture
def make_second(theme: Theme, said, qtbot):

    made = []

    def make(desk) -> GridScreen:
        window = QWidget()
        qtbot.addWidget(window)
        actions = Actions(window, theme)
        for spec in (PALETTE, THEME, CLOSE):
            actions.add(spec, lambda: None)
        shell = EventShell(desk, theme, actions, said, GRID)
        shell.setParent(window)
        window.show()
        shell.begin()
        made.append((window, shell))
        screen = shell.visited("grid")
        qtbot.waitUntil(lambda: screen.grid_data is not None, timeout=10 * _SECOND)
        return screen

    yield make
    for window, shell in made:
        assert shell.close_event()  # no events here: the first window is on its way out
        window.close()


def place(screen: GridScreen, number: int) -> tuple[int, int]:
    """Slot and table of a meeting as the window draws it."""
    data = screen.grid_data
    meeting = next(one for one in data.placed if one.number == number)
    slots = {slot.key: slot.number for slot in data.slots}
    tables = {table.key: table.number for table in data.tables}
    return slots[meeting.slot], tables[meeting.table]


def test_edit_in_one_window_is_drawn_in_the_other(screen, other, qtbot):
    screen.doing.run(MoveMeeting(1, 5, 3))
    qtbot.waitUntil(lambda: place(other, 1) == (5, 3), timeout=10 * _SECOND)
    qtbot.waitUntil(lambda: place(screen, 1) == (5, 3), timeout=10 * _SECOND)
    other.doing.run(MoveMeeting(1, 6, 2))
    qtbot.waitUntil(lambda: place(screen, 1) == (6, 2), timeout=10 * _SECOND)


def test_place_that_was_just_taken_is_refused_and_room_is_offered(
    screen, other, qtbot, desk, meetings
):
    desk.run(MoveMeeting(1, 5, 3))  # before the other window has heard of it
    data = other.grid_data
    other.doing.run(MoveMeeting(meetings[1], data.slots[4].key, data.tables[2].key))
    choice = other.parts.choice
    qtbot.waitUntil(choice.isVisible, timeout=10 * _SECOND)
    assert choice.text.text().startswith("Table 3 is taken in slot 5")
    qtbot.waitUntil(lambda: place(other, 1) == (5, 3), timeout=10 * _SECOND)
    assert place(other, 2) == (1, 2)
    qtbot.keyClick(choice.mine, Qt.Key.Key_Return)
    qtbot.waitUntil(other.parts.offers.isVisible, timeout=10 * _SECOND)
    assert [made.text()[:1] for made in other.parts.offers.buttons][:1] == ["1"]


def quarrel(screen: GridScreen, other: GridScreen, qtbot, desk) -> None:
    """Meeting 1 is moved in the first window, and in the other as it stood before that."""
    mine = as_seen(MoveMeeting(1, 6, 2), other.grid_data)
    desk.run(MoveMeeting(1, 5, 3))
    other.doing.run(mine)
    qtbot.waitUntil(other.parts.choice.isVisible, timeout=10 * _SECOND)
    assert other.parts.choice.text.text().startswith("Meeting 1 (")
    qtbot.waitUntil(lambda: place(other, 1) == (5, 3), timeout=10 * _SECOND)


def test_meeting_moved_meanwhile_is_moved_again_only_if_wanted(screen, other, qtbot, desk):
    quarrel(screen, other, qtbot, desk)
    qtbot.keyClick(other.parts.choice.mine, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place(screen, 1) == (6, 2), timeout=10 * _SECOND)


def test_theirs_is_kept_with_escape(screen, other, qtbot, desk):
    quarrel(screen, other, qtbot, desk)
    qtbot.keyClick(other.parts.choice.mine, Qt.Key.Key_Escape)
    assert other.parts.choice.isHidden()
    assert {line.number: line.slot for line in desk.agenda.lines()}[1] == 5


def test_what_is_held_elsewhere_and_withdrawn_is_let_go(screen, other, qtbot, desk, meetings):

    other.holding.hold(meetings[0])
    desk.run(LockMeetings((meetings[0],)))
    qtbot.waitUntil(lambda: other.holding.held is None, timeout=10 * _SECOND)
