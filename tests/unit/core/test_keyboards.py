"""Codes survive a scanner that is set to another keyboard than the computer."""

from __future__ import annotations

import pytest

from matchdesk.core import badge_token, keyboards

LATIN = ("QWERTY", "QWERTZ", "AZERTY")


def typed(code: str, scanner: str, computer: str) -> str:
    """What the computer reads when a scanner of another layout types `code`."""
    keys = {}
    for shifted in (1, 0):
        keys.update({s: (shifted, i) for i, s in enumerate(keyboards._KEYS[scanner][shifted])})
    return "".join(
        keyboards._KEYS[computer][shifted][place] for shifted, place in (keys[c] for c in code)
    )


@pytest.mark.parametrize("scanner", LATIN)
@pytest.mark.parametrize("computer", LATIN)
def test_badge_token_is_the_same_on_all_three_keyboards(scanner, computer):
    token = badge_token.make(badge_token.new_secret())
    assert typed(token, scanner, computer) == token
    assert typed(token.lower(), scanner, computer) == token.lower()


@pytest.mark.parametrize("scanner", LATIN)
@pytest.mark.parametrize("computer", keyboards._KEYS)
def test_ticket_code_is_among_the_readings_of_what_was_typed(scanner, computer):
    code = "kq7zs2mawy09"
    seen = typed(code, scanner, computer)
    assert code in {seen, *(r.text for r in keyboards.readings(seen))}


def test_caps_lock_is_one_of_the_readings():
    assert "kXq7Zs" in {r.text for r in keyboards.readings("KxQ7zS")}


def test_short_texts_are_typed_by_hand_and_read_once():
    assert keyboards.readings("é") == ()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("&é\"'(-è_çà", True),
        ("ΑΣΔΦΓΗΞΚ", True),
        ("kq7zs2mawy", False),
        ("3c27c2a0-9d1e-4b0a-8f6e-1d2c3b4a5f60", False),
        ("müller@firma.example", False),
        ("José García", False),
    ],
)
def test_text_of_no_registration_system_looks_garbled(code, expected):
    assert keyboards.garbled(code) is expected
