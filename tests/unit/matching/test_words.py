from __future__ import annotations

import pytest

from matchdesk.matching.words import stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hydrogen storage", "storing of hydrogen"),
        ("Batteries", "battery"),
        ("Energía", "energia"),
        ("Sensors for agriculture", "agricultural sensor"),
        ("Łódź textiles", "lodz textile"),
    ],
)
def test_stems_of_forms_of_one_word_are_the_same(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_stems_leave_out_what_says_nothing() -> None:
    assert stems("We are looking for partners in the") == frozenset()


def test_stems_of_scripts_without_blanks_are_pairs_of_letters() -> None:
    assert stems("水素貯蔵") == {"水素", "素貯", "貯蔵"}
