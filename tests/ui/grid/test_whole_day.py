"""A whole day is adjusted in the real window by keys alone, restart in between; then undone."""

from __future__ import annotations

from matchdesk.core.vocabulary import MeetingStatus, Wish
from matchdesk.services.agenda import MoveMeeting, Target
from matchdesk.services.checkin import CheckIn
from tests.ui.grid.day import BEFORE, Day


def test_a_day_is_adjusted_by_keys_alone(day: Day):
    day.press("Ctrl+3")
    first = day.steps
    _moved_swapped_pushed_forced(day)
    _to_the_waiting_list_and_back(day)
    _many_at_once(day)
    _closed_and_shifted(day)
    _larger_and_smaller(day)
    done = day.where
    undone = 0
    while day.steps and day.where != BEFORE:
        day.press("Ctrl+Z")
        undone += 1
        assert undone < 60
    assert day.desk.agenda.grid().tables[0].blocked == {}
    day.end()
    day.begin()  # the next morning: undo and redo know what was done
    day.press("Ctrl+3")
    for _ in range(undone):
        day.press("Ctrl+Shift+Z")
    assert day.where == done
    day.end()
    day.begin()
    for _ in range(undone):
        day.press("Ctrl+Z")
    assert day.where == BEFORE
    assert day.steps > first
    assert day.desk.verify().sound


def _moved_swapped_pushed_forced(day: Day) -> None:
    day.find(1)
    day.press("M")
    day.go(5, 3)
    day.press("Return")
    assert day.where[1] == (5, 3)
    day.find(1)
    day.press("M")
    day.go(6, 1)
    day.press("Return")
    day.take("Swap")
    assert (day.where[1], day.where[4]) == ((6, 1), (5, 3))
    day.find(4)
    day.press("M")
    day.go(6, 1)
    day.press("Return")
    day.take("Push")
    assert day.where[4] == (6, 1)
    assert day.where[1][0] > 6
    day.find(2)
    day.press("M")
    held = day.grid.view.grid
    data = day.grid.grid_data
    soft = next(
        (slot.number, table.number)
        for slot in data.slots
        for table in data.tables
        if slot.day == data.slots[0].day
        and held.targets.cells.get((slot.key, table.key)) == Target.SOFT
    )
    day.go(*soft)
    day.press("Return")
    assert day.where[2] == soft
    assert day.grid.parts.notice.isVisible()  # the soft rule is named, nothing stops the move
    day.find(2)
    day.press("E", "1")  # the best free place
    assert day.where[2] != soft


def _to_the_waiting_list_and_back(day: Day) -> None:
    day.find(3)
    day.press("Del")
    assert day.where[3] == (None, None)
    day.press("Q", "Return")
    assert day.grid.holding.held.number == 3
    day.grid.view.setFocus()
    day.go(2, 2)
    day.press("Return")
    assert day.where[3] == (2, 2)
    day.find(3)
    day.press("Ctrl+X")  # cut and paste
    day.go(2, 3)
    day.press("Ctrl+V")
    assert day.where[3] == (2, 3)
    day.press("Ctrl+Del")
    assert day.meeting(3).status is MeetingStatus.CANCELLED
    day.press("R")
    assert day.where[3] == (2, 3)


def _many_at_once(day: Day) -> None:
    day.find(3)
    day.press("L")
    assert day.meeting(3).locked
    day.press("L")
    day.go(2, 1)
    for _ in range(3):
        day.press("Shift+Down")
    day.press("Shift+Right")
    chosen = {m.number for m in day.grid.many.meetings}
    assert 3 in chosen
    day.go(2, 1)
    day.press("Ctrl+Space")  # the whole slot
    day.press("C")
    assert day.meeting(3).status is MeetingStatus.CONFIRMED
    day.press("C")
    assert day.meeting(3).status is MeetingStatus.PLANNED


def _closed_and_shifted(day: Day) -> None:
    day.go(2, 3)
    day.press("Shift+Space", "B")
    day.write("Fire door")
    day.press("Return")
    table = day.desk.agenda.grid().tables[2]
    assert set(table.blocked.values()) == {"Fire door"}
    assert day.where[3] == (None, None)
    day.go(2, 3)
    day.press("Shift+Space", "Shift+B")
    assert day.desk.agenda.grid().tables[2].blocked == {}
    day.go(2, 1)
    day.press("Ctrl+Space", "B")
    day.write("Keynote overruns")
    day.press("Return")
    second = day.desk.agenda.grid().slots[1].key
    assert all(second in one.blocked for one in day.desk.agenda.grid().tables)
    day.go(2, 1)
    day.press("Ctrl+Space", "Shift+B")
    day.go(4, 1)
    day.press("Alt+B", "Return")
    assert f"{day.desk.agenda.grid().slots[3].starts:%H:%M}" == "10:25"
    day.press("Alt+N", "Return")
    assert f"{day.desk.agenda.grid().slots[3].starts:%H:%M}" == "10:35"


def _larger_and_smaller(day: Day) -> None:
    number = len(day.desk.agenda.grid().tables)
    day.go(2, 1)
    day.press("Alt+T", "Return")
    assert len(day.desk.agenda.grid().tables) == number + 1
    day.go(2, number + 1)
    day.press("Alt+Shift+T", "Return")
    assert len(day.desk.agenda.grid().tables) == number
    slots = len(day.desk.agenda.grid().slots)
    day.go(2, 1)
    day.press("Alt+L", "Return")
    assert len(day.desk.agenda.grid().slots) == slots + 1
    day.go(2, 1)
    day.press("Alt+Shift+L", "Return")
    assert len(day.desk.agenda.grid().slots) == slots


def test_a_meeting_that_another_desk_moved_is_cancelled_and_brought_back(day: Day):
    day.press("Ctrl+3")
    day.find(3)
    data = day.desk.agenda.grid()
    slot = next(one.key for one in data.slots if one.number == 2)
    day.desk.run(MoveMeeting(day.meeting(3).key, slot, data.tables[2].key))  # by another desk
    day.settle()
    day.press("Ctrl+Del")
    assert day.meeting(3).status is MeetingStatus.CANCELLED
    day.press("R")
    assert day.where[3] == (2, 3)


def test_out_of_order_undo_and_what_if_by_keys_alone(day: Day):
    day.press("Ctrl+3")
    for number, place in ((1, (5, 3)), (2, (5, 4))):
        day.find(number)
        day.press("M")
        day.go(*place)
        day.press("Return")
    day.press("Ctrl+9")
    history = day.shell.visited("history")
    history.table.view.setFocus()
    day.press("Down", "Ctrl+Backspace")  # the move before the last one
    assert (day.where[1], day.where[2]) == ((3, 1), (5, 4))
    day.press("Ctrl+3", "Alt+W")
    assert day.grid.whatif.draft is not None
    day.find(1)
    day.press("M")
    day.go(5, 3)
    day.press("Return")
    assert day.where[1] == (3, 1)  # the live grid waits
    day.press("Alt+A")
    assert (day.where[1], day.grid.whatif.draft) == ((5, 3), None)
    day.press("Alt+W")
    day.find(1)
    day.press("Del", "Alt+X")
    assert (day.where[1], day.grid.whatif.draft) == ((5, 3), None)


def test_requests_are_made_and_places_found_by_keys_alone(day: Day, qtbot):
    day.press("Ctrl+4", "Ctrl+I")
    day.write("person 2")
    day.press("Return")
    day.write("person 5")
    day.press("Return", "Return")
    asked = {(row.requester, row.requested) for row in day.desk.requests.rows()}
    assert ("Person 2", "Person 5") in asked
    day.press("Ctrl+I")
    day.shell.scan("3")  # two badges
    day.settle()
    day.shell.scan("6")
    day.settle()
    day.press("Return")
    rows = {(row.requester, row.requested): row for row in day.desk.requests.rows()}
    key = rows["Person 3", "Person 6"].key
    day.press("Ctrl+Shift+M")
    assert day.desk.requests.get(key).wish is Wish.MUST_MEET
    day.press("Ctrl+Shift+V")
    assert day.desk.requests.get(key).wish is Wish.NEVER_MEET
    day.press("Ctrl+Shift+H", "Ctrl+Shift+Up")
    assert day.desk.requests.get(key).wish is Wish.NORMAL
    day.press("Ctrl+3", "O")  # why they have no place; a figure takes the cheapest way
    panel = day.grid.parts.list
    qtbot.waitUntil(lambda: bool(panel._ways), timeout=20_000)
    open_before = day.desk.agenda.grid().open_requests
    panel.list.setFocus()
    day.press("1")
    assert day.desk.agenda.grid().open_requests == open_before - 1
    day.press("Escape", "P", "Escape")  # rules that are broken, and back
    for request in day.desk.agenda.without_place():
        assert request.names


def test_when_the_day_goes_wrong_by_keys_alone(day: Day, qtbot):
    day.desk.run(CheckIn("2"))
    day.press("Ctrl+3")
    day.find(1)
    day.press("W")
    panel = day.grid.parts.repair
    panel.kind.setFocus()
    day.press("Down", "Down")  # somebody does not come
    day.press("Alt+J")  # only noted
    assert day.meeting(1).missing == day.meeting(1).parties[:1]
    day.press("W")
    panel.kind.setFocus()
    day.press("Home", "Alt+R")  # all who are missing
    qtbot.waitUntil(lambda: not day.grid.repairing.running, timeout=30_000)
    day.settle()
    assert panel.rows
    assert day.grid.view.grid.ghosts
    day.press("Alt+Return")
    assert day.desk.repair.missing() == ()
    day.press("Ctrl+Z")
    assert day.where == BEFORE
    _on_the_floor(day)


def _on_the_floor(day: Day) -> None:
    day.press("F9")
    floor = day.shell.visited("floor")
    for _ in range(6):
        day.press("Ctrl+Right")
    assert floor.slot.slot.currentData() == 7
    floor.slot.take_focus()
    day.press("I")
    assert day.meeting(5).status is MeetingStatus.IN_PROGRESS
    day.press("H")
    assert day.meeting(5).status is MeetingStatus.HELD
    day.press("1")
    assert day.meeting(5).status is MeetingStatus.NO_SHOW
    day.press("P", "Ctrl+H")
    assert day.meeting(5).status is MeetingStatus.HELD
    for _ in range(5):
        day.press("Ctrl+Z")
    assert day.meeting(5).status is MeetingStatus.PLANNED
