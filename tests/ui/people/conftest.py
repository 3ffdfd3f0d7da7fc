"""The People screen with three people, one of whom has withdrawn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.ui.people.screen import PeopleScreen
from matchdesk.ui.screens import ScreenSpec
from tests import factories
from tests.ui.conftest import settled

PEOPLE = (
    ScreenSpec("people", "People", "users", "Ctrl+5", "matchdesk.ui.people.screen", "PeopleScreen"),
)


@pytest.fixture
def acme(desk):
    return factories.organisation(desk, "Acme")


@pytest.fixture
def keys(desk, acme):
    return (
        factories.participant(
            desk, "Chen Wei-Lin", native_name="陳 威霖", organisation_id=acme, country="TW"
        ),
        factories.participant(desk, "Łucja Żak", country="PL", email="l@zak.example"),
        factories.participant(desk, "María-José Fernández", status=ParticipantStatus.CANCELLED),
    )


@pytest.fixture
def shell(make_shell, keys, qtbot):
    made = make_shell(PEOPLE)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> PeopleScreen:
    return shell.visited("people")


@pytest.fixture
def card(screen, shell, qtbot, keys):
    """The panel of the first participant."""
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    return screen.participants.panel


def numbers(screen: PeopleScreen) -> list[int]:
    return [row.number for row in screen.participants.table.model.rows]


def typed(field, text: str, qtbot, shell) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, shell)


def searched(screen: PeopleScreen, text: str, qtbot, shell) -> None:
    box = screen.participants.table.search
    box.setText(text)
    box.search_now()
    settled(qtbot, shell)
