"""When the day goes wrong, on the Grid screen: said, proposed, ticked, done, undone."""

from __future__ import annotations

import pytest

from matchdesk.services.repairing import MishapKind
from matchdesk.ui.widgets import Label
from tests import factories
from tests.ui.grid.conftest import settled


def words(part) -> list[str]:
    return [label.text() for label in part.findChildren(Label) if label.text()]


@pytest.fixture
def wrong(meetings, screen, shell, desk, qtbot):
    """The panel, opened from meeting 1 of Person 1 in slot 1."""
    people = sorted(desk.people.participants(), key=lambda one: one.number)
    for one, other in ((0, 1), (2, 3), (0, 2), (1, 3)):
        factories.request(desk, people[one].key, people[other].key)
    settled(qtbot, shell)
    screen.reveal(meetings[0])
    settled(qtbot, shell)
    screen._acts["repair"].trigger()
    return screen.parts.repair


def fill_in(panel, kind: MishapKind, slot: int) -> None:
    panel.kind.setCurrentIndex(panel.kind.findData(kind))
    panel.slot.setCurrentIndex(slot - 1)
    panel.propose.click()


def places(desk) -> dict[int, tuple[int | None, int | None]]:
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def test_late_arrival_is_mended_in_one_step_and_undone(wrong, screen, shell, desk, qtbot, said):
    before = places(desk)
    assert wrong.who.chosen is not None
    assert wrong.who.chosen.name == "Person 1"
    fill_in(wrong, MishapKind.LATE, 2)
    settled(qtbot, shell)
    assert "One meeting at another time, and no repair needs fewer." in words(wrong.results)
    assert len(wrong.boxes) == 1
    screen._acts["mend"].trigger()
    settled(qtbot, shell)
    assert places(desk)[1][0] not in (None, 1, 2)
    assert {n: p for n, p in places(desk).items() if n != 1} == {
        n: p for n, p in before.items() if n != 1
    }
    assert not screen.repairing.wanted
    assert said[-1][0] == (
        "Repaired the grid (Person 1 is there from slot 2 on): 1 moved, 0 new, "
        "0 to the waiting list"
    )
    shell.undo()
    settled(qtbot, shell)
    assert places(desk) == before


def test_what_is_unticked_stays_as_it_is(wrong, screen, shell, desk, qtbot):
    before = places(desk)
    fill_in(wrong, MishapKind.LATE, 3)
    settled(qtbot, shell)
    first, _second = wrong.boxes.values()
    first.setChecked(False)
    screen._acts["mend"].trigger()
    settled(qtbot, shell)
    moved = {number for number, place in places(desk).items() if place != before[number]}
    assert len(moved) == 1


def test_closed_panel_leaves_no_trace(wrong, screen, shell, desk, qtbot):
    number = desk.history.page(limit=1)[0].number
    fill_in(wrong, MishapKind.TABLE, 1)
    settled(qtbot, shell)
    assert screen._acts["mend"].isEnabled()
    screen._acts["close_repair"].trigger()
    assert (screen.repairing.draft, screen.parts.side.currentWidget()) == (
        None,
        screen.parts.details,
    )
    assert desk.history.page(limit=1)[0].number == number


def test_nobody_chosen_is_asked_for(wrong, shell):
    wrong.who.reset()
    wrong.propose.click()
    assert wrong.notice.text.text() == "Choose who it is first."


def test_only_what_matters_is_asked(wrong):
    shown = {}
    for kind in MishapKind:
        wrong.kind.setCurrentIndex(wrong.kind.findData(kind))
        rows = (wrong._who_row, wrong._table_row, wrong._slot_row)
        shown[kind] = tuple(not row.isHidden() for row in rows)
    assert shown == {
        MishapKind.LATE: (True, False, True),
        MishapKind.LEAVING: (True, False, True),
        MishapKind.NO_SHOW: (True, False, False),
        MishapKind.TABLE: (False, True, True),
        MishapKind.SLOT: (False, False, True),
    }


def test_repair_is_begun_elsewhere_for_whoever_is_missing(meetings, screen, shell, desk, qtbot):
    who = next(one for one in desk.people.participants() if one.name == "Person 1")
    shell.navigate("grid", repair=who.key)
    settled(qtbot, shell)
    assert screen.repairing.wanted
    assert screen.parts.repair.who.chosen.name == "Person 1"
