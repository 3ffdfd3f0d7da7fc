"""The matrix of sectors: readable in both themes, and each cell named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from matchdesk.ui.contrast import READABLE, contrast, ink
from matchdesk.ui.dashboard.sectors import SectorMatrix

MOST = 51


@pytest.fixture
def matrix(theme, qtbot) -> SectorMatrix:
    made = SectorMatrix(theme)
    qtbot.addWidget(made)
    made.resize(450, 200)
    made.show_matrix(("ICT", "Food"), ((MOST, 3), (3, 1)))
    return made


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_number_can_be_read_on_its_cell(matrix, theme, choice):
    theme.choose(choice)
    low = {
        number: round(contrast(*matrix.colours(number)), 2)
        for number in range(MOST + 1)
        if contrast(*matrix.colours(number)) < READABLE
    }
    assert low == {}


def test_a_cell_names_its_sectors_and_how_often_they_met(matrix):
    named = [matrix.named(QPointF(x, y)) for x, y in ((200, 50), (400, 50), (400, 150), (10, 10))]
    assert named == ["ICT: 51 meetings", "ICT × Food: 3 meetings", "Food: 1 meeting", ""]


def test_ink_is_the_first_that_can_be_read_else_black_or_white():
    grey, middle = QColor(120, 120, 120), QColor(118, 118, 118)
    assert ink(QColor("white"), (grey, QColor("navy"))) == QColor("navy")
    assert contrast(ink(middle, (grey,)), middle) >= READABLE
    assert round(contrast(QColor("black"), QColor("white")), 2) == 21
