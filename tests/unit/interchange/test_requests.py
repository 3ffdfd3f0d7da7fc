from __future__ import annotations

import pytest

from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.records import Party

HEADER = "Requester email,Requested email,Priority,Wish,Mutual,Status,Message\n"


def test_own_headers_are_read_in_full(read_text):
    reading = read_text(HEADER + 'A@x.example,b@x.example,high,must_meet,Yes,accepted,"Hi\nyou"\n')

    (r,) = reading.records
    assert reading.kind == FileKind.REQUESTS
    assert (r.requester, r.requested) == (Party(email="a@x.example"), Party(email="b@x.example"))
    assert (r.priority, r.wish, r.mutual, r.status, r.message) == (
        4, Wish.MUST_MEET, True, RequestStatus.ACCEPTED, "Hi\nyou",
    )  # fmt: skip


def test_rows_without_a_side_are_refused(read_text):
    reading = read_text(
        HEADER + ",b@x.example,,,,,\na@x.example,,,,,,\na@x.example,A@x.example,,,,,\n"
    )

    assert [(r.line, r.code, r.column) for r in reading.refused] == [
        (2, "row_no_requester", "Requester email"),
        (3, "row_no_requested", "Requested email"),
        (4, "row_same_party", ""),
    ]


def test_names_and_organisations_serve_where_no_address_is(read_text):
    reading = read_text("From;From company;To;Rank;Never meet\nAnn Lee;ACME;Bolt;9;ja\n")

    (r,) = reading.records
    assert r.requester == Party(text="Ann Lee", organisation="ACME")
    assert (r.requested, r.priority, r.wish) == (Party(text="Bolt"), 1, Wish.NEVER_MEET)


def test_unknown_words_get_the_usual_value_and_a_note(read_text):
    reading = read_text(HEADER + "a@x.example,b@x.example,soonish,,,perhaps,\n")

    (r,) = reading.records
    assert (r.priority, r.status) == (3, RequestStatus.PENDING)
    assert [(n.column, n.data["value"]) for n in reading.notes] == [
        ("Priority", "soonish"), ("Status", "perhaps"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cell", "priority"),
    [
        ("Priority", "5", 5), ("Priority", "1", 1), ("Weight", "4", 4), ("Stars", "5 ★", 5),
        ("Score", "4.6", 5), ("Score", "99", 5), ("Priority", "0", 1), ("Priority", "highest", 5),
        ("Priority", "High", 4), ("Priorität", "mittel", 3), ("Priority", "low", 2),
        ("Priority", "lowest", 1), ("Rank", "1", 5), ("Choice", "2nd", 4), ("Rang", "3.", 3),
        ("Order of preference", "12", 1), ("Rank", "high", 4), ("Priority", "", 3),
    ],
)  # fmt: skip
def test_five_is_the_strongest_wish_and_the_first_rank(read_text, header, cell, priority):
    reading = read_text(
        f"Requester email,Requested email,{header}\na@x.example,b@x.example,{cell}\n"
    )

    assert [r.priority for r in reading.records] == [priority]
    assert reading.notes == ()


def test_partnerships_with_lists(read_text):
    reading = read_text(
        "acronym,name,kind,strand,status,industry_focus,target_countries,members\n"
        "ABC,Alpha,ESCP-4i,2,active,health,USA;Taiwan;Mars,Bio Cluster; Med Valley\n"
        ",,,,,health,,\n"
    )

    (r,) = reading.records
    assert (r.acronym, r.target_countries, r.members) == (
        "ABC", ("US", "TW", "Mars"), ("Bio Cluster", "Med Valley"),
    )  # fmt: skip
    assert [(x.line, x.code) for x in reading.refused] == [(3, "row_no_partnership")]


def test_meeting_lists_of_parties_and_bad_rows(read_text):
    reading = read_text(
        "Organizer,Confirmed,Pending,Date,Slot,Table,Status\n"
        'Contoso Ltd,"Initech, Inc.; Acme",,18.11.2026,09:30 - 09:50,4,\n'
        'a@x.example,"b@x.example, c@x.example",,18.11.2026,9h30,4,\n'
        "a@x.example,,,18.11.2026,10:00,4,\n"
        "a@x.example,b@x.example,,31.11.2026,10:00,4,\n"
        "a@x.example,b@x.example,,18.11.2026,10:00,4,abgesagt\n"
    )

    first, second = reading.records
    assert [p.text for p in first.parties] == ["Contoso Ltd", "Initech, Inc.", "Acme"]
    assert (first.start.isoformat(), first.end.isoformat()) == ("09:30:00", "09:50:00")
    assert [p.email for p in second.parties] == ["a@x.example", "b@x.example", "c@x.example"]
    assert [(r.line, r.code, r.column) for r in reading.refused] == [
        (4, "row_no_second_party", ""), (5, "row_bad_date", "Date"),
    ]  # fmt: skip
    assert [(r.line, r.code) for r in reading.left_out] == [(6, "left_cancelled")]


@pytest.mark.parametrize(
    "header",
    [
        "Anfragender;Empfänger;Priorität",
        "Absender;Empfänger;Priorität",
        "Nadawca;Odbiorca;Priorytet",
        "Expéditeur;Destinataire;Priorité",
        "Mittente;Destinatario;Priorità",
        "Remitente;Destinatario;Prioridad",
        "Αποστολέας;Παραλήπτης;Προτεραιότητα",
        "Afsender;Modtager;Prioritet",
        "Feladó;Címzett;Prioritás",
    ],
)
def test_sender_and_recipient_in_other_languages(read_text, header: str) -> None:
    reading = read_text(f"{header}\na@x.example;b@x.example;5\n")
    (record,) = reading.records
    assert (reading.kind, record.requester.email, record.requested.email, record.priority) == (
        "requests",
        "a@x.example",
        "b@x.example",
        5,
    )
