"""Every file that other systems wrote: exact counts, and values of the awkward rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from matchdesk.core.vocabulary import OrganisationType
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.reading import read
from matchdesk.interchange.records import Party
from matchdesk.interchange.text import key

TEN = (
    ("Zoë Müller-Lüdenscheidt", "zoe.mueller@photonik.example"),
    ("Łukasz Żółkiewski", "lukasz.z@lodzkie-agro.example"),
    ("Aoife O'Brien", "aoife@medtech.example"),
    ("Σοφία Παπαδοπούλου", "sofia.p@energy-gr.example"),
    ("José María Núñez y García", "jm.nunez@agua.example"),
    ("Léa Dupont", "lea.dupont@aero.example"),
    ("Wei-Ling Chen", "wl.chen@tw-ict.example"),
    ("محمد العلوي", "m.alaoui@ma-textile.example"),
    ("Олена Шевченко", "olena@ua-it.example"),
    ("Priya Raghunathan-Venkatasubramanian", "priya@in-auto.example"),
)
TEN_ORGANISATIONS = (
    "Photonik Cluster Berlin e.V.",
    "Łódzkie AgroFood Cluster",
    'MedTech West "Atlantic"',
    "Cluster Ενέργειας Αττικής",
    "Clúster del Agua",
    "Aéro Vallée",
    "台灣資通訊聚落 (Taiwan ICT Cluster)",
    "Cluster Textile Maroc",
    "Львівський ІТ Кластер",
    "Bengaluru Auto & Mobility Cluster",
)
TEN_COUNTRIES = ("DE", "PL", "IE", "GR", "ES", "FR", "TW", "MA", "UA", "IN")


@pytest.mark.parametrize(
    ("name", "kind", "read_", "records", "left_out", "refused"),
    [
        ("alfio_tickets.csv", "participants", 10, 10, {}, {}),
        ("b2match_import_fields.csv", "participants", 10, 10, {}, {}),
        (
            "eventbrite_attendees.csv", "participants", 10, 8,
            {"left_not_attending": 1, "left_refunded": 1}, {},
        ),
        ("indico_import_noheader.csv", "participants", 10, 10, {}, {}),
        (
            "indico_registrations.csv", "participants", 10, 8,
            {"left_withdrawn": 1, "left_rejected": 1}, {},
        ),
        ("openevent_attendees.csv", "participants", 10, 10, {}, {}),
        (
            "pretix_orderpositions_2023plus_semicolon.csv", "participants", 10, 9,
            {"left_cancelled": 1}, {},
        ),
        ("pretix_checkin_log.csv", "participants", 2, 1, {"left_failed_scan": 1}, {}),
        ("pretix/conf500-en-checkinlist-default.csv", "participants", 500, 500, {}, {}),
        ("pretix/conf500-en-orderlist-positions-default.csv", "participants", 500, 500, {}, {}),
        ("pretix/conf500-en-orderlist.xlsx", "participants", 500, 500, {}, {}),
        (
            "pretix/mixed-en-checkinlist-default.csv", "participants", 58, 51,
            {"left_addon": 6}, {19: "row_no_name"},
        ),
        (
            "pretix/mixed-en-checkinlist.xlsx", "participants", 58, 51,
            {"left_addon": 6}, {19: "row_no_name"},
        ),
        (
            "pretix/mixed-en-checkinlog-default.csv", "participants", 50, 19,
            {"left_failed_scan": 20, "left_exit_scan": 6, "left_repeated_scan": 5}, {},
        ),
        (
            "pretix/mixed-en-orderlist-positions-default.csv", "participants", 66, 51,
            {"left_addon": 6, "left_cancelled": 5, "left_expired": 3}, {10: "row_no_name"},
        ),
        (
            "pretix/mixed-en-orderlist-positions-semicolon.csv", "participants", 66, 51,
            {"left_addon": 6, "left_cancelled": 5, "left_expired": 3}, {10: "row_no_name"},
        ),
        ("zerista_meetings.csv", "meetings", 5, 5, {}, {}),
        ("meetingmojo_meetings.csv", "meetings", 3, 3, {}, {}),
    ],
)  # fmt: skip
def test_every_row_is_accounted_for(formats, name, kind, read_, records, left_out, refused):
    reading = read(formats / name)

    assert reading.kind == FileKind(kind)
    assert reading.rows_read == read_
    assert len(reading.records) == records
    assert Counter(remark.code for remark in reading.left_out) == left_out
    assert {remark.line: remark.code for remark in reading.refused} == refused
    lines = [item.line for item in (*reading.records, *reading.left_out, *reading.refused)]
    assert sorted(lines) == [row.line for row in reading.table.rows]


@pytest.mark.parametrize(
    "name",
    ["alfio_tickets.csv", "b2match_import_fields.csv", "openevent_attendees.csv"],
)
def test_the_same_ten_people_whatever_the_system(formats, name):
    reading = read(formats / name)

    assert tuple((r.name, r.email) for r in reading.records) == TEN
    assert [key(r.organisation) for r in reading.records] == [key(o) for o in TEN_ORGANISATIONS]
    assert tuple(r.country for r in reading.records) == TEN_COUNTRIES


def test_indico_without_header_is_told_by_contents(formats):
    reading = read(formats / "indico_import_noheader.csv")

    assert tuple((r.name, r.email) for r in reading.records) == TEN
    assert tuple(r.organisation for r in reading.records) == TEN_ORGANISATIONS
    assert reading.records[9].job_title == "Head, Global Alliances"
    assert reading.records[7].phone == "+212 5 55 50 01 08"
    assert reading.records[0].line == 1


def test_indico_gets_its_plus_signs_back(formats):
    reading = read(formats / "indico_registrations.csv")

    assert [r.phone for r in reading.records][:3] == [
        "+49 30 5550101", "+48 42 5550102", "+353 1 5550103",
    ]  # fmt: skip
    assert reading.records[1].interests == ("Technology transfer", "Joint R&D")
    assert reading.records[0].checked_in_at == datetime(
        2026, 11, 18, 8, 30, tzinfo=timezone(timedelta(hours=1))
    )
    assert [n.line for n in reading.notes if n.code == "note_open"] == [4, 11]


def test_alfio_guard_tab_and_status(formats):
    first = read(formats / "alfio_tickets.csv").records[0]

    assert (first.phone, first.checked_in, first.extras["product"]) == (
        "+49 30 5550101", True, "Delegate",
    )  # fmt: skip


def test_eventbrite_attendee_number_is_no_name(formats):
    reading = read(formats / "eventbrite_attendees.csv")

    first = reading.records[0]
    assert (first.name, first.external_id, first.order_code) == (
        "Zoë Müller-Lüdenscheidt", "2000000000", "1000000000",
    )  # fmt: skip
    assert [r.checked_in for r in reading.records[:3]] == [False, True, False]
    assert [(r.line, r.code) for r in reading.left_out] == [
        (5, "left_not_attending"), (7, "left_refunded"),
    ]  # fmt: skip


def test_b2match_description_becomes_offers_and_needs(formats):
    reading = read(formats / "b2match_import_fields.csv")

    first, sixth = reading.records[0], reading.records[5]
    assert first.offers == ("Laser test beds", "training")
    assert first.needs == ("Pilot lines in Asia",)
    assert first.organisation_type == OrganisationType.CLUSTER
    assert sixth.organisation_type == OrganisationType.SME
    assert reading.records[1].sectors == ("Energy", "ICT")
    assert first.extras["participation_type"] == "Bilateral meetings"
    assert [(n.line, n.code) for n in reading.notes] == [(9, "note_not_validated")]


def test_pretix_choices_come_from_one_column_each(formats):
    reading = read(formats / "pretix_orderpositions_2023plus_semicolon.csv")

    assert reading.records[0].interests == ("Joint R&D",)
    assert reading.records[1].interests == ("Technology transfer", "Knowledge sharing")
    assert reading.records[0].codes == ("sec00fakesecret",)
    assert reading.records[0].external_id == "A7K0X-1"


def test_pretix_csv_and_workbook_give_the_same_people(formats):
    text = read(formats / "pretix/conf500-en-orderlist-positions-default.csv")
    book = read(formats / "pretix/conf500-en-orderlist.xlsx")

    assert book.table.sheet == "Order positions"
    assert book.records == text.records


def test_pretix_checkin_list_csv_and_workbook_give_the_same_people(formats):
    text = read(formats / "pretix/mixed-en-checkinlist-default.csv")
    book = read(formats / "pretix/mixed-en-checkinlist.xlsx")

    plain = [replace(r, extras=dict(r.extras)) for r in text.records]
    assert [replace(r, extras=dict(r.extras)) for r in book.records] == plain


def test_pretix_hostile_names_arrive_whole(formats):
    reading = read(formats / "pretix/mixed-en-checkinlist-default.csv")

    by_order = {r.order_code: r for r in reading.records}
    assert by_order["C7YCY"].name == "+49 -Minus"
    assert by_order["EQNVN"].name == '=HYPERLINK("http://x") Formula'
    assert by_order["EWBXC"].name == "Line break Name"
    assert by_order["XC99Y"].name == "Semi;colon Tab Name"
    assert by_order["7QFSA"].name == "Spaces Around"
    assert by_order["G9TQZ"].name == "Élodie NFD-Décomposed"
    assert by_order["LBUBU"].family_name == "Mononym"
    assert by_order["QZWQR"].name == "שָׁרָה כהן"


def test_pretix_addon_keeps_the_parents_company(formats):
    reading = read(formats / "pretix/mixed-en-checkinlist-default.csv")

    anna = next(r for r in reading.records if r.name == "Anna-Lena Nguyễn")
    assert (anna.organisation, anna.extras["product"]) == (
        "Zażółć Sp. z o.o.", "Conference ticket",
    )  # fmt: skip
    assert anna.attention == 'Hand out the lanyard · internal; note, "VIP"'


def test_pretix_guest_has_the_attendees_own_address(formats):
    reading = read(formats / "pretix/mixed-en-orderlist-positions-default.csv")

    guest = next(r for r in reading.records if r.name == "María Phạm")
    assert (guest.email, guest.organisation) == ("guest2@example.org", "Guest Co")
    assert sorted(n.line for n in reading.notes if n.code == "note_open") == sorted(
        r.line for r in reading.records if r.unpaid
    )


def test_checkin_log_takes_the_scans_own_time(formats):
    reading = read(formats / "pretix_checkin_log.csv")

    record = reading.records[0]
    assert (record.name, record.codes, record.checked_in, record.checked_in_at) == (
        "Zoë Müller-Lüdenscheidt", ("sec00fakesecret",), True, datetime(2026, 11, 18, 8, 31, 4),
    )  # fmt: skip
    assert reading.left_out[0].data == {"value": "Error – Ticket already used"}


def test_checkin_log_first_of_two_desks_counts(formats):
    reading = read(formats / "pretix/mixed-en-checkinlog-default.csv")

    lea = next(r for r in reading.records if r.order_code == "7MY9B")
    assert lea.checked_in_at == datetime(2026, 11, 21, 8, 59)
    second = next(r for r in reading.left_out if r.line == 3)
    assert (second.code, second.data) == (
        "left_repeated_scan", {"row": 2, "desk": "#1: Scanner 1 (Zebra TC25)"},
    )  # fmt: skip


def test_zerista_parties_and_american_dates(formats):
    reading = read(formats / "zerista_meetings.csv")

    first, third = reading.records[0], reading.records[2]
    assert first.parties == (
        Party(email="zoe.mueller@photonik.example"), Party(email="wl.chen@tw-ict.example"),
    )  # fmt: skip
    assert (first.day, first.start, first.end, first.table, first.confirmed) == (
        date(2026, 11, 18), time(9, 30), time(9, 50), "Table 1", True,
    )  # fmt: skip
    assert (third.pending, third.confirmed) == ((Party(email="olena@ua-it.example"),), False)


def test_meetingmojo_empty_time_leaves_the_choice_open(formats):
    reading = read(formats / "meetingmojo_meetings.csv")

    assert [(r.day, r.start, r.table) for r in reading.records] == [
        (date(2026, 11, 18), time(9, 30), "Table 1"), (None, None, "Table 2"), (None, None, ""),
    ]  # fmt: skip
