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


NEVER_ONE_OR_NO_NOUN = {
    "print_other",  # what was printed, with the number behind it
    "agreement_parties",  # “A gives 1”
    "row_party_ambiguous",  # two at least
    "row_person_ambiguous",
    "rule.breaks",  # “empty slots: 1”
    "rule.placed_once",
    "rule.seats_enough",
    "unplaced.interpreters_busy",
    "unplaced.no_free_table",
    "unplaced.no_suitable_table",  # a meeting needs two seats at least
}
"""Rows with a count that read well for one, or are never about one."""


def test_every_count_of_things_has_a_sentence_for_one():
    rows = {**wording.SENTENCES, **INTENTS}
    counted = {code for code, row in rows.items() if "{count}" in row}
    assert sorted(counted - ONE.keys() - NEVER_ONE_OR_NO_NOUN) == []
