"""The largest size at which a text takes so many lines: worked out, and found by trying."""

from __future__ import annotations

import random

import pytest

from matchdesk.printing.faces import UNITS
from matchdesk.printing.fitting import Limits, Measured, largest, wrap

LIMITS = Limits(46, 7, 4)


def invented(chance: random.Random) -> Measured:
    words = ("Ana", "Mei-Ling", "e.V.", "上海新材料", "W" * 12, "–", "a/b")
    text = " ".join(chance.choices(words, k=chance.randint(1, 9)))
    starts = [0]
    for _letter in text:
        starts.append(starts[-1] + chance.choice((0, 250, 500, 700)))
    return Measured(text, starts, blanks_only=chance.random() < 0.5)


def by_trying(measured: Measured, width: float, lines: int) -> float | None:
    """The largest size whose lines, as full as they go, are few enough and part no word."""
    for size in LIMITS.sizes():
        spans = wrap(measured, width * UNITS / size)
        ends = {len(measured.text[:stop].rstrip()) for stop in measured.stops}
        if len(spans) <= lines and all(end in ends for _start, end in spans):
            return size
    return None


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_largest_size_is_the_one_that_trying_finds(lines: int) -> None:
    chance = random.Random(lines)
    for _text in range(150):
        measured, width = invented(chance), chance.uniform(20, 300)
        found = largest(measured, width, lines, LIMITS, may_part=False)
        assert found == by_trying(measured, width, lines)
