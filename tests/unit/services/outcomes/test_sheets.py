"""The agreement sheet read back from the page."""

from __future__ import annotations

import json

import pypdfium2 as pdfium
import pytest

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.vocabulary import AgreementType
from matchdesk.printing.agreement_words import LANGUAGES, known, word
from matchdesk.services.outcomes import RecordAgreement
from tests import factories


def agreed(desk, *countries: str, **more) -> None:
    parties = tuple(
        factories.organisation(desk, f"Cluster {number} {country}", country=country)
        for number, country in enumerate(countries, 1)
    )
    signatories = ((parties[0], "Agnieszka Brzęczyszczykiewicz", "Director"),)
    command = RecordAgreement(
        AgreementType.MEMORANDUM, parties=parties, topic="Sensors", signatories=signatories, **more
    )
    desk.run(command)


def made(desk, path, *languages):
    desk.outcomes.write_sheet(1, path, *languages)
    return path


def pages(path) -> list[str]:
    with pdfium.PdfDocument(path.read_bytes()) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(
    ("countries", "spoken"),
    [
        (("PL", "TW"), ("pl", "zh-Hant")),
        (("DE", "AT"), ("en", "de")),
        (("FR", "IE"), ("fr", "en")),
        (("PL", "TW", "ES"), ("en", "pl")),
        (("TH", "KZ"), ("en",)),
        (("", "DE"), ("en", "de")),
        (("PL", "MA"), ("pl", "ar")),
        (("IR", "KR"), ("ko", "fa")),
    ],
)
def test_sheet_speaks_the_parties_two_languages(desk, countries, spoken):
    agreed(desk, *countries)
    assert desk.outcomes.sheet_languages(1) == spoken


def test_sheet_holds_parties_signatories_and_boxes_in_both_languages(desk, tmp_path):
    agreed(desk, "PL", "TW")
    (text,) = pages(made(desk, tmp_path / "sheet.pdf"))
    for wanted in (
        "Protokół ustaleń / 合作備忘錄",
        "Cluster 1 PL",
        "Polska / 波蘭",
        "Agnieszka",
        "Director",
        "Sensors",
    ):
        assert text.count(wanted) == 1, wanted
    assert text.count("Podpis / 簽名") == 2


def test_many_parties_take_further_pages_and_none_is_left_out(desk, tmp_path):
    agreed(desk, *["DE"] * 13)
    texts = pages(made(desk, tmp_path / "sheet.pdf", ("de",)))
    assert sum(text.count("Unterschrift") for text in texts) == 13
    assert len(texts) == 2


def test_languages_can_be_chosen_and_an_unknown_one_is_refused(desk, tmp_path):
    agreed(desk, "PL", "TW")
    (text,) = pages(made(desk, tmp_path / "sheet.pdf", ("de", "fr")))
    assert text.count("Unterschrift / Signature") == 2
    with pytest.raises(Invalid) as refusal:
        desk.outcomes.write_sheet(1, tmp_path / "no.pdf", ("th",))
    assert (refusal.value.code, (tmp_path / "no.pdf").exists()) == ("sheet_language", False)
    with pytest.raises(NotFound):
        desk.outcomes.write_sheet(9, tmp_path / "no.pdf")


@pytest.mark.parametrize("countries", [("MA", "IR"), ("IL", "PL"), ("JP", "KR"), ("GR", "TR")])
def test_every_pair_of_languages_is_read_back_from_the_page(desk, tmp_path, countries):
    agreed(desk, *countries)
    spoken = desk.outcomes.sheet_languages(1)
    (text,) = pages(made(desk, tmp_path / "sheet.pdf"))
    for language in spoken:
        for code in ("signature", "position"):
            assert text.count(word(code, language)) >= 2, (language, code)


def test_sheet_of_two_languages_from_right_to_left_is_mirrored(desk, tmp_path):
    agreed(desk, "MA", "IR")
    path = made(desk, tmp_path / "sheet.pdf")
    with pdfium.PdfDocument(path.read_bytes()) as document:
        page = document[0]
        found = page.get_textpage().search("Sensors").get_next()
        left = page.get_textpage().get_charbox(found[0])[0]
        assert left > page.get_width() / 2


def test_sheet_stands_in_the_print_log_and_its_export(desk, tmp_path):
    agreed(desk, "PL", "TW")
    desk.run(desk.outcomes.write_sheet(1, tmp_path / "agreement-1.pdf"))
    assert desk.history.page()[0].what == "Made the agreement sheet of agreement 1"
    (path,) = desk.transfer.write("print-log", tmp_path / "log.json").files
    (row,) = json.loads(path.read_text("utf-8"))
    assert [row[name] for name in ("Document", "Printer", "Pages together")] == [
        "Agreement sheets",
        "agreement-1.pdf",
        1,
    ]


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh", "zh"),
        ("PT-BR", "pt"),
        ("kk", None),
        ("fa-IR", "fa"),
        ("de_AT", "de"),
    ],
)
def test_language_is_served_by_its_nearest_relative(asked, served):
    assert known(asked) == served
    assert served is None or served in LANGUAGES
