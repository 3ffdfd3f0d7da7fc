"""The event day in one look."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from matchdesk.core.vocabulary import Rating
from matchdesk.models import Delegation
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import RecordOutcome
from matchdesk.ui.dashboard.hours import HourBars
from matchdesk.ui.dashboard.screen import TodayScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import settled

SPEC = ScreenSpec(
    "today", "Today", "layout-dashboard", "Ctrl+1", "matchdesk.ui.dashboard.screen", "TodayScreen"
)


@pytest.fixture
def people(desk, clock):
    """Person 1 is here, of a delegation with one more; slot 1 is over, slot 2 runs."""
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan"))
    ana = factories.participant(desk, "Ana", delegation_id=taiwan)
    chen = factories.participant(desk, "Chen", delegation_id=taiwan)
    lin = factories.participant(desk, "Lin")
    factories.meeting(desk, ana, chen, 1, 1)
    factories.meeting(desk, ana, lin, 2, 1)
    factories.meeting(desk, chen, lin, 3, 2)
    desk.run(CheckInParticipant(ana))
    clock.set(NOON + timedelta(minutes=30))
    return ana, chen, lin


@pytest.fixture
def opened(make_shell, qtbot):
    """`opened()` shows the screen on the event as it stands."""

    def call() -> TodayScreen:
        shell = make_shell((SPEC,))
        settled(qtbot, shell)
        return shell.visited("today")

    return call


def shown(panel) -> list[str]:
    return [part.text() for part in panel.findChildren(QLabel) if part.isVisible() and part.text()]


def test_tiles_tell_how_the_day_stands(people, opened):
    screen = opened()
    tiles = (screen.here, screen.meetings, screen.risk, screen.missing, screen.agreements)
    assert [tile.value.text() for tile in tiles] == ["1 of 3", "0 of 3", "2", "1", "0"]
    assert screen.title.text() == "Today, Wednesday, 18.11.2026"
    assert screen.as_of.text() == "as of 09:30"
    assert screen.missing.property("state") == str(State.ATTENTION)


def test_awaited_people_are_named_by_slot(people, opened):
    assert shown(opened().risks) == [
        "Who is awaited",
        "Slot 2, under way since 09:25",
        "1 meeting at risk",
        "Lin",
        "Ana waits",
        "Next: slot 3, at 09:50, in 20 minutes",
        "1 meeting at risk",
        "Chen",
        "Lin",
        "nobody is here",
    ]


def test_everybody_here_is_said(people, opened, desk):
    for key in people[1:]:
        desk.run(CheckInParticipant(key))
    screen = opened()
    assert "Everybody of 1 meeting is here." in shown(screen.risks)
    assert (screen.risk.value.text(), screen.risk.property("state")) == ("0", "")


def test_arrival_at_another_desk_shows_by_itself(people, opened, desk, qtbot):
    screen = opened()
    desk.run(CheckInParticipant(people[2]))
    qtbot.waitUntil(lambda: screen.here.value.text() == "2 of 3")


def test_outcome_counts_as_held(people, opened, desk):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    screen = opened()
    assert (screen.meetings.value.text(), screen.missing.value.text()) == ("1 of 3", "0")


def test_delegations_show_how_many_are_here(people, opened):
    assert shown(opened().arrivals) == ["Delegations", "Taiwan", "1 / 2", "Arrivals by hour"]


def test_tiles_and_names_lead_on(people, opened, qtbot):
    screen = opened()
    asked = []
    screen.context = dataclasses.replace(
        screen.context, navigate=lambda where, **focus: asked.append((where, focus))
    )
    qtbot.mouseClick(screen.here, Qt.MouseButton.LeftButton)
    screen.missing.setFocus()
    QTest.keyClick(screen.missing, Qt.Key.Key_Return)
    (check_in, *_rest) = (
        b for b in screen.risks.findChildren(QPushButton) if b.accessibleName() == "Check in Lin"
    )
    with qtbot.waitSignal(screen.risks.person_wanted) as wanted:
        check_in.click()
    assert asked == [("checkin", {}), ("outcomes", {})]
    assert wanted.args == [people[2]]


def test_empty_event_invites_to_bring_people_in(opened):
    screen = opened()
    assert screen.nobody.isVisible() is True
    assert screen.nobody.title.text() == "Nobody is registered yet"


def test_day_before_the_event_names_its_first_day(people, opened, clock):
    clock.set(NOON - timedelta(days=2))
    screen = opened()
    assert screen.title.text() == "Next day of the event: Wednesday, 18.11.2026"
    assert "Next: slot 1, on 18.11. at 09:00" in shown(screen.risks)
    assert screen.risk.value.text() == "0"


def test_only_the_line_that_changed_is_made_again(people, opened, desk, qtbot):
    screen = opened()
    before = {b.accessibleName(): b for b in screen.risks.findChildren(QPushButton)}
    desk.run(CheckInParticipant(people[1]))
    qtbot.waitUntil(lambda: screen.here.value.text() == "2 of 3")
    after = {b.accessibleName(): b for b in screen.risks.findChildren(QPushButton)}
    tables = ("table 1", "table 2")  # of Ana and Lin; of Chen and Lin
    assert [after[name] is before[name] for name in tables] == [True, False]


def test_risk_over_the_rest_of_the_day_is_told_beside_the_next_slots(people, opened, desk):
    mia, tom = factories.participant(desk, "Mia"), factories.participant(desk, "Tom")
    factories.meeting(desk, mia, tom, 7, 1)
    screen = opened()
    assert (screen.risk.value.text(), screen.risk.note.text()) == ("2", "3 in the rest of today")


def test_page_that_is_not_in_front_is_true_when_it_comes_there(people, opened, desk, qtbot):
    screen = opened()
    screen.show_page("charts")
    qtbot.waitUntil(lambda: screen.charts is not None and screen._pages.currentIndex() == 1)
    desk.run(CheckInParticipant(people[1]))
    qtbot.waitUntil(lambda: screen.here.value.text() == "2 of 3")
    screen.show_page("now")
    qtbot.waitUntil(
        lambda: shown(screen.arrivals) == ["Delegations", "Taiwan", "2 / 2", "Arrivals by hour"]
    )


def test_lines_keep_their_height_however_many_there_are(opened, desk, qtbot):
    for number in range(30):
        (group,) = factories.put(desk, Delegation(name=f"Delegation {number}"))
        factories.participant(desk, f"Person {number}", delegation_id=group)
    screen = opened()
    lines = screen.arrivals._lines.widget()
    qtbot.waitUntil(lambda: lines.height() >= lines.layout().minimumSize().height())
    assert screen.arrivals._lines.verticalScrollBar().maximum() > 0


def test_after_the_event_nobody_is_expected_any_more(people, opened, clock):
    clock.set(NOON + timedelta(days=5))
    screen = opened()
    assert "2 did not come" in shown(screen.here)


def test_hours_of_two_days_are_told_apart(people, opened, clock, desk):
    clock.set(NOON + timedelta(days=1))
    desk.run(CheckInParticipant(people[1]))
    bars = opened().arrivals.hours
    assert bars.accessibleName() == "Arrivals by hour Wed 09: 1, Thu 09: 1"
    assert bars.sizeHint().height() > HourBars(bars._theme).sizeHint().height()
