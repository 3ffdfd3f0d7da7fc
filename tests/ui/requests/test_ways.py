"""Ways to place a request, taken with one click and undone."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from matchdesk.services.agenda import AddMeeting
from matchdesk.services.event_layout import ChangeTables, TablePlan
from matchdesk.ui.screens import ScreenSpec
from tests import factories
from tests.ui.conftest import settled

REQUESTS = (
    ScreenSpec(
        "requests", "Requests", "arrow-left-right", "Ctrl+2",
        "matchdesk.ui.requests.screen", "RequestsScreen",
    ),
)  # fmt: skip


def test_way_is_taken_with_one_click_and_undone(desk, make_shell, qtbot):
    ana, ben, eva = factories.people(desk, 3)
    factories.request(desk, ana, eva)
    desk.run(AddMeeting(ana, eva, 1, 1))
    key = factories.request(desk, ana, ben, slot_id=desk.agenda.grid().slots[0].key)
    shell = make_shell(REQUESTS)
    settled(qtbot, shell)
    screen = shell.visited("requests")
    settled(qtbot, shell)
    screen.table.choose(key)
    settled(qtbot, shell)
    buttons = [made for made in screen.panel.findChildren(QPushButton) if made.text() == "Do this"]
    assert buttons[0].accessibleName() == (
        "Do this: At 18.11. 09:00 table 1, if one other meeting moves."
    )
    buttons[0].click()
    settled(qtbot, shell)
    assert {line.number: line.slot for line in desk.agenda.lines()}[2] == 1
    shell.undo()
    settled(qtbot, shell)
    assert {line.number: line.slot for line in desk.agenda.lines()} == {1: 1}


def test_one_more_table_is_added_with_one_click_and_undone(desk, make_shell, qtbot):
    desk.run(ChangeTables((TablePlan(1),)))
    slots = desk.agenda.grid().slots
    people = factories.people(desk, 2 + 2 * len(slots))
    for slot in slots:
        factories.meeting(
            desk, people[2 * slot.number], people[2 * slot.number + 1], slot.number, 1
        )
    key = factories.request(desk, people[0], people[1])
    shell = make_shell(REQUESTS)
    settled(qtbot, shell)
    screen = shell.visited("requests")
    settled(qtbot, shell)
    screen.table.choose(key)
    settled(qtbot, shell)
    found = [made for made in screen.panel.findChildren(QPushButton) if made.text() == "Do this"]
    wanted = next(made for made in found if "one more table" in made.accessibleName())
    wanted.click()
    settled(qtbot, shell)
    assert len(desk.agenda.grid().tables) == 2
    assert len(desk.agenda.grid().placed) == len(slots) + 1
    shell.undo()
    settled(qtbot, shell)
    assert len(desk.agenda.grid().tables) == 1
    assert len(desk.agenda.grid().placed) == len(slots)
