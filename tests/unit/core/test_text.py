"""Folding names: the quick way and the long one are the same way."""

from __future__ import annotations

import pytest

from matchdesk.core.text import _folded, breakable, fold, from_left


def test_quick_way_for_ascii_says_the_same():
    texts = [f"{chr(a)}{chr(b)}x {chr(a)}" for a in range(128) for b in range(0, 128, 5)]
    assert [fold(text) for text in texts] == [_folded(text) for text in texts]


def test_word_longer_than_any_line_gets_places_to_break():
    assert breakable("X" * 65) == "X" * 30 + "\u200b" + "X" * 30 + "\u200b" + "X" * 5


def test_names_with_hyphens_and_blanks_stay_as_they_are():
    name = "Hohenlohe-Waldenburg-Schillingsfürst und zu Sayn-Wittgenstein"
    assert breakable(name) == name


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("#3 تجمع الفوتونيات (Casablanca Photonics)", "\u200e#3"),
        ("אילת ⇄ Ana", "\u200eאילת"),
        ("Ana ⇄ אילת", "Ana"),
        (
            "\u2068אילת\u2069  Eilat",
            "\u2068אילת",
        ),  # kept together: what stands around it is not turned
        ("12:00 陳 威霖", "12:00"),
    ],
)
def test_line_reads_from_the_left_whatever_it_begins_with(text, begins):
    assert from_left(text).startswith(begins)
    assert from_left(text).lstrip("\u200e") == text
