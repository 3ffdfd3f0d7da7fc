"""From two names to a meeting and its end, by keys alone; then all of it undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from matchdesk.core.vocabulary import MeetingStatus, RequestStatus
from matchdesk.ui.catalogue import ALL
from tests import factories
from tests.ui.conftest import settled

SCREENS = tuple(spec for spec in ALL if spec.id in ("requests", "floor"))
CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_request_is_made_placed_held_and_undone_by_keys_alone(make_shell, desk, qtbot):
    keys = factories.people(desk, 2)
    shell = make_shell(SCREENS)
    settled(qtbot, shell)

    def focused() -> QWidget:
        """What has the focus, also while a list of names has popped up over the window."""
        now = QApplication.focusWidget()
        kept = shell.window().focusWidget()
        return now if now is not None and now.isVisible() else kept or shell

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focused(), key, modifiers)
        settled(qtbot, shell)

    def write(text: str) -> None:
        QTest.keyClicks(focused(), text)
        press(Qt.Key.Key_Return)

    def meeting() -> tuple[MeetingStatus, str | None]:
        (row,) = desk.attendance.sheet(1).rows
        missing = row.meeting.no_show_keys
        return row.meeting.status, missing[0] if missing else None

    shell.activateWindow()
    press(Qt.Key.Key_I, CTRL)  # who asks
    write("person 1")
    write("person 2")
    press(Qt.Key.Key_Return)  # Add request has the focus
    (row,) = desk.requests.rows()
    assert (row.requester, row.requested, row.status) == (
        "Person 1", "Person 2", RequestStatus.ACCEPTED,
    )  # fmt: skip
    press(Qt.Key.Key_R, BOTH)  # reopen, then accept
    assert desk.requests.get(row.key).status is RequestStatus.PENDING
    press(Qt.Key.Key_A, BOTH)
    assert desk.requests.get(row.key).status is RequestStatus.ACCEPTED
    press(Qt.Key.Key_Return, CTRL)  # its best slot is the one that just begins
    assert desk.requests.get(row.key).placed.slot == 1
    # The list of names that had popped up stays the active window where no window system is.
    QApplication.setActiveWindow(shell.window())
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_I)
    assert meeting() == (MeetingStatus.IN_PROGRESS, None)
    press(Qt.Key.Key_H)
    assert meeting() == (MeetingStatus.HELD, None)
    press(Qt.Key.Key_2)
    assert meeting() == (MeetingStatus.NO_SHOW, keys[1])
    for _step in range(7):
        press(Qt.Key.Key_Z, CTRL)
    assert (desk.requests.rows(), desk.agenda.grid().meetings) == ((), ())
