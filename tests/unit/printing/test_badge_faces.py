"""Folded badges, backs, flags and black-only labels, read back from the page."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import AgendaData, AgendaDay
from matchdesk.printing.badge_data import BadgeData
from matchdesk.printing.badge_templates import (
    Area,
    Entry,
    Picture,
    QrCode,
    Stack,
    Template,
    template_for,
)
from matchdesk.printing.badges import Chooser, write_badges
from matchdesk.printing.fitting import Limits
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.sheets import sheet

from .reading import Letter, letters, page_sizes, page_texts, picture, qr_texts
from .samples import agenda, badge

BACK = Template(
    "two sides",
    90,
    54,
    (QrCode(Area(60, 10, 25, 25)),),
    (Stack(Area(5, 5, 80, 20), (Entry("text", Limits(20, 8), text="Welcome"),)),),
)


def write(
    badges: list[BadgeData], key: str, template: Template | Chooser | None = None
) -> tuple[bytes, PrintReport]:
    stream = io.BytesIO()
    report = write_badges(stream, badges, sheet(key), Catalogue("en"), Progress(), template)
    return stream.getvalue(), report


def angles(data: bytes) -> list[tuple[float, int]]:
    """Height in points and angle in degrees of every letter on the first page."""
    with pdfium.PdfDocument(data) as document:
        text = document[0].get_textpage()
        return [
            (
                text.get_charbox(index)[1],
                round(math.degrees(pdfium_c.FPDFText_GetCharAngle(text.raw, index))),
            )
            for index in range(text.count_chars())
            if text.get_charbox(index)[3] > text.get_charbox(index)[1]
        ]


def test_agenda_stands_on_the_back_and_goes_on_inside_where_it_is_upside_down() -> None:
    data, report = write([badge(agenda=agenda(meetings=20))], "a4-fold")
    inside = [a for a in letters(data) if a.bottom > 148.5 / 25.4 * 72]
    assert page_sizes(data) == [(210, 297)]
    assert report.shortened == ()
    assert page_texts(data)[0].count("Clúster Norte") == 20
    assert {a.left > 105 / 25.4 * 72 for a in inside} == {True}


def test_agenda_longer_than_the_back_tells_how_much_is_left_out() -> None:
    data, report = write([badge(agenda=agenda(meetings=60))], "a5-fold")
    shown = page_texts(data)[0].count("Clúster Norte")
    assert f"… and {60 - shown} more: see the agenda" in page_texts(data)[0].split("\n")
    assert [one.field for one in report.shortened] == ["agenda"]


def test_agenda_shows_times_tables_and_its_version() -> None:
    data, _ = write([badge(agenda=agenda(meetings=1))], "a5-fold")
    lines = page_texts(data)[0].split("\n")
    assert [lines.count(line) for line in ("Tuesday, 12 May 2026",)] == [1]
    assert lines.count("Version 3, printed 11 May 2026, 19:05") == 1
    assert [page_texts(data)[0].split().count(word) for word in ("09:00", "T17")] == [1, 1]


def test_badge_without_agenda_folds_with_a_white_back() -> None:
    data, _ = write([badge()], "a5-fold")
    assert int(picture(data)[:, : 210 * 150 // 508].min()) == 255


def test_back_is_printed_behind_its_front() -> None:
    data, report = write([badge(str(i)) for i in range(3)], "90x54-10up", BACK)
    words = [a for a in letters(data, 1) if a.text == "W"]
    middle = 105 / 25.4 * 72
    assert report.pages == 2
    ordered = sorted(words, key=lambda word: (-word.bottom, word.left))
    assert [word.left > middle for word in ordered] == [False, True, True]


def test_each_role_may_have_its_own_design() -> None:
    plain = template_for(90, 54)

    def choose(person: BadgeData) -> Template:
        return BACK if person.key == "2" else plain

    data, _ = write([badge("1"), badge("2"), badge("3")], "90x54-10up", choose)
    assert page_texts(data)[0].count("Chen") == 2
    assert page_texts(data)[1].count("Welcome") == 1
    assert len(qr_texts(data)) == 3


@pytest.mark.parametrize(("code", "colour"), [("PL", (220, 20, 60)), ("UA", (255, 213, 0))])
def test_flag_stands_in_its_colours(code: str, colour: tuple[int, int, int]) -> None:
    data, _ = write([badge(country_code=code)], "a6")
    with pdfium.PdfDocument(data) as document:
        pixels = document[0].render(scale=150 / 72).to_numpy()[..., ::-1]
    dots = 150 / 25.4
    lower_half = pixels[int(17 * dots) : int(20 * dots), int(82 * dots) : int(94 * dots)]
    assert np.abs(lower_half.reshape(-1, 3).astype(int) - colour).max() < 40


def test_country_without_a_flag_is_told_by_its_code() -> None:
    data, _ = write([badge(country_code="QQ")], "a6")
    assert page_texts(data)[0].split().count("QQ") == 1


def test_printer_without_colours_gets_none() -> None:
    data, _ = write([badge()], "roll-62x100")
    with pdfium.PdfDocument(data) as document:
        pixels = document[0].render(scale=1).to_numpy().astype(int)
    assert int((pixels.max(axis=2) - pixels.min(axis=2)).max()) == 0


def test_flag_of_many_is_stored_once() -> None:
    one, _ = write([badge()], "a6")
    many, _ = write([badge(str(i)) for i in range(50)], "a6")
    assert (len(many) - len(one)) / 49 < 1_500


@pytest.mark.parametrize("key", ["a4-fold", "a4-tent"])
def test_what_is_folded_over_stands_on_its_head(key: str) -> None:
    data, _ = write([badge(agenda=agenda(meetings=20))], key)
    fold = 148.5 / 25.4 * 72
    assert {angle for height, angle in angles(data) if height > fold} == {180}
    assert {angle for height, angle in angles(data) if height < fold} == {0}


def test_logo_that_is_no_picture_is_refused() -> None:
    broken = replace(BACK, elements=(Picture(Area(1, 1, 10, 10), b"not a picture"),))
    with pytest.raises(Invalid) as caught:
        write([badge()], "90x54-10up", broken)
    assert caught.value.code == "picture_wrong"


def drawn(key: str, language: str, shown: AgendaData) -> tuple[list[Letter], PrintReport]:
    """The letters of an agenda's side, upright, and the report."""
    stream = io.BytesIO()
    words = Catalogue(language)
    report = write_badges(stream, [badge(agenda=shown)], sheet(key), words, Progress())
    return letters(stream.getvalue()), report


@pytest.mark.parametrize(("language", "right"), [("en", False), ("ar", True), ("fa", True)])
def test_back_is_mirrored_in_a_language_that_runs_from_right_to_left(
    language: str, right: bool
) -> None:
    found, _ = drawn("a5-fold", language, agenda(meetings=3))
    back = [x for x in found if x.left < 105 / 25.4 * 72]  # the agenda is the left half
    times = [x.left for x in back if x.text in "09"]
    table = [x.left for x in back if x.text == "7"]  # of table 17
    assert (min(times) > max(table)) is right
    assert min(x.left for x in back) > 7 / 25.4 * 72 - 1
    assert max(x.right for x in back) < 98 / 25.4 * 72 + 1


def test_wide_back_has_a_column_for_each_day() -> None:
    one = agenda(meetings=12)
    (day,) = one.days
    later = tuple(
        replace(e, start=e.start + timedelta(days=1), end=e.end + timedelta(days=1))
        for e in day.entries
    )
    two = replace(one, days=(day, AgendaDay(date(2026, 5, 13), later)))
    found, report = drawn("a4-tent", "en", two)
    assert report.shortened == ()
    upside_down = [x for x in found if x.bottom > 148.5 / 25.4 * 72]
    tables = [x.left for x in upside_down if x.text == "7"]
    middle = 105 / 25.4 * 72
    assert [sum(x < middle for x in tables), sum(x > middle for x in tables)] == [12, 12]
