"""Check-in through the window: scan, type, answer, delegation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from matchdesk.core.vocabulary import CheckInOutcome, DocumentKind, ParticipantStatus
from matchdesk.models import ExternalCode, PrintRecord
from matchdesk.services.agenda import CancelMeeting
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin.views import CheckInResult
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.theme import State
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import settled


def test_box_is_as_high_as_its_large_text_needs(screen):
    assert screen.box.height() == 48
    assert screen.box.fontMetrics().height() <= 48 - 12
    magnifier = screen.box.findChildren(QToolButton)[-1].geometry()
    assert abs(magnifier.center().y() - screen.box.rect().center().y()) <= 1


def test_scanned_badge_admits_and_the_box_is_ready_again(screen, shell, enter, house):
    token = shell.desk.run(IssueBadges()).result[house["Chen Wei-Lin"]]
    enter(token.lower())
    assert (screen.card.word.text(), screen.card.name.text()) == ("ADMITTED", "陳 威霖")
    assert screen.card.latin.text() == "Chen Wei-Lin"
    assert screen.card.property("state") == str(State.GOOD)
    assert (screen.box.text(), screen.box.hasFocus()) == ("", True)
    assert shell.desk.checkin.person(house["Chen Wei-Lin"]).here is True


def test_answer_names_who_of_the_delegation_is_missing(screen, enter):
    enter("#1")
    card = screen.side.delegation
    labels = [label for label in card.findChildren(type(screen.card.name)) if label.isVisible()]
    assert [label.text() for label in labels if label.text()] == [
        "Taiwan",
        "Bus at five",
        "Still missing",
        "Lin Hsiao-Chun",
    ]


def test_unknown_code_is_a_problem_and_stored(screen, shell, enter):
    enter("KQ-77")
    assert (screen.card.word.text(), screen.card.name.text()) == ("UNKNOWN", "KQ-77")
    assert screen.card.property("state") == str(State.PROBLEM)
    assert [r.code for r in shell.desk.checkin.recent()] == ["KQ-77"]


def test_name_with_one_hit_is_admitted_by_enter(screen, shell, typed, qtbot):
    typed("hsiao")
    assert [hit.name for hit in screen.results.hits] == ["Lin Hsiao-Chun"]
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert (screen.card.word.text(), screen.card.name.text()) == ("ADMITTED", "Lin Hsiao-Chun")


def test_of_several_hits_nobody_is_admitted_without_a_choice(screen, shell, typed, qtbot, house):
    typed("ana")
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert shell.desk.checkin.recent() == ()
    assert screen.notice.text.text() == "Choose with ↓, then press Enter."
    QTest.keyClick(screen.box, Qt.Key.Key_Down)
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert screen.card.name.text() == "Ana Alm"
    assert shell.desk.checkin.person(house["Ana Berg"]).here is False


def test_quick_name_and_enter_lists_before_it_admits(screen, shell, enter, qtbot):
    enter("hsiao")
    assert shell.desk.checkin.recent() == ()
    assert screen.notice.text.text() == "Press Enter again."
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert screen.card.word.text() == "ADMITTED"


def test_emptied_box_lists_nobody(screen, typed, qtbot):
    typed("ana")
    QTest.keyClick(screen.box, Qt.Key.Key_Escape)
    assert screen.results.isVisible() is False
    assert screen.front.idle.ready.isVisible() is True


def test_attention_is_shown_first_and_confirmed_by_key(screen, shell, enter, qtbot, house):
    enter("#3")
    assert (screen.card.word.text(), screen.card.text.text()) == (
        "ATTENTION FIRST",
        "Ask for the invoice",
    )
    assert shell.desk.checkin.person(house["Ana Berg"]).here is False
    qtbot.mouseClick(screen.buttons.made["checkin.confirm"], Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert screen.card.word.text() == "ADMITTED"
    assert screen.buttons.made["checkin.confirm"].isVisible() is False


def test_check_in_is_taken_back(screen, shell, enter, qtbot, said, house):
    enter("#4")
    qtbot.mouseClick(screen.buttons.made["checkin.take_back"], Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert shell.desk.checkin.person(house["Ana Alm"]).here is False
    assert said == [("Ana Alm is not checked in any more", False, State.GOOD)]
    assert screen.front.idle.ready.isVisible() is True


def test_code_of_two_people_lists_them_to_choose_from(screen, shell, enter, qtbot, house):
    keys = (house["Ana Berg"], house["Ana Alm"])
    factories.put(shell.desk, *(ExternalCode(participant_id=key, code="T-1") for key in keys))
    enter("T-1")
    assert {hit.key for hit in screen.results.hits} == set(keys)
    screen.results.picked.emit(screen.results.hits[0])
    settled(qtbot, shell)
    assert screen.card.name.text() == screen.results.hits[0].name


def test_cancelled_person_is_refused(screen, shell, enter, qtbot):
    factories.participant(shell.desk, "Gone", status=ParticipantStatus.CANCELLED)
    enter("#5")
    assert screen.card.word.text() == "CANCELLED"


def test_delegation_found_by_name_is_checked_in_together(screen, shell, typed, qtbot, said):
    typed("taiw")
    QTest.keyClick(screen.box, Qt.Key.Key_Down)
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, DelegationDialog))
    assert dialog.go.text() == "Check in 2 people"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert said == [("2 people checked in", True, State.GOOD)]
    assert shell.desk.checkin.delegation("Taiwan").here == 2
    card = screen.card
    said_there = [part.text() for part in (card.word, card.name, card.who)]
    assert said_there == ["ADMITTED", "Taiwan", "2 people checked in"]
    assert screen.buttons.isVisible() is False  # they would be about whoever came before


def test_delegation_of_which_somebody_is_kept_out_says_who(screen, shell, typed, qtbot, house):
    shell.desk.run(EditParticipant(house["Lin Hsiao-Chun"], {"attention": "Ask for the visa"}))
    typed("taiw")
    QTest.keyClick(screen.box, Qt.Key.Key_Down)
    QTest.keyClick(screen.box, Qt.Key.Key_Return)
    settled(qtbot, shell)
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, DelegationDialog))
    dialog.boxes[house["Lin Hsiao-Chun"]].setChecked(True)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert screen.card.word.text() == "ATTENTION FIRST"
    assert screen.card.who.text() == "1 person checked in"
    assert screen.card.text.text() == "Not admitted: Lin Hsiao-Chun (Attention first)"


def test_admission_that_was_undone_does_not_stay_on_the_screen(screen, shell, enter, qtbot):
    enter("#4")
    shell.undo()
    settled(qtbot, shell)
    qtbot.waitUntil(lambda: screen.front.idle.isVisible())


def test_delegation_is_found_with_a_slip_by_its_people(screen, shell, typed, house):
    typed("tawan")
    first = screen.results.hits[0]
    assert (first.name, first.delegation) == ("Taiwan", True)


def test_best_hit_is_in_sight_after_the_list_was_scrolled(screen, shell, typed, qtbot):
    for number in range(40):
        factories.participant(shell.desk, f"Anabel {number:02} Berg")
    settled(qtbot, shell)
    typed("ana")
    QTest.keyClick(screen.box, Qt.Key.Key_Up)
    assert screen.results.verticalScrollBar().value() > 0
    screen.box.empty()
    typed("anab")
    assert screen.results.verticalScrollBar().value() == 0


def test_mail_tells_apart_who_has_no_organisation(screen, shell, typed, house):
    shell.desk.run(EditParticipant(house["Ana Alm"], {"email": "ana@alm.example"}))
    typed("ana alm")
    assert screen.results.hits[0].details == "#4 · ana@alm.example"


def test_last_answers_follow_what_happens(screen, shell, enter):
    enter("#4")
    assert [(r.outcome, r.person.name) for r in shell.desk.checkin.recent()] == [
        (CheckInOutcome.ADMITTED, "Ana Alm")
    ]
    assert screen.recent.isVisible() is True


def test_key_typed_on_a_button_goes_into_the_box(screen):
    screen.head.sound_button.setFocus()
    QTest.keyClicks(screen.head.sound_button, "k")
    assert (screen.box.text(), screen.box.hasFocus()) == ("k", True)


def test_badge_goes_into_the_print_queue(screen, shell, enter, qtbot, house):
    enter("#4")
    qtbot.mouseClick(screen.buttons.made["checkin.badge"], Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    (job,) = shell.desk.print_queue.jobs()
    assert (job.kind, [s.key for s in job.subjects]) == (DocumentKind.BADGES, [house["Ana Alm"]])


def test_what_is_on_paper_already_is_said(screen, shell, enter, house):
    factories.put(
        shell.desk,
        PrintRecord(
            kind=DocumentKind.BADGES,
            participant_id=house["Ana Alm"],
            desk="a",
            operator="a",
            at=NOON,
        ),
    )
    enter("#4")
    assert screen.buttons.printed.text() == "badge printed 09:00"


def test_agenda_that_changed_since_it_was_printed_is_said_on_the_card(
    screen, shell, enter, house, qtbot
):
    desk = shell.desk
    meeting = factories.meeting(desk, house["Ana Alm"], house["Chen Wei-Lin"], 2, 1)
    for name in ("Ana Alm", "Lin Hsiao-Chun"):
        desk.printing.record(
            desk.printing.produce(PrintOrder(DocumentKind.AGENDAS, people=(house[name],)))
        )
    desk.run(CancelMeeting(meeting))
    enter("#4")
    qtbot.waitUntil(screen.card.paper.isVisible, timeout=5_000)
    said = "The agenda has changed since it was printed: print it again."
    assert screen.card.paper.text() == said
    enter("#2")
    assert (screen.card.paper.text(), screen.card.paper.isVisible()) == ("", False)


def test_code_of_several_people_says_so_in_large_over_those_to_choose_from(
    screen, shell, house, clock, enter
):
    found = tuple(shell.desk.checkin.person(house[name]) for name in ("Ana Berg", "Ana Alm"))
    screen.acts.answered.emit(
        CheckInResult(CheckInOutcome.AMBIGUOUS, clock.now(), code="T1", candidates=found)
    )
    assert (screen.front.band.isVisible(), screen.front.band.word.text()) == (True, "AMBIGUOUS")
    said = screen.notice.text.text()
    assert said == "Several people have this code. Choose who stands before you."
    assert [hit.details for hit in screen.results.hits] == ["#3", "#4"]
    enter("Ana Alm")
    assert not screen.front.band.isVisible()
