"""The test page measures what it says, on every sheet."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.wording.documents import LANGUAGES
from matchdesk.printing.rulers import write_test_page
from matchdesk.printing.sheets import sheet, sheets

from .reading import page_sizes, page_texts, picture, qr_texts

ENGLISH = Catalogue("en")
WORDS = Path(__file__).parents[3] / "resources" / "locale"


def page(key: str) -> tuple[bytes, int]:
    stream = io.BytesIO()
    report = write_test_page(stream, sheet(key), ENGLISH)
    assert report.shortened == ()
    return stream.getvalue(), report.pages


@pytest.mark.parametrize("key", sheets())
def test_page_of_every_sheet_has_its_size_and_a_code_that_reads(key: str) -> None:
    data, pages = page(key)
    size = (round(sheet(key).page_width), round(sheet(key).page_height))
    assert (pages, page_sizes(data), qr_texts(data)) == (1, [size], ["MATCHDESK TEST PAGE 1234"])


def test_rulers_are_as_long_as_the_page_says_on_both_axes() -> None:
    data, _ = page("a4-tent")
    dark = picture(data, dpi=254) < 90  # ten dots a millimetre
    across, down = dark[80:82].any(axis=0).nonzero()[0], dark[:, 80:82].any(axis=1).nonzero()[0]
    assert page_texts(data)[0].count("190 and 280 mm long") == 1
    assert np.ptp(across) == pytest.approx(1900, abs=3)
    assert np.ptp(down) == pytest.approx(2800, abs=3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_every_language_of_the_documents(language: str) -> None:
    stream = io.BytesIO()
    report = write_test_page(stream, sheet("a6"), Catalogue(language, WORDS))
    (text,) = page_texts(stream.getvalue())
    assert (report.shortened, "Measure:" in text) == ((), language == "en")
