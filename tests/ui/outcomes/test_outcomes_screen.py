"""Outcomes through the window: choose, rate, mark, agree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome
from matchdesk.ui.outcomes.screen import OutcomesScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import settled

SPEC = ScreenSpec(
    "outcomes", "Outcomes", "handshake", "Ctrl+7", "matchdesk.ui.outcomes.screen", "OutcomesScreen"
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


def test_slot_that_lacks_outcomes_is_shown_first(meetings):
    assert listed(meetings) == [1, 2]
    assert meetings.form.title.text() == "Meeting 1 · 09:00 · table 1"


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


def test_save_without_a_rating_says_what_is_missing(meetings, desk):
    meetings.form.note.setText("Good talk")
    meetings.save()
    assert meetings.form.notice.text.text() == "Choose an outcome first (Alt+1 to Alt+5)."
    assert desk.outcomes.meeting(1).outcomes == ()


def test_agreement_is_recorded_with_the_outcome(screen, meetings, shell, qtbot, desk):
    rate(screen, 5)
    meetings.form.agreement.wanted.click()
    meetings.form.agreement.topic.setEditText("Technology transfer")
    meetings.save()
    settled(qtbot, shell)
    (agreement,) = desk.outcomes.agreements()
    assert (agreement.type, agreement.topic, agreement.meeting) == (
        AgreementType.LETTER_OF_INTENT,
        "Technology transfer",
        1,
    )
    assert screen.tabs.tabText(1) == "Agreements  1"


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
        meetings.form.agreement.topic.setEditText(topic)
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
    screen.tabs.setCurrentWidget(page)
    page.status.setCurrentIndex(page.status.findData(AgreementStatus.SIGNED.value))
    page.note.setPlainText("Signed on stage")
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    (agreement,) = desk.outcomes.agreements()
    assert (agreement.status, agreement.note) == (AgreementStatus.SIGNED, "Signed on stage")
    assert said == [("Agreement 1 stored", True, State.GOOD)]
    page.meeting.click()
    assert screen.tabs.currentWidget() is screen.meetings
    assert screen.meetings.form.meeting.number == 2
