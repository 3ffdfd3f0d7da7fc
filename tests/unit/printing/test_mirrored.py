"""Pages in Arabic and Persian: what comes first stands at the right, times like everything else."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agendas import write_agendas
from matchdesk.printing.lists import Cell, Column, ListData, Section, write_lists
from matchdesk.printing.pages import PAPERS

from .samples import agenda, moment


def agenda_page(language: str) -> bytes:
    stream = io.BytesIO()
    papers = [agenda(meetings=1, organisation="TSMC", country="تایوان")]
    write_agendas(stream, papers, PAPERS["a4"], Catalogue(language), Progress())
    return stream.getvalue()


def list_page(language: str) -> bytes:
    cells = (Cell("09:00 – 09:20", bold=True), Cell("TSMC · تایوان"))
    columns = (Column("T", 1), Column("W", 3))
    one = ListData("key", "List", "C2C Days", "Europe/Prague", moment(11, 17), columns,
                   (Section("", (cells,)),))  # fmt: skip
    stream = io.BytesIO()
    write_lists(stream, [one], PAPERS["a4"], Catalogue(language), Progress())
    return stream.getvalue()


def left_of(data: bytes, text: str) -> float:
    """Where the first place of `text` on the first page begins, in points from the left."""
    with pdfium.PdfDocument(data) as document:
        page = document[0].get_textpage()
        found = page.search(text).get_next()
        assert found is not None, text
        left, _bottom, _right, _top = page.get_charbox(found[0])
        return float(left)


@pytest.mark.parametrize("page", [agenda_page, list_page])
@pytest.mark.parametrize(
    ("language", "first_at_right"), [("ar", True), ("fa", True), ("de", False)]
)
def test_span_of_times_begins_where_the_page_does(page, language, first_at_right) -> None:
    data = page(language)
    assert (left_of(data, "09:00") > left_of(data, "09:20")) is first_at_right


@pytest.mark.parametrize("page", [agenda_page, list_page])
@pytest.mark.parametrize(
    ("language", "first_at_right"), [("ar", True), ("fa", True), ("de", False)]
)
def test_organisation_and_country_follow_the_page(page, language, first_at_right) -> None:
    data = page(language)
    assert (left_of(data, "TSMC") > left_of(data, "تایوان")) is first_at_right


def test_date_of_printing_is_worded_in_arabic() -> None:
    """Its shorter date is numbers and strokes, which turn round beside letters."""
    with pdfium.PdfDocument(agenda_page("ar")) as document:
        text = document[0].get_textpage().get_text_range()
    assert ("مايو" in text, "11/05/2026" in text) == (True, False)
