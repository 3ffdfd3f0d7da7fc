"""Rows of requests, meetings and partnerships."""

from __future__ import annotations

import pytest

from matchdesk.core.vocabulary import MeetingStatus, OrganisationType, RequestStatus, Wish
from matchdesk.services.people import CancelParticipant, ReserveTable, SetAvailability
from matchdesk.services.requests import SetPriority, SetRequestStatus
from matchdesk.services.transfer import Counts
from tests import factories

PEOPLE = "Name,Email,Organisation\n" + "".join(
    f"{name},{name.split()[0].lower()}@x.example,{organisation}\n"
    for name, organisation in (
        ("Ann Lee", "ACME"),
        ("Bo Ek", "Bolt"),
        ("Cy Fox", "Cluster C"),
        ("Di Roy", "Cluster C"),
        ("Eve Sun", "Echo"),
    )
)
REQUESTS = "Requester,Requested,Priority,Wish,Status,Mutual,Message\n"
MEETINGS = "Participant 1,Participant 2,Date,Start,Table,Status\n"


@pytest.fixture
def filled(desk, bring):
    bring(desk, PEOPLE)
    return desk


def reasons(result):
    return [(row.line, note.text) for row in result.rows for note in row.notes]


def key_of(desk, name):
    return next(p.key for p in desk.people.participants() if p.name == name)


def test_requests_by_address_name_and_organisation(both_desk, bring):
    bring(both_desk, PEOPLE)

    result = bring(
        both_desk,
        REQUESTS
        + "ann@x.example,Bo Ek,5,must meet,accepted,no,Hi\n"
        + "Lee Ann,bolt,1,,,,\n"
        + "Echo,Cy Fox,,never meet,,,\n",
    )

    assert result.counts == Counts(3, 2, unchanged=1)
    rows = both_desk.requests.rows()
    assert [
        (r.requester, r.requested, r.priority, r.wish, r.status, r.source) for r in rows
    ] == [
        ("Ann Lee", "Bo Ek", 5, Wish.MUST_MEET, RequestStatus.ACCEPTED, "imported"),
        ("Eve Sun", "Cy Fox", 3, Wish.NEVER_MEET, RequestStatus.PENDING, "imported"),
    ]  # fmt: skip


def test_requests_that_cannot_be(filled, bring):
    filled.run(CancelParticipant(key_of(filled, "Eve Sun")))

    result = bring(
        filled,
        REQUESTS
        + "Ann Lee,nobody@x.example,,,,,\n"
        + "Ann Lee,Cluster C,,,,,\n"
        + "Cy Fox,Di Roy,,,,,\n"
        + "ann@x.example,Ann Lee,,,,,\n"
        + "Ann Lee,Eve Sun,,,,,\n"
        + "Ann Lee,Bo Ek,,,,,\n",
    )

    assert reasons(result) == [
        (2, "“nobody@x.example” is no participant of this event"),
        (
            3,
            "“Cluster C” may be any of 2 participants (Cy Fox, Di Roy …);"
            " name one by e-mail address",
        ),
        (4, "Cy Fox and Di Roy are of the same organisation"),
        (5, "“Ann Lee” cannot meet itself"),
        (6, "“Eve Sun” (Eve Sun) does not come"),
    ]  # fmt: skip
    assert result.counts == Counts(6, 1, refused=5)


def test_request_of_the_other_side_makes_it_mutual(filled, bring):
    text = REQUESTS + "Ann Lee,Bo Ek,2,,,,\nBo Ek,Ann Lee,4,,,,\n"

    result = bring(filled, text)

    assert result.counts == Counts(2, 1, updated=1)
    (request,) = filled.requests.rows()
    assert (request.mutual, request.status, request.priority) == (True, RequestStatus.ACCEPTED, 4)
    assert bring(filled, text).number is None


def test_newer_answer_is_taken_over_and_a_decision_stays(filled, bring):
    bring(filled, REQUESTS + "Ann Lee,Bo Ek,2,,pending,,\n")

    assert bring(filled, REQUESTS + "Ann Lee,Bo Ek,2,,accepted,,\n").counts == Counts(1, updated=1)
    request = filled.requests.rows()[0]
    filled.run(SetRequestStatus(request.key, RequestStatus.DECLINED))
    filled.run(SetPriority(request.key, 1))

    result = bring(filled, REQUESTS + "Ann Lee,Bo Ek,2,,accepted,,\n")

    assert (result.number, reasons(result)) == (None, [
        (2, "Status: “Declined” is stored and stays; the file says “Accepted”."),
        (2, "Priority: “1” is stored and stays; the file says “2”."),
    ])  # fmt: skip


def test_meetings_that_cannot_be_are_refused_and_the_rest_is_placed(filled, bring):
    filled.run(SetAvailability(key_of(filled, "Eve Sun"), frozenset(), {slot(filled, 1): ""}))
    tables = filled.events.summary().tables
    filled.run(ReserveTable(tables[3].key, filled.people.organisations()[0].key))

    result = bring(
        filled,
        MEETINGS
        + "Ann Lee,Bo Ek,2026-11-18,09:00,1,\n"
        + "Ann Lee,Cy Fox,2026-11-18,09:05,2,\n"
        + "Cy Fox,Bolt,2026-11-18,09:00,3,\n"
        + "Cy Fox,Eve Sun,2026-11-18,09:00,3,\n"
        + "Cy Fox,Eve Sun,2026-11-18,12:00,3,\n"
        + "Cy Fox,Eve Sun,2026-11-18,09:25,9,\n"
        + "Cy Fox,Eve Sun,2026-11-18,09:25,4,\n"
        + "Cy Fox,Eve Sun,2026-11-20,09:25,3,\n"
        + "Cy Fox,Eve Sun,,09:25,3,\n"
        + "Cy Fox,Eve Sun,2026-11-18,09:25,,\n"
        + "Di Roy,Bo Ek,2026-11-18,09:25,1,\n",
    )

    assert reasons(result) == [
        (3, "Ann Lee already has meeting 1 at 18.11. 09:00"),
        (4, "Bo Ek already has meeting 1 at 18.11. 09:00"),
        (5, "Eve Sun is not there at 18.11. 09:00"),
        (6, "No slot at 18.11.2026 12:00; the nearest is 18.11. 13:30"),
        (7, "There is no table 9; they are numbered up to 4"),
        (8, "Table 4 is kept for ACME"),
        (9, "No slot at 20.11.2026 09:25; the nearest is 19.11. 14:45"),
        (10, "At 09:25, but of which day?"),
        (12, "Table 1 is taken by meeting 2 at 18.11. 09:25"),
    ]
    assert [(m.slot, m.table, [p.name for p in m.parties]) for m in filled.outcomes.meetings()] == [
        (1, 1, ["Ann Lee", "Bo Ek"]), (2, 1, ["Cy Fox", "Eve Sun"]),
    ]  # fmt: skip
    assert filled.verify().sound


def slot(desk, number):
    return next(s.key for s in desk.events.summary().slots if s.number == number)


def test_meeting_belongs_to_the_request_of_its_pair(filled, bring):
    bring(filled, REQUESTS + "Bo Ek,Ann Lee,,,pending,,\n")

    bring(filled, MEETINGS + "Ann Lee,Bo Ek,2026-11-18,09:00,1,\n")

    (request,) = filled.requests.rows()
    assert (request.status, request.placed.slot, request.placed.table) == (
        RequestStatus.ACCEPTED, 1, 1,
    )  # fmt: skip


def test_meeting_that_was_moved_or_cancelled_here_stays_so(filled, bring):
    text = MEETINGS + "Ann Lee,Bo Ek,2026-11-18,09:00,1,\n"
    factories.meeting(filled, key_of(filled, "Ann Lee"), key_of(filled, "Bo Ek"), 3, 2)

    result = bring(filled, text)

    assert (result.number, reasons(result)) == (None, [
        (2, "Slot: “18.11. 09:50” is stored and stays; the file says “18.11. 09:00”."),
        (2, "Table: “2” is stored and stays; the file says “1”."),
    ])  # fmt: skip


def test_cancelled_meeting_is_not_brought_back(filled, bring):
    pair = key_of(filled, "Ann Lee"), key_of(filled, "Bo Ek")
    factories.meeting(filled, *pair, 1, 1, status=MeetingStatus.CANCELLED)

    result = bring(filled, MEETINGS + "Ann Lee,Bo Ek,2026-11-18,09:00,1,\n")

    assert (result.number, reasons(result)) == (
        None, [(2, "This meeting was cancelled here and stays so.")],
    )  # fmt: skip


def test_meeting_of_three_and_one_in_utc(filled, bring):
    bring(
        filled,
        "Organizer,Confirmed,Pending,Date,Start,Table,Status\n"
        'ann@x.example,"bo@x.example, cy@x.example",,2026-11-18,08:00Z,1,\n',
    )

    (meeting,) = filled.outcomes.meetings()
    assert (meeting.slot, [p.name for p in meeting.parties]) == (1, ["Ann Lee", "Bo Ek", "Cy Fox"])
    assert filled.verify().sound


def test_partnerships_bring_members_nobody_registered_for(filled, bring):
    header = "acronym,name,kind,target_countries,members\n"

    result = bring(filled, header + "ABC,Alpha,ESCP-4i,USA;Mars,acme!; New Cluster\n")

    assert result.counts == Counts(1, 1)
    (partnership,) = filled.people.partnerships()
    assert (partnership.acronym, partnership.members, partnership.target_countries) == (
        "ABC", ("ACME", "New Cluster"), ("US", "Mars"),
    )  # fmt: skip
    made = next(o for o in filled.people.organisations() if o.name == "New Cluster")
    assert (made.type, made.participants) == (OrganisationType.CLUSTER, 0)
    again = bring(filled, header + "ABC,Alpha,ESCP-4i,USA;Mars;China,ACME\n")
    assert again.counts == Counts(1, updated=1)


def test_partnership_named_by_a_person_is_completed_by_its_file(filled, bring):
    bring(filled, "Name,Email,Organisation,Partnership\nAnn Lee,ann@x.example,ACME,abc\n")

    result = bring(filled, "acronym,name,members\nABC,Alpha,Bolt\n")

    (partnership,) = filled.people.partnerships()
    assert (partnership.name, partnership.members) == ("Alpha", ("ACME", "Bolt"))
    assert result.counts == Counts(1, updated=1)
