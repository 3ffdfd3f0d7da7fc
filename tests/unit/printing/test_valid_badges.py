"""Every badge format gives a PDF that independent programs find no fault with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.badges import write_badges
from matchdesk.printing.raster import pages_from
from matchdesk.printing.rulers import write_test_page
from matchdesk.printing.sheets import sheet, sheets
from tests.unit.printing.samples import LONG, NAMES, badge
from tests.unit.printing.valid_pdf import CHECKERS, faults

ENGLISH = Catalogue("en")


def badges(key: str) -> bytes:
    people = [badge(str(number), name) for number, name in enumerate(NAMES.values())]
    people.append(badge("long", LONG["name"], organisation=LONG["organisation"]))
    stream = io.BytesIO()
    write_badges(stream, people, sheet(key), ENGLISH, Progress())
    return stream.getvalue()


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("key", sheets())
def test_badges_of_every_format_are_valid(key: str, checker: str, tmp_path: Path) -> None:
    assert faults(checker, badges(key), tmp_path) == ""


@pytest.mark.parametrize("checker", CHECKERS)
def test_test_page_is_valid(checker: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_test_page(stream, sheet("a6-4up"), ENGLISH)
    assert faults(checker, stream.getvalue(), tmp_path) == ""


@pytest.mark.parametrize("checker", CHECKERS)
def test_pages_after_a_jam_are_valid(checker: str, tmp_path: Path) -> None:
    assert faults(checker, pages_from(badges("a6"), 9), tmp_path) == ""


@pytest.mark.parametrize("checker", CHECKERS)
def test_broken_pages_are_found_out(checker: str, tmp_path: Path) -> None:
    whole = badges("a6")
    assert faults(checker, whole[: len(whole) // 2], tmp_path) != ""
