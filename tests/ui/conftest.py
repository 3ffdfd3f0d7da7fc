"""A window without a screen; a test that leaves a Qt warning, a thread or a window behind fails."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("LC_ALL", "C.UTF-8")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from matchdesk.services.desk import Desk
from matchdesk.ui import catalogue
from matchdesk.ui.actions import CLOSE, PALETTE, THEME, Actions
from matchdesk.ui.jobs import JobRunner
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.shell import EventShell
from matchdesk.ui.theme import State, Theme, dress

_HARMLESS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    theme = Theme("light", qapp)
    dress(qapp, theme)
    return theme


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    yield dressed
    dressed.choose("light")


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, dressed: Theme, qtlog: Any) -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Escape)  # Qt holds Shift down after Ctrl+Shift+Tab
    for window in qapp.topLevelWidgets():
        assert not window.isVisible(), f"left open: {window!r}"
    flush()
    left = [t.name for t in set(threading.enumerate()) - threads if not t.name.startswith("Dummy")]
    assert left == []
    loud = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    said = [r.message for r in qtlog.records if r.type in loud and r.message not in _HARMLESS]
    assert said == []


def flush() -> None:
    """Let Qt destroy what was marked for it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def jobs() -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close()


class Said(list[tuple[str, bool, State]]):
    """Collects what was said to the operator."""

    def __call__(self, text: str, undoable: bool = False, *, state: State = State.NEUTRAL) -> None:
        self.append((text, undoable, state))


@pytest.fixture
def said() -> Said:
    return Said()


MakeShell = Callable[..., EventShell]


@pytest.fixture
def make_shell(desk: Desk, theme: Theme, said: Said, qtbot: QtBot) -> Iterator[MakeShell]:
    """`make_shell(specs)` shows an event with these screens; `make_shell()` with all there are."""
    made: list[tuple[QWidget, EventShell]] = []

    def make(specs: tuple[ScreenSpec, ...] | None = None) -> EventShell:
        window = QWidget()
        qtbot.addWidget(window)
        actions = Actions(window, theme)
        for spec in (PALETTE, THEME, CLOSE):
            actions.add(spec, lambda: None)
        shell = EventShell(desk, theme, actions, said, specs or catalogue.present())
        shell.setParent(window)
        window.resize(1366, 768)
        shell.resize(1366, 768)
        window.show()
        made.append((window, shell))
        shell.begin()
        return shell

    yield make
    for window, shell in made:
        assert shell.close_event() or shell.close_event()  # once it asks about what was refused
        window.close()


def settled(qtbot: QtBot, shell: EventShell) -> None:
    """Wait until nothing is being read or stored, and what was read is shown."""
    qtbot.waitUntil(lambda: not shell.busy(), timeout=10_000)
    QCoreApplication.processEvents()  # what is shown has its place, and is visible, only then
