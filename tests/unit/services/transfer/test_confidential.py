"""Nothing confidential or without consent leaves, not even to somebody who compares the files.

An event is exported, then what is confidential is moved to two other parties who met as well, and
everything is exported again. What leaves the house is the same: it does not say whose it is.
"""

from __future__ import annotations

import csv
import json
import zipfile

import pypdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from matchdesk.core.vocabulary import AgreementType, MeetingStatus, Rating, StoryKind, Term
from matchdesk.models import Agreement, AgreementParty, Outcome, Partnership, PartnershipMember
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome, TellStory
from matchdesk.services.statistics import SetDefinition
from matchdesk.services.transfer import Wanted
from tests import factories

LEAVING = (
    *("participants", "organisations", "requests", "meetings", "grid", "agendas", "outcomes"),
    *("agreements", "stories", "check-ins", "print-log"),
)
SECRETS = ("Cold fusion", "Ring me at night", "Sign in Riga", "We made a fortune", "Olga Signs")


def party(desk, name: str, country: str, **values) -> tuple[str, str]:
    body = factories.organisation(desk, name, country=country, sectors=["Health"])
    return factories.participant(desk, f"{name} head", organisation_id=body, **values), body


@pytest.fixture
def house(desk):
    """Five pairs met: one with a confidential agreement, one with an open one, three without."""
    pairs = [
        (party(desk, f"Europe {n}", "PL"), party(desk, f"Asia {n}", "TW")) for n in range(1, 6)
    ]
    for n, ((one, _b), (other, _c)) in enumerate(pairs, 1):
        factories.request(desk, one, other)
        factories.meeting(desk, one, other, n, 1, status=MeetingStatus.HELD)
    (alliance,) = factories.put(desk, Partnership(acronym="EACP", target_countries=["TW", "JP"]))
    members = [
        PartnershipMember(partnership_id=alliance, organisation_id=b) for (_p, b), _ in pairs
    ]
    factories.put(desk, *members)
    told = {
        1: (Rating.AGREEMENT_REACHED, "Ring me at night", 5),
        2: (Rating.KNOWLEDGE_GAINED, "", 2),
        3: (Rating.AGREEMENT_REACHED, "", 4),
        4: (Rating.NEGOTIATION_STARTED, "call", 3),
    }
    for n, (rating, note, score) in told.items():
        desk.run(RecordOutcome(n, rating, note=note, score=score))
    (_one, body), (_other, partner) = pairs[0]
    secret = desk.run(
        RecordAgreement(
            AgreementType.JOINT_PROJECT,
            topic="Cold fusion",
            meeting=1,
            parties=(body, partner),
            signatories=((body, "Olga Signs"),),
            confidential=True,
            values={"next_step": "Sign in Riga", "target_countries": ["TW"]},
        )
    ).result
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, topic="Trade", meeting=3))
    story = {"participant_id": pairs[0][0][0], "agreement_id": secret.key, "consent": True}
    desk.run(TellStory(StoryKind.TESTIMONIAL, "We made a fortune", story))
    heard = {"participant_id": pairs[3][0][0], "consent": True}
    desk.run(TellStory(StoryKind.ACHIEVEMENT, "A first order was placed", heard))
    return desk, pairs


def move(desk, pairs, *, linked: bool = True):
    """Give what the first pair has to the second, and the other way round."""
    bodies = {pairs[0][side][1]: pairs[1][side][1] for side in (0, 1)}

    def make(context):
        session = context.session
        meetings = {m.number: m.key for m in desk.outcomes.meetings()}
        said = [
            session.scalars(select(Outcome).where(Outcome.meeting_id == meetings[n])).one()
            for n in (1, 2)
        ]
        for field in ("rating", "note", "score"):
            values = [getattr(one, field) for one in said]
            for one, value in zip(reversed(said), values, strict=True):
                setattr(one, field, value)
        agreement = session.scalars(select(Agreement).where(Agreement.number == 1)).one()
        agreement.meeting_id = meetings[2] if linked else None
        for row in session.scalars(
            select(AgreementParty).where(AgreementParty.agreement_id == agreement.id)
        ):
            row.organisation_id = bodies[row.organisation_id]
        return []

    desk.run(factories.Put(make))


def unlink(desk):
    """The agreement is recorded without the meeting it came from."""

    def make(context):
        query = select(Agreement).where(Agreement.number == 1)
        context.session.scalars(query).one().meeting_id = None
        return []

    desk.run(factories.Put(make))


def report(desk, folder) -> dict[str, object]:
    """All that four kinds of report say."""
    folder.mkdir()
    said: dict[str, object] = {}
    for kind in ("pdf", "xlsx", "csv", "json"):
        files = desk.transfer.write("report", folder / f"report.{kind}", Wanted()).files
        for path in files:
            said[path.name] = read(path)
    return said


def read(path):
    if path.suffix == ".pdf":
        return [page.extract_text() for page in pypdf.PdfReader(path).pages]
    if path.suffix == ".xlsx":
        return {page.title: [*page.values] for page in load_workbook(path)}
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("linked", [True, False])
def test_report_does_not_say_whose_the_confidential_agreement_is(house, tmp_path, linked):
    desk, pairs = house
    if not linked:
        unlink(desk)
    before = report(desk, tmp_path / "before")
    move(desk, pairs, linked=linked)
    after = report(desk, tmp_path / "after")
    assert [name for name in before if before[name] != after[name]] == []
    assert len(before) > 10


@pytest.mark.parametrize("linked", [True, False])
def test_no_list_says_whose_the_confidential_agreement_is(house, tmp_path, linked):
    desk, pairs = house
    if not linked:
        unlink(desk)

    def written(what):
        kind = "zip" if what == "agendas" else "json"
        (path,) = desk.transfer.export(what, tmp_path / f"{what}.{kind}")
        return read(path)

    before = {what: written(what) for what in LEAVING}
    move(desk, pairs, linked=linked)
    assert [what for what in LEAVING if written(what) != before[what]] == []


def test_confidential_words_and_refused_names_are_nowhere_in_a_report(house, tmp_path):
    desk, _pairs = house
    lone, _body = party(desk, "Lone", "JP", consent_sharing=False)
    factories.request(desk, lone, desk.outcomes.meeting(1).parties[0].key)
    said = repr(report(desk, tmp_path / "report"))
    assert [word for word in (*SECRETS, "Lone head") if word in said] == []
    assert "Europe 1" in said  # they met, and that is no secret


def test_confidential_words_are_nowhere_in_what_leaves(house, tmp_path):
    desk, _pairs = house
    found = []
    for what in (*LEAVING, "history"):
        kind = "zip" if what == "agendas" else "csv"
        for path in desk.transfer.export(what, tmp_path / f"{what}.{kind}"):
            said = repr(read(path))
            found += [(what, word) for word in SECRETS if word in said]
    assert found == []


def test_pages_tell_what_may_be_published(house, tmp_path):
    desk, _pairs = house
    (path,) = desk.transfer.export("report", tmp_path / "report.pdf")
    words = " ".join(" ".join(read(path)).split())
    said = "A first order was placed Europe 4 head, Europe 4 · Achievement"
    assert (words.count("In their own words"), words.count(said)) == (1, 1)


def test_own_use_names_everything(house, tmp_path):
    desk, _pairs = house
    (path,) = desk.transfer.export("report", tmp_path / "own.json", private=True)
    figures = {f["code"]: f for f in read(path)["figures"]}
    reached = figures["outcomes.rating.agreement_reached"]["rows"]
    assert [row["cells"][4] for row in reached] == ["Europe 1 · Asia 1", "Europe 3 · Asia 3"]
    assert read(path)["left_out"] == []


def test_meetings_say_what_came_of_them_where_nothing_is_confidential(desk, tmp_path):
    (one, _b), (other, _c) = party(desk, "Europe", "PL"), party(desk, "Asia", "TW")
    factories.meeting(desk, one, other, 1, 1, status=MeetingStatus.HELD)
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    (path,) = desk.transfer.export("report", tmp_path / "open.json")
    figures = {f["code"]: f for f in read(path)["figures"]}
    (row,) = figures["outcomes.rating.valuable_contact"]["rows"]
    assert row["cells"][4:] == [
        *("Europe · Asia", "PL · TW", "Held", "Valuable contact for future projects")
    ]


def test_raw_sheet_has_a_row_for_every_withheld_record_that_is_counted(house, tmp_path):
    desk, _pairs = house
    (path,) = desk.transfer.export("report", tmp_path / "report.xlsx")
    book = load_workbook(path)
    lines = [row for page in book if page.title.startswith("Rows ") for row in [*page.values][1:]]
    values = {f.code: f for f in desk.statistics.figures()}
    for code in ("outcomes.rating.agreement_reached", "cases.third", "agreements.third"):
        behind = [row for row in lines if code in str(row[-1]).split()]
        assert (code, len(behind)) == (code, values[code].value)


def test_numbers_stay_numbers_beside_what_is_withheld(house, tmp_path):
    desk, _pairs = house
    (path,) = desk.transfer.export("report", tmp_path / "report.xlsx")
    head, *rows = load_workbook(path)["Rows meetings"].values
    column = head.index("No.")
    kinds = {type(row[column]).__name__ for row in rows if row[column] != "(withheld)"}
    assert kinds == {"int"}


def test_what_is_left_out_is_said_in_the_report_and_beside_the_lists(house):
    desk, _pairs = house
    unsaid = (
        "What came of a meeting does not stand beside its parties: it would say who made a"
        " confidential agreement."
    )
    assert desk.transfer.left_out("report") == (
        "Parties and topic of 1 confidential agreement are withheld.",
        unsaid,
        "The words of 1 testimonial without consent are withheld.",
    )
    assert desk.transfer.left_out("outcomes") == (
        f"Meetings, parties and words are withheld. {unsaid}",
    )
    assert desk.transfer.left_out("meetings") == (
        f"Ratings, next steps and notes are withheld. {unsaid}",
    )


def test_rows_of_every_figure_stand_on_the_sheet_that_is_named(house, tmp_path):
    desk, _pairs = house
    (path,) = desk.transfer.export("report", tmp_path / "report.xlsx")
    book = load_workbook(path)
    figures = [row for row in [*book["Figures"].values][1:] if row[7]]
    counted = {f.code: len(f.rows) for f in desk.statistics.figures()}
    wrong = []
    for row in figures:
        code, sheet = row[6], row[7]
        lines = [*book[sheet].values][1:]
        behind = sum(code in str(line[-1]).split() for line in lines)
        if behind != counted[code]:
            wrong.append((code, sheet, behind, counted[code]))
    assert (wrong, len(figures) > 30) == ([], True)


def test_case_by_its_rating_does_not_name_whose_agreement_is_confidential(house, tmp_path):
    """Where agreements are no cases at this event, the meeting they came of is one itself."""
    desk, pairs = house
    desk.run(SetDefinition(Term.CASE, ("agreement_reached",), "The call"))
    figures = {figure.code: figure for figure in desk.statistics.figures()}
    cases = [row.cells[1] for row in figures["cases.total"].rows]
    assert sorted(cases) == ["(withheld)", "Europe 3 · Asia 3"]
    before = report(desk, tmp_path / "before")
    move(desk, pairs)
    after = report(desk, tmp_path / "after")
    assert [name for name in before if before[name] != after[name]] == []
