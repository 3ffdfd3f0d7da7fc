"""Which countries count as European, on which day."""

from __future__ import annotations

from datetime import date

import pytest

from matchdesk.services.statistics import meanings, regions
from matchdesk.services.statistics.regions import Region
from matchdesk.services.statistics.terms import Terms, house


@pytest.mark.parametrize(
    ("country", "day", "region"),
    [
        ("PL", date(2026, 11, 18), Region.EU),
        ("pl", date(2026, 11, 18), Region.EU),
        ("GB", date(2016, 11, 18), Region.EU),
        ("GB", date(2020, 1, 31), Region.EU),
        ("GB", date(2020, 2, 1), Region.THIRD),
        ("HR", date(2013, 6, 30), Region.THIRD),
        ("HR", date(2013, 7, 1), Region.EU),
        ("NO", date(2026, 11, 18), Region.PROGRAMME),
        ("AM", date(2019, 5, 1), Region.PROGRAMME),
        ("AM", date(2026, 5, 1), Region.THIRD),
        ("TW", date(2026, 11, 18), Region.THIRD),
        ("", date(2026, 11, 18), Region.UNKNOWN),
    ],
)
def test_region_is_that_of_the_day(country, day, region):
    assert regions.on(day).of(country) is region


def test_the_union_has_as_many_members_as_it_had():
    days = (date(2012, 1, 1), date(2016, 1, 1), date(2026, 1, 1))
    counts = [sum(row.region is Region.EU for row in regions.on(day).rows) for day in days]
    assert counts == [27, 28, 27]


@pytest.mark.parametrize(
    ("region", "day", "since"),
    [
        (Region.EU, date(2019, 5, 1), date(2013, 7, 1)),  # Croatia came
        (Region.EU, date(2026, 5, 1), date(2020, 2, 1)),  # the United Kingdom had left
    ],
)
def test_a_region_is_as_it_is_since_somebody_came_or_left(region, day, since):
    assert regions.since(region, day) == since


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 5, 1), date(2026, 11, 18)), ["European Union"]),
        (
            (date(2019, 5, 1), date(2026, 11, 18)),
            ["European Union (first)", "European Union (second)"],
        ),
    ],
)
def test_a_region_stands_once_for_events_between_which_it_did_not_change(days, words):
    found = [
        (name, meanings.definitions(Terms(regions.on(day), house(day))))
        for name, day in zip(("first", "second"), days, strict=True)
    ]
    together = [one.word for one in meanings.together(found)]
    assert [word for word in together if word.startswith("European Union")] == words
