"""Nothing confidential, and nothing without consent, is in any file; each says what it left out."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import icalendar
import pypdfium2 as pdfium
import pytest
from python_calamine import CalamineWorkbook

from matchdesk.core.vocabulary import AgreementType, Rating, StoryKind
from matchdesk.models import ExternalCode, Partnership, PartnershipMember
from matchdesk.services.outcomes import (
    EditAgreement,
    RecordAgreement,
    RecordOutcome,
    RemoveAgreement,
    TellStory,
)
from matchdesk.services.transfer import EXPORTS, Wanted
from tests import factories

SECRETS = (
    "Secret sauce",
    "Quiet note",
    "Quiet step",
    "Shy words",
    "shy@x.example",
    "+48 600 100 200",
    "shy-ticket",
)

UNSAID = (
    "What came of a meeting does not stand beside its parties: it would say who made a confidential"
    " agreement."
)

LEFT_OUT = {
    "participants": (
        "E-mail, telephone and ticket code of 1 participant who shares nothing are left out.",
        "Their name stands in it, for an import knows them by it.",
    ),
    "organisations": (),
    "requests": ("The name of 1 participant who does not share data is withheld.",),
    "meetings": (
        f"Ratings, next steps and notes are withheld. {UNSAID}",
        "The e-mail address of 1 participant who shares nothing is left out.",
        "Their name stands in it, for an import knows them by it.",
    ),
    "grid": ("The name of 1 participant who does not share data is withheld.",),
    "agendas": ("The name of 1 participant who does not share data is withheld.",),
    "outcomes": (
        f"Meetings, parties and words are withheld. {UNSAID}",
        "The name of 1 participant who does not share data is withheld.",
    ),
    "agreements": (
        "What 1 confidential agreement holds is withheld.",
        "1 participant who does not share data is not named as a signatory.",
    ),
    "stories": ("The words of 1 testimonial that may not be published are withheld.",),
    "check-ins": ("The name of 1 participant who does not share data is withheld.",),
    "print-log": ("The name of 1 participant who does not share data is withheld.",),
    "history": ("What exactly was done is withheld: it names people.",),
    "report": (
        "Parties and topic of 1 confidential agreement are withheld.",
        UNSAID,
        "The words of 1 testimonial without consent are withheld.",
        "The name of 1 participant who does not share data is withheld.",
    ),
}


@pytest.fixture
def told(desk):
    """A confidential agreement of a meeting, a story without consent, somebody who refused."""
    shy_home = factories.organisation(desk, "Shy Cluster", country="PL")
    free_home = factories.organisation(desk, "Free Cluster", country="TW")
    shy = factories.participant(
        desk, "Shy Person", organisation_id=shy_home, email="shy@x.example",
        phone="+48 600 100 200", consent_sharing=False,
    )  # fmt: skip
    free = factories.participant(
        desk, "Free Person", organisation_id=free_home, email="free@x.example"
    )
    factories.put(
        desk,
        *(ExternalCode(participant_id=key, code=code)
          for key, code in ((shy, "shy-ticket"), (free, "free-ticket"))),
    )  # fmt: skip
    factories.meeting(desk, shy, free, 1, 1)
    agreement = RecordAgreement(
        type=AgreementType.JOINT_PROJECT, topic="Secret sauce", confidential=True
    )
    desk.run(
        RecordOutcome(
            "1",
            Rating.AGREEMENT_REACHED,
            note="Quiet note",
            next_step="Quiet step",
            agreement=agreement,
        )
    )
    desk.run(
        RecordAgreement(
            type=AgreementType.LETTER_OF_INTENT,
            topic="Open plan",
            anyway=True,
            parties=(shy_home, free_home),
            signatories=((shy_home, "Shy Person"),),
            follow_up_on=date(2027, 1, 31),
        )
    )
    desk.run(TellStory(StoryKind.TESTIMONIAL, "Shy words", {"participant_id": free}))
    return desk


def text_of(paths) -> str:
    """All that stands in the files, calendars unfolded."""
    whole = ""
    for path in paths:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                whole += "".join(packed.read(name).decode() for name in packed.namelist())
        else:
            whole += path.read_text("utf-8-sig")
    return whole.replace("\r\n ", "")


@pytest.mark.parametrize("what", EXPORTS)
def test_export_withholds_and_says_so(told, tmp_path, what):
    ending = "zip" if what == "agendas" else "json"
    written = told.transfer.write(what, tmp_path / f"{what}.{ending}", Wanted())
    found = text_of(written.files)
    assert [secret for secret in SECRETS if secret in found] == []
    assert written.left_out == LEFT_OUT[what]


@pytest.mark.parametrize("what", sorted(set(EXPORTS) - {"participants", "meetings"}))
def test_export_does_not_name_who_refused(told, tmp_path, what):
    ending = "zip" if what == "agendas" else "json"
    written = told.transfer.write(what, tmp_path / f"{what}.{ending}", Wanted())
    assert "Shy Person" not in text_of(written.files)


def test_a_list_for_an_import_says_what_it_will_leave_out(told):
    assert told.transfer.left_out("participants") == LEFT_OUT["participants"]
    assert told.transfer.left_out("report") == LEFT_OUT["report"]


def test_ticket_codes_of_those_who_share_stay(told, tmp_path):
    (path,) = told.transfer.write("participants", tmp_path / "p.json").files
    assert "free-ticket" in text_of([path])
    (path,) = told.transfer.write("participants", tmp_path / "p.json", Wanted(private=True)).files
    assert "shy-ticket" in text_of([path])


def test_private_exports_hold_the_words(told, tmp_path):
    private = Wanted(private=True)
    for what in ("meetings", "outcomes"):
        written = told.transfer.write(what, tmp_path / f"{what}.json", private)
        assert "Quiet note" in text_of(written.files)
        assert written.left_out == ()
    written = told.transfer.write("agreements", tmp_path / "agreements.json", private)
    assert "Shy Person" in text_of(written.files)


def test_follow_up_calendar_does_not_name_who_refused(told, tmp_path):
    (path,) = told.outcomes.write_follow_ups(tmp_path / "due.ics")
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    (described,) = (event for event in events if "description" in event)
    assert sorted(str(described["description"]).splitlines()[-2:]) == [
        "Free Cluster · Free Person · free@x.example",
        "Shy Cluster",
    ]


def test_archive_says_that_it_leaves_nothing_out(told, tmp_path):
    path = told.transfer.archive(tmp_path / "event.zip")
    with zipfile.ZipFile(path) as packed:
        readme = packed.read("README.txt").decode()
    assert "It holds everything, nothing is left out: confidential agreements" in readme
    found = text_of([path])
    assert [secret for secret in SECRETS if secret not in found] == []


def test_no_file_says_whose_a_confidential_agreement_is(told, tmp_path):
    """Its number beside a meeting, an arc between two countries, a target country would."""
    (path,) = told.transfer.write("meetings", tmp_path / "m.json").files
    (row,) = json.loads(path.read_text("utf-8"))
    assert (row["Agreements"], row["Rating"]) == ("", "(withheld)")
    (path,) = told.transfer.write("agreements", tmp_path / "a.json").files
    (shut,) = (row for row in json.loads(path.read_text("utf-8")) if row["Number"] == 1)
    open_columns = {
        *("Number", "Type", "Status", "Opened on", "Status since", "Follow-up due"),
        "Confidential",
    }
    assert {k for k, v in shut.items() if v not in ("", None, "(withheld)")} == open_columns
    told.run(EditAgreement("1", {"target_countries": "JP"}))
    for private, agreed, aims in ((False, 1, ["withheld"]), (True, 2, ["JP"])):
        report = told.statistics.report(private=private)
        assert [link.agreements for link in report.encounters.links] == [agreed]
        codes = [figure.code for figure in report.figures]
        begins = "agreements.target."
        assert [c.removeprefix(begins) for c in codes if c.startswith(begins)] == aims
        values = {figure.code: figure.value for figure in report.figures}
        assert values["agreements.total"] == 2
    assert told.statistics.board().encounters == told.statistics.report().encounters


def test_progress_of_a_partnership_counts_a_confidential_agreement_without_its_number(told):
    home = told.outcomes.agreements()[0].parties[0][0]
    alliance = Partnership(acronym="QUIET", name="", target_countries=["PL", "TW"])
    (key,) = factories.put(told, alliance)
    factories.put(told, PartnershipMember(partnership_id=key, organisation_id=home))
    for private, numbers in ((False, {"2"}), (True, {"1, 2", "2, 1"})):
        figures = {f.code: f for f in told.statistics.figures(private=private)}
        figure = figures["partnerships.QUIET"]
        assert (figure.value, figure.of) == (1, 2)
        (reached,) = (row.cells[1] for row in figure.rows if row.cells[1])
        assert reached in numbers
    told.run(RemoveAgreement(2))
    figure = {f.code: f for f in told.statistics.figures()}["partnerships.QUIET"]
    assert (figure.value, [row.cells for row in figure.rows]) == (
        1,
        [("Poland", ""), ("Taiwan", ""), ("(withheld)", "(withheld)")],
    )


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "json"])
def test_report_names_nothing_withheld_in_any_format(told, tmp_path, ending):
    written = told.transfer.write("report", tmp_path / f"report.{ending}")
    if ending == "pdf":
        with pdfium.PdfDocument(written.files[0].read_bytes()) as document:
            found = " ".join(page.get_textpage().get_text_range() for page in document)
    elif ending == "xlsx":
        book = CalamineWorkbook.from_path(written.files[0])
        found = repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    else:
        found = text_of(written.files)
    found = " ".join(found.split())
    assert [secret for secret in (*SECRETS, "Shy Person") if secret in found] == []
    for sentence in written.left_out:
        assert sentence in found
