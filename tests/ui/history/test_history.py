import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from matchdesk.services.people import AddParticipant, EditParticipant
from matchdesk.ui.history.screen import HistoryScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests.ui.conftest import settled

HISTORY = (
    ScreenSpec(
        "history", "History", "history", "Ctrl+9", "matchdesk.ui.history.screen", "HistoryScreen"
    ),
)


@pytest.fixture
def shell(make_shell, desk, qtbot):
    ana = desk.run(AddParticipant("Ana Ruiz", "Acme")).result
    desk.run(AddParticipant("Łukasz Żak"))
    desk.run(EditParticipant(ana.key, {"job_title": "Manager"}))
    made = make_shell(HISTORY)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> HistoryScreen:
    return shell.visited("history")


def numbers(screen: HistoryScreen) -> list[int]:
    return [row.number for row in screen.table.model.rows]


def words(screen: HistoryScreen) -> list[str]:
    return [part.text() for part in screen.detail.findChildren(QLabel) if part.isVisible()]


def test_newest_is_first_and_chosen(screen):
    assert numbers(screen) == [4, 3, 2, 1]
    assert screen.table.current().number == 4


def test_detail_shows_old_and_new_value(screen):
    shown = words(screen)
    assert shown[shown.index("Position") + 1] == "—  →  Manager"
    assert screen.detail.who.text() == "No. 4 · 18.11. 09:00:00 · operator a · desk a"


def test_records_are_named_not_keyed(screen, shell, qtbot):
    screen.table.choose(2)
    settled(qtbot, shell)
    qtbot.waitUntil(lambda: "Organisation" in words(screen))
    shown = words(screen)
    assert shown[shown.index("Organisation") + 1] == "Acme"


def test_search_finds_what_and_who(screen, qtbot):
    with qtbot.waitSignal(screen.table.search.searched):
        QTest.keyClicks(screen.table.search, "zak")
    assert numbers(screen) == [3]


def test_change_in_the_middle_is_taken_back_out_of_order(screen, shell, qtbot, said):
    screen.table.choose(3)
    settled(qtbot, shell)
    qtbot.mouseClick(screen.detail.take_back, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert numbers(screen) == [5, 4, 3, 2, 1]
    assert [row.taken_back_by for row in screen.table.model.rows] == [None, None, 5, None, None]
    assert [p.name for p in shell.desk.people.participants()] == ["Ana Ruiz"]
    assert said[-1][1:] == (True, State.GOOD)
    assert screen.detail.reason.text() == "No. 5 has taken this back."
    assert not screen.detail.take_back.isVisible()


def test_refusal_is_said_beside_the_change(screen, shell, qtbot, said):
    screen.table.choose(2)
    settled(qtbot, shell)
    screen.take_back()
    settled(qtbot, shell)
    assert screen.detail.notice.isVisible()
    assert screen.detail.notice.text.text().startswith("“")
    assert "no. 4" in screen.detail.notice.text.text()
    assert numbers(screen) == [4, 3, 2, 1]
    assert said == []


def test_final_change_says_why_it_cannot_be_taken_back(screen, shell, qtbot):
    screen.table.choose(1)
    settled(qtbot, shell)
    assert screen.detail.reason.text() == "What this did cannot be brought back."
    assert not screen.detail.take_back.isVisible()


def test_what_another_desk_does_arrives_and_the_choice_stays(
    screen, shell, qtbot, opener, file_address
):
    screen.table.choose(3)
    other = opener(file_address, "b")
    done = other.run(AddParticipant("Kim"))
    shell.desk.feed.publish([done.change_set])
    settled(qtbot, shell)
    assert numbers(screen) == [5, 4, 3, 2, 1]
    assert screen.table.current().number == 3


def test_focus_names_the_change_to_show(screen, shell, qtbot):
    shell.navigate("history", number=2)
    settled(qtbot, shell)
    assert screen.table.current().number == 2
