"""Lists beside the grid: requests without a place, and broken rules; by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from matchdesk.models import Unavailability
from matchdesk.services.agenda import MoveMeeting
from matchdesk.ui.grid.sheet import Kind
from tests import factories
from tests.ui.grid.conftest import settled


@pytest.fixture
def pair(desk, meetings) -> str:
    """Key of a request of Person 1 and Person 4, accepted and without a place."""
    people = list(desk.agenda.grid().people)
    return factories.request(desk, people[0], people[3])


def words(part) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def lines(panel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def press(screen, shell, qtbot, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(shell.window().focusWidget() or screen.view, key)
        settled(qtbot, shell)


def test_request_without_a_place_is_explained_and_placed_by_keyboard(
    pair, screen, shell, desk, qtbot
):
    press(screen, shell, qtbot, Qt.Key.Key_O)
    panel = screen.parts.list
    assert screen.parts.side.currentWidget() is panel
    assert panel.title.text() == "1 request without a place"
    assert lines(panel) == ["Cluster 1\nCluster 4"]
    assert panel.request() == pair
    assert "Where it could go" in words(panel)
    press(screen, shell, qtbot, Qt.Key.Key_1)
    assert desk.agenda.grid().open_requests == 0
    assert lines(panel) == []
    assert panel.hint.text() == "Every request that could be planned has a place."
    desk.history.undo()
    settled(qtbot, shell)
    assert lines(panel) == ["Cluster 1\nCluster 4"]
    press(screen, shell, qtbot, Qt.Key.Key_Escape)
    assert screen.parts.side.currentWidget() is not panel
    assert screen.view.hasFocus()


def test_overview_opens_the_list_only_where_there_is_something_in_it(screen, shell, desk, qtbot):
    overview = screen.parts.overview
    assert not overview.unplaced.isVisible()
    people = list(desk.agenda.grid().people)
    factories.request(desk, people[0], people[3])
    settled(qtbot, shell)
    assert overview.unplaced.isVisible()
    overview.unplaced.click()
    settled(qtbot, shell)
    assert screen.parts.side.currentWidget() is screen.parts.list


def test_soft_drop_says_which_rule_and_is_listed_among_the_problems(screen, shell, desk, qtbot):
    press(screen, shell, qtbot, Qt.Key.Key_P)
    panel = screen.parts.list
    assert panel.title.text() == "0 hard rules broken · 0 soft"
    screen.doing.run(MoveMeeting(3, 4, 1))
    settled(qtbot, shell)
    said = [one.words for one in desk.agenda.problems()]
    assert len(said) == 2
    assert sorted(screen.parts.notice.text.text().split(". ")) == sorted(" ".join(said).split(". "))
    assert panel.title.text() == "0 hard rules broken · 2 soft"
    assert lines(panel) == [f"Soft: {one}" for one in said]


def test_problem_leads_to_its_meeting_on_another_day(screen, shell, desk, qtbot):
    last = next(m for m in desk.agenda.grid().placed if m.number == 4)
    factories.put(desk, Unavailability(participant_id=last.parties[0], slot_id=last.slot))
    settled(qtbot, shell)
    press(screen, shell, qtbot, Qt.Key.Key_P, Qt.Key.Key_Down)
    assert screen.parts.list.title.text() == "1 hard rule broken · 0 soft"
    assert screen.view.grid.meeting(screen.view.place()).number == 4
    assert screen.looking.kind is Kind.TABLES
    assert screen.parts.side.currentWidget() is screen.parts.list


def test_hard_drop_is_impossible_and_nothing_is_forced(screen, shell, desk, qtbot):
    before = desk.agenda.lines()
    screen.doing.run(MoveMeeting(1, 2, 3))  # Person 1 meets Person 3 then
    settled(qtbot, shell)
    assert desk.agenda.lines() == before
    assert screen.parts.choice.isVisible()
    assert screen.parts.choice.text.text() == "Person 1 already meets Person 3 in slot 2 (09:25)."
    assert screen.parts.choice.mine.text() == "Make room there"
