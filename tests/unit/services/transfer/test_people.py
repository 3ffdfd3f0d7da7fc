"""Rows of people against people who are there."""

from __future__ import annotations

import csv

import pytest

from matchdesk.core.errors import Cancelled
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import OrganisationType, ParticipantStatus, Role
from matchdesk.services.people import CancelParticipant, EditParticipant
from matchdesk.services.transfer import Counts, RowState
from tests import factories

HEADER = "Name,Email,Organisation,Phone,Country\n"


def told(result):
    return [(note.line, note.code) for note in result.remarks()]


def names(desk):
    return [person.name for person in desk.people.participants()]


def test_new_person_with_everything(both_desk, bring):
    result = bring(
        both_desk,
        "First name,Last name,Name in own script,Email,Phone,Job title,Organisation,"
        "Organisation type,Country,City,Delegation,Role,Languages,Sectors,Target countries,Offers,"
        "Needs,SMEs represented,Partnership,Sessions,Unavailable,Reserved table,Attention,"
        "Ticket secret,Interests\n"
        "Mei,Lin,林美,Mei@X.example,+886 2 123,CEO,TW Cluster,Cluster organisation,Taiwan,Taipei,"
        "Taiwan,Interpreter,Chinese;English,ICT;Health,Germany;France,Chips; labs,Test sites,120,"
        "ESCP X,Day 1 morning;19 Nov,19.11. 09:00-10:00,3,Speak first,secret-1,Joint R&D\n",
    )

    assert result.counts == Counts(1, 1)
    card = both_desk.people.card(both_desk.people.participants()[0].key)
    assert (card.row.name, card.row.native_name, card.row.email, card.row.country) == (
        "Mei Lin", "林美", "mei@x.example", "TW",
    )  # fmt: skip
    assert (card.row.delegation, card.row.role, card.row.languages) == (
        "Taiwan", Role.INTERPRETER, ("zh", "en"),
    )  # fmt: skip
    assert (card.offers, card.needs, card.codes, card.attention) == (
        ("Chips", "labs"), ("Test sites",), ("secret-1",), "Speak first",
    )  # fmt: skip
    assert card.extras == {"interests": "Joint R&D"}
    sessions = [s.number for s in both_desk.events.summary().sessions if s.key in card.sessions]
    assert sessions == [1, 3, 4]
    assert [absence.number for absence in card.unavailable] == [9, 10, 11]
    (organisation,) = both_desk.people.organisations()
    assert (organisation.type, organisation.city, organisation.sme_count, organisation.tables) == (
        OrganisationType.CLUSTER, "Taipei", 120, (3,),
    )  # fmt: skip
    assert (organisation.sectors, organisation.target_countries, organisation.partnerships) == (
        ("ICT", "Health"), ("DE", "FR"), ("ESCP X",),
    )  # fmt: skip
    (delegation,) = both_desk.people.delegations()
    assert (delegation.name, delegation.country) == ("Taiwan", "TW")


def test_dry_run_says_the_same_and_stores_nothing(both_desk, bring):
    text = HEADER + "Ann Lee,ann@x.example,ACME,,DE\n,b@x.example,,,\n"

    looked = bring(both_desk, text, dry=True)

    assert (names(both_desk), both_desk.people.organisations()) == ([], ())
    stored = bring(both_desk, text)
    assert looked.rows == stored.rows
    assert (looked.counts, looked.number) == (Counts(2, 1, refused=1), None)


def test_dry_run_of_several_files_knows_the_files_before(desk, tmp_path):
    (tmp_path / "requests.csv").write_text("Requester,Requested\nAnn Lee,Bo Ek\n")
    (tmp_path / "people.csv").write_text(HEADER + "Ann Lee,,A,,\nBo Ek,,B,,\n")
    read = desk.transfer.read([tmp_path / "requests.csv", tmp_path / "people.csv"])

    results = desk.transfer.preview(read.files)

    assert [r.file.path.name for r in results] == ["people.csv", "requests.csv"]
    assert [r.counts for r in results] == [Counts(2, 2), Counts(1, 1)]
    assert names(desk) == []


def test_what_is_empty_is_filled_and_what_differs_is_told(desk, bring):
    bring(desk, HEADER + "Ann Lee,ann@x.example,ACME,,DE\n")

    result = bring(
        desk,
        "Name,Email,Organisation,Phone,Country,Job title,Organisation type\n"
        "ANN  LEE,Ann@x.example,Acme,+49 30 1,FR,CEO,SME\n",
    )

    (row,) = result.rows
    assert row.state is RowState.UPDATED
    assert [(c.field, c.old, c.new) for c in row.changes] == [
        ("Phone", "–", "+49 30 1"), ("Position", "–", "CEO"), ("Type", "Other", "SME"),
    ]  # fmt: skip
    assert [n.text for n in row.notes] == [
        "Country: “DE” is stored and stays; the file says “FR”.",
    ]
    assert desk.people.participants()[0].country == "DE"


def test_files_that_disagree_do_not_take_turns(desk, bring):
    first = HEADER + "Ann Lee,ann@x.example,ACME,+49 30 1,DE\n"
    second = HEADER + "Ann Lee,ann@x.example,Other Ltd,+49 30 2,FR\n"
    bring(desk, first)

    assert [bring(desk, text).number for text in (second, first, second)] == [None] * 3
    assert [o.name for o in desk.people.organisations()] == ["ACME"]


def test_lists_are_united(desk, bring):
    header = "Name,Email,Organisation,Languages,Sectors,Offers\n"
    bring(desk, header + "Ann Lee,ann@x.example,ACME,English,ICT,Chips\n")

    bring(desk, header + "Ann Lee,ann@x.example,ACME,German;english,Health;ict,chips;Labs\n")

    card = desk.people.card(desk.people.participants()[0].key)
    assert (card.row.languages, card.offers) == (("en", "de"), ("Chips", "Labs"))
    assert desk.people.organisations()[0].sectors == ("ICT", "Health")


def test_what_was_changed_at_the_desk_stays(desk, bring):
    text = HEADER + "Ann Lee,ann@x.example,ACME,+49 30 1,DE\n"
    bring(desk, text)
    key = desk.people.participants()[0].key
    desk.run(EditParticipant(key, {"name": "Ann Lee-Ek", "phone": "+49 30 9"}))

    result = bring(desk, text)

    assert (result.number, desk.people.card(key).phone) == (None, "+49 30 9")
    assert [c for _, c in told(result)] == ["differs", "differs"]


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("Lee Ann,,ACME,,", 1),  # name and organisation, the words in another order
        ("Ann Lee,,acme!,,", 1),
        ("Ann Lee,,,,", 1),  # the row says no more than the name
        ("Ann Lee,lee@other.example,ACME,,", 1),  # a second address of the same person
        ("Ann Lee,,Other Ltd,,", 2),
        ("Ann Lee,lee@other.example,,,", 2),
        ("Anne Lee,ann@x.example,ACME,,", 1),  # the address decides, the name is told
        ("Bo Ek,ann@x.example,ACME,,", 2),  # nothing in common: an address two people share
        ("李安,ann@x.example,ACME,,", 1),  # another script is the same person
        ("Bo Ek,,ACME,,", 2),
    ],
)
def test_who_is_the_same_person(desk, bring, row, count):
    bring(desk, HEADER + "Ann Lee,ann@x.example,ACME,,\n")

    result = bring(desk, HEADER + row + "\n")

    assert len(desk.people.participants()) == count
    again = bring(desk, HEADER + row + "\n")
    assert (again.number, result.counts.created) == (None, count - 1)


def test_second_address_of_a_person_is_known_from_then_on(desk, bring):
    bring(desk, HEADER + "Ann Lee,ann@x.example,ACME,,\nBo Ek,bo@x.example,B,,\n")
    bring(desk, HEADER + "Ann Lee,lee@other.example,ACME,,\n")

    result = bring(desk, "Requester email,Requested email\nlee@other.example,bo@x.example\n")

    assert result.counts == Counts(1, 1)


def test_people_who_share_an_address_stay_apart(desk, bring):
    text = HEADER + "Ann Lee,office@x.example,ACME,,\nBo Lee,office@x.example,ACME,,\n"
    bring(desk, text)

    again = bring(desk, text)

    assert (names(desk), again.number) == (["Ann Lee", "Bo Lee"], None)


def test_namesakes_are_not_guessed(desk, bring):
    bring(desk, HEADER + "Ann Lee,a@x.example,ACME,,\nAnn Lee,b@x.example,ACME,,\n")

    result = bring(desk, HEADER + "Ann Lee,,ACME,,\n")

    assert (told(result), result.counts) == ([(2, "row_person_ambiguous")], Counts(1, refused=1))
    assert len(desk.people.participants()) == 2


@pytest.mark.parametrize(
    "written", ['MedTech West "Atlantic"', "Medtech West Atlantic", "MEDTECH-WEST ATLANTIC"]
)
def test_organisation_is_found_whatever_its_punctuation(desk, bring, written):
    factories.organisation(desk, "MedTech West „Atlantic“", country="IE")

    quoted = '"' + written.replace('"', '""') + '"'
    bring(desk, HEADER + f"Ann Lee,a@x.example,{quoted},,\n")

    (organisation,) = desk.people.organisations()
    assert (organisation.name, organisation.participants) == ("MedTech West „Atlantic“", 1)


def test_cancelled_elsewhere_is_told_and_nobody_is_cancelled(desk, bring):
    header = "Name,Email,Organisation,Status\n"
    bring(desk, header + "Ann Lee,ann@x.example,ACME,paid\n")

    result = bring(desk, header + "Ann Lee,ann@x.example,ACME,cancelled\n")

    assert told(result) == [(2, "left_cancelled"), (2, "note_cancelled_elsewhere")]
    assert desk.people.participants()[0].status is ParticipantStatus.REGISTERED


def test_cancelled_here_stays_cancelled(desk, bring):
    text = HEADER + "Ann Lee,ann@x.example,ACME,,\n"
    bring(desk, text)
    desk.run(CancelParticipant(desk.people.participants()[0].key))

    result = bring(desk, text)

    assert (told(result), result.number) == ([(2, "note_cancelled_here")], None)
    assert desk.people.participants()[0].status is ParticipantStatus.CANCELLED


def test_what_the_event_does_not_have_is_told(desk, bring):
    result = bring(
        desk,
        "Name,Email,Organisation,Sessions,Unavailable,Reserved table,Languages\n"
        "Ann Lee,a@x.example,ACME,Day 7,Whitsun,Table 99,Quenyan\n",
    )

    assert {code for _, code in told(result)} == {
        "note_session_unknown", "note_time_unknown", "note_table_unknown", "note_language_unknown",
    }  # fmt: skip
    assert result.counts == Counts(1, 1)


def test_table_is_kept_for_the_first(desk, bring):
    header = "Name,Email,Organisation,Reserved table\n"

    result = bring(desk, header + "Ann,a@x.example,A,2\nBo,b@x.example,B,2\n")

    assert told(result) == [(3, "note_table_kept")]
    assert [(o.name, o.tables) for o in desk.people.organisations()] == [("A", (2,)), ("B", ())]


@pytest.mark.parametrize(
    ("moment", "code", "arrived"),
    [
        ("2026-11-18 08:30", None, 1),
        ("2026-11-18T07:30:00Z", None, 1),
        ("2026-11-17 08:30", "note_arrival_other_day", 0),
        ("2026-11-18 23:30", "note_arrival_future", 0),
        ("", "note_arrival_without_time", 0),
    ],
)
def test_arrivals_of_another_system(desk, bring, moment, code, arrived):
    text = f"Name,Email,Checked in,Check-in date\nAnn Lee,a@x.example,Yes,{moment}\n"

    result = bring(desk, text)

    assert [c for _, c in told(result)] == ([code] if code else [])
    assert sum(p.arrived_at is not None for p in desk.people.participants()) == arrived
    assert bring(desk, text).number is None


def test_undo_takes_the_whole_file_back(both_desk, bring, formats):
    bring(both_desk, HEADER + "Ann Lee,ann@x.example,ACME,,\n")
    before = both_desk.people.card(both_desk.people.participants()[0].key)
    result = bring(
        both_desk, HEADER + "Ann Lee,ann@x.example,ACME,+49 1,DE\nBo Ek,b@x.example,B,,\n"
    )

    both_desk.history.undo(result.number)

    assert [both_desk.people.card(p.key) for p in both_desk.people.participants()] == [before]
    assert [o.name for o in both_desk.people.organisations()] == ["ACME"]
    both_desk.history.redo()
    assert names(both_desk) == ["Ann Lee", "Bo Ek"]
    assert both_desk.verify().sound


def test_history_says_what_came(desk, bring):
    bring(desk, HEADER + "Ann Lee,ann@x.example,ACME,,\n", name="export.csv")

    assert desk.history.page()[0].what == "Imported “export.csv”: 1 new, 0 changed"


def test_cancelled_import_stores_nothing(desk, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(HEADER + "".join(f"P {n},p{n}@x.example,A,,\n" for n in range(300)))
    read = desk.transfer.read([file])
    progress = Progress()
    progress = Progress(lambda *_: progress.cancel(), interval=0)

    with pytest.raises(Cancelled):
        desk.transfer.store(read.files, progress)

    assert names(desk) == []


def test_hostile_cells_are_only_text(desk, bring):
    result = bring(
        desk,
        "Name,Email,Organisation,Comment\n"
        '"=HYPERLINK(""http://x"")",a@x.example,\'+CMD|A0,"a\x07b"\n'
        "Robert'); DROP TABLE participant;--,b@x.example,<script>,\n"
        f"{'N' * 3000},c@x.example,{'O' * 3000},\n",
    )

    assert result.counts == Counts(3, 3)
    assert names(desk)[:2] == ['=HYPERLINK("http://x")', "Robert'); DROP TABLE participant;--"]
    assert {o.name for o in desk.people.organisations()} == {"+CMD|A0", "<script>", "O" * 3000}


def test_file_that_is_no_table_changes_nothing(desk, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "list.csv").write_text(HEADER + "Ann Lee,ann@x.example,ACME,,\n")

    read = desk.transfer.read([tmp_path / "x.pdf", tmp_path / "list.csv", tmp_path / "none.csv"])

    assert [(p.path.name, p.sentence.split(". ")[0]) for p in read.problems] == [
        ("x.pdf", f"“{tmp_path / 'x.pdf'}” is a PDF document, not a table"),
        ("none.csv", f"There is no file “{tmp_path / 'none.csv'}”"),
    ]
    assert [f.path.name for f in read.files] == ["list.csv"]


def test_value_emptied_by_hand_is_not_refilled(desk, bring):
    text = "Name,Email,Phone,Languages\nAna Ruiz,a@x.example,+34 600 000 000,English\n"
    bring(desk, text)
    (person,) = desk.people.participants()
    desk.run(EditParticipant(person.key, {"phone": ""}))
    result = bring(desk, text)
    assert result.counts.unchanged == 1
    assert [note.text for note in result.rows[0].notes] == [
        "Phone: operator a emptied it at a desk and it stays empty; "
        "the file says “+34 600 000 000”."
    ]


def test_import_that_was_taken_back_fills_again(desk, bring):
    bring(desk, "Name,Email\nAna Ruiz,a@x.example\n")
    text = "Name,Email,Phone\nAna Ruiz,a@x.example,+34 600 000 000\n"
    bring(desk, text)
    desk.history.undo()
    assert bring(desk, text).counts.updated == 1


def test_consents_and_most_meetings_come_in_and_go_out(desk, bring, tmp_path):
    bring(
        desk,
        "Name,Email,Max meetings,Photo consent,Data sharing consent,Offers\n"
        'Ana Ruiz,a@x.example,4,no,Yes,"""Sensors; optics""; Farms"\n',
    )
    (written,) = desk.transfer.export("participants", tmp_path / "people.csv")
    text = written.read_text("utf-8-sig")
    header, row = (next(csv.reader([line])) for line in text.splitlines())
    values = dict(zip(header, row, strict=True))
    wanted = ("Most meetings", "Photo consent", "Data sharing consent", "Offers")
    assert [values[name] for name in wanted] == ["4", "No", "Yes", '"Sensors; optics"; Farms']
    assert bring(desk, text, name="again.csv").counts.unchanged == 1
