"""The Check-in screen with four people, two of them of a delegation."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from matchdesk.models import Delegation
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.settings import Settings
from matchdesk.ui.checkin.screen import CheckInScreen
from matchdesk.ui.main_window import MainWindow
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


@pytest.fixture
def people(sqlite_template, tmp_path, opener):
    """The keys of four people, two of them of a delegation, in the event that is opened."""
    path = shutil.copy(sqlite_template, tmp_path / "event.matchdesk")
    desk = opener(str(path), "b")
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan"))
    keys = {
        name: factories.participant(desk, name, **values)
        for name, values in {
            "Chen Wei-Lin": {"delegation_id": taiwan, "native_name": "陳 威霖"},
            "Lin Hsiao-Chun": {"delegation_id": taiwan},
            "Ana Berg": {},
            "Zoë Müller": {},
        }.items()
    }
    desk.run(IssueBadges())
    tokens = {name: desk.checkin.token(key) for name, key in keys.items()}
    desk.close()
    return path, keys, tokens


@pytest.fixture
def window(people, theme, qtbot, clock, tmp_path):
    settings = Settings(tmp_path / "settings", clock)
    settings.desk, settings.operator = "Desk 1", "Ana"
    settings.put("checkin.sound", False)
    made = MainWindow(Application(settings, clock), theme, None)
    qtbot.addWidget(made)
    made.show()
    made.open_event(str(people[0]))
    qtbot.waitUntil(lambda: made.shell is not None and not made.shell.busy(), timeout=20_000)
    made.activateWindow()
    yield made
    made.close()
