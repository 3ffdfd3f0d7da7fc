"""What a desk does for somebody beyond admitting them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from matchdesk.core.vocabulary import (
    AbsenceKind,
    CheckInOutcome,
    DocumentKind,
    ParticipantStatus,
)
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.people import EditParticipant
from matchdesk.services.repairing import MishapKind
from matchdesk.ui.checkin import dialogs, sounds
from matchdesk.ui.checkin.arrivals_dialog import ArrivalsDialog
from matchdesk.ui.checkin.correct_dialog import CorrectDialog
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.help_panel import HelpPanel
from matchdesk.ui.checkin.newcomer_dialogs import SubstituteDialog, WalkInDialog
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.widgets import Label, Pill
from tests import factories
from tests.ui.checkin.conftest import SPEC
from tests.ui.conftest import settled


@pytest.fixture
def act(screen, shell, qtbot):
    """`act("out")` uses the action `checkin.out`, if it can be used."""

    def call(name: str) -> None:
        action = screen.context.actions.get(f"checkin.{name}")
        assert action.isEnabled()
        action.trigger()
        settled(qtbot, shell)

    return call


def test_scan_from_another_screen_brings_the_answer_to_the_front(screen, shell, qtbot, house):
    token = shell.desk.run(IssueBadges()).result[house["Ana Alm"]]
    shell.scan(token)
    settled(qtbot, shell)
    assert (screen.card.word.text(), screen.card.name.text()) == ("ADMITTED", "Ana Alm")


def test_somebody_goes_out_and_the_next_scan_brings_them_back(screen, shell, enter, act, house):
    enter("#4")
    act("out")
    assert shell.desk.checkin.person(house["Ana Alm"]).here is False
    enter("#4")
    assert screen.card.word.text() == "ADMITTED"
    assert screen.card.text.text() == "Back in the house; was out since 09:00"


def test_lost_badge_is_refused_and_a_new_one_is_printed(screen, shell, enter, act, house):
    old = shell.desk.run(IssueBadges()).result[house["Ana Alm"]]
    enter(old)
    act("lost")
    assert [job.kind for job in shell.desk.print_queue.jobs()] == [DocumentKind.BADGES]
    enter(old)
    assert screen.card.word.text() == "REVOKED"
    assert screen.card.text.text() == (
        "This badge was replaced on 18.11. at 09:00. Ask for the new one."
    )
    assert shell.desk.checkin.token(house["Ana Alm"]) != old


def test_wrong_name_is_corrected_and_the_badge_printed_in_one_step(
    screen, shell, enter, act, dialog, qtbot, house
):
    enter("#4")
    act("correct")
    form = dialog(CorrectDialog)
    form.lines["name"].setText("Anna Alm")
    form.photo.show_value(False)
    qtbot.mouseClick(form.save_print, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert screen.card.name.text() == "Anna Alm"
    (job,) = shell.desk.print_queue.jobs()
    assert [subject.name for subject in job.subjects] == ["Anna Alm"]
    assert shell.desk.people.card(house["Ana Alm"]).consent_photo is False


def test_name_that_is_empty_is_refused_at_its_field(screen, shell, enter, act, dialog, qtbot):
    enter("#4")
    act("correct")
    form = dialog(CorrectDialog)
    form.lines["name"].setText(" ")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert (form.isVisible(), form.rows["name"].wrong) == (True, True)
    form.reject()


def test_attention_is_cleared_where_it_is_shown(screen, shell, enter, act, dialog, qtbot, house):
    enter("#3")
    assert screen.card.word.text() == "ATTENTION FIRST"
    act("attention")
    form = dialog(CorrectDialog)
    form.attention.setPlainText("")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    enter("#3")
    assert screen.card.word.text() == "ADMITTED"


def test_walk_in_is_admitted_and_gets_a_badge(screen, shell, act, dialog, qtbot):
    screen.box.setText("Zoe Neu")
    act("walk_in")
    form = dialog(WalkInDialog)
    assert form.name.text() == "Zoe Neu"
    form.organisation.setText("New Cluster")
    qtbot.mouseClick(form.admit, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert (screen.card.word.text(), screen.card.name.text()) == ("ADMITTED", "Zoe Neu")
    assert screen.card.who.text() == "New Cluster"
    assert [job.kind for job in shell.desk.print_queue.jobs()] == [DocumentKind.BADGES]


def test_walk_in_who_is_listed_already_is_admitted_instead(
    screen, shell, act, dialog, qtbot, house
):
    act("walk_in")
    form = dialog(WalkInDialog)
    form.name.setText("Anna Berg")
    qtbot.waitUntil(lambda: "Is it one of these?" in [x.text() for x in form.findChildren(Label)])
    form.alike.chosen.emit(house["Ana Alm"])
    settled(qtbot, shell)
    assert screen.card.name.text() == "Ana Alm"
    assert len(shell.desk.people.participants()) == 4


def test_colleague_comes_instead_and_is_admitted(screen, shell, enter, act, dialog, qtbot, house):
    enter("#1")
    act("substitute")
    form = dialog(SubstituteDialog)
    form.name.setText("Wang Xiao")
    qtbot.mouseClick(form.go, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert (screen.card.word.text(), screen.card.name.text()) == ("ADMITTED", "Wang Xiao")
    person = shell.desk.checkin.person(house["Chen Wei-Lin"])
    assert (person.status, person.here) == (ParticipantStatus.SUBSTITUTED, False)


def test_arrivals_follow_and_tell_whom_the_next_slot_waits_for(
    screen, shell, act, dialog, qtbot, house, desk
):
    factories.meeting(desk, house["Ana Alm"], house["Ana Berg"], 2, 3)
    settled(qtbot, shell)
    act("arrivals")
    window = dialog(ArrivalsDialog)
    assert window.summary.text() == "0 of 4 here"
    assert [one.person.name for one in window.awaited.model.rows] == ["Ana Alm", "Ana Berg"]
    desk.run(CheckInParticipant(house["Ana Alm"]))
    qtbot.waitUntil(lambda: window.summary.text() == "1 of 4 here")
    assert [one.person.name for one in window.awaited.model.rows] == ["Ana Berg"]
    window.close()


def test_telephone_is_not_shown_of_those_who_refused_to_share(desk, house):
    shy = factories.participant(desk, "Shy", phone="1", email="s@x.example", consent_sharing=False)
    open_ = factories.participant(desk, "Open", phone="2", email="o@x.example")
    factories.meeting(desk, shy, open_, 2, 1)
    found = desk.checkin.awaited(desk.checkin.next_slot())
    assert {(one.person.name, one.phone, one.email) for one in found} == {
        ("Open", "2", "o@x.example"),
        ("Shy", "", ""),
    }


def test_help_says_what_each_answer_means_and_names_the_keys(screen, act, dialog):
    act("help")
    panel = dialog(HelpPanel)
    said = {part.text() for part in panel.findChildren(Label)}
    assert {"ADMITTED", "REVOKED", "F2", "Correct", "Ctrl+T"} <= said
    panel.accept()


def test_nobody_found_offers_a_walk_in(screen, shell, qtbot):
    screen.box.setText("Zzyzx")
    screen.box.search_now()
    settled(qtbot, shell)
    assert screen.notice.text.text() == "Nobody is found as “Zzyzx”."
    assert screen.notice.action.text() == "Walk-in …"


def test_each_kind_of_answer_has_its_own_sound():
    found = {outcome: sounds.sound_of(outcome) for outcome in CheckInOutcome}
    assert found[CheckInOutcome.ADMITTED] == "good"
    assert found[CheckInOutcome.ALREADY_IN] == "again"
    assert found[CheckInOutcome.ATTENTION_FIRST] == "ask"
    assert found[CheckInOutcome.FORGED] == "stop"


def test_sound_can_be_switched_off(screen, enter, monkeypatch):
    played = []
    monkeypatch.setattr(sounds, "play", played.append)
    enter("#4")
    screen.head.sound.trigger()
    enter("#4")
    assert played == [CheckInOutcome.ADMITTED]


def test_paper_of_a_delegation_is_one_print_job_in_hand_out_order(
    screen, shell, enter, act, dialog, qtbot, house
):
    enter("#1")
    act("together")
    asked = dialog(DelegationDialog)
    for key in (house["Chen Wei-Lin"], house["Lin Hsiao-Chun"]):
        asked.boxes[key].setChecked(True)
    asked.paper.click()
    settled(qtbot, shell)
    jobs = shell.desk.print_queue.jobs()
    assert [(job.kind, [one.name for one in job.subjects]) for job in jobs] == [
        (DocumentKind.BADGES, ["Chen Wei-Lin", "Lin Hsiao-Chun"]),
        (DocumentKind.AGENDAS, ["Chen Wei-Lin", "Lin Hsiao-Chun"]),
    ]
    assert len({job.bundle for job in jobs}) == 1


def test_longest_name_leaves_the_mark_beside_it_in_the_window(
    screen, shell, enter, act, dialog, house
):
    name = "Maximiliana-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfürst und Bartenstein"
    shell.desk.run(EditParticipant(house["Chen Wei-Lin"], {"name": name, "native_name": ""}))
    enter("#1")
    act("together")
    asked = dialog(DelegationDialog)
    box = asked.boxes[house["Chen Wei-Lin"]]
    assert (box.text().endswith("…"), box.toolTip()) == (True, name)
    (here,) = (pill for pill in asked.findChildren(Pill) if pill.text() == "here")
    room = here.parentWidget().parentWidget()
    assert room.rect().contains(here.parentWidget().mapToParent(here.geometry().topRight()))
    asked.reject()


GRID = ScreenSpec("grid", "Grid", "layout-grid", "Ctrl+3", "matchdesk.ui.grid.screen", "GridScreen")
REQUESTS = ScreenSpec(
    "requests", "Requests", "users", "Ctrl+4", "matchdesk.ui.requests.screen", "RequestsScreen"
)
PEOPLE = ScreenSpec(
    "people", "People", "users", "Ctrl+5", "matchdesk.ui.people.screen", "PeopleScreen"
)


@pytest.fixture
def whole(house, make_shell, qtbot):
    """A window with Check-in and whatever it leads to, Chen on the screen."""
    made = make_shell((SPEC, GRID, REQUESTS, PEOPLE))
    settled(qtbot, made)
    QTest.keyClicks(made.visited("checkin").box, "#1")
    QTest.keyClick(made.visited("checkin").box, Qt.Key.Key_Return)
    settled(qtbot, made)
    return made


def test_leaving_early_begins_a_repair_that_is_filled_in(whole, qtbot):
    action = whole.visited("checkin").context.actions.get("checkin.leaves")
    assert (action.isEnabled(), action.shortcut().toString()) == (True, "Ctrl+Shift+D")
    arrived: list[str] = []
    whole.current_changed.connect(arrived.append)
    action.trigger()
    settled(qtbot, whole)
    panel = whole.visited("grid").parts.repair
    assert arrived == ["grid"]
    assert (panel.who.chosen.name, panel.kind.currentData()) == (
        "Chen Wei-Lin",
        MishapKind.LEAVING,
    )


@pytest.fixture
def found(whole, qtbot):
    """The list of the window, with Lin, who is not in the house, chosen in it."""
    QTest.keyClicks(whole.visited("checkin").box, "Lin Hsiao")
    settled(qtbot, whole)
    qtbot.waitUntil(lambda: whole.visited("checkin").results.current() is not None)
    return whole.visited("checkin")


def test_who_calls_to_be_late_is_found_but_not_admitted(found, whole, qtbot):
    offered = [f"checkin.{name}" for name in ("late", "no_show", "leaves", "badge")]
    assert [not found.buttons.made[name].isHidden() for name in offered] == [
        True, True, False, False,
    ]  # fmt: skip
    found.context.actions.get("checkin.late").trigger()
    settled(qtbot, whole)
    panel = whole.visited("grid").parts.repair
    assert (panel.who.chosen.name, panel.kind.currentData()) == (
        "Lin Hsiao-Chun",
        MishapKind.LATE,
    )


def test_who_calls_off_is_a_no_show_for_every_screen(found, whole, house, qtbot, said):
    key = house["Lin Hsiao-Chun"]
    found.context.actions.get("checkin.no_show").trigger()
    settled(qtbot, whole)
    flags = whole.desk.agenda.grid().people[key].flags
    assert {flag.kind for flag in flags} == {AbsenceKind.NO_SHOW}
    assert said[-1][0] == "Lin Hsiao-Chun does not come. 0 meetings light up in the grid."


def test_buttons_of_an_answer_stand_in_two_rows_at_the_smallest_window(whole, qtbot):
    whole.window().resize(1366, 768)
    settled(qtbot, whole)
    made = whole.visited("checkin").buttons.made.values()
    shown = [one for one in made if not one.isHidden()]
    assert (len(shown), len({one.y() for one in shown})) == (11, 2)


def test_repair_and_partner_are_not_offered_in_a_window_without_their_screens(screen, enter):
    enter("#1")
    made = screen.buttons.made
    assert [made[f"checkin.{n}"].isHidden() for n in ("late", "leaves", "free")] == [True] * 3


def test_partner_now_asks_for_whoever_is_at_the_desk(whole, qtbot):
    action = whole.visited("checkin").context.actions.get("checkin.free")
    assert (action.isEnabled(), action.shortcut().toString()) == (True, "Ctrl+Shift+F")
    arrived: list[str] = []
    whole.current_changed.connect(arrived.append)
    action.trigger()
    settled(qtbot, whole)
    assert arrived == ["requests"]
    assert whole.visited("requests").free.person.chosen.name == "Chen Wei-Lin"


def test_badge_scanned_twice_in_a_row_is_printed_once(screen, shell, enter, house, tmp_path):
    queue = shell.desk.print_queue
    address = f"folder:{tmp_path}"
    queue.choose(replace(queue.choices, badge=True, agenda=True, badge_printer=address))
    token = shell.desk.run(IssueBadges()).result[house["Ana Alm"]]
    enter(token)
    enter(token)
    assert screen.card.word.text() == "ADMITTED"
    kinds = [job.kind for job in queue.jobs()]
    assert sorted(kinds) == [DocumentKind.AGENDAS, DocumentKind.BADGES]


def test_nothing_is_done_to_whoever_was_at_the_desk_before_the_list(found, whole, house, qtbot):
    """Chen was admitted last and is not seen any more; Lin is chosen in the list."""
    desk, actions = whole.desk, found.context.actions
    old = desk.run(IssueBadges()).result
    assert not actions.get("checkin.take_back").isEnabled()
    actions.get("checkin.lost").trigger()
    settled(qtbot, whole)
    assert desk.checkin.token(house["Chen Wei-Lin"]) == old[house["Chen Wei-Lin"]]
    assert desk.checkin.token(house["Lin Hsiao-Chun"]) != old[house["Lin Hsiao-Chun"]]


def test_colleague_comes_instead_of_somebody_who_was_never_admitted(
    found, whole, house, dialog, qtbot
):
    made = found.buttons.made["checkin.substitute"]
    assert not made.isHidden()
    made.click()
    form = dialog(SubstituteDialog)
    form.name.setText("Wu Mei-Ling")
    qtbot.mouseClick(form.go, Qt.MouseButton.LeftButton)
    settled(qtbot, whole)
    assert (found.card.word.text(), found.card.name.text()) == ("ADMITTED", "Wu Mei-Ling")
    assert whole.desk.checkin.person(house["Lin Hsiao-Chun"]).arrived_at is None


def test_who_came_yesterday_is_told_with_the_day(screen, shell, enter, typed, house, clock, qtbot):
    enter("#4")
    clock.set(clock.now() + timedelta(days=1))
    enter("#4")
    assert screen.card.text.text() == "Since 18.11. 09:00, at desk a"
    typed("Alm")
    assert screen.results.hits[0].standing[0] == "here since 18.11. 09:00"
    assert screen.recent._lines[1]._at.text() == "18.11. 09:00"


def test_form_has_its_size_before_it_is_seen(screen, shell, qtbot, monkeypatch):
    """X11 puts a window that grows while it appears into the corner, its title out of sight."""
    seen: list[bool] = []
    monkeypatch.setattr(dialogs, "grown", lambda form: seen.append(form.isVisible()))
    form = dialogs.DeskDialog(screen.context, "Form", screen)
    form.lay_out("What is asked", (), QPushButton("Save"))
    form.open()
    assert seen[0] is False
    form.reject()


def test_what_is_to_be_said_stands_whole_in_a_delegation(screen, shell, house, dialog, qtbot):
    note = "Ask for the passport copy and say that the first meeting was moved upstairs. " * 3
    shell.desk.run(EditParticipant(house["Lin Hsiao-Chun"], {"attention": note.strip()}))
    settled(qtbot, shell)
    screen.together.ask(shell.desk.checkin.person(house["Lin Hsiao-Chun"]).delegation_key)
    settled(qtbot, shell)
    form = dialog(DelegationDialog)
    (said,) = [one for one in form.findChildren(Label) if one.text() == note.strip()]
    assert said.height() >= said.heightForWidth(said.width())
    form.reject()
