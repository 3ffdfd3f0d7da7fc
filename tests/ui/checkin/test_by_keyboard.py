"""A whole hour at the registration desk by keyboard alone: no pointer, nothing called behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.models import Delegation
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.settings import Settings
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.newcomer_dialogs import SubstituteDialog, WalkInDialog
from matchdesk.ui.main_window import MainWindow
from tests import factories
from tests.ui.reach import nameless, out_of_reach

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


class Keyboard:
    """Types where the focus is, as a hand does, and waits for what comes of it."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self._window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def types(self, text: str) -> None:
        for letter in text:  # keyClicks knows no letters beyond ASCII
            QTest.keyClick(self.focus, letter)
        self.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.rest()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found: list[QDialog] = []

        def there() -> bool:
            found[:] = [
                w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()
            ]
            return bool(found) and found[0].isAncestorOf(self.focus)

        self._qtbot.waitUntil(there)
        return found[0]

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Tab until the focus is there; a part that Tab does not reach fails the test."""
        for _step in range(60):
            if wanted(self.focus):
                return
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError("Tab does not reach it")

    def back(self, box: QWidget) -> None:
        """A dialog has gone: the window has the keys again, as a desktop sees to, and the box."""
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self._window.activateWindow()
        self._qtbot.waitUntil(lambda: self.focus is box)

    def rest(self) -> None:
        QApplication.processEvents()
        shell = self._window.shell
        self._qtbot.waitUntil(lambda: not shell.busy(), timeout=30_000)
        QApplication.processEvents()


def test_an_hour_at_the_desk_by_keyboard_alone(window, people, qtbot, clock):
    _path, keys, tokens = people
    shell = window.shell
    desk, hand = shell.desk, Keyboard(window, qtbot)

    # To the desk, and somebody without a code: a part of the name, Enter.
    hand.press(Qt.Key.Key_2, CONTROL)
    screen = shell.visited("checkin")
    assert hand.focus is screen.box
    hand.types("muller")
    qtbot.waitUntil(lambda: len(screen.results.hits) == 1)
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.word.text() == "ADMITTED")
    assert desk.checkin.person(keys["Zoë Müller"]).here

    # Somebody who is not registered.
    hand.press(Qt.Key.Key_A, CONTROL | SHIFT)
    form = hand.dialog(WalkInDialog)
    assert hand.focus is form.name
    hand.types("Kofi Mensah")
    hand.tab_to(lambda part: part is form.organisation)
    hand.types("Accra Digital")
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.name.text() == "Kofi Mensah")
    assert screen.card.word.text() == "ADMITTED"
    hand.back(screen.box)

    # A delegation: its name, chosen among what is found; one of the two is not here.
    hand.types("taiwan")
    qtbot.waitUntil(lambda: len(screen.results.hits) == 3)
    while not (chosen := screen.results.current()) or not chosen.delegation:
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    ticking = hand.dialog(DelegationDialog)
    hand.tab_to(lambda part: part is ticking.boxes[keys["Lin Hsiao-Chun"]])
    hand.press(Qt.Key.Key_Space)
    hand.tab_to(lambda part: part is ticking.go)
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.checkin.person(keys["Chen Wei-Lin"]).here)
    assert desk.checkin.person(keys["Lin Hsiao-Chun"]).here is False
    hand.back(screen.box)

    # A colleague comes instead of somebody who is found by number.
    hand.types("#3")
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.name.text() == "Ana Berg")
    hand.press(Qt.Key.Key_T, CONTROL)
    form = hand.dialog(SubstituteDialog)
    hand.types("Eva Berg")
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.name.text() == "Eva Berg")
    assert desk.checkin.person(keys["Ana Berg"]).status is ParticipantStatus.SUBSTITUTED
    hand.back(screen.box)

    # Later: a badge was lost, and the old one is refused.
    clock.set(clock.now() + timedelta(minutes=30))
    hand.types("muller")
    qtbot.waitUntil(lambda: [hit.key for hit in screen.results.hits] == [keys["Zoë Müller"]])
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.word.text() == "ALREADY IN")
    hand.press(Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: desk.checkin.token(keys["Zoë Müller"]) != tokens["Zoë Müller"])
    hand.types(tokens["Zoë Müller"])
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.word.text() == "REVOKED")

    # The substitution is taken back: the last but the badge, which stays paper.
    undo = QKeySequence("Ctrl+Z")[0]
    while desk.checkin.person(keys["Ana Berg"]).status is ParticipantStatus.SUBSTITUTED:
        before = desk.history.page()[0].number
        QTest.keyClick(hand.focus, undo.key(), undo.keyboardModifiers())
        hand.rest()
        assert desk.history.page()[0].number > before
    assert desk.checkin.person(keys["Chen Wei-Lin"]).here
    assert desk.verify().faults == ()


def test_tab_reaches_every_control_of_the_desk_and_its_windows(window, people, qtbot):
    _path, keys, _tokens = people
    hand = Keyboard(window, qtbot)
    hand.press(Qt.Key.Key_2, CONTROL)
    screen = window.shell.visited("checkin")
    left: dict[str, list[str]] = {"ready": out_of_reach(screen) + nameless(screen)}
    hand.types("ana")
    qtbot.waitUntil(lambda: len(screen.results.hits) == 1)
    left["list"] = out_of_reach(screen, screen.results) + nameless(screen)
    screen.acts.check_in(keys["Chen Wei-Lin"])
    hand.rest()
    left["answer"] = out_of_reach(screen) + nameless(screen)
    for name in ("walk_in", "substitute", "correct", "together", "arrivals", "help"):
        screen.context.actions.get(f"checkin.{name}").trigger()
        hand.rest()
        dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog))
        (opened,) = (w for w in dialogs if w.isVisible())
        left[name] = out_of_reach(opened) + nameless(opened)
        opened.close()
        hand.rest()
    assert {name: found for name, found in left.items() if found} == {}
