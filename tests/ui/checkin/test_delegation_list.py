"""The delegations beside the answer: one stop of Tab, and no dearer for being many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.models import Delegation
from matchdesk.services.checkin import ArrivalCount
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.delegation_list import DelegationList
from tests import factories
from tests.ui.checkin.conftest import SPEC
from tests.ui.conftest import settled


@pytest.fixture
def listed(theme, qtbot):
    made = DelegationList(theme)
    qtbot.addWidget(made)
    made.show_counts([ArrivalCount("a", "Brazil", 0, 3), ArrivalCount("b", "Taiwan", 1, 2)])
    made.show()
    made.activateWindow()
    return made


def test_line_says_who_and_how_many_and_is_whole_on_hover(listed):
    index = listed.model().index(1, 0)
    assert (index.data(), index.data(Qt.ItemDataRole.ToolTipRole).splitlines()[0]) == (
        "Taiwan: 1 of 2 here", "Taiwan",
    )  # fmt: skip


def test_place_in_the_list_stays_while_figures_change(listed):
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    listed.show_counts([ArrivalCount("a", "Brazil", 1, 3), ArrivalCount("b", "Taiwan", 2, 2)])
    assert listed.currentIndex().data() == "Taiwan: 2 of 2 here"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_chosen_delegation_is_taken_by_key(listed, qtbot, key):
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.wanted) as taken:
        QTest.keyClick(listed, key)
    assert taken.args == ["b"]


def test_delegation_is_taken_by_a_click_and_the_box_keeps_the_keys(screen, dialog, qtbot):
    listed = screen.side.house.delegations
    place = listed.visualRect(listed.model().index(0, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened: QDialog = dialog(DelegationDialog)
    assert opened.windowTitle() == "Taiwan"
    opened.reject()
    assert not listed.hasFocus()


def test_what_is_typed_in_the_list_goes_into_the_box(screen):
    listed = screen.side.house.delegations
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, "m")
    assert (screen.box.hasFocus(), screen.box.text()) == (True, "m")


def test_hundred_delegations_are_no_more_widgets_than_one(make_shell, qtbot, house, desk):
    parts = []
    for number in (1, 100):
        made = make_shell((SPEC,))
        settled(qtbot, made)
        parts.append(len(made.visited("checkin").side.findChildren(QWidget)))
        if number == 1:
            kept = factories.put(desk, *(Delegation(name=f"Delegation {n}") for n in range(99)))
            for key in kept:
                factories.participant(desk, f"Member of {key[:8]}", delegation_id=key)
    assert parts[0] == parts[1]
