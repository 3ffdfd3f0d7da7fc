"""Any text, in any script, inside its box and readable from the PDF."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.printing.characters import clean
from matchdesk.printing.faces import guess_han, han_variant
from matchdesk.printing.fitting import Limits
from matchdesk.printing.paper import Box, printing
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.text import Style

from .reading import page_texts, picture
from .samples import LONG, NAMES

PAGE = (420.0, 160.0)
BOX = Box(40, 30, 340, 100)


def printed(
    text: str, limits: Limits, *, bold: bool = False, box: Box = BOX
) -> tuple[bytes, PrintReport]:
    stream = io.BytesIO()
    with printing(stream, "test", Catalogue("en")) as paper:
        paper.document = "d"
        paper.begin_page(*PAGE)
        paper.text("field", text, box, limits, style=Style(bold=bold))
        paper.end_page()
    return stream.getvalue(), paper.report(1)


@pytest.mark.parametrize("script", NAMES)
def test_name_reads_back_as_written(script: str) -> None:
    data, report = printed(NAMES[script], Limits(24, 8))
    assert page_texts(data) == [NAMES[script]]
    assert report == PrintReport(pages=1, documents=1)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", [*NAMES.values(), *LONG.values()])
def test_ink_stays_inside_the_box(text: str, bold: bool) -> None:
    data, _ = printed(text, Limits(30, 7, 4), bold=bold)
    grey = picture(data, dpi=144)  # two dots a point
    inside = grey[60:260, 80:760]
    assert inside.min() < 128
    grey[58:262, 78:762] = 255
    assert grey.min() == 255


@pytest.mark.parametrize("text", NAMES.values())
def test_every_script_has_its_letters(text: str) -> None:
    _, report = printed(text, Limits(24, 8))
    assert report.unprintable == ()


@pytest.mark.parametrize("bold", [False, True])
def test_ligature_of_two_letters_is_one_piece_of_ink(bold: bool) -> None:
    data, _ = printed("لا", Limits(90, 90), bold=bold)
    inky = [bool(column) for column in (picture(data) < 128).any(axis=0)]
    assert sum(ink and not before for before, ink in pairwise(inky)) == 1


def test_long_text_wraps_before_it_gets_small() -> None:
    with printing(io.BytesIO(), "test", Catalogue("en")) as paper:
        fitted = paper.type.fit(LONG["name"], 340, 100, Limits(20, 8, 4))
        paper.begin_page(*PAGE)
        paper.end_page()
    assert [line.text for line in fitted.lines] == [
        "Maria-Konstantina Papadopoulou-",
        "Christodoulopoulou von und zu",
        "Hohenlohe-Langenburg",
    ]
    assert fitted.size == 20


def test_text_too_long_is_cut_with_an_ellipsis_and_reported() -> None:
    data, report = printed(LONG["organisation"], Limits(12, 9, 2), box=Box(40, 30, 200, 40))
    (shortened,) = report.shortened
    assert (shortened.document, shortened.field, shortened.text) == (
        "d",
        "field",
        LONG["organisation"],
    )
    assert page_texts(data)[0].endswith("…")


def test_long_word_is_parted_with_a_hyphen_that_reads_as_a_soft_one() -> None:
    with printing(io.BytesIO(), "test", Catalogue("en")) as paper:
        fitted = paper.type.fit(LONG["word"], 200, 100, Limits(14, 12, 4))
        paper.begin_page(*PAGE)
        paper.end_page()
    assert not fitted.shortened
    assert "".join(line.text for line in fitted.lines).replace("\u00ad", "") == LONG["word"]
    assert [line.text[-1] for line in fitted.lines[:-1]] == ["\u00ad"] * (len(fitted.lines) - 1)


def test_letter_no_face_has_is_marked_and_reported() -> None:
    data, report = printed("A ꀀ B", Limits(20, 8))
    assert report.unprintable == ("ꀀ",)
    assert page_texts(data) == ["A \ufffd B"]


def test_fancy_letters_are_set_plain() -> None:
    data, report = printed("𝓐lice", Limits(20, 8))
    assert page_texts(data) == ["Alice"]
    assert report.unprintable == ()


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  two\n lines\t", "two lines"),
        ("a\x00b\x1bc", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" + "\u0301" * 9, "x" + "\u0301" * 5),
        ("a\ud800b", "ab"),
        ("5\u00a0km", "5\u00a0km"),
    ],
)
def test_clean_keeps_what_a_reader_sees(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("hints", "variant"),
    [
        (("TW", "zh"), "TC"),
        (("", "zh-Hans"), "SC"),
        (("JP",), "JP"),
        (("kr",), "KR"),
        (("DE",), ""),
    ],
)
def test_han_variant_follows_the_first_telling_hint(hints: tuple[str, ...], variant: str) -> None:
    assert han_variant(*hints) == variant


@pytest.mark.parametrize(
    ("text", "hint", "variant"),
    [
        ("さくら", "TC", "JP"),
        ("김민준", "", "KR"),
        ("台灣", "", "TC"),
        ("龙", "", "SC"),
        ("陳", "JP", "JP"),
    ],
)
def test_guess_han_from_the_letters(text: str, hint: str, variant: str) -> None:
    assert guess_han(text, hint) == variant
