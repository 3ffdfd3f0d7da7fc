"""Half a year later, whatever the length of the months."""

from __future__ import annotations

from datetime import date

import pytest

from matchdesk.services.outcomes.agreements import months_after


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 18), date(2027, 5, 18)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_half_a_year_later_is_the_same_day_or_the_months_last(day, later):
    assert months_after(day, 6) == later
