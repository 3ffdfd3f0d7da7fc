"""The slot clock on the big screen, as the desk puts it there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest

from matchdesk.services.event_layout import InsertBreak
from matchdesk.ui.theme import font
from matchdesk.ui.tokens import DARK
from matchdesk.ui.wall_clock import _fitted
from tests.conftest import NOON
from tests.ui.conftest import settled
from tests.ui.shell.test_shell import SPECS


@pytest.fixture
def shell(make_shell, qtbot):
    made = make_shell(SPECS)
    settled(qtbot, made)
    return made


@pytest.fixture
def clock_window(shell):
    shell.context.actions.get("shell.wall_clock").trigger()
    return shell.wall.window


def test_it_shows_the_running_slot_and_counts_down(shell, clock_window, clock):
    assert clock_window.isVisible()
    assert (clock_window.face.title, clock_window.face.left) == ("Slot 1  09:00–09:20", "20:00")
    clock.set(NOON + timedelta(minutes=18, seconds=30))
    clock_window.show_time()
    assert (clock_window.face.left, clock_window.face.last_call) == ("01:30", True)
    picture = clock_window.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, 960, 3) for y in range(160, 370, 3)
    }
    assert DARK.attention.line.lower() in colours


def test_the_same_key_takes_it_away_and_closing_it_by_hand_does_too(shell, clock_window):
    switch = shell.context.actions.get("shell.wall_clock")
    switch.trigger()
    assert shell.wall.window is None
    switch.trigger()
    shell.wall.window.close()
    assert shell.wall.window is None
    switch.trigger()
    assert shell.wall.window.isVisible()


def test_keys_and_scans_stay_with_the_desk(clock_window):
    assert clock_window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert clock_window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_follows_a_shift_of_the_day(shell, clock_window, clock, qtbot):
    clock.set(NOON + timedelta(minutes=21))  # between the first two slots
    shell.context.run(InsertBreak(2, 10, "Delay"))
    settled(qtbot, shell)
    assert clock_window.face.title == "Slot 2 begins at 09:35"


def test_double_click_fills_the_screen_and_leaves_it(clock_window):
    for full in (True, False):
        QTest.mouseDClick(clock_window, Qt.MouseButton.LeftButton)
        assert clock_window.isFullScreen() is full


def test_another_screen_is_filled_at_once(clock_window):
    (only,) = QGuiApplication.screens()
    clock_window.appear(None, [only])  # as if the desk were elsewhere
    assert clock_window.isFullScreen()


@pytest.mark.parametrize("text", ["08:13", "Slot 7 begins on Wednesday at 09:00", "W" * 300])
def test_no_text_is_wider_than_its_line(qapp, text):
    room = QRectF(0, 0, 700, 60)
    fitted = _fitted(text, room)
    assert QFontMetricsF(font(fitted.size)).horizontalAdvance(fitted.text) <= room.width()
    assert fitted.size >= 20
