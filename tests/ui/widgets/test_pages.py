"""Pages behind tabs: one is in front, and each is dressed by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from matchdesk.ui.widgets import Pages


@pytest.fixture
def pages(qtbot) -> Pages:
    made = Pages("Lists")
    qtbot.addWidget(made)
    made.parts = [QLabel(name) for name in ("one", "two", "three")]
    for part in made.parts:
        made.add(part, part.text())
    made.show()
    return made


def test_the_first_is_in_front_until_another_is_brought(pages: Pages):
    told = []
    pages.turned.connect(told.append)
    one, two, _three = pages.parts
    assert pages.current is one
    pages.bring(two)
    assert (pages.current, pages.stack.currentWidget(), told) == (two, two, [two])
    assert two.isVisible()
    assert not one.isVisible()


def test_keys_turn_them_round_and_round(pages: Pages):
    one, two, three = pages.parts
    seen = []
    for _ in range(3):
        QTest.keyClick(pages.bar, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(pages.current)
    assert seen == [two, three, one]
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pages.bar, Qt.Key.Key_Backtab, back)
    assert pages.current is three


def test_a_title_follows_its_page_and_each_page_is_a_root(pages: Pages):
    _one, two, _three = pages.parts
    pages.rename(two, "two  5")
    assert pages.title(two) == "two  5"
    assert list(pages.roots())[1:] == pages.parts
    inside = pages.bar.parentWidget()
    assert pages.roots()[0] is inside
