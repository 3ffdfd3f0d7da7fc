"""Outcomes and answers to the follow-up come in from files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome, UpdateAgreementStatus
from matchdesk.services.transfer import RowState
from tests import factories
from tests.conftest import NOON

S = AgreementStatus


@pytest.fixture
def pair(desk) -> list[str]:
    """Person 1 and 2 have meetings 1 and 2, Person 3 and 4 meeting 3; all are over."""
    people = factories.people(desk, 4)
    for slot in (1, 2):
        factories.meeting(desk, *people[:2], slot, 1)
    factories.meeting(desk, *people[2:], 1, 2)
    return people


def imported(desk, folder, text: str, kind: str | None = None):
    path = folder / "file.csv"
    path.write_text(text, "utf-8")
    read = desk.transfer.read([path], kind)
    assert read.problems == ()
    (result,) = desk.transfer.store(read.files)
    return result


def reasons(result) -> list[str]:
    return [row.notes[0].text for row in result.rows if row.state is RowState.REFUSED]


def test_outcomes_of_a_file_make_their_meetings_held(desk, pair, tmp_path):
    text = (
        "Meeting;Outcome;Satisfaction;Told by;Note;Next step;Thema\n"
        "1;Valuable contact for future projects;4;p1@people.example;good talk;send data;\n"
        "#2;negotiation;;both;;;Joint project\n"
        "3;5;5;3;;;\n"
        "3;;;;;;\n"
    )
    result = imported(desk, tmp_path, text)
    assert (result.file.kind, result.counts.created, result.counts.left_out) == ("outcomes", 3, 1)
    told = {
        m.number: [(o.told_by, o.rating, o.score, o.note, o.next_step) for o in m.outcomes]
        for m in desk.outcomes.meetings()
    }
    assert told == {
        1: [("Person 1", Rating.VALUABLE_CONTACT, 4, "good talk", "send data")],
        2: [("", Rating.NEGOTIATION_STARTED, None, "", "")],
        3: [("Person 3", Rating.AGREEMENT_REACHED, 5, "", "")],
    }
    topics = {m.number: m.topic for m in desk.outcomes.meetings()}
    assert topics == {1: "", 2: "Joint project", 3: ""}
    assert {m.status for m in desk.outcomes.meetings()} == {MeetingStatus.HELD}
    desk.history.undo()
    assert [m.outcomes for m in desk.outcomes.meetings()] == [(), (), ()]
    assert desk.verify().faults == ()


def test_meeting_may_be_named_by_its_parties(desk, pair, tmp_path):
    text = (
        "Participant 1;Participant 2;Result\n"
        "Person 4;Person 3;knowledge gained\n"
        "Person 1;Person 2;knowledge gained\n"
        "Person 1;Person 4;knowledge gained\n"
    )
    result = imported(desk, tmp_path, text, "outcomes")
    assert result.counts.created == 1
    assert reasons(result) == [
        "Person 1 ⇄ Person 2 meet several times (meetings 1, 2). "
        "Write the number of the one that is meant.",
        "Person 1 ⇄ Person 4 have no meeting with each other.",
    ]


def test_row_that_makes_no_sense_is_refused_with_its_reason(desk, pair, tmp_path):
    text = (
        "Meeting;Outcome;Satisfaction;Told by\n"
        "1;wonderful;;\n"
        "99;valuable;;\n"
        "1;valuable;7;\n"
        "1;valuable;;p3@people.example\n"
        ";valuable;;\n"
    )
    result = imported(desk, tmp_path, text)
    assert result.counts.refused == 5
    assert sorted(reason.split(".")[0] for reason in reasons(result)) == [
        "Meeting: No meeting is named",
        "Outcome: “wonderful” is no outcome",
        "Person 3 does not take part in meeting 1",
        "Satisfaction: “7” is no satisfaction",
        "There is no meeting 99",
    ]


def test_outcome_that_stands_is_not_overwritten_but_told(desk, pair, tmp_path):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, note="ours"))
    text = "Meeting;Outcome;Note;Satisfaction\n1;agreement;theirs;3\n"
    result = imported(desk, tmp_path, text)
    (told,) = desk.outcomes.meeting(1).outcomes
    assert (told.rating, told.note, told.score) == (Rating.VALUABLE_CONTACT, "ours", 3)
    assert (result.counts.updated, len(result.rows[0].notes)) == (1, 2)


def test_follow_up_table_filled_in_brings_statuses_up_to_date(desk, pair, tmp_path, clock):
    for number in (1, 2, 3):
        desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=number, topic=f"T{number}"))
    clock.set(NOON + timedelta(days=181))
    (path,) = desk.outcomes.write_follow_ups(tmp_path / "letters.csv")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1] == (
        "1,2027-05-18,Memorandum of Understanding,Initiated,T1,,,Person 1,p1@people.example,,"
        "Cluster 1,,Cluster 2,No,,,,"
    )
    assert len(lines) == 7
    answers = ["signed,2027-03-01,18.11.2027,all went well", "Signed,01.03.2027,,", "ended,,,",
               ",,,", "no idea,,,", "signed,2099-01-01,,"]  # fmt: skip
    filled = [
        line.removesuffix(",,,") + said for line, said in zip(lines[1:], answers, strict=True)
    ]
    result = imported(desk, tmp_path, "\n".join([lines[0], *filled]) + "\n")
    assert (result.file.kind, result.counts.updated) == ("follow_ups", 2)
    one, two, three = (desk.outcomes.agreement(n) for n in (1, 2, 3))
    assert [(s.status, s.reached_on) for s in one.steps] == [
        (S.INITIATED, date(2026, 11, 18)),
        (S.SIGNED, date(2027, 3, 1)),
    ]
    assert (one.note, one.follow_up_on) == ("all went well", date(2027, 11, 18))
    assert (two.status, two.follow_up_on) == (S.ENDED, None)
    assert (three.status, result.counts.unchanged, result.counts.left_out) == (S.INITIATED, 1, 1)
    assert result.counts.refused == 2
    desk.history.undo()
    assert desk.outcomes.agreement(1).status is S.INITIATED
    assert desk.verify().faults == ()


def test_preview_of_answers_stores_nothing(desk, pair, tmp_path):
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=1))
    path = tmp_path / "answers.csv"
    path.write_text("Agreement;New status\n1;signed\n8;signed\n", "utf-8")
    (result,) = desk.transfer.preview(desk.transfer.read([path]).files)
    assert (result.counts.updated, result.counts.refused) == (1, 1)
    assert desk.outcomes.agreement(1).status is S.INITIATED


def test_exported_meetings_are_still_read_as_meetings(desk, pair, tmp_path):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    (path,) = desk.transfer.export("meetings", tmp_path / "meetings.csv")
    (file,) = desk.transfer.read([path]).files
    assert file.kind == "meetings"


def test_ended_agreement_is_not_on_the_list(desk, pair):
    for number in (1, 3):
        desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=number))
    desk.run(UpdateAgreementStatus(1, S.ENDED))
    assert [one.agreement.number for one in desk.outcomes.follow_up_list()] == [2]
