"""What a desk needs beside letting people in, by keyboard alone, and the focus always seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from matchdesk.core.vocabulary import DocumentKind, PrintState, ReprintReason
from matchdesk.services.people import EditParticipant
from matchdesk.ui.checkin.arrivals_dialog import ArrivalsDialog
from matchdesk.ui.checkin.correct_dialog import CorrectDialog
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.spooling.again import AgainDialog
from tests import factories
from tests.ui.checkin.keyboard import CONTROL, SHIFT, Keyboard
from tests.ui.reach import walked_by

KEY = Qt.Key


@pytest.fixture
def hand(window, qtbot) -> Keyboard:
    made = Keyboard(window, qtbot)
    made.press(KEY.Key_2, CONTROL)
    return made


@pytest.fixture
def screen(window, hand):
    return window.shell.visited("checkin")


@pytest.fixture
def find(hand, screen, qtbot):
    """`find("part of a name", key)` types it and presses Enter on the one it means."""

    def call(text: str, key: str) -> None:
        hand.types(text)
        qtbot.waitUntil(
            lambda: screen.front.listing and key in [hit.key for hit in screen.results.hits]
        )
        while not (chosen := screen.results.current()) or chosen.key != key:
            hand.press(KEY.Key_Down)
        hand.press(KEY.Key_Return)
        qtbot.waitUntil(lambda: not screen.front.listing)

    return call


def test_somebody_comes_goes_out_comes_back_and_was_a_mistake(
    window, people, hand, screen, find, qtbot
):
    desk, ana = window.shell.desk, people[1]["Ana Berg"]
    find("ana", ana)
    assert (screen.card.word.text(), desk.checkin.person(ana).here) == ("ADMITTED", True)
    hand.press(KEY.Key_J, CONTROL)
    qtbot.waitUntil(lambda: desk.checkin.arrivals().out == 1)
    find("ana", ana)
    qtbot.waitUntil(lambda: screen.card.word.text() == "ADMITTED")
    assert (desk.checkin.person(ana).here, desk.checkin.arrivals().out) == (True, 0)
    hand.press(KEY.Key_Backspace, CONTROL)
    qtbot.waitUntil(lambda: not desk.checkin.person(ana).here)
    assert screen.front.idle.isVisible()
    assert hand.focus is screen.box


def test_what_must_be_said_first_is_said_then_they_are_admitted(
    window, people, hand, screen, find, qtbot
):
    desk, ana = window.shell.desk, people[1]["Ana Berg"]
    desk.run(EditParticipant(ana, {"attention": "Ask for the invoice"}))
    hand.rest()
    find("ana", ana)
    assert (screen.card.word.text(), screen.card.text.text()) == (
        "ATTENTION FIRST", "Ask for the invoice",
    )  # fmt: skip
    assert desk.checkin.person(ana).here is False
    hand.press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: screen.card.word.text() == "ADMITTED")
    assert desk.checkin.person(ana).here is True


def test_wrong_name_is_corrected_and_the_badge_put_into_the_queue_in_one_step(
    window, people, hand, screen, find, qtbot, tmp_path
):
    desk, ana = window.shell.desk, people[1]["Ana Berg"]
    paper = tmp_path / "paper"
    paper.mkdir()
    queue = desk.print_queue
    queue.choose(replace(queue.choices, badge_printer=f"folder:{paper}"))
    find("ana", ana)
    hand.press(KEY.Key_F2)
    form = hand.dialog(CorrectDialog)
    assert form.lines["name"].hasSelectedText()
    hand.types("Anna Berg")
    hand.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: screen.card.name.text() == "Anna Berg")
    hand.back(screen.box)
    qtbot.waitUntil(lambda: [j.state for j in queue.jobs()] == [PrintState.PRINTED], timeout=60_000)
    (job,) = queue.jobs()
    assert (job.kind, job.reason) == (DocumentKind.BADGES, ReprintReason.WRONG_NAME.value)

    # Wanted once more: the desk says when it came out, and asks why.
    hand.press(KEY.Key_B, CONTROL)
    asked = hand.dialog(AgainDialog)
    assert asked.focusWidget() is asked.reasons[ReprintReason.DAMAGED]
    hand.press(KEY.Key_3)
    qtbot.waitUntil(lambda: asked.reason is ReprintReason.LOST)
    hand.press(KEY.Key_Return)
    hand.back(screen.box)
    qtbot.waitUntil(lambda: len(queue.jobs()) == 2)
    assert queue.jobs()[1].reason == ReprintReason.LOST.value
    qtbot.waitUntil(lambda: not any(job.open for job in queue.jobs()), timeout=60_000)


def test_job_that_waits_is_tried_again_and_sent_elsewhere(
    window, people, hand, screen, find, qtbot, tmp_path
):
    desk, ana = window.shell.desk, people[1]["Ana Berg"]
    paper = tmp_path / "paper"
    paper.mkdir()
    queue, gone = desk.print_queue, f"folder:{tmp_path / 'stick'}"
    queue.choose(
        replace(queue.choices, badge=True, badge_printer=gone, paper_printer=f"folder:{paper}")
    )
    find("ana", ana)
    assert screen.card.word.text() == "ADMITTED"  # the printer keeps nobody waiting
    qtbot.waitUntil(lambda: any(job.why for job in queue.jobs()), timeout=60_000)
    hand.press(KEY.Key_J, CONTROL | SHIFT)
    page = window.shell.visited("print").queue
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    assert page.jam.isVisible()
    hand.tab_to(lambda part: part is page.table.view)
    hand.press(KEY.Key_Down)
    hand.press(KEY.Key_R, CONTROL)
    qtbot.waitUntil(lambda: bool(queue.jobs()[0].why), timeout=60_000)
    hand.press(KEY.Key_T, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(one for one in menu.actions() if one.text() == str(paper))
    for _step in range(len(menu.actions())):
        if menu.activeAction() is wanted:
            break
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: queue.jobs()[0].state is PrintState.PRINTED, timeout=60_000)
    assert [file.name for file in paper.iterdir()] == [queue.jobs()[0].file_name]
    hand.rest()
    assert page.jam.isVisible() is False


def test_lists_of_arrivals_are_walked_through_and_lead_to_a_person_and_a_delegation(
    window, people, hand, screen, qtbot
):
    desk, keys = window.shell.desk, people[1]
    factories.meeting(desk, keys["Ana Berg"], keys["Zoë Müller"], 2, 1)
    hand.rest()
    hand.press(KEY.Key_R, CONTROL | SHIFT)
    lists = hand.dialog(ArrivalsDialog)
    qtbot.waitUntil(lambda: len(lists.awaited.model.rows) == 2)
    assert hand.focus is lists.awaited.view
    hand.press(KEY.Key_Down)
    wanted = lists.awaited.current().person.key
    hand.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: screen.front.listing)
    assert [hit.key for hit in screen.results.hits] == [wanted]

    lists.activateWindow()
    qtbot.waitUntil(lambda: lists.isAncestorOf(hand.focus))
    hand.tab_to(lambda part: part is lists.tabs.tabBar())
    hand.press(KEY.Key_Right)
    hand.tab_to(lambda part: part is lists.delegations.view)
    hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    ticking = hand.dialog(DelegationDialog)
    assert ticking.windowTitle() == "Taiwan"
    hand.press(KEY.Key_Escape)
    lists.activateWindow()
    qtbot.waitUntil(lambda: lists.isAncestorOf(hand.focus))
    hand.press(KEY.Key_Escape)
    hand.back(screen.box)


def test_focus_is_seen_wherever_tab_goes_at_the_desk_and_in_its_windows(
    window, people, hand, screen, find, qtbot
):
    find("chen", people[1]["Chen Wei-Lin"])
    found = {"desk": walked_by(screen)}
    opened = (("walk_in", KEY.Key_A, CONTROL | SHIFT), ("substitute", KEY.Key_T, CONTROL),
              ("correct", KEY.Key_F2, None), ("together", KEY.Key_G, CONTROL),
              ("help", KEY.Key_F1, None), ("arrivals", KEY.Key_R, CONTROL | SHIFT))  # fmt: skip
    for name, key, modifiers in opened:
        hand.press(key, modifiers)
        hand.dialog(QDialog)
        found[name] = walked_by()
        hand.press(KEY.Key_Escape)
        hand.back(screen.box)
    assert {name: said for name, said in found.items() if said} == {}
