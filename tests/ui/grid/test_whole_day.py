"""A whole day is adjusted in the real window by keys alone, restart in between; then undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from matchdesk.core.vocabulary import MeetingStatus, Wish
from matchdesk.services.agenda import Target
from matchdesk.services.application import Application
from matchdesk.services.checkin import CheckIn
from matchdesk.services.people import SetInterpreter
from matchdesk.services.settings import Settings
from matchdesk.ui.main_window import MainWindow
from matchdesk.ui.theme import Theme
from tests import factories
from tests.ui.conftest import settled

Placed = dict[int, tuple[int | None, int | None]]


class Day:
    """The operator: keys, a scanner, and eyes. `begin` and `end` are those of the window."""

    def __init__(self, application: Application, theme: Theme, address: str, qtbot) -> None:
        self._application, self._theme, self._address = application, theme, address
        self._qtbot = qtbot
        self.begin()

    def begin(self) -> None:
        self.window = MainWindow(self._application, self._theme)
        self._qtbot.addWidget(self.window)
        self.window.show()
        self.window.open_event(self._address)
        self._qtbot.waitUntil(lambda: self.window.shell is not None, timeout=60_000)
        QApplication.setActiveWindow(self.window)
        self.settle()

    def end(self) -> None:
        self.window.close()

    @property
    def shell(self):
        return self.window.shell

    @property
    def desk(self):
        return self.shell.desk

    @property
    def grid(self):
        return self.shell.visited("grid")

    def settle(self) -> None:
        # Keys are held for a moment: a scanner types as quickly as a test does.
        self._qtbot.waitUntil(lambda: not self.window._scans._held, timeout=10_000)
        for _ in range(2):
            QCoreApplication.processEvents()
            settled(self._qtbot, self.shell)

    def press(self, *keys: str) -> None:
        """Keys by name: "M", "Ctrl+Z"."""
        for named in keys:
            pressed = QKeySequence(named)[0]
            if QApplication.activeWindow() is not self.window:
                QApplication.setActiveWindow(self.window)
            target = QApplication.focusWidget()
            if target is None or not target.isVisible():
                target = self.window.focusWidget() or self.window
            QTest.keyClick(target, Qt.Key(pressed.key()), pressed.keyboardModifiers())
            self.settle()

    def write(self, text: str) -> None:
        """Letters into whatever has the focus."""
        target = QApplication.focusWidget() or self.window.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClicks(target, text)
        self.settle()

    def find(self, number: int) -> None:
        """Jump to a meeting as an operator does: /, its number, down into the grid."""
        self.press("/")
        self.write(f"#{number}")
        self._qtbot.waitUntil(lambda: self.chosen == number, timeout=20_000)
        self.press("Down")

    def go(self, slot: int, table: int) -> None:
        """To a cell of the shown day by arrows."""
        sheet = self.grid.view.grid.sheet
        data = self.grid.grid_data
        wanted = sheet.place(
            next(one.key for one in data.tables if one.number == table),
            next(one.key for one in data.slots if one.number == slot),
        )
        for _ in range(60):
            at = self.grid.view.place()
            if at == wanted:
                return
            if at is None:
                self.press("Down")
            elif at[0] != wanted[0]:
                self.press("Down" if at[0] < wanted[0] else "Up")
            else:
                self.press("Right" if at[1] < wanted[1] else "Left")
        raise AssertionError((at, wanted))

    def take(self, words: str) -> None:
        """The offer with these words, by its figure."""
        shown = [one.text() for one in self.grid.parts.offers.buttons]
        found = [text[0] for text in shown if words in text]
        assert len(found) == 1, (shown, self.grid.view.grid.explained(self.grid.view.place()))
        (figure,) = found
        self.press(figure)

    @property
    def chosen(self) -> int | None:
        meeting = self.grid.looking.one(None)
        return meeting.number if meeting is not None else None

    @property
    def where(self) -> Placed:
        return {line.number: (line.slot, line.table) for line in self.desk.agenda.lines()}

    @property
    def steps(self) -> int:
        return self.desk.history.page(limit=1)[0].number

    def meeting(self, number: int):
        data = self.desk.agenda.grid()
        return next(m for m in (*data.meetings, *data.cancelled) if m.number == number)


BEFORE: Placed = {1: (3, 1), 2: (3, 2), 3: (4, 1), 4: (6, 1), 5: (7, 4)}


@pytest.fixture
def day(tmp_path: Path, clock, theme: Theme, file_address: str, opener, qtbot):
    """Eight people and four meetings of theirs; nobody has a place for 7 and 8 yet."""
    prepared = opener(file_address, "before")
    people = factories.people(prepared, 8)
    for place, (one, other) in enumerate(((0, 1), (2, 3), (0, 2), (4, 5)), start=1):
        asked = factories.request(prepared, people[one], people[other])
        factories.meeting(prepared, people[one], people[other], *BEFORE[place], request_id=asked)
    factories.request(prepared, people[6], people[7])
    wei = factories.participant(prepared, "Wei", languages=["en", "zh"])
    prepared.run(SetInterpreter(wei, ("en-zh",)))
    host, guest = (
        factories.participant(prepared, name, languages=[speaks])
        for name, speaks in (("Host", "en"), ("Guest", "zh"))
    )
    factories.meeting(prepared, host, guest, *BEFORE[5])
    prepared.close()
    settings = Settings(tmp_path / "settings", clock)
    settings.desk, settings.operator = "Desk 2", "Ana"
    made = Day(Application(settings, clock), theme, file_address, qtbot)
    yield made
    made.end()


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
    while floor.slot.slot.currentData() != 7:
        day.press("Ctrl+Right")
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
