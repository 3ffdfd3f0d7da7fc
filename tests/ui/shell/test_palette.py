"""The palette: what is found first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from matchdesk.ui.palette import Line, Palette
from matchdesk.ui.screens import PaletteEntry

PERSON = PaletteEntry("Ola Nordmann", "Fjord Cluster", "user", lambda: None)
COMMANDS = (
    Line(PaletteEntry("Whole page", "Ctrl+Alt+1", "x", lambda: None)),
    Line(PaletteEntry("Show older changes", "Ctrl+Down", "x", lambda: None)),
)


@pytest.fixture
def answers() -> list[Callable[[list[PaletteEntry]], object]]:
    return []


@pytest.fixture
def palette(theme, qtbot, answers) -> Palette:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    made = Palette(window, theme, lambda: COMMANDS, lambda _typed, found: answers.append(found))
    window.show()
    made.pop_up()
    return made


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.model.lines]


def ask(palette: Palette, typed: str) -> None:
    QTest.keyClicks(palette.box, typed)
    palette.box.search_now()


def test_person_stands_before_commands_that_only_share_some_letters(palette, answers):
    ask(palette, "ola")
    assert titles(palette) == ["Whole page", "Show older changes"]
    answers[-1]([PERSON])
    assert titles(palette) == ["Ola Nordmann", "Whole page", "Show older changes"]
    assert palette.list.currentIndex().row() == 0


def test_command_that_fits_by_a_word_stays_first(palette, answers):
    ask(palette, "old")
    answers[-1]([PERSON])
    assert titles(palette)[:2] == ["Show older changes", "Ola Nordmann"]


def test_line_chosen_by_arrow_stays_chosen_when_people_arrive(palette, answers):
    ask(palette, "ola")
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    answers[-1]([PERSON])
    chosen = palette.model.lines[palette.list.currentIndex().row()]
    assert chosen.title == "Show older changes"
