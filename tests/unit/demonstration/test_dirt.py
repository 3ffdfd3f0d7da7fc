"""What the importer has to survive is really in the files."""

import unicodedata


def test_registration_has_one_row_that_names_nobody(drawn):
    nameless = [
        row
        for row in drawn(440).form
        if not (row["First name"] or row["Last name"] or row["Name in own script"] or row["Email"])
    ]
    assert len(nameless) == 1


def test_registration_has_blanks_capitals_and_decomposed_names(drawn):
    rows = drawn(40).form
    assert [r for r in rows if r["Organisation"].endswith(" ")] != []
    assert [r for r in rows if r["Email"].isupper()] != []
    assert [r for r in rows if not unicodedata.is_normalized("NFC", r["First name"])] != []


def test_registration_has_rows_without_a_latin_name(drawn):
    rows = [r for r in drawn(440).form if r["Name in own script"]]
    foreign = [
        (r["First name"], r["Last name"].strip(), r["Name in own script"])
        for r in rows
        if not any("LATIN" in unicodedata.name(c, "") for c in r["First name"])
    ]
    assert len(foreign) >= 5
    assert [f for f in foreign if f[0] not in f[2] or f[1] not in f[2]] == []


def test_pretix_export_has_cancelled_orders_nobody_else_bears(drawn):
    event = drawn(440)
    cancelled = {r["Attendee email"] for r in event.shop if r["Status"] == "canceled"}
    assert len(cancelled) >= 3
    assert cancelled & set(event.people) == set()


def test_pretix_export_has_one_add_on_of_a_person_with_a_ticket(drawn):
    rows = drawn(440).shop
    add_ons = [r for r in rows if r["Add-on to position ID"]]
    tickets = {(r["Order code"], r["Attendee email"]) for r in rows if r not in add_ons}
    assert [(r["Order code"], r["Attendee email"]) in tickets for r in add_ons] == [True]


def test_pretix_export_repeats_people_of_the_form_with_other_details(drawn):
    event = drawn(440)
    form = {r["Email"].lower(): r["Phone"].replace(" ", "") for r in event.form}
    again = {
        r["Attendee email"].lower(): r["Phone number"].lstrip("'")
        for r in event.shop
        if r["Attendee email"].lower() in form
    }
    assert len(again) == 2
    assert [email for email, phone in again.items() if form[email] == phone] == []


def test_pretix_export_writes_codes_apostrophes_and_foreign_invoices(drawn):
    rows = drawn(440).shop
    assert {len(r["Country"]) for r in rows} == {2}
    assert {r["Phone number"][:2] for r in rows} == {"'+"}
    assert [r for r in rows if r["Invoice address company"] == r["Attendee company"]] == []
    assert [r for r in rows if r["Invoice address company"]] != []


def test_german_list_starts_with_lines_that_are_no_table(drawn):
    content = (drawn(440).folder / "teilnehmer_delegation.csv").read_bytes()
    first, _second, third, header = content.decode("cp1252").split("\r\n")[:4]
    assert first == "Delegation Deutschland – Österreich – Schweiz;;;"
    assert third == ""
    assert header.split(";")[:3] == ["Vorname", "Nachname", "E-Mail"]
    assert {r["Land"] for r in drawn(440).german} == {"Deutschland", "Österreich", "Schweiz"}
