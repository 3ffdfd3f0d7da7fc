"""Every document gives a PDF that independent programs find no fault with."""

from __future__ import annotations

import pytest

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.models import Interpreter
from matchdesk.services.printing import PrintOrder
from tests import factories
from tests.unit.printing.valid_pdf import CHECKERS, faults


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("kind", DocumentKind)
def test_every_document_is_valid(desk, cast, tmp_path, kind, language, checker):
    factories.put(desk, Interpreter(participant_id=cast.bo, language_pairs=["en-zh"]))
    made = desk.printing.preview(PrintOrder(kind, language=language))
    assert faults(checker, made.pdf, tmp_path) == ""
