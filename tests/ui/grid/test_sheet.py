"""Rows, columns and cells of the two views; no window."""

from __future__ import annotations

from matchdesk.models import Delegation, TableBlock
from matchdesk.services.agenda import UnplaceMeeting
from matchdesk.ui.grid.sheet import Kind, matches, sheet_of
from tests import factories


def sheet(desk, kind=Kind.TABLES, *, grouped=False):
    grid = desk.agenda.grid()
    return sheet_of(grid, kind, grid.slots[0].day, grouped=grouped)


def test_columns_are_the_days_slots_with_the_break_between(desk):
    shown = sheet(desk)
    numbers = [column.slot.number if column.slot else "pause" for column in shown.columns]
    assert numbers == [1, 2, 3, 4, "pause", 5, 6, 7, 8]


def test_meeting_is_drawn_once_among_tables_and_once_a_party_among_people(desk, meetings):
    assert sheet(desk).places(meetings[0]) == ((0, 0),)
    assert sheet(desk, Kind.PEOPLE).places(meetings[0]) == ((0, 0), (1, 0))


def test_other_days_and_waiting_meetings_are_not_drawn(desk, meetings):
    desk.run(UnplaceMeeting(3))
    shown = sheet(desk)
    assert [m.number for m in shown.cells.values()] == [1, 2]


def test_people_are_grouped_by_delegation_those_without_last(desk):
    delegation = factories.put(desk, Delegation(name="Taiwan"))[0]
    factories.participant(desk, "Ana")
    factories.participant(desk, "Chen", delegation_id=delegation)
    rows = sheet(desk, Kind.PEOPLE, grouped=True).rows
    assert [(row.title, row.is_group) for row in rows] == [
        ("Taiwan", True),
        ("Chen", False),
        ("Without a delegation", True),
        ("Ana", False),
    ]


def test_breaks_and_headings_hold_no_meeting(desk):
    delegation = factories.put(desk, Delegation(name="Taiwan"))[0]
    factories.participant(desk, "Chen", delegation_id=delegation)
    shown = sheet(desk, Kind.PEOPLE, grouped=True)
    assert [shown.usable(place) for place in ((0, 0), (1, 0), (1, 4))] == [False, True, False]


def test_blocked_cell_tells_its_reason(desk):
    event = desk.events.summary()
    block = TableBlock(table_id=event.tables[2].key, slot_id=event.slots[4].key, reason="fire door")
    factories.put(desk, block)
    assert dict(sheet(desk).closed) == {(2, 5): "fire door"}


def test_search_matches_all_words_whatever_the_accents(desk):
    one = factories.participant(desk, "Łukasz Żak", country="PL")
    other = factories.participant(desk, "陳 Chen")
    factories.meeting(desk, one, other, 1, 1)
    grid = desk.agenda.grid()
    asked = ("lukasz chen", "陳", "lukasz ana", "#1", "#2")
    assert [matches(grid, text)(grid.meetings[0]) for text in asked] == [
        True,
        True,
        False,
        True,
        False,
    ]
