"""The agreement sheet on both papers: who signs stands whole, no heading without its boxes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.printing.agreement_sheet import (
    AgreementSheetData,
    Signatory,
    write_agreement_sheet,
)
from matchdesk.printing.pages import PAPERS
from matchdesk.printing.print_report import PrintReport

from .reading import page_texts
from .samples import LONG

AT = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)


def made(paper: str, languages: tuple[str, ...], parties: int = 2) -> tuple[bytes, PrintReport]:
    data = AgreementSheetData(
        number=3,
        type="letter_of_intent",
        status="signed",
        status_on=date(2026, 11, 22),
        event_name="European Cluster Matchmaking Days (demonstration)",
        event_line="22–23 Nov 2026 · Centro de Encontros do Tejo, Lisboa",
        timezone="UTC",
        printed_at=AT,
        languages=languages,
        parties=(Signatory("Cluster", "Germany", "DE", LONG["name"], "Chair"),) * parties,
        topic="Joint test beds for energy-efficient renovation of listed buildings",
        next_step="Visit of experts",
    )
    stream = io.BytesIO()
    report = write_agreement_sheet(stream, data, PAPERS[paper], Catalogue("en"))
    return stream.getvalue(), report


@pytest.mark.parametrize("languages", [("de", "fa"), ("pl", "zh")])
def test_name_of_eighty_letters_and_the_event_stand_whole(languages: tuple[str, ...]) -> None:
    _data, report = made("a4", languages)
    assert (report.pages, report.shortened) == (1, ())


@pytest.mark.parametrize("parties", range(2, 9))
def test_heading_of_the_parties_stands_above_boxes_on_its_page(parties: int) -> None:
    texts = page_texts(made("a5", ("en",), parties)[0])
    headed = [("Parties" in text, "Cluster" in text) for text in texts]
    assert {pair for pair in headed if pair[0] != pair[1]} == set()


def test_date_of_printing_reads_the_same_beside_arabic_words() -> None:
    assert "2026-11-22 10:05" in page_texts(made("a4", ("de", "fa"))[0])[0]
