"""What the whole day leaves out, by keys alone: every view, list and tool beside the grid."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget

from matchdesk.core.vocabulary import MeetingStatus, RequestSource
from matchdesk.services.agenda import MoveMeeting
from matchdesk.services.people import SetProfile
from matchdesk.ui.grid.sheet import Kind
from tests.conftest import NOON
from tests.ui.grid.day import BEFORE, Day
from tests.ui.reach import nameless, out_of_reach


def test_views_groups_and_sizes_by_keys_alone(day: Day, clock):
    clock.set(NOON + timedelta(minutes=55))  # slot 3 runs: meetings 1 and 2 are now
    day.press("Ctrl+3")
    day.find(1)
    shown = []
    for _ in Kind:
        day.press("V")
        shown.append((day.grid.looking.kind, day.chosen))
    assert shown == [(Kind.PEOPLE, 1), (Kind.NOW, 1), (Kind.TABLES, 1)]
    day.press("V", "V", "Down", "Return")  # the second table's line opens its tile
    assert (day.grid.looking.kind, day.chosen) == (Kind.TABLES, 2)
    day.press("V")
    rows = len(day.grid.view.grid.sheet.rows)
    day.press("G")
    assert len(day.grid.view.grid.sheet.rows) < rows
    day.press("Shift+G", "G")
    assert len(day.grid.view.grid.sheet.rows) > rows  # a heading for each organisation
    day.press("V", "V")
    tall = day.grid.view.rowHeight(1)
    day.press("Ctrl++", "Ctrl++")
    larger = day.grid.view.rowHeight(1)
    day.press("Ctrl+-")
    assert tall < day.grid.view.rowHeight(1) < larger
    day.press("Ctrl+Backspace")
    assert day.grid.view.rowHeight(1) == tall
    first = day.grid.looking.day
    day.press("]")
    assert day.grid.looking.day > first
    day.press("[")
    assert day.grid.looking.day == first


def test_filters_and_jumps_by_keys_alone(day: Day):
    day.press("Ctrl+3", "F")
    bar, tools = day.grid.parts.filters, day.grid.parts.tools
    assert QApplication.focusWidget() is bar.organisation  # there are no delegations to choose
    day.press("C")  # by its first letters, as in every list
    assert bar.organisation.currentText() == "Cluster 1"
    assert tools.found.text() == "2 found"
    day.tab_to(bar.status)
    day.press("Down", "Down")
    assert (bar.status.currentText(), tools.found.text()) == ("Confirmed", "0 found")
    day.press("Escape")
    assert (bar.isHidden(), tools.filter.text()) == (True, "Filter 2")
    day.press("F")
    day.tab_to(bar.clear)
    day.press("Space")
    assert (tools.found.text(), tools.filter.text()) == ("", "Filter")
    day.press("Escape", "/")
    day.write("person 1")
    day._qtbot.waitUntil(lambda: tools.found.text() == "2 found", timeout=20_000)
    assert day.chosen == 1
    day.press("F3")
    assert day.chosen == 3
    day.press("F3")
    assert day.chosen == 1
    day.press("Escape", "Down", "U")  # empties the field, then back to the grid
    assert tools.filter.text() == "Filter 1"
    day.press("U", "Alt+P")
    assert day.grid.parts.tools.problems.isChecked()
    day.press("Alt+P")


def test_interpreters_by_keys_alone(day: Day):
    day.press("F9", "Ctrl+PgDown")
    page = day.shell.visited("floor").interpreters
    assert QApplication.focusWidget() is page.view
    assert page.figures.text() == "1 interpreter · 1 meeting needs one, 1 has none"
    day.tab_to(page.lacking.view)
    day.press("Down", "Alt+1")
    assert day.meeting(5).interpreter == "Wei"
    day.press("Ctrl+Z")
    assert not day.meeting(5).interpreter
    day.press("Ctrl+Shift+A")  # whoever is free
    assert day.meeting(5).interpreter == "Wei"
    day.tab_to(page.view)
    for _ in range(page.model.columnCount()):
        if page.model.cell(page.view.currentIndex()).meeting is None:
            day.press("Right")
    day.press("Alt+1")  # taken away again
    assert not day.meeting(5).interpreter
    day.press("Ctrl+PgUp")
    assert day.shell.visited("floor").tabs.current is not page


def test_who_is_free_and_recommendations_by_keys_alone(day: Day):
    people = {p.name: p.key for p in day.desk.people.participants()}
    day.desk.run(SetProfile(people["Person 5"], offers=("Hydrogen storage",), needs=()))
    day.desk.run(SetProfile(people["Person 8"], offers=(), needs=("storage of hydrogen",)))
    day.press("Ctrl+3")
    day.go(1, 1)  # nobody is there
    day.press("F8")
    free = day.shell.visited("requests").free
    assert free.makers[0].accessibleName() == "Person 7 and Person 8 meet at 09:00"
    day.press("Alt+1")  # two keys to the meeting of a request that had no place
    assert day.where[6] == (1, 1)
    day.press("Ctrl+Shift+F")
    day.write("person 5")
    day.press("Return", "Alt+1")
    (made,) = (r for r in day.desk.requests.rows() if r.source is RequestSource.RECOMMENDED)
    assert (made.requester, made.requested) == ("Person 5", "Person 8")
    day.press("Ctrl+Z", "Ctrl+Z")
    assert day.where == BEFORE


def test_attendance_by_badges_and_for_a_whole_slot_by_keys_alone(day: Day):
    day.press("F9")
    floor = day.shell.visited("floor").slot
    day.press("Ctrl+Right", "Ctrl+Right")
    assert floor.slot.currentData() == 3
    day.press("Ctrl+B")
    for badges, status in (((1, 2), MeetingStatus.IN_PROGRESS), ((2, 1), MeetingStatus.HELD)):
        for badge in badges:
            day.shell.scan(str(badge))
            day.settle()
        assert day.meeting(1).status is status
    day.press("Ctrl+B", "Ctrl+I")
    assert day.meeting(2).status is MeetingStatus.IN_PROGRESS
    day.press("Ctrl+H")
    assert (day.meeting(1).status, day.meeting(2).status) == (MeetingStatus.HELD,) * 2
    for _ in range(4):
        day.press("Ctrl+Z")
    assert (day.meeting(1).status, day.meeting(2).status) == (MeetingStatus.PLANNED,) * 2


def test_draft_is_compared_and_hears_of_the_live_grid_by_keys_alone(day: Day, opener, file_address):
    day.press("Ctrl+3", "Alt+W")
    day.find(1)
    day.press("M")
    day.go(6, 4)
    day.press("Return")
    bar = day.grid.whatif.bar
    assert bar.words.text() == "1 meeting differs from the live grid · 0 printed agendas change"
    assert bar.figures["idle"].text() == "▼ 0 → 1"
    other = opener(file_address, "b")
    done = other.run(MoveMeeting(1, 8, 1))
    day.desk.feed.publish([done.change_set])
    day.settle()
    assert bar.words.text().endswith("1 change was made in the live event since")
    day.press("Alt+A")
    assert bar.against.text.text().startswith("The live grid has moved on: #1")
    assert day.where[1] == (8, 1)
    day.press("Alt+X")
    assert day.grid.whatif.draft is None


def test_proposals_are_accepted_each_by_keys_alone(day: Day, qtbot):
    day.press("Ctrl+3")
    day.find(1)
    day.press("W")
    panel = day.grid.parts.repair
    day.press("Down", "Down", "Alt+R")  # Person 1 does not come: meetings 1 and 3
    qtbot.waitUntil(lambda: not day.grid.repairing.running, timeout=30_000)
    day.settle()
    shown = {one.proposal.number: one for one in panel.rows.values() if one.proposal.number}
    assert set(shown) == {1, 3}
    day.tab_to(shown[3].box)
    day.press("Space", "Alt+Return")
    assert (day.where[1][0], day.where[3]) == (None, BEFORE[3])
    day.press("Ctrl+Z")
    assert day.where == BEFORE


def test_history_says_what_a_change_is_needed_for_by_keys_alone(day: Day):
    day.press("Ctrl+3")
    day.find(1)
    for place in ((5, 3), (6, 3)):
        day.press("M")
        day.go(*place)
        day.press("Return")
    day.press("Ctrl+9")
    history = day.shell.visited("history")
    day.tab_to(history.table.view)
    day.press("Home", "Down", "Ctrl+Backspace")  # the first of the two moves
    said = history.detail.notice.text.text()
    assert said.endswith(f"changed by no. {day.steps}.") or f"no. {day.steps}" in said
    assert day.where[1] == (6, 3)


def unreached(screen: QWidget, *by_arrows: QWidget) -> list[str]:
    return out_of_reach(screen, *by_arrows) + nameless(screen)


def test_tab_reaches_every_control_of_the_screens(day: Day, qtbot):
    left: dict[str, list[str]] = {}
    day.press("Ctrl+3")
    grid, parts = day.grid, day.grid.parts
    left["grid"] = unreached(grid)
    day.press("F")
    left["filters"] = unreached(grid)
    day.press("Escape")
    day.find(1)
    left["details"] = unreached(grid)
    day.press("E")
    left["offers"] = unreached(grid)
    day.press("Escape", "B")
    left["question"] = unreached(grid)
    day.press("Escape", "O")
    qtbot.waitUntil(lambda: bool(parts.list._ways), timeout=20_000)
    left["explain"] = unreached(grid)
    day.press("Escape", "W", "Down", "Down", "Alt+R")
    qtbot.waitUntil(lambda: not grid.repairing.running, timeout=30_000)
    day.settle()
    left["repair"] = unreached(grid)
    day.press("Alt+Backspace", "Alt+W")
    left["draft"] = unreached(grid)
    day.press("Alt+X", "V", "V")
    left["now"] = unreached(grid)
    day.press("V", "Ctrl+4")
    requests = day.shell.visited("requests")
    left["requests"] = unreached(requests)
    day.press("F8")
    left["free"] = unreached(requests)
    day.press("F9")
    floor = day.shell.visited("floor")
    left["floor"] = unreached(floor)
    day.press("Ctrl+PgDown")
    left["interpreters"] = unreached(floor)
    day.press("Ctrl+9")
    left["history"] = unreached(day.shell.visited("history"))
    assert {name: found for name, found in left.items() if found} == {}
