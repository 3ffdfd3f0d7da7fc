"""The Check-in screen with four people, two of them of a delegation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from matchdesk.models import Delegation
from matchdesk.ui.checkin.screen import CheckInScreen
from matchdesk.ui.screens import ScreenSpec
from tests import factories
from tests.ui.conftest import settled

SPEC = ScreenSpec(
    "checkin", "Check-in", "scan-line", "Ctrl+2", "matchdesk.ui.checkin.screen", "CheckInScreen",
    scans=True,
)  # fmt: skip


@pytest.fixture
def house(desk):
    """The people's keys by name."""
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan", note="Bus at five"))
    people = {
        "Chen Wei-Lin": {"native_name": "陳 威霖", "delegation_id": taiwan},
        "Lin Hsiao-Chun": {"delegation_id": taiwan},
        "Ana Berg": {"attention": "Ask for the invoice"},
        "Ana Alm": {},
    }
    return {name: factories.participant(desk, name, **values) for name, values in people.items()}


@pytest.fixture
def shell(house, make_shell, qtbot):
    made = make_shell((SPEC,))
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> CheckInScreen:
    return shell.visited("checkin")


@pytest.fixture
def enter(screen, shell, qtbot):
    """`enter("text")` is a scanner: quick keys, then Enter."""

    def call(text: str) -> None:
        QTest.keyClicks(screen.box, text)
        QTest.keyClick(screen.box, Qt.Key.Key_Return)
        settled(qtbot, shell)

    return call


@pytest.fixture
def typed(screen, shell, qtbot):
    """`typed("text")` is a hand: keys, then a look at what was found."""

    def call(text: str) -> None:
        with qtbot.waitSignal(screen.box.searched):
            QTest.keyClicks(screen.box, text)
        settled(qtbot, shell)

    return call


@pytest.fixture
def dialog(shell, qtbot):
    """`dialog(Kind)` is the open window of that kind, once it is there."""

    def call(kind: type[QDialog]) -> QDialog:
        def found() -> list[QDialog]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind)]

        qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    return call
