"""Every document, for people of every script: no letter stands as an empty box."""

from __future__ import annotations

import io

import pypdf
import pytest

from matchdesk.core.vocabulary import TO_ORDER, DocumentKind
from matchdesk.core.wording.documents import LANGUAGES
from matchdesk.models import Delegation, Interpreter
from matchdesk.services.printing import PrintOrder
from tests import factories
from tests.unit.printing.reading import page_texts
from tests.unit.printing.samples import NAMES


@pytest.fixture
def everyone(desk) -> None:
    """One of each script, delegation and organisation of the same name, who meet in pairs."""
    keys = []
    for name in NAMES.values():
        (delegation,) = factories.put(desk, Delegation(name=name))
        organisation = factories.organisation(desk, name)
        belongs = {"organisation_id": organisation, "delegation_id": delegation}
        keys.append(factories.participant(desk, name, **belongs))
    (helper,) = factories.put(desk, Interpreter(participant_id=keys[0], language_pairs=["ar-en"]))
    for place, (one, other) in enumerate(zip(keys[::2], keys[1::2], strict=True)):
        helped = {"interpreter_id": helper} if place == 1 else {}
        factories.meeting(desk, one, other, place % 4 + 1, place // 4 + 1, **helped)


@pytest.mark.usefixtures("everyone")
@pytest.mark.parametrize("language", ["en", "fa", "zh-Hant"])
def test_no_document_has_an_empty_box(desk, language: str) -> None:
    faults = []
    for kind in TO_ORDER:
        pdf = desk.printing.preview(PrintOrder(kind, language=language)).pdf
        codes = glyphs(pdf)
        if not codes or b"\0\0" in codes or "\ufffd" in "".join(page_texts(pdf)):
            faults.append(kind)
    assert faults == []


@pytest.mark.usefixtures("everyone")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_speaks_every_language_without_a_letter_or_an_end_lost(
    desk, language: str
) -> None:
    made = [desk.printing.preview(PrintOrder(kind, language=language)) for kind in TO_ORDER]
    assert [
        (one.kind, one.unprintable, one.cuts) for one in made if one.unprintable or one.cuts
    ] == []
    assert [one.kind for one in made if not one.pages] == []


@pytest.mark.usefixtures("everyone")
def test_every_document_has_words_of_every_language(desk) -> None:
    """Each differs from the English one; nothing of the event itself is worded."""
    silent = []
    for kind in TO_ORDER:
        english = page_texts(desk.printing.preview(PrintOrder(kind)).pdf)
        for language in LANGUAGES[1:]:
            made = desk.printing.preview(PrintOrder(kind, language=language))
            if page_texts(made.pdf)[0] == english[0]:
                silent.append((kind, language))
    assert silent == []


@pytest.mark.usefixtures("everyone")
@pytest.mark.parametrize("language", LANGUAGES)
def test_interpreter_list_tells_its_meeting_in_every_language(desk, language: str) -> None:
    (text,) = page_texts(
        desk.printing.preview(PrintOrder(DocumentKind.INTERPRETER_LIST, language=language)).pdf
    )
    assert (NAMES["greek"] in text, NAMES["cyrillic"] in text) == (True, True)


def glyphs(pdf: bytes) -> list[bytes]:
    """The glyph number of every code of every font; zero is the empty box (.notdef)."""
    found: list[bytes] = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's objects are untyped
            if "/DescendantFonts" in font:
                gids = font["/DescendantFonts"][0].get_object()["/CIDToGIDMap"].get_data()
                found += [gids[i : i + 2] for i in range(2, len(gids), 2)]
    return found
