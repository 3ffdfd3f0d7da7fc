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


@pytest.mark.parametrize("letter", badge_token.ALPHABET)
def test_each_letter_of_a_token_lies_on_one_key_of_all_three_keyboards(letter):
    pairs = [(scanner, computer) for scanner in LATIN for computer in LATIN]
    assert {typed(letter, *pair) for pair in pairs} == {letter}
    assert {typed(letter.lower(), *pair) for pair in pairs} == {letter.lower()}


@pytest.mark.parametrize("computer", sorted(set(keyboards._KEYS) - set(LATIN)))
@pytest.mark.parametrize("scanner", LATIN)
def test_token_typed_on_a_computer_of_another_alphabet_is_among_its_readings(scanner, computer):
    secret = badge_token.new_secret()
    token = badge_token.make(secret)
    while set(token) != set(badge_token.ALPHABET):  # every letter once, at least
        token = badge_token.make(secret)
    seen = typed(token, scanner, computer)
    genuine = [
        reading.text
        for reading in keyboards.readings(seen)
        if badge_token.read(secret, reading.text) is badge_token.TokenReading.GENUINE
    ]
    assert {badge_token.normalise(text) for text in genuine} == {token}


def test_token_holds_nothing_but_chance_and_its_signature():
    secret, other = badge_token.new_secret(), badge_token.new_secret()
    tokens = {badge_token.make(secret) for _ in range(200)}
    assert len(tokens) == 200
    assert {len(token) for token in tokens} == {badge_token.LENGTH}
    assert {badge_token.read(secret, token) for token in tokens} == {
        badge_token.TokenReading.GENUINE
    }
    assert {badge_token.read(other, token) for token in tokens} == {badge_token.TokenReading.FORGED}
