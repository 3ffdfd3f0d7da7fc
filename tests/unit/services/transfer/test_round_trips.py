"""What leaves as a file comes back as it was: formulas, outcomes, answers."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import load_workbook

from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome
from matchdesk.services.transfer import Wanted
from tests import factories
from tests.unit.services.transfer.conftest import bring_in

RUN_BY_SPREADSHEETS = (
    '=HYPERLINK("http://x.example")', "+SUM(A1:A9)", "-2+3", "@cmd", "=1+1", "'=quoted",
    "'tis a name", "a;b,c", 'say "so"', "0049", "1E5", "陳 威霖",
)  # fmt: skip
FORMS = [
    pytest.param(
        ".csv", Wanted(private=True, delimiter=delimiter, bom=bom), id=f"{delimiter}-{bom}"
    )
    for delimiter in ("comma", "semicolon", "tab")
    for bom in (True, False)
] + [pytest.param(".xlsx", Wanted(private=True), id="xlsx")]


@pytest.fixture
def two_desks(opener, sqlite_template, tmp_path):
    return tuple(
        opener(str(shutil.copy(sqlite_template, tmp_path / f"{name}.matchdesk")), name)
        for name in ("a", "b")
    )


def people_of(desk) -> list[tuple[str, str, str]]:
    return [
        (view.name, desk.people.card(view.key).job_title, view.organisation)
        for view in desk.people.participants()
    ]


@pytest.mark.parametrize(("ending", "wanted"), FORMS)
def test_text_that_looks_like_a_formula_comes_back_whole(two_desks, tmp_path, ending, wanted):
    first, second = two_desks
    for number, text in enumerate(RUN_BY_SPREADSHEETS):
        body = factories.organisation(first, f"{text} GmbH")
        factories.participant(
            first,
            f"Ana {number}",
            job_title=text,
            organisation_id=body,
            email=f"a{number}@x.example",
        )
    (path,) = first.transfer.write("participants", tmp_path / f"people{ending}", wanted).files
    (result,) = bring_in(second, path)
    assert (result.counts.created, result.counts.refused) == (len(RUN_BY_SPREADSHEETS), 0)
    assert people_of(second) == people_of(first)


def met(desk) -> None:
    people = factories.people(desk, 4)
    for slot, pair in ((1, people[:2]), (2, people[2:]), (3, people[1:3])):
        factories.meeting(desk, *pair, slot, 1)


@pytest.mark.parametrize(("ending", "wanted"), FORMS)
def test_outcomes_come_back_side_by_side(two_desks, tmp_path, ending, wanted):
    first, second = two_desks
    met(first)
    met(second)
    one, other = (party.key for party in first.outcomes.meeting(1).parties)
    first.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, one, note="=1+1; so", score=5))
    first.run(RecordOutcome(1, Rating.NO_FURTHER_CONTACT, other))
    first.run(
        RecordOutcome(2, Rating.NEGOTIATION_STARTED, next_step="-call", topic="Joint project")
    )

    (path,) = first.transfer.write("outcomes", tmp_path / f"outcomes{ending}", wanted).files
    (result,) = bring_in(second, path)
    assert (result.file.kind, result.counts.created) == ("outcomes", 3)

    def told(desk):
        return [
            (m.number, m.status, o.told_by, o.rating, o.score, o.note, o.next_step, o.topic)
            for m in desk.outcomes.meetings()
            for o in m.outcomes
        ]

    assert told(second) == told(first)
    assert [row[1] for row in told(second)] == [MeetingStatus.HELD] * 3


def test_answers_typed_into_the_workbook_of_letters_bring_agreements_up_to_date(desk, tmp_path):
    met(desk)
    for number in (1, 2):
        desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=number))
    (path,) = desk.outcomes.write_follow_ups(tmp_path / "letters.xlsx")
    book = load_workbook(path)
    page = book.active
    column = {cell.value: cell.column for cell in page[1]}
    page.cell(2, column["New status"], "Signed")
    page.cell(2, column["Answer"], "signed in Riga")
    page.cell(4, column["New status"], "ended")
    book.save(path)

    (result,) = bring_in(desk, path)

    assert (result.file.kind, result.counts.updated) == ("follow_ups", 2)
    one, two = (desk.outcomes.agreement(number) for number in (1, 2))
    assert (one.status, one.note) == (AgreementStatus.SIGNED, "signed in Riga")
    assert (two.status, two.follow_up_on) == (AgreementStatus.ENDED, None)
