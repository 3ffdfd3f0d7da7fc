"""Search boxes tell what is sought once the typing rests, and at once when somebody goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets import SearchBox


@pytest.fixture
def box(qtbot, theme: Theme) -> SearchBox:
    """A box whose typing never rests, beside another field; `told` has what happened, in order."""
    home = QWidget()
    layout = QVBoxLayout(home)
    made, other = SearchBox(theme, rest=3_600_000), QLineEdit()
    layout.addWidget(made)
    layout.addWidget(other)
    qtbot.addWidget(home)
    home.show()
    QApplication.setActiveWindow(home)
    made.told, made.other, made.home = [], other, home  # kept as long as the box
    made.searched.connect(made.told.append)
    made.left_down.connect(lambda: made.told.append("down"))
    made.setFocus()
    return made


def test_down_searches_before_it_goes_to_the_results(box: SearchBox):
    QTest.keyClicks(box, "#3")
    assert box.told == []
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.told == ["#3", "down"]
    QTest.keyClick(box, Qt.Key.Key_Down)  # nothing new was typed: nothing is sought again
    assert box.told == ["#3", "down", "down"]


def test_another_field_gets_the_focus_and_no_search_follows_later(box: SearchBox):
    QTest.keyClicks(box, "ana")
    box.other.setFocus()
    assert box.told == ["ana"]
    box.setFocus()
    box.other.setFocus()
    assert box.told == ["ana"]


def test_enter_searches_once(box: SearchBox):
    QTest.keyClicks(box, "ana")
    QTest.keyClick(box, Qt.Key.Key_Return)
    box.other.setFocus()
    assert box.told == ["ana"]
