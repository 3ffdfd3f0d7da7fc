"""Mixed directions and faces: which run stands where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bidi import get_display

from matchdesk.core import resources
from matchdesk.printing.breaking import breaks, inside_word, takes_hyphen
from matchdesk.printing.characters import runs_right_to_left, starts_right_to_left
from matchdesk.printing.faces import FaceLibrary
from matchdesk.printing.ordering import embedding_levels, visual_runs

CHAIN = FaceLibrary(resources.path("fonts")).chain(bold=False, han="TC")


def test_runs_of_a_mixed_line_stand_in_reading_order() -> None:
    text = "ACME — شرکت تهران 台灣"
    runs = visual_runs(text, CHAIN)
    assert [(text[r.start : r.end], r.face.name, r.right_to_left) for r in runs] == [
        ("ACME — ", "NotoSans-Regular", False),
        ("شرکت تهران", "NotoSansArabic-Regular", True),
        (" ", "NotoSansArabic-Regular", False),
        ("台灣", "NotoSansTC-Medium", False),
    ]


def test_latin_inside_persian_keeps_its_direction() -> None:
    text = "شرکت ACME ایران"
    runs = visual_runs(text, CHAIN)
    assert [text[r.start : r.end] for r in runs if not r.right_to_left] == ["ACME"]
    assert text[runs[0].start : runs[0].end].strip() == "ایران"


def test_levels_of_left_to_right_text_are_zero() -> None:
    assert embedding_levels("Plain (text) 12") == [0] * 15


PERSIAN = "خوشه انرژی تهران"


@pytest.mark.parametrize(
    "text",
    [
        f"{PERSIAN} (Tehran Energy Cluster) · Iran",
        f"{PERSIAN} (Tehran [Energy] Cluster) 12",
        f"Tehran Energy Cluster ({PERSIAN}) · Iran",
        f"ACME ({PERSIAN} GmbH) Berlin",
        f"{PERSIAN} (ایران) Iran",
        f"{PERSIAN} (1990) ACME (2)",
        f"{PERSIAN} ) ACME (",
        "דוד (Cohen GmbH) « 5 [א]",
    ],
)
def test_brackets_stand_where_another_implementation_of_the_rules_puts_them(text: str) -> None:
    """Its own order of the letters is compared; brackets it has mirrored are turned back."""
    base = 1 if starts_right_to_left(text) else 0
    ours = "".join(
        text[run.start : run.end][::-1] if run.right_to_left else text[run.start : run.end]
        for run in visual_runs(text, CHAIN, base)
    )
    theirs = get_display(text, base_dir="LR"[base])
    assert plain(ours) == plain(theirs)


def plain(line: str) -> str:
    """With one sign for both brackets of a pair, since either may be mirrored already."""
    return line.translate(str.maketrans(")]»", "([«"))


def test_joiner_takes_the_level_before_it() -> None:
    assert embedding_levels("می\u200cخ") == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("one two", ["one ", "two"]),
        ("Müller-Lüdenscheidt GmbH", ["Müller-", "Lüdenscheidt ", "GmbH"]),
        ("台灣、中國", ["台", "灣、", "中", "國"]),
        ("(陳) x", ["(陳) ", "x"]),
        ("5\u00a0km", ["5\u00a0km"]),
        ("שלום עולם", ["שלום ", "עולם"]),
    ],
)
def test_lines_break_where_readers_expect(text: str, pieces: list[str]) -> None:
    stops = [0, *breaks(text), len(text)]
    assert [text[a:b] for a, b in pairwise(stops)] == pieces


def test_thai_words_part_before_leading_vowels_only() -> None:
    assert inside_word("แห่งชา") == [3, 4]


@pytest.mark.parametrize(
    ("pair", "hyphen"), [("ab", True), ("жц", True), ("שם", False), ("a1", False)]
)
def test_hyphen_only_where_scripts_use_it(pair: str, hyphen: bool) -> None:
    assert takes_hyphen(*pair) is hyphen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שרה Cohen", False),
        ("שרה כהן Cohen", False),
        ("شرکت تهران (ACME Ltd)", False),
        ("شرکت تهران", True),
        ("شرکت ACME تهران", True),
        ("22 تا 23 نوامبر 2026 · Centro de Encontros do Tejo", True),
        ("ACME — شرکت تهران", False),
    ],
)
def test_name_that_ends_in_latin_runs_with_a_latin_page(text: str, expected: bool) -> None:
    assert runs_right_to_left(text) is expected
