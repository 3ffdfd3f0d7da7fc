"""Every document gives a PDF that independent programs find no fault with."""

from __future__ import annotations

import pytest

from matchdesk.core.vocabulary import TO_ORDER, AgreementType
from matchdesk.models import Interpreter
from matchdesk.services.outcomes import RecordAgreement
from matchdesk.services.printing import PrintOrder
from tests import factories
from tests.unit.printing.valid_pdf import CHECKERS, faults


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("kind", TO_ORDER)
def test_every_document_is_valid(desk, cast, tmp_path, kind, language, checker):
    factories.put(desk, Interpreter(participant_id=cast.bo, language_pairs=["en-zh"]))
    made = desk.printing.preview(PrintOrder(kind, language=language))
    assert faults(checker, made.pdf, tmp_path) == ""


@pytest.mark.parametrize("checker", CHECKERS)
def test_agreement_sheet_is_valid(desk, tmp_path, checker):
    parties = tuple(factories.organisation(desk, f"House {c}", country=c) for c in ("IR", "TW"))
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, parties=parties, topic="Sensors"))
    desk.outcomes.write_sheet(1, tmp_path / "sheet.pdf")
    assert faults(checker, (tmp_path / "sheet.pdf").read_bytes(), tmp_path) == ""
