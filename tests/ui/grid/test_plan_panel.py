"""The plan panel: aims and their order, bounds in words, what one more would bring."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from matchdesk.ui.grid.plan_options import PlanOptions
from matchdesk.ui.widgets import Label
from tests import factories
from tests.conftest import EVENT
from tests.ui.grid.conftest import settled


def words(part) -> list[str]:
    return [label.text() for label in part.findChildren(Label) if label.text()]


@pytest.fixture
def screen(desk, shell):
    """Five pairs who all may meet in the first slot only, at four tables."""
    keys = factories.people(desk, 10)
    slot = desk.agenda.grid().slots[0].key
    for one, other in zip(keys[::2], keys[1::2], strict=True):
        factories.request(desk, one, other, slot_id=slot)
    return shell.visited("grid")


def test_draft_tells_each_aim_with_its_bound_and_who_found_it(screen, shell, qtbot):
    screen.planning.plan(60)  # ends as soon as it is proven
    settled(qtbot, shell)
    shown = words(screen.parts.plan.results)
    place = shown.index("Weight of what is placed")
    assert shown[place : place + 3] == ["Weight of what is placed", "24", "proven best"]
    draft = screen.planning.draft
    said = f"found by {draft.found_by} in {draft.seconds} s, seed 1"
    assert [text for text in shown if text == said] == [said]


def test_one_more_table_is_told_on_demand(screen, shell, qtbot):
    screen.planning.plan(60)  # ends as soon as it is proven
    settled(qtbot, shell)
    panel = screen.parts.plan
    qtbot.mouseClick(panel.more_button, Qt.MouseButton.LeftButton)
    assert panel.more_button.text() == "Stop"
    settled(qtbot, shell)
    shown = words(panel.results)
    place = shown.index("What one more would bring")
    assert shown[place + 1 : place + 3] == ["One more table", "+6 weight"]
    assert panel.more_button.text() == "Value of one more"


def test_proof_that_not_all_fits_is_shown(screen, shell, qtbot):
    screen.parts.plan.options.everything.setChecked(True)
    screen.planning.plan(10)
    settled(qtbot, shell)
    told = [text for text in words(screen.parts.plan.results) if text.startswith("Not everything")]
    assert told == [
        "Not everything can be placed: these 5 meetings and the rules below cannot hold together."
    ]


def test_aims_move_within_their_kind_and_can_be_left_out(qtbot, theme):
    options = PlanOptions()
    qtbot.addWidget(options)
    options.list.setCurrentRow(4)  # idle slots
    qtbot.mouseClick(options.up, Qt.MouseButton.LeftButton)
    assert options.aims().order == (
        "musts", "weight", "fairness", "idle_slots", "breaks", "table_changes", "spare",
    )  # fmt: skip
    assert not options.up.isEnabled()  # what is placed comes before what it costs
    options.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert options.aims().order[:3] == ("musts", "weight", "idle_slots")
    for place in (0, 1):
        options.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert options.aims().order[0] == "weight"  # one of the first three always counts


def test_slots_that_have_begun_are_told(screen, shell, qtbot, desk, clock):
    slot = desk.agenda.grid().slots[1]
    clock.set(datetime.combine(slot.day, slot.starts, ZoneInfo(EVENT.timezone)))
    screen.planning.plan(60)
    settled(qtbot, shell)
    told = [text for text in words(screen.parts.plan.results) if "begun:" in text]
    assert told == ["1 slot has begun: its meetings stay, and nothing was added to it."]
