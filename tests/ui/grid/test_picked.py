"""The chosen cells, however many: what Qt lists one by one, read from its ranges."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QItemSelectionModel

from matchdesk.ui.grid.picked import Block
from matchdesk.ui.grid.sheet import Kind

_ADD = QItemSelectionModel.SelectionFlag.Toggle


def listed(view) -> list[tuple[int, int]]:
    """What Qt says is chosen, without breaks and headings."""
    every = sorted((one.row(), one.column()) for one in view.selectedIndexes())
    return [place for place in every if view.grid.sheet.usable(place)]


@pytest.mark.parametrize("kind", [Kind.TABLES, Kind.PEOPLE])
def test_chosen_cells_are_those_qt_lists(screen, kind):
    screen.show_kind(kind)
    view, chance = screen.view, random.Random(4)
    places = [(r, c) for r in range(view.grid.rowCount()) for c in range(view.grid.columnCount())]
    view.clearSelection()
    for _turn in range(12):
        chosen = listed(view)
        assert view.picked.places() == tuple(chosen)
        assert view.picked.are_several() is (len(chosen) > 1)
        assert [place for place in places if view.picked.has(place)] == chosen
        for _cell in range(3):
            index = view.grid.index(*chance.choice(places))
            view.selectionModel().select(index, _ADD)


def test_whole_grid_chosen_names_each_meeting_once(screen):
    screen.show_kind(Kind.PEOPLE)
    screen.view.selectAll()
    assert sorted(m.number for m in screen.view.picked.meetings()) == [1, 2, 3]
    assert [m.number for m in screen.many.meetings] == [1, 3, 2]


def test_chosen_cells_of_a_part_are_those_in_it(screen):
    view = screen.view
    view.selectAll()
    part = Block(1, 2, 0, 1)
    assert view.picked.places(part) == ((1, 0), (1, 1), (2, 0), (2, 1))


def test_rows_and_columns_in_sight_are_those_that_are_drawn(screen):
    view = screen.view
    seen = view.in_sight()
    last = view.grid.index(view.grid.rowCount() - 1, view.grid.columnCount() - 1)
    area = view.viewport().rect()
    shown = [
        (row, column)
        for row in range(last.row() + 1)
        for column in range(last.column() + 1)
        if area.intersects(view.visualRect(view.grid.index(row, column)))
    ]
    assert list(seen.places()) == shown
