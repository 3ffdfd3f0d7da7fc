"""Sixty-one hard names on paper: inside their box, read back as written, no letter missing.

Everything is measured from the finished page: the ink from its picture, the text through two
readers that share no code with what wrote it, the glyphs from the font tables in the file.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf
import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.badges import write_badges
from matchdesk.printing.fitting import Limits
from matchdesk.printing.paper import Box, printing
from matchdesk.printing.print_report import PrintReport, Shortened
from matchdesk.printing.sheets import sheet
from matchdesk.printing.text import Style

from .hard_names import HARD_NAMES
from .reading import page_texts, picture
from .samples import badge

PAGE = (300.0, 220.0)
BOX = Box(27, 30, 246, 160)
"""The room for a name on an A6 badge."""
CARD = Box(27, 30, 140, 62)
"""The room for a name on a card."""


CUT_AT_A6 = ("W" * 80, "上海新材料产业技术研究院有限公司" * 5)
"""Eighty of the widest letters do not fit in any readable size; their ends are cut, and told."""


def printed(name: str, box: Box, *, bold: bool = True) -> tuple[bytes, PrintReport]:
    stream = io.BytesIO()
    with printing(stream, "test", Catalogue("en")) as paper:
        paper.document = "one"
        paper.begin_page(*PAGE)
        limits = Limits(46, 13, 4) if box is BOX else Limits(25, 8, 4)
        paper.text("name", name, box, limits, style=Style(bold=bold, whole=True))
        paper.end_page()
    return stream.getvalue(), paper.report(1)


def read(data: bytes) -> str:
    """The page's text; the reader gives any hyphen at a line's end as U+FFFE.

    A line of both directions holds the marks that told the reader where it begins.
    """
    (text,) = page_texts(data)
    return re.sub("[\u200e\u200f]", "", re.sub("[\ufffe\u00ad]", "-", text))


def without_marks(text: str) -> str:
    """Without what readers add to a line: marks of direction and of parted words."""
    return re.sub("[\u200e\u200f\u202a-\u202c\u2066-\u2069\u00ad\ufffe]", "", text)


def plain(text: str) -> str:
    """Without blanks and hyphens, which stand or fall with where a line ends."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace("-", "")


def test_there_are_sixty_one() -> None:
    assert len(set(HARD_NAMES)) == 61


@pytest.mark.parametrize(("name", "wanted"), HARD_NAMES)
def test_name_reads_back_as_written(name: str, wanted: str) -> None:
    data, report = printed(name, BOX)
    text, wanted = plain(read(data)), plain(wanted or name)
    if report.shortened:  # what was cut is told, and what is left is its beginning
        assert report.shortened == (Shortened("one", "name", name),)
        assert (text[-1], wanted.startswith(text[:-1])) == ("…", True)
    else:
        assert text == wanted


def badge_texts(key: str, reader: str, folder: Path) -> tuple[list[str], set[int]]:
    """What `reader` finds on a badge of each name, and which badges had something cut."""
    stream = io.BytesIO()
    people = [badge(str(i), name) for i, (name, _) in enumerate(HARD_NAMES)]
    report = write_badges(stream, people, sheet(key), Catalogue("en"), Progress())
    texts = _READERS[reader](stream.getvalue(), folder)
    return texts, {int(one.document) for one in report.shortened}


def by_pypdf(data: bytes, _folder: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_poppler(data: bytes, folder: Path) -> list[str]:
    file = folder / "badges.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")


_READERS = {"pdfium": lambda data, _folder: page_texts(data), "pypdf": by_pypdf,
            "poppler": by_poppler}  # fmt: skip
_NO_POPPLER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext here")


@pytest.mark.parametrize("key", ["a6", "cr80"])
@pytest.mark.parametrize("reader", ["pdfium", "pypdf", pytest.param("poppler", marks=_NO_POPPLER)])
def test_names_on_badges_are_extracted_as_written(reader: str, key: str, tmp_path: Path) -> None:
    texts, cut = badge_texts(key, reader, tmp_path)
    lost = {
        name
        for index, (name, wanted) in enumerate(HARD_NAMES)
        if index not in cut and plain(wanted or name) not in plain(without_marks(texts[index]))
    }
    assert lost == set()


@pytest.mark.parametrize("reader", ["pdfium", "pypdf", pytest.param("poppler", marks=_NO_POPPLER)])
def test_no_letter_is_made_up_for_ink_that_is_none(reader: str, tmp_path: Path) -> None:
    """A raised mark once read as a control character in pdfium, whose place it had in the font."""
    texts, _cut = badge_texts("a6", reader, tmp_path)
    found = {c for text in texts for c in text if unicodedata.category(c) in ("Cc", "Co", "Cn")}
    assert found - {"\n", "\r", "\ufffe"} == set()


@pytest.mark.parametrize("box", [BOX, CARD])
@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize("name", [name for name, _ in HARD_NAMES])
def test_ink_of_name_stays_inside_its_box(name: str, bold: bool, box: Box) -> None:
    data, _ = printed(name, box, bold=bold)
    grey = picture(data, dpi=144)  # two dots a point
    top, bottom = int(2 * box.y), int(2 * box.bottom)
    left, right = int(2 * box.x), int(2 * box.right)
    assert grey[top:bottom, left:right].min() < 128
    grey[top - 2 : bottom + 2, left - 2 : right + 2] = 255
    assert grey.min() == 255


@pytest.mark.parametrize("name", [name for name, _ in HARD_NAMES])
def test_no_glyph_of_name_is_missing(name: str) -> None:
    data, report = printed(name, BOX)
    assert report.unprintable == ()
    reader = pypdf.PdfReader(io.BytesIO(data))
    for font in reader.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's objects are untyped
        if "/DescendantFonts" in font:
            gids = font["/DescendantFonts"][0].get_object()["/CIDToGIDMap"].get_data()
            codes = [gids[i : i + 2] for i in range(2, len(gids), 2)]
            assert [code for code in codes if code == b"\0\0"] == []


def test_name_too_long_for_a_card_is_told() -> None:
    _, report = printed("W" * 80, CARD)
    assert report.shortened == (Shortened("one", "name", "W" * 80),)


def test_all_names_together_on_badges_are_told_apart() -> None:
    stream = io.BytesIO()
    badges = [badge(str(i), name) for i, (name, _) in enumerate(HARD_NAMES)]
    report = write_badges(stream, badges, sheet("a6-4up"), Catalogue("en"), Progress())
    assert (report.pages, report.unprintable) == (16, ())
    assert [one.document for one in report.shortened] == [
        str(index) for index, (name, _) in enumerate(HARD_NAMES) if name in CUT_AT_A6
    ]
