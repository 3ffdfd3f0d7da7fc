"""The map: every country has its outline, and projections keep their places."""

from __future__ import annotations

import itertools

import pytest

from matchdesk.core import geography


def test_every_country_with_people_in_the_demonstration_is_on_the_map():
    known = geography.outlines()
    wanted = {"PL", "TW", "MT", "SG", "LU", "XK", "GB", "US", "CY", "IL", "HK"}
    assert wanted - known.keys() == set()


@pytest.mark.parametrize(
    ("code", "near"), [("PL", (19, 52)), ("FR", (2.5, 46.5)), ("TW", (121, 23.7))]
)
def test_the_middle_of_a_country_lies_in_it(code, near):
    x, y = geography.outlines()[code].centre
    assert (abs(x - near[0]) < 1.5, abs(y - near[1]) < 1.5) == (True, True)


def test_projections_put_east_right_and_north_up():
    for project in (geography.natural_earth, geography.europe):
        (x1, y1), (x2, y2) = project(0, 45), project(20, 55)
        assert (x1 < x2, y1 < y2) == (True, True)


def test_europe_shows_europe_and_not_japan():
    shown = {
        code for code, land in geography.outlines().items() if geography.EUROPE.shows(land.centre)
    }
    assert {"PT", "IS", "PL", "GR", "FI", "UA"} <= shown
    assert "JP" not in shown


def test_countries_that_touch_the_window_are_drawn_in_it():
    rings = geography.EUROPE.shape(geography.outlines()["PL"])
    points = [point for ring in rings for point in ring]
    assert all(0 < x < 1 and 0 < y < geography.EUROPE.ratio for x, y in points)
    assert geography.EUROPE.shape(geography.outlines()["NZ"]) == []


def test_no_outline_runs_across_the_whole_map():
    for land in geography.outlines().values():
        for ring in land.rings:
            steps = itertools.pairwise(ring)
            assert max(abs(x1 - x2) for (x1, _), (x2, _) in steps) < 90
