"""Codes on outcome forms."""

from __future__ import annotations

import pytest

from matchdesk.core import badge_token, meeting_token

OURS, THEIRS = "11" * 32, "22" * 32


@pytest.mark.parametrize("number", [1, 9, 10, 4711, meeting_token.MOST])
def test_code_gives_back_its_number_however_it_is_typed(number):
    code = meeting_token.make(OURS, number)
    assert len(code) == meeting_token.LENGTH
    assert meeting_token.read(OURS, f" {code[:7].lower()}-{code[7:]}\n") == number


def test_form_of_another_event_is_known_as_a_form_and_names_no_meeting():
    code = meeting_token.make(THEIRS, 12)
    assert (meeting_token.is_form(code), meeting_token.read(OURS, code)) == (True, None)


def test_slip_in_one_letter_names_no_meeting():
    code = meeting_token.make(OURS, 12)
    slipped = code[:5] + ("C" if code[5] != "C" else "D") + code[6:]
    assert meeting_token.read(OURS, slipped) is None


@pytest.mark.parametrize(
    "text",
    ["", "12", "FRESH BREAD 12", badge_token.make(OURS)],
    ids=["nothing", "number", "words", "badge"],
)
def test_what_is_no_form_is_told_so(text):
    assert (meeting_token.is_form(text), meeting_token.read(OURS, text)) == (False, None)


@pytest.mark.parametrize("number", [0, -1, meeting_token.MOST + 1])
def test_number_that_no_meeting_has_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        meeting_token.make(OURS, number)
