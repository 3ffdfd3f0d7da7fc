"""QR codes put together here are, module by module, those of the library."""

from __future__ import annotations

import random

import pytest

from matchdesk.core import badge_token
from matchdesk.core.errors import Invalid
from matchdesk.printing.qr import dark_runs, library_modules

SECRET = "5e" * 32
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def modules(text: str) -> list[list[bool]]:
    runs, across = dark_runs(text)
    rows = [[False] * across for _ in range(across)]
    for x, y, length in runs:
        rows[y][x : x + length] = [True] * length
    return rows


def library(text: str) -> list[list[bool]]:
    return [[bool(dark) for dark in row] for row in library_modules(text)]


@pytest.mark.parametrize("length", range(1, 33))
def test_text_of_any_length_is_drawn_as_the_library_draws_it(length: int) -> None:
    chance = random.Random(length)
    text = "A" + "".join(chance.choice(LETTERS) for _ in range(length - 1))
    assert modules(text) == library(text)


def test_badge_tokens_are_drawn_as_the_library_draws_them() -> None:
    tokens = [badge_token.make(SECRET) for _ in range(20)]
    assert [modules(token) for token in tokens] == [library(token) for token in tokens]


@pytest.mark.parametrize("text", ["1234567", "lower case", "Łódź", "HTTPS://EXAMPLE.ORG/" * 4])
def test_what_the_short_way_cannot_write_goes_by_the_library(text: str) -> None:
    assert modules(text) == library(text)


@pytest.mark.parametrize("text", ["", "A" * 601])
def test_no_text_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        dark_runs(text)
