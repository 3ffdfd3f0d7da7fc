"""The row above the grid."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QAction

from matchdesk.ui.grid.tools import Tools

DAYS = (date(2026, 11, 18), date(2026, 11, 19))


@pytest.fixture
def tools(theme, qtbot) -> Tools:
    made = Tools(theme, {name: QAction(name) for name in ("plan", "filter", "problems")})
    qtbot.addWidget(made)
    return made


def chips(tools: Tools) -> list[bool]:
    return [not chip.isHidden() for chip in tools._days.values()]


def test_days_that_come_after_the_grid_are_shown(tools):
    tools.show_whole(live=True)
    tools.show_days(DAYS, DAYS[0])
    assert chips(tools) == [True, True]


def test_days_that_come_before_the_grid_are_shown_with_it(tools):
    tools.show_days(DAYS, DAYS[0])
    assert chips(tools) == [False, False]
    tools.show_whole(live=True)
    assert chips(tools) == [True, True]


def test_one_day_needs_no_chip(tools):
    tools.show_whole(live=True)
    tools.show_days(DAYS[:1], DAYS[0])
    assert chips(tools) == [False]
