"""A whole hour at the registration desk by keyboard alone: no pointer, nothing called behind it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.newcomer_dialogs import SubstituteDialog, WalkInDialog
from tests.ui.checkin.keyboard import CONTROL, SHIFT, Keyboard
from tests.ui.reach import nameless, out_of_reach


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
