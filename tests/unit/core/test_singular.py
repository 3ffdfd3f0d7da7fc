"""One meeting is not “1 meetings”."""

from __future__ import annotations

from matchdesk.core import wording
from matchdesk.core.wording.history import INTENTS
from matchdesk.core.wording.singular import ONE


def test_single_one_has_its_own_sentence():
    assert [wording.intent("move_meetings", {"count": n}) for n in (1, 2)] == [
        "Moved one meeting",
        "Moved 2 meetings together",
    ]


def test_every_single_sentence_stands_for_a_usual_one():
    assert sorted(ONE.keys() - INTENTS.keys() - wording.SENTENCES.keys()) == []
