"""No frame draws more than it has time for, and what is kept for the next ones is bounded."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QSize

from matchdesk.ui.grid import pace, pictures
from matchdesk.ui.grid.pace import Pace
from matchdesk.ui.grid.pictures import Face, TilePictures
from matchdesk.ui.grid.sheet import Kind
from matchdesk.ui.theme import State, Theme

CELL = QSize(110, 44)


def face(text: str) -> Face:
    return Face((("PL", text), ("DE", text)), State.PLANNED, "", (), held=False)


def slow_clock():
    """Every look at it finds a second gone."""
    return itertools.count().__next__


def test_frame_draws_until_its_share_is_over():
    now = 10.0
    frame = Pace(lambda: now)
    frame.begin()
    assert [frame.has_time() for _ in range(2 * pace.LEAST)] == [True] * 2 * pace.LEAST
    now = 10.0 + pace.SHARE
    assert not frame.has_time()


def test_frame_on_a_slow_machine_draws_the_least(monkeypatch):
    frame = Pace(slow_clock())
    for _frame in range(2):
        frame.begin()
        found = [frame.has_time() for _ in range(2 * pace.LEAST)]
        assert found == [True] * pace.LEAST + [False] * pace.LEAST


def test_tiles_a_frame_has_no_time_for_follow_with_the_next_ones(screen, qtbot, monkeypatch):
    view, tiles = screen.view, screen.view.itemDelegate()
    view.viewport().repaint()
    whole = view.viewport().grab().toImage()
    monkeypatch.setattr(pace, "LEAST", 1)
    tiles.pace = Pace(slow_clock())
    tiles._pictures.forget()
    plain = view.viewport().grab().toImage()
    assert (tiles.is_late, plain == whole) == (True, False)
    view.viewport().repaint()
    qtbot.waitUntil(lambda: not tiles.is_late)
    assert view.viewport().grab().toImage() == whole


def test_pictures_that_nobody_looks_at_go(qtbot, monkeypatch):
    monkeypatch.setattr(pictures, "_HALF_BYTES", 4 * 110 * 44 * 10)
    gone = []
    kept = TilePictures(Theme("light"), lambda: gone.append(1))
    seen = kept.picture(face("0"), CELL, 1.0)
    for number in range(100):
        kept.picture(face(str(number)), CELL, 1.0)
        assert kept.known(face("0"), CELL, 1.0).cacheKey() == seen.cacheKey()
        assert kept.size <= 2 * 4 * 110 * 44 * 10
    assert kept.known(face("50"), CELL, 1.0) is None
    assert gone


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_box_of_a_tile_is_the_tile_without_its_words(qtbot, ratio):
    kept = TilePictures(Theme("light"))
    nothing = Face((("", ""), ("", "")), State.GOOD, "", (), held=False)
    tile, box = (draw(nothing, CELL, ratio).toImage() for draw in (kept.picture, kept.box))
    assert tile == box
    assert kept.picture(face("Ana"), CELL, ratio).toImage() != box


def test_panels_nobody_has_opened_have_no_place_until_they_are_wanted(screen, qtbot):
    parts = screen.parts
    panels = (parts.plan, parts.repair, parts.list, parts.now)
    assert [panel.parent() for panel in panels] == [None] * 4
    screen.list_beside("requests")
    assert (parts.list.isVisible(), parts.list.window()) == (True, screen.window())
    screen.repair()
    assert (parts.repair.isVisible(), parts.repair.window()) == (True, screen.window())
    screen.show_kind(Kind.NOW)
    assert (parts.now.isVisible(), parts.sheet.isVisible()) == (True, False)
    screen.show_kind(Kind.TABLES)
    assert (parts.now.isVisible(), parts.sheet.isVisible()) == (False, True)
