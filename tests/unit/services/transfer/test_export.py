"""Files out, and in again."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from datetime import date

import pytest
from openpyxl import load_workbook

from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, Rating
from matchdesk.demonstration.generate import generate
from matchdesk.interchange.headers import FileKind, match
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome
from matchdesk.services.people import EditParticipant
from tests import factories
from tests.unit.services.transfer.conftest import bring_in


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_participants_come_back_the_same(opener, sqlite_template, tmp_path, ending):
    first, second = (
        opener(str(shutil.copy(sqlite_template, tmp_path / f"{name}.matchdesk")), name)
        for name in ("a", "b")
    )
    demonstration = generate(tmp_path / "files", 60, 3, first_day=date(2026, 11, 18))
    people = [f.path for f in demonstration.files if f.kind == "participants"]
    bring_in(first, *people)

    (written,) = first.transfer.export("participants", tmp_path / f"people{ending}")
    (result,) = bring_in(second, written)

    assert (result.counts.created, result.remarks()) == (60, ())
    (again,) = second.transfer.export("participants", tmp_path / f"again{ending}")
    if ending == ".csv":
        assert again.read_bytes() == written.read_bytes()
    else:
        pages = [load_workbook(path)["Participants"] for path in (written, again)]
        assert [*pages[0].values] == [*pages[1].values]
    assert [o.name for o in second.people.organisations()] == [
        o.name for o in first.people.organisations()
    ]


SAME_PEOPLE = {
    "people": """
        SELECT p.number, p.name, p.given_name, p.family_name, p.native_name, p.email, p.phone,
               p.job_title, p.country, p.role, p.status, p.languages, p.attention, p.max_meetings,
               p.consent_photo, p.consent_sharing, p.extras, d.name,
               o.name, o.type, o.country, o.city, o.website, o.sectors, o.target_countries,
               o.sme_count
          FROM participant p LEFT JOIN organisation o ON o.id = p.organisation_id
          LEFT JOIN delegation d ON d.id = p.delegation_id ORDER BY p.number""",
    "profiles": """
        SELECT p.number, pr.summary, l.side, l.position, l.text
          FROM participant p JOIN profile pr ON pr.participant_id = p.id
          LEFT JOIN profile_line l ON l.profile_id = pr.id ORDER BY p.number, l.side, l.position""",
    "codes": """
        SELECT p.number, c.code FROM external_code c JOIN participant p ON p.id = c.participant_id
         ORDER BY p.number, c.code""",
    "partnerships": """
        SELECT DISTINCT p.number, a.acronym FROM participant p
          JOIN partnership_member m ON m.organisation_id = p.organisation_id
          JOIN partnership a ON a.id = m.partnership_id ORDER BY p.number, a.acronym""",
}


def test_people_of_the_list_are_the_same_in_every_column(opener, sqlite_template, tmp_path):
    """A private export holds all of them; compared by plain SQL, keys aside."""
    first, second = (
        opener(str(shutil.copy(sqlite_template, tmp_path / f"{name}.matchdesk")), name)
        for name in ("a", "b")
    )
    demonstration = generate(tmp_path / "files", 120, 7, first_day=date(2026, 11, 18))
    kinds = ("participants", "partnerships")
    bring_in(first, *(f.path for f in demonstration.files if f.kind in kinds))
    (written,) = first.transfer.export("participants", tmp_path / "people.xlsx", private=True)
    bring_in(second, written)
    stored = [_stored(tmp_path / f"{name}.matchdesk") for name in ("a", "b")]
    assert [what for what in SAME_PEOPLE if stored[0][what] != stored[1][what]] == []
    assert all(stored[0].values())


def _stored(path):
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return {what: base.execute(query).fetchall() for what, query in SAME_PEOPLE.items()}
    finally:
        base.close()


def test_headers_are_known_to_the_import(desk, bring, tmp_path):
    bring(
        desk,
        "Name,Email,Organisation,Website,Unavailable,Ticket secret,Ticket secret (2),Comment,"
        "Matchmaking interests,T-shirt size,Tags,Checked in,Check-in date\n"
        "Ann Lee,a@x.example,ACME,acme.example,Day 1 09:00-09:20,s1,s2,note,R&D,L,vip,Yes,"
        "2026-11-18 08:30\n",
    )
    factories.meeting(desk, *two(desk), 1, 1)

    for what, kind in (("participants", FileKind.PARTICIPANTS), ("meetings", FileKind.MEETINGS)):
        (path,) = desk.transfer.export(what, tmp_path / f"{what}.csv")
        header = rows_of(path)[0]
        assert [name for name in header if match(kind, name) is None] == []


def two(desk):
    return (
        desk.people.participants()[0].key,
        factories.participant(desk, "Bo Ek", email="bo@x.example"),
    )


def test_formulas_are_disarmed(desk, bring, tmp_path):
    bring(desk, 'Name,Email,Organisation\n"=HYPERLINK(""x"")",a@x.example,@SUM(A1)\n')

    (path,) = desk.transfer.export("participants", tmp_path / "people.csv")

    header, row = rows_of(path)
    cells = dict(zip(header, row, strict=True))
    assert (cells["Full name"], cells["Organisation"]) == ('\'=HYPERLINK("x")', "'@SUM(A1)")


def test_meetings_with_what_came_of_them(desk, tmp_path):
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, 2, 3)
    desk.run(RecordOutcome(meeting="1", rating=Rating.VALUABLE_CONTACT, next_step="call"))
    factories.meeting(desk, first, second, None, None)

    (path,) = desk.transfer.export("meetings", tmp_path / "meetings.csv")

    header, *rows = rows_of(path)
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    placed = next(c for c in cells if c["Number"] == "1")
    names = ("Date", "Start", "Table", "Status", "Party 2 email")
    assert {name: placed[name] for name in names} == {
        "Date": "2026-11-18", "Start": "09:25:00", "Table": "3", "Status": "held",
        "Party 2 email": "p2@people.example",
    }  # fmt: skip
    assert (placed["Rating"], placed["Next step"]) == (
        "Valuable contact for future projects", "call",
    )  # fmt: skip


def test_confidential_agreements_are_withheld(desk, tmp_path):
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, 2, 3)
    agreement = RecordAgreement(
        type=AgreementType.JOINT_PROJECT,
        status=AgreementStatus.INITIATED,
        topic="Secret sauce",
        confidential=True,
    )
    desk.run(RecordOutcome("1", Rating.AGREEMENT_REACHED, agreement=agreement))

    (shut,) = desk.transfer.export("agreements", tmp_path / "shut.json")
    (open_,) = desk.transfer.export("agreements", tmp_path / "open.json", private=True)

    withheld, whole = (json.loads(path.read_text("utf-8"))[0] for path in (shut, open_))
    assert (withheld["Topic"], withheld["Parties"], withheld["Type"]) == (
        "(withheld)", "(withheld)", "Joint project",
    )  # fmt: skip
    assert (whole["Topic"], whole["Parties"]) == ("Secret sauce", "Cluster 1; Cluster 2")


def test_what_cannot_be_exported(desk, tmp_path):
    with pytest.raises(Invalid):
        desk.transfer.export("secrets", tmp_path / "x.csv")
    with pytest.raises(FileFault) as caught:
        desk.transfer.export("report", tmp_path / "x.docx")

    assert caught.value.code == "write_format"


def test_refused_rows_of_two_files_in_one_workbook(desk, tmp_path):
    (tmp_path / "one.csv").write_text("Name,Email\n,a@x.example\nBo,b@x.example\n")
    (tmp_path / "two.csv").write_text("Requester,Requested\nBo,Nobody\n")
    read = desk.transfer.read([tmp_path / "one.csv", tmp_path / "two.csv"])

    (path,) = desk.transfer.write_refused(
        tmp_path / "refused.xlsx", desk.transfer.store(read.files)
    )

    book = load_workbook(path)
    assert [*book["one"].values] == [
        ("Name", "Email", "Line", "Reason"), (None, "a@x.example", 2, "Name: No name"),
    ]  # fmt: skip
    assert [*book["two"].values][1] == (
        "Bo", "Nobody", 2, "“Nobody” is no participant of this event",
    )  # fmt: skip


def test_refused_row_without_a_name_says_whose_it_may_be(desk, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Email,Organisation\n,a@x.example,ACME\n,,Solo\n,,\n", encoding="utf-8")
    (result,) = desk.transfer.read([path]).files
    assert [row.title for row in desk.transfer.store([result])[0].rows] == ["a@x.example", "Solo"]


def test_no_refused_rows_no_file(desk, tmp_path):
    (tmp_path / "one.csv").write_text("Name,Email\nBo,b@x.example\n")
    read = desk.transfer.read([tmp_path / "one.csv"])

    assert desk.transfer.write_refused(tmp_path / "r.csv", desk.transfer.store(read.files)) == ()
    assert not (tmp_path / "r.csv").exists()


def test_address_of_somebody_who_does_not_share_is_left_out(desk, tmp_path):
    people = {
        name: factories.participant(
            desk, name, email=f"{name}@x.example", phone="+48 1", consent_sharing=willing
        )
        for name, willing in (("shy", False), ("free", None))
    }
    factories.meeting(desk, people["shy"], people["free"], 1, 1)

    def found(what: str, *, private: bool) -> str:
        (path,) = desk.transfer.export(what, tmp_path / f"{what}{private}.csv", private=private)
        return path.read_text(encoding="utf-8-sig")

    for what in ("participants", "meetings"):
        assert "shy@x.example" not in found(what, private=False)
        assert "free@x.example" in found(what, private=False)
        assert "shy@x.example" in found(what, private=True)


def test_id_that_lets_its_holder_in_is_left_out_of_who_does_not_share(desk, bring, tmp_path):
    codes = [f"3c27c2a{number}-9d1e-4b0a-8f6e-1d2c3b4a5f60" for number in range(2)]
    bring(desk, f"ID,Full name\n{codes[0]},Shy\n{codes[1]},Free\n")
    shy = next(one for one in desk.people.participants() if one.name == "Shy")
    desk.run(EditParticipant(shy.key, {"consent_sharing": False}))
    seen = {}
    for private in (False, True):
        (path,) = desk.transfer.export("participants", tmp_path / f"{private}.csv", private=private)
        text = path.read_text(encoding="utf-8-sig")
        seen[private] = [code in text for code in codes]
    assert seen == {False: [False, True], True: [True, True]}
