"""When the day goes wrong, on the Grid screen: said, proposed, ticked, done, undone."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from matchdesk.core.vocabulary import AbsenceKind
from matchdesk.services.absences import FlagAbsence
from matchdesk.services.repairing import MishapKind
from matchdesk.ui.grid.ghosts import Ghost
from matchdesk.ui.grid.sheet import Kind
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
    assert len(wrong.rows) == 1
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
    first, _second = wrong.rows.values()
    first.box.setChecked(False)
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


def test_meeting_is_called_off_instead(wrong, screen, shell, desk, qtbot):
    before = places(desk)
    fill_in(wrong, MishapKind.LATE, 2)
    settled(qtbot, shell)
    (row,) = wrong.rows.values()
    row.off.click()
    assert row.said.text() == "#1 Cluster 1 ⇄ Cluster 2: 18.11. 09:00 table 1 → cancelled"
    screen._acts["mend"].trigger()
    settled(qtbot, shell)
    assert [one.number for one in desk.agenda.grid().cancelled] == [1]
    shell.undo()
    settled(qtbot, shell)
    assert places(desk) == before


def test_proposals_are_ghosts_on_the_grid_until_it_is_closed(wrong, screen, shell, desk, qtbot):
    fill_in(wrong, MishapKind.LATE, 2)
    settled(qtbot, shell)
    grid = screen.view.grid
    (proposal,) = screen.repairing.draft.proposals
    there = grid.sheet.place(proposal.place.table, proposal.place.slot)
    assert grid.ghosts == {
        (0, 0): Ghost(goes=True),
        there: Ghost(parties=proposal.parties, table=proposal.place.table),
    }
    assert grid.spoken((0, 0)).endswith("the repair takes it away")
    assert grid.spoken(there) == "free · the repair brings Cluster 1 ⇄ Cluster 2"
    (row,) = wrong.rows.values()
    row.off.click()
    assert grid.ghosts == {(0, 0): Ghost(goes=True, off=True)}
    row.box.click()
    assert grid.ghosts == {}
    row.box.click()
    screen.show_kind(Kind.PEOPLE)
    assert len(grid.ghosts) == 2
    screen._acts["close_repair"].trigger()
    assert grid.ghosts == {}


def test_first_answer_can_be_done_while_better_ones_are_looked_for(
    wrong, screen, shell, desk, qtbot
):
    fill_in(wrong, MishapKind.LATE, 2)
    settled(qtbot, shell)
    found = screen.repairing.draft
    wrong.show_draft(dataclasses.replace(found, searching=True))
    said = "Can be done already. Still looking for fewer changes …"
    assert said in words(wrong.results)
    acts = screen._acts
    assert (acts["mend"].isEnabled(), acts["stop_repair"].isEnabled()) == (True, True)
    wrong.show_draft(found)
    assert (acts["mend"].isEnabled(), acts["stop_repair"].isEnabled()) == (True, False)


def test_only_noted_the_meetings_light_up_and_all_are_mended_together(
    wrong, screen, shell, desk, qtbot, said
):
    wrong.kind.setCurrentIndex(wrong.kind.findData(MishapKind.LATE))
    wrong.slot.setCurrentIndex(1)
    screen._acts["note"].trigger()
    settled(qtbot, shell)
    assert said[-1][0] == "Person 1: 1 meeting lights up. W proposes what to do."
    lit = [m.number for m in screen.grid_data.meetings if screen.lateness.is_late(m)]
    assert (lit, screen.repairing.wanted) == ([1], False)
    desk.run(FlagAbsence(sorted(screen.grid_data.people)[0], AbsenceKind.LEAVING, 16))
    screen.repairing.open()
    settled(qtbot, shell)
    assert wrong.kind.currentData() is None
    wrong.propose.click()
    settled(qtbot, shell)
    assert len(wrong.rows) == 1
    screen._acts["mend"].trigger()
    settled(qtbot, shell)
    assert [m.number for m in screen.grid_data.meetings if m.missing] == []


def test_whoever_was_missing_is_there_after_all(wrong, meetings, screen, shell, desk, qtbot):
    key = screen.grid_data.meetings[0].parties[0]
    desk.run(FlagAbsence(key, AbsenceKind.LATE, 3))
    settled(qtbot, shell)
    screen.repairing.close()
    screen.reveal(meetings[0])
    settled(qtbot, shell)
    assert "18.11.: late, here from slot 3 (09:50)" in words(screen.parts.details)
    screen._acts["there"].trigger()
    settled(qtbot, shell)
    assert screen.grid_data.people[key].flags == ()


def test_whoever_calls_to_be_late_is_offered_the_next_slot(meetings, shell, desk, clock, qtbot):
    clock.set(clock.now() + timedelta(minutes=30))  # slot 2 is under way
    who = next(one for one in desk.people.participants() if one.name == "Person 1")
    shell.navigate("grid", repair=who.key, mishap="late")
    settled(qtbot, shell)
    panel = shell.visited("grid").parts.repair
    assert panel.slot.currentText() == "3 · 18.11. 09:50"


def test_meeting_that_is_over_offers_the_next_slot(meetings, screen, shell, clock, qtbot):
    clock.set(clock.now() + timedelta(minutes=30))  # meeting 1 stands in slot 1, slot 2 is on
    screen.reveal(meetings[0])
    settled(qtbot, shell)
    screen._acts["repair"].trigger()
    assert screen.parts.repair.slot.currentText() == "3 · 18.11. 09:50"


def test_what_stays_broken_stands_after_the_proposals_and_is_cut_short(wrong, screen, shell, qtbot):
    fill_in(wrong, MishapKind.LATE, 2)
    settled(qtbot, shell)
    faults = tuple(f"Fault {n}." for n in range(12))
    wrong.show_draft(dataclasses.replace(screen.repairing.draft, standing_faults=faults))
    said = words(wrong.results)
    assert said[-2:] == ["Stays as it is", "Fault 0.\nFault 1.\nFault 2.\n… and 9 more"]
    (row,) = wrong.rows.values()
    assert said.index(row.said.text()) < len(said) - 2
