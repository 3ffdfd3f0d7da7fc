"""Outcomes through the window: choose, rate, mark, agree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from matchdesk.core import meeting_token
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating
from matchdesk.services.badges import IssueBadges
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome
from matchdesk.ui.outcomes.agreement_dialog import AgreementDialog
from matchdesk.ui.outcomes.screen import OutcomesScreen
from matchdesk.ui.people.importing import ImportPage
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Pill
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import settled

SPEC = ScreenSpec(
    "outcomes", "Outcomes", "handshake", "Ctrl+7", "matchdesk.ui.outcomes.screen", "OutcomesScreen"
)

PEOPLE = ScreenSpec(
    "people", "People", "users", "Ctrl+5", "matchdesk.ui.people.screen", "PeopleScreen"
)


@pytest.fixture
def people(desk, clock):
    """Meetings 1 and 2 in slot 1 (over), meeting 3 in slot 3 (to come)."""
    a, b, c, d = factories.people(desk, 4)
    factories.meeting(desk, a, b, 1, 1)
    factories.meeting(desk, c, d, 1, 2)
    factories.meeting(desk, a, c, 3, 1)
    clock.set(NOON + timedelta(minutes=25))
    return a, b, c, d


@pytest.fixture
def shell(people, make_shell, qtbot):
    made = make_shell((SPEC,))
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> OutcomesScreen:
    return shell.visited("outcomes")


@pytest.fixture
def meetings(screen):
    return screen.meetings


def listed(meetings) -> list[int]:
    return [meeting.number for meeting in meetings.table.model.rows]


def rate(screen, place: int) -> None:
    QTest.keyClick(screen, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)


def test_whole_form_is_seen_on_a_small_screen(screen, meetings, shell, qtbot):
    meetings.table.choose(meetings.table.model.rows[0].key)
    settled(qtbot, shell)
    assert (shell.width(), shell.height()) == (1366, 768)
    assert meetings.form.meeting is not None
    assert meetings.form.topic.isVisible()
    assert meetings.form._scroll.verticalScrollBar().maximum() == 0


def test_slot_that_lacks_outcomes_is_shown_first(meetings):
    assert listed(meetings) == [1, 2]
    assert meetings.form.title.text() == "Meeting 1 · Wed 09:00 · table 1"


def test_rating_is_stored_by_keys_and_the_next_meeting_comes(
    screen, meetings, shell, qtbot, desk, said
):
    rate(screen, 3)
    meetings.form.note.setText("Good talk")
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shell)
    view = desk.outcomes.meeting(1)
    assert view.status is MeetingStatus.HELD
    assert [(o.rating, o.note) for o in view.outcomes] == [(Rating.VALUABLE_CONTACT, "Good talk")]
    assert meetings.form.meeting.number == 2
    assert said == [("Meeting 1 stored", True, State.GOOD)]


def test_a_digit_alone_rates_and_is_still_written_into_a_note(screen, meetings):
    QTest.keyClick(meetings.table.view, Qt.Key.Key_4)
    assert meetings.form.ratings.checkedId() == 3
    meetings.form.note.setFocus()
    QTest.keyClick(meetings.form.note, Qt.Key.Key_2)
    assert meetings.form.note.text() == "2"
    assert meetings.form.ratings.checkedId() == 3


def test_meeting_that_is_chosen_already_is_shown_again_when_asked_for(meetings):
    key = meetings.form.meeting.key
    meetings.show_meeting(key)
    assert meetings.form.meeting.key == key


def test_save_without_a_rating_says_what_is_missing(meetings, desk):
    meetings.form.note.setText("Good talk")
    meetings.save()
    assert meetings.form.notice.text.text() == "Choose an outcome first (Alt+1 to Alt+5)."
    assert desk.outcomes.meeting(1).outcomes == ()


def test_agreement_is_recorded_with_the_outcome(screen, meetings, shell, qtbot, desk):
    rate(screen, 5)
    meetings.form.agreement.wanted.click()
    meetings.form.topic.setEditText("Technology transfer")
    meetings.save()
    settled(qtbot, shell)
    (agreement,) = desk.outcomes.agreements()
    assert (agreement.type, agreement.topic, agreement.meeting) == (
        AgreementType.LETTER_OF_INTENT,
        "Technology transfer",
        1,
    )
    assert screen.tabs.title(screen.agreements) == "Agreements  1"


def test_one_side_says_its_own(meetings, shell, qtbot, desk, people):
    meetings.form.told_by.setCurrentIndex(2)
    meetings.form.rate(0)
    meetings.save()
    settled(qtbot, shell)
    assert [o.told_by_key for o in desk.outcomes.meeting(1).outcomes] == [people[1]]


def test_what_is_half_typed_stays_with_its_meeting(screen, meetings, shell, qtbot):
    meetings.form.rate(1)
    QTest.keyClicks(meetings.form.note, "half")
    keys = [meeting.key for meeting in meetings.table.model.rows]
    meetings.table.choose(keys[1])
    assert meetings.form.note.text() == ""
    assert screen.unsaved.text() == "Not saved yet: meeting 1"
    meetings.table.choose(keys[0])
    assert (meetings.form.note.text(), meetings.form.entry().rating) == (
        "half",
        Rating.KNOWLEDGE_GAINED,
    )


def test_half_typed_outcome_is_mentioned_once_before_it_is_given_up(screen, meetings, said):
    QTest.keyClicks(meetings.form.note, "half")
    assert screen.close_screen() is False
    assert said[-1][2] is State.ATTENTION
    assert screen.close_screen() is True


def test_no_show_asks_who(meetings, shell, qtbot, desk, people):
    menu = meetings.no_show_menu(meetings.form.meeting)
    assert [a.text() for a in menu.actions()] == [
        "Person 1 did not come",
        "Person 2 did not come",
        "Nobody came",
    ]
    menu.actions()[1].trigger()
    settled(qtbot, shell)
    view = desk.outcomes.meeting(1)
    assert (view.status, view.no_show_keys) == (MeetingStatus.NO_SHOW, (people[1],))


def test_no_show_has_nothing_to_record_and_can_be_planned_again(
    meetings, shell, qtbot, desk, people
):
    meetings.mark(MeetingStatus.NO_SHOW)
    settled(qtbot, shell)
    meetings.table.choose(desk.outcomes.meeting(1).key)
    assert (meetings.form.fields.isVisible(), meetings.form.closed.isVisible()) == (False, True)
    meetings.mark(MeetingStatus.PLANNED)
    settled(qtbot, shell)
    assert desk.outcomes.meeting(1).status is MeetingStatus.PLANNED


def test_refusal_is_said_in_the_form(meetings, shell, qtbot, desk):
    for topic in ("", ""):
        meetings.form.rate(4)
        meetings.form.agreement.wanted.setChecked(True)
        meetings.form.topic.setEditText(topic)
        meetings.save()
        settled(qtbot, shell)
        meetings.table.choose(desk.outcomes.meeting(1).key)
    assert meetings.form.notice.isVisible() is True
    assert meetings.form.notice.text.text().startswith("Agreement no. 1 already records this")


def test_outcome_of_another_desk_arrives(screen, meetings, shell, qtbot, opener, file_address):
    other = opener(file_address, "b")
    done = other.run(RecordOutcome(1, Rating.NEGOTIATION_STARTED))
    shell.desk.feed.publish([done.change_set])
    qtbot.waitUntil(lambda: meetings.form.entry().rating is Rating.NEGOTIATION_STARTED)


def test_agreement_is_signed_and_its_meeting_shown(screen, shell, qtbot, desk, said):
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=2))
    page = screen.agreements
    qtbot.waitUntil(lambda: page.table.current() is not None)
    screen.tabs.bring(page)
    panel = page.panel
    panel.history.status.show_value(AgreementStatus.SIGNED)
    panel.history.note.setText("on stage")
    panel.history.add.click()
    settled(qtbot, shell)
    note = panel.form.editor("note")
    note.setPlainText("Signed on stage")
    note.finish()
    settled(qtbot, shell)
    (agreement,) = desk.outcomes.agreements()
    assert (agreement.status, agreement.note) == (AgreementStatus.SIGNED, "Signed on stage")
    assert [(step.status, step.note) for step in agreement.steps] == [
        (AgreementStatus.INITIATED, ""),
        (AgreementStatus.SIGNED, "on stage"),
    ]
    assert said == [("Agreement 1 stored", True, State.GOOD)]
    panel.meetings.itemAt(0).widget().click()
    assert screen.tabs.current is screen.meetings
    assert screen.meetings.form.meeting.number == 2


def typed(widget, text: str) -> None:
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_pile_of_paper_forms_is_typed_by_keys_alone(screen, meetings, shell, qtbot, desk):
    """Number, Enter, label, satisfaction, Enter: the box is ready for the next form."""
    for number, label, score in (("2", "4", "0"), ("1", "1", "6")):
        typed(meetings.finder.box, number)
        settled(qtbot, shell)
        QTest.keyClicks(meetings.form.ratings.button(0), label)
        QTest.keyClicks(meetings.form.ratings.button(0), score)
        QTest.keyClick(meetings.form.ratings.checkedButton(), Qt.Key.Key_Return)
        settled(qtbot, shell)
        assert meetings.finder.box.hasFocus()
    told = [(m.number, o.rating, o.score) for m in desk.outcomes.meetings() for o in m.outcomes]
    assert told == [(1, Rating.NO_FURTHER_CONTACT, 1), (2, Rating.NEGOTIATION_STARTED, 5)]


def test_outcome_takes_a_scan_two_digits_two_tabs_and_the_words(
    screen, meetings, shell, qtbot, desk
):
    """Form, label, satisfaction, note, next step, Enter: no other key, and no mouse."""
    shell.scan(desk.outcomes.form_code(2))
    settled(qtbot, shell)
    for key in (Qt.Key.Key_4, Qt.Key.Key_9, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        QTest.keyClick(QApplication.focusWidget(), key)
    QTest.keyClicks(QApplication.focusWidget(), "Good talk")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Send offer")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, shell)
    (told,) = desk.outcomes.meeting(2).outcomes
    assert (told.rating, told.score, told.note, told.next_step) == (
        Rating.NEGOTIATION_STARTED,
        4,
        "Good talk",
        "Send offer",
    )
    assert meetings.finder.box.hasFocus()


def test_all_tables_of_the_slot_that_ended_are_entered_by_keys_alone(
    screen, meetings, shell, qtbot, desk
):
    screen.activate()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    for label in "24":
        QTest.keyClicks(QApplication.focusWidget(), label)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        settled(qtbot, shell)
    told = [(m.number, [o.rating for o in m.outcomes]) for m in desk.outcomes.meetings()]
    assert told == [
        (1, [Rating.KNOWLEDGE_GAINED]),
        (2, [Rating.NEGOTIATION_STARTED]),
        (3, []),
    ]
    assert meetings.finder.box.hasFocus()  # nothing of the slot is missing


def test_tab_stops_once_at_the_satisfaction_and_arrows_go_on(screen, meetings):
    scores = meetings.form.scores
    scores.steps[0].setFocus()
    QTest.keyClick(scores.steps[0], Qt.Key.Key_Left)
    assert scores.steps[4].hasFocus()
    QTest.keyClick(scores.steps[4], Qt.Key.Key_Space)
    assert scores.value() == 5
    QTest.keyClick(scores.steps[4], Qt.Key.Key_Tab)
    assert meetings.form.note.hasFocus()


def test_scanned_form_brings_its_meeting_and_one_of_another_event_is_refused(
    screen, meetings, shell, qtbot, desk
):
    shell.scan(desk.outcomes.form_code(3))
    settled(qtbot, shell)
    assert meetings.form.meeting.number == 3
    shell.scan(meeting_token.make("22" * 32, 1))
    settled(qtbot, shell)
    assert meetings.finder.notice.text.text() == (
        "This form belongs to another event, or was not read whole. Type the number beside its"
        " code."
    )
    assert meetings.form.meeting.number == 3


def test_badge_of_whoever_leaves_brings_all_their_meetings_and_asks_for_their_side(
    screen, meetings, shell, qtbot, desk, people
):
    desk.run(IssueBadges((people[0],)))
    shell.scan(desk.checkin.token(people[0]))
    settled(qtbot, shell)
    assert listed(meetings) == [1, 3]
    assert meetings.form.told_by.currentData() == people[0]
    for label in "35":
        QTest.keyClicks(meetings.form.ratings.button(0), label)
        QTest.keyClick(meetings.form.ratings.checkedButton(), Qt.Key.Key_Return)
        settled(qtbot, shell)
    told = {m.number: [o.told_by_key for o in m.outcomes] for m in desk.outcomes.meetings()}
    assert told == {1: [people[0]], 2: [], 3: [people[0]]}
    assert meetings.finder.box.hasFocus()
    assert listed(meetings) == [1, 2]


def test_text_that_means_nobody_is_refused_and_stays_to_be_mended(meetings, shell, qtbot):
    typed(meetings.finder.box, "Nobody at all")
    settled(qtbot, shell)
    assert meetings.finder.notice.isVisible() is True
    assert meetings.finder.box.text() == "Nobody at all"


def test_difference_between_the_sides_is_shown(screen, meetings, shell, qtbot, desk, people):
    desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, people[0], score=5))
    desk.run(RecordOutcome(1, Rating.NO_FURTHER_CONTACT, people[1]))
    qtbot.waitUntil(lambda: meetings.form.differ.isVisible())
    settled(qtbot, shell)
    pills = [pill.text() for pill in meetings.form.findChildren(Pill) if pill.isVisible()]
    assert sorted(pills) == ["Agreement · 5/5", "Held", "No contact", "Sides differ"]
    assert meetings.form.differ.isVisible() is True
    scroll = meetings.form._scroll
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()  # nothing is cut


def test_agreement_without_a_meeting_is_recorded_and_a_second_one_is_noticed(
    screen, shell, qtbot, desk
):
    one, two = (row.key for row in desk.people.organisations()[:2])
    screen.tabs.bring(screen.agreements)
    for number in (1, 2):
        dialog = screen.agreements.add()
        for box, key in zip(dialog.parties, (one, two), strict=False):
            box.edited.emit(key)
        settled(qtbot, shell)
        assert dialog.notice.isVisible() is (number == 2)
        if number == 2:
            dialog.keep.click()
            settled(qtbot, shell)
            assert dialog.keep.text() == "Record anyway"
        dialog.keep.click()
        qtbot.waitUntil(lambda n=number: len(desk.outcomes.agreements()) == n)
        settled(qtbot, shell)


def test_fields_parties_and_documents_of_an_agreement_are_edited_in_place(
    screen, shell, qtbot, desk, tmp_path
):
    bodies = desk.people.organisations()
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=2))
    page, panel = screen.agreements, screen.agreements.panel
    screen.tabs.bring(page)
    qtbot.waitUntil(lambda: page.table.current() is not None)
    value = panel.form.editor("expected_value")
    for text in ("a lot", "1 500 000"):
        value.setText(text)
        value.finish()
        settled(qtbot, shell)
        assert panel.form.rows["expected_value"].wrong is (text == "a lot")
    panel.parties.join.edited.emit(bodies[0].key)
    settled(qtbot, shell)
    signs = panel.parties.names[bodies[0].key, 0]
    signs.setText("Anna Żak")
    signs.finish()
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF")
    panel.documents.attached.emit(paper)
    settled(qtbot, shell)
    (agreement,) = desk.outcomes.agreements()
    assert agreement.expected_value == 1_500_000
    assert [(s.organisation, s.name) for s in agreement.signatories] == [
        ("Cluster 1", "Anna Żak"),
        ("Cluster 3", ""),
        ("Cluster 4", ""),
    ]
    assert [d.name for d in agreement.documents] == ["signed.pdf"]
    panel.remove_button.click()
    settled(qtbot, shell)
    assert desk.outcomes.agreements() == ()
    desk.history.undo()
    assert len(desk.outcomes.agreements()) == 1


def test_follow_up_list_is_written_for_calendars_and_letters(
    screen, shell, qtbot, desk, tmp_path, said
):
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=2))
    page = screen.follow_ups
    screen.tabs.bring(page)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    for name in ("due.ics", "letters.csv"):
        page.write(tmp_path / name)
        settled(qtbot, shell)
    assert [text for text, _, _ in said] == ["Saved due.ics", "Saved letters.csv"]
    assert (tmp_path / "due.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert len((tmp_path / "letters.csv").read_text("utf-8-sig").splitlines()) == 3


def test_testimonial_is_kept_and_its_consent_shown(screen, shell, qtbot, desk):
    page = screen.stories
    screen.tabs.bring(page)
    page.add()
    settled(qtbot, shell)
    text = page.form.editor("text")
    text.setPlainText("We found our partner here.")
    text.finish()
    page.form.edited.emit("consent", True)
    settled(qtbot, shell)
    (story,) = desk.outcomes.stories()
    assert (story.text, story.publishable) == ("We found our partner here.", True)
    assert page.pill.text() == "May be published"
    page.remove()
    settled(qtbot, shell)
    assert desk.outcomes.stories() == ()


def test_without_agreements_the_invitation_stands_alone(screen, shell, qtbot, desk):
    page = screen.agreements
    screen.tabs.bring(page)
    assert (page._side.isVisible(), page._further.isVisible()) == (False, False)
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=2))
    qtbot.waitUntil(page._side.isVisible)
    assert page._further.isVisible() is True


def test_target_countries_are_named_and_taken_by_name(screen, shell, qtbot, desk):
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=2))
    page = screen.agreements
    screen.tabs.bring(page)
    qtbot.waitUntil(lambda: page.table.current() is not None)
    field = page.panel.form.editor("target_countries")
    field.setText("Taiwan, JP, Mercosur")
    field.finish()
    settled(qtbot, shell)
    assert desk.outcomes.agreement(1).target_countries == ("TW", "JP", "Mercosur")
    assert field.text() == "Taiwan, Japan, Mercosur"


def test_answers_are_brought_in_where_all_files_are(people, make_shell, qtbot):
    shell = make_shell((SPEC, PEOPLE))
    settled(qtbot, shell)
    shell.navigate("outcomes")
    screen = shell.visited("outcomes")
    screen.tabs.bring(screen.follow_ups)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(screen, Qt.Key.Key_U, keys)
    settled(qtbot, shell)
    (page,) = shell.visited("people").findChildren(ImportPage)
    assert page.isVisible() is True


def test_form_stands_beside_the_box_not_below_it(meetings, shell, qtbot):
    """Under a title bar a screen of 768 pixels has no line to give away."""
    settled(qtbot, shell)
    top = meetings.form.mapTo(shell, QPoint(0, 0)).y()
    assert top <= meetings.finder.mapTo(shell, QPoint(0, 0)).y()
    left, right = meetings._split.sizes()
    assert abs(left - 2 * right) <= 4


def test_no_show_by_keys_goes_on_and_leaves_undo_alone(meetings, shell, qtbot, desk):
    meetings.form.focus_rating()
    meetings.mark(MeetingStatus.NO_SHOW)
    settled(qtbot, shell)
    assert meetings.form.meeting.number == 2
    assert meetings.form.isAncestorOf(QApplication.focusWidget())


def test_focus_stays_with_the_meetings_when_one_was_held(meetings, shell, qtbot, desk):
    meetings.form.focus_rating()
    meetings.mark(MeetingStatus.HELD)
    settled(qtbot, shell)
    assert meetings.isAncestorOf(QApplication.focusWidget())


def test_party_that_is_none_of_the_list_is_gone_to(screen, shell, qtbot, desk):
    screen.agreements.add()
    settled(qtbot, shell)
    (form,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, AgreementDialog)]
    form.parties[0].setFocus()
    part = form.parties[0].itemText(1)[:3]
    QTest.keyClicks(form.parties[0].lineEdit(), part)
    form.keep.click()
    assert form.rows[0].below.text() == (
        f"“{part}” is only a part of a name. Choose the organisation from the list."
    )
    assert desk.outcomes.agreements() == ()
    form.reject()
