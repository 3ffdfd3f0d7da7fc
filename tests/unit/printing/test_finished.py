"""What the pages of one PDF have in common stands in it once."""

from __future__ import annotations

import io

import pypdf

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.badges import write_badges
from matchdesk.printing.sheets import sheet

from .samples import badge


def test_pages_with_the_same_flag_share_what_they_refer_to() -> None:
    people = [badge(str(n), country_code=code) for n, code in enumerate(("TW", "DE", "TW", "DE"))]
    stream = io.BytesIO()
    write_badges(stream, people, sheet("a6"), Catalogue("en"), Progress())
    pages = pypdf.PdfReader(stream).pages
    taiwan, germany, *again = [page.raw_get("/Resources").idnum for page in pages]
    assert (again, taiwan == germany) == ([taiwan, germany], False)
    assert [len(page["/Resources"]["/XObject"]) for page in pages] == [1, 1, 1, 1]  # type: ignore[index]  # pypdf's objects are untyped
