"""What if, on the Grid screen: tried on a draft, compared, applied as one step, or dropped."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from matchdesk.services.agenda import MoveMeeting
from matchdesk.services.planning import AcceptPlan
from tests.ui.grid.conftest import settled


@pytest.fixture
def trying(screen, shell, qtbot):
    """The screen with a draft open in it."""
    settled(qtbot, shell)
    screen._acts["whatif"].trigger()
    settled(qtbot, shell)
    assert screen.whatif.draft is not None
    return screen


def shown(screen) -> dict[int, tuple[str | None, str | None]]:
    """Slot and table of each meeting that the screen shows."""
    data = screen.grid_data
    slots = {slot.key: slot.number for slot in data.slots}
    tables = {table.key: table.number for table in data.tables}
    return {m.number: (slots.get(m.slot), tables.get(m.table)) for m in data.meetings}


def places(desk) -> dict[int, tuple[int | None, int | None]]:
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def move(screen, shell, qtbot, meeting: int, slot: int, table: int) -> None:
    screen.doing.run(MoveMeeting(meeting, slot, table))
    settled(qtbot, shell)
    settled(qtbot, shell)


BEFORE = {1: (1, 1), 2: (1, 2), 3: (2, 1), 4: (9, 1)}


def test_banner_shows_only_while_something_is_tried(trying, shell, qtbot):
    assert trying.whatif.bar.isVisible()
    assert not trying._acts["whatif"].isEnabled()
    trying.whatif.bar.drop.click()
    settled(qtbot, shell)
    assert not trying.whatif.bar.isVisible()
    assert trying._acts["whatif"].isEnabled()


def test_what_is_tried_is_shown_compared_and_not_live(trying, shell, qtbot, desk):
    move(trying, shell, qtbot, 1, 5, 3)
    assert shown(trying) == {**BEFORE, 1: (5, 3)}
    assert places(desk) == BEFORE
    bar = trying.whatif.bar
    assert bar.figures["idle"].text() == "▼ 0 → 2"
    assert bar.words.text().startswith("1 meeting differs from the live grid")


def test_no_figure_of_the_comparison_is_cut(trying, shell, qtbot, desk):
    move(trying, shell, qtbot, 1, 5, 3)
    bar = trying.whatif.bar
    labels = [one for one in bar.findChildren(QLabel) if one.isVisible()]
    assert [one.text() for one in labels if one.width() < one.minimumSizeHint().width()] == []
    assert max(one.mapTo(bar, one.rect().bottomLeft()).y() for one in labels) < bar.height()


def test_undo_in_a_draft_takes_back_what_was_tried_there(trying, shell, qtbot, desk):
    move(trying, shell, qtbot, 1, 5, 3)
    assert shell._undo.isEnabled()
    shell.undo()
    settled(qtbot, shell)
    assert shown(trying) == BEFORE
    assert not shell._undo.isEnabled()  # what lies before the draft is not undone in it
    shell.redo()
    settled(qtbot, shell)
    assert shown(trying) == {**BEFORE, 1: (5, 3)}


def test_applied_draft_is_one_step_of_the_live_grid(trying, shell, qtbot, desk, said):
    move(trying, shell, qtbot, 1, 5, 3)
    move(trying, shell, qtbot, 2, 6, 2)
    trying.whatif.bar.apply.click()
    settled(qtbot, shell)
    settled(qtbot, shell)
    assert places(desk) == shown(trying) == {**BEFORE, 1: (5, 3), 2: (6, 2)}
    assert trying.whatif.draft is None
    assert said[-1][:2] == (
        "Applied a what-if draft; meetings changed: 2, steps tried: 2", True
    )  # fmt: skip
    shell.undo()
    settled(qtbot, shell)
    assert places(desk) == BEFORE


def test_dropped_draft_leaves_the_live_grid(trying, shell, qtbot, desk):
    move(trying, shell, qtbot, 1, 5, 3)
    trying.whatif.bar.drop.click()
    settled(qtbot, shell)
    assert shown(trying) == places(desk) == BEFORE


def test_live_grid_that_moved_on_is_said_and_a_clash_is_not_applied(trying, shell, qtbot, desk):
    move(trying, shell, qtbot, 1, 5, 3)
    desk.run(MoveMeeting(1, 7, 1))
    settled(qtbot, shell)
    bar = trying.whatif.bar
    assert shown(trying)[1] == (5, 3)
    assert bar.words.text().endswith("1 change was made in the live event since")
    assert bar.against.text.text() == (
        "The live grid has moved on, and the draft cannot be applied as it is: "
        "#1 Cluster 1 ⇄ Cluster 2 is at 18.11. 14:20 table 1 now."
    )
    bar.apply.click()
    settled(qtbot, shell)
    assert trying.whatif.draft is not None
    assert places(desk)[1] == (7, 1)
    assert bar.against.text.text().startswith("The live grid has moved on: #1")


def test_plan_is_tried_on_the_draft(trying, shell, qtbot, desk):
    draft = trying.whatif.draft.desk.planning.draft(_quick())
    trying.context.run(AcceptPlan(draft), owner=trying)
    settled(qtbot, shell)
    assert places(desk) == BEFORE
    assert trying.whatif.draft.edits().steps == 1


def _quick():
    from matchdesk.services.planning import Limits  # the solvers are slow to load

    return Limits(5.0, work=1)


def test_closing_the_window_drops_the_draft(trying, shell):
    folder = trying.whatif.draft._scratch.path.parent
    assert folder.exists()
    trying.close_screen()
    assert not folder.exists()
