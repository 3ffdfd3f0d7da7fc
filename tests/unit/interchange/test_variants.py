"""Files nobody has seen yet: other languages, separators, code pages, orders and preambles."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from pathlib import Path

import pytest
from openpyxl import Workbook

from matchdesk.interchange.reading import read

FORMATS = Path(__file__).parents[2] / "data" / "formats"

HEADERS = {
    "bg": "Име;Фамилия;Имейл;Организация;Държава;Телефон;Длъжност;Статус;Град",
    "cs": "Jméno;Příjmení;E-mail;Organizace;Země;Telefon;Pozice;Stav;Město",
    "da": "Fornavn;Efternavn;E-mail;Organisation;Land;Telefon;Stilling;Status;By",
    "de": "Vorname;Nachname;E-Mail-Adresse;Organisation;Land;Telefon;Position;Status;Stadt",
    "de of the attendee": (
        "Teilnehmername: Vorname;Teilnehmername: Nachname;Teilnehmer E-Mail;Firma;Land;"
        "Telefonnummer;Funktion;Status;Ort"
    ),
    "de with Name": "Vorname;Name;E-Mail;Firma;Land;Tel.;Funktion;Anmeldestatus;Ort",
    "el": "Όνομα;Επώνυμο;Email;Οργανισμός;Χώρα;Τηλέφωνο;Θέση;Κατάσταση;Πόλη",
    "en": "First name;Surname;E-mail address;Affiliation;Country;Mobile;Position;Status;Town",
    "en decorated": (
        "First name *;LAST_NAME;Your e-mail (required);Organisation;Country/Region;Phone no.;"
        "job-title;Registration state;City"
    ),
    "es": "Nombre;Apellidos;Correo electrónico;Organización;País;Teléfono;Cargo;Estado;Ciudad",
    "et": "Eesnimi;Perekonnanimi;E-post;Organisatsioon;Riik;Telefon;Ametikoht;Olek;Linn",
    "fi": ("Etunimi;Sukunimi;Sähköposti;Organisaatio;Maa;Puhelin;Tehtävänimike;Tila;Kaupunki"),
    "fr": "Prénom;Nom;Adresse e-mail;Organisation;Pays;Téléphone;Fonction;Statut;Ville",
    "fr of the attendee": (
        "Prénom du participant;Nom du participant;Courriel du participant;Société;Pays;"
        "Téléphone;Poste;État;Ville"
    ),
    "ga": "Ainm;Sloinne;Ríomhphost;Eagraíocht;Tír;Guthán;Post;Status;Cathair",
    "hr": "Ime;Prezime;E-pošta;Organizacija;Država;Telefon;Radno mjesto;Status;Grad",
    "hu": "Keresztnév;Vezetéknév;E-mail cím;Szervezet;Ország;Telefon;Beosztás;Állapot;Város",
    "it": "Nome;Cognome;E-mail;Organizzazione;Paese;Telefono;Posizione;Stato;Città",
    "lt": "Vardas;Pavardė;El. paštas;Organizacija;Šalis;Telefonas;Pareigos;Būsena;Miestas",
    "lv": "Vārds;Uzvārds;E-pasts;Organizācija;Valsts;Tālrunis;Amats;Statuss;Pilsēta",
    "mt": "Isem;Kunjom;Indirizz elettroniku;Organizzazzjoni;Pajjiż;Telefown;Kariga;Status;Belt",
    "nl": "Voornaam;Achternaam;E-mailadres;Organisatie;Land;Telefoon;Functie;Status;Plaats",
    "pl": "Imię;Nazwisko;Adres e-mail;Organizacja;Kraj;Telefon;Stanowisko;Status;Miasto",
    "pt": "Nome;Apelido;Correio eletrónico;Organização;País;Telefone;Cargo;Estado;Cidade",
    "ro": "Prenume;Nume;E-mail;Organizație;Țară;Telefon;Funcție;Stare;Oraș",
    "sk": "Meno;Priezvisko;E-mail;Organizácia;Krajina;Telefón;Pozícia;Stav;Mesto",
    "sl": "Ime;Priimek;E-pošta;Organizacija;Država;Telefon;Delovno mesto;Stanje;Mesto",
    "sv": "Förnamn;Efternamn;E-post;Organisation;Land;Telefon;Befattning;Status;Stad",
}
ROW = "José;Müller;jm@x.example;ACME;Allemagne;49 30 5550101;Boss;confirmed;Köln"


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_translated_headers_are_known(read_text, header):
    reading = read_text(f"{header}\n{ROW}\n")

    (r,) = reading.records
    assert (
        r.given_name, r.family_name, r.email, r.organisation, r.country, r.phone, r.job_title,
        r.status, r.city,
    ) == (
        "José", "Müller", "jm@x.example", "ACME", "DE", "+49 30 5550101", "Boss", "confirmed",
        "Köln",
    )  # fmt: skip
    assert (reading.unused, reading.notes) == ((), ())


@pytest.mark.parametrize(
    ("encoding", "header", "names"),
    [
        ("cp1252", "Vorname;Nachname;E-Mail", ["Zoë Müller", "José Núñez", "Søren Nørgaard"]),
        ("cp1252", "First name;Last name;Email", ["François Lefèvre", "Åsa Ångström"]),
        ("cp1250", "Imię;Nazwisko;E-mail", ["Łukasz Żółkiewski", "Agnieszka Dąbrowska"]),
        ("cp1250", "Jméno;Příjmení;E-mail", ["Jiří Dvořák", "Tomáš Černý"]),
        ("cp1250", "Keresztnév;Vezetéknév;E-mail", ["Győző Szűcs", "Ödön Kőműves"]),
        ("iso8859_2", "Imię;Nazwisko;E-mail", ["Łukasz Żółkiewski", "Agnieszka Dąbrowska"]),
        ("cp1251", "Име;Фамилия;Имейл", ["Иван Петров", "Мария Георгиева"]),
        ("cp1253", "Όνομα;Επώνυμο;Email", ["Σοφία Παπαδοπούλου", "Γιώργος Νικολάου"]),
        ("mac_roman", "First name;Last name;Email", ["Zoë Müller", "José Núñez"]),
        ("cp850", "Vorname;Nachname;E-Mail", ["Jörg Müller", "Käthe Größer"]),
        ("utf-16", "First name;Last name;Email", ["Zoë Müller", "李 小龍"]),
        ("utf-16-le", "First name;Last name;Email", ["Zoë Müller", "Ann Lee"]),
        ("utf-16-be", "First name;Last name;Email", ["Zoë Müller", "Ann Lee"]),
        ("utf-8-sig", "First name;Last name;Email", ["Zoë Müller", "李 小龍"]),
    ],
)
def test_code_pages_are_told_apart(read_text, encoding, header, names):
    rows = [f"{n.split()[0]};{n.split()[1]};a{i}@x.example" for i, n in enumerate(names)]

    reading = read_text("\r\n".join([header, *rows]), encoding)

    assert [f"{r.given_name} {r.family_name}" for r in reading.records] == names


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_line_endings(read_text, separator, ending):
    rows = [["Name", "Email", "Company"], ["Ann Lee", "a@x.example", "Smith, Jones; Co"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)

    (record,) = read_text(text.getvalue()).records

    assert (record.name, record.organisation) == ("Ann Lee", "Smith, Jones; Co")


def test_preamble_and_blank_rows_keep_line_numbers(read_text):
    reading = read_text(
        "Event: Meet 2026;;\nExported by Jan;;\n\nTotal participants: 3;;\n"
        'Name;Email;Country\nAnn Lee;a@x.example;UK\n;;\n"Bo\nEk";b@x.example;Holland\n'
        "Cy Do;not an address;USA\n;;\n;;\n"
    )

    assert [(r.line, r.name, r.country) for r in reading.records] == [
        (6, "Ann Lee", "GB"), (8, "Bo Ek", "NL"),
    ]  # fmt: skip
    assert [(r.line, r.code, r.column, r.data) for r in reading.refused] == [
        (9, "row_bad_email", "Email", {"value": "not an address", "who": "Cy Do"})
    ]
    assert reading.rows_read == 3


def test_spreadsheet_hint_line_is_no_row(read_text):
    reading = read_text("sep=;\r\nName;Email\r\nAnn Lee;a@x.example\r\n")

    assert [(r.line, r.name) for r in reading.records] == [(2, "Ann Lee")]


def test_ragged_rows_are_padded_and_surplus_is_said(read_text):
    reading = read_text("Name,Email,City\nAnn Lee\nBo Ek,b@x.example,Oslo,surplus\n")

    assert [(r.name, r.email, r.city) for r in reading.records] == [
        ("Ann Lee", "", ""), ("Bo Ek", "b@x.example", "Oslo"),
    ]  # fmt: skip
    assert [(n.line, n.code) for n in reading.notes] == [(3, "note_extra_cells")]


@pytest.mark.parametrize("name", ["eventbrite_attendees.csv", "indico_registrations.csv"])
def test_shuffled_columns_give_the_same_people(name, read_text):
    rows = list(csv.reader((FORMATS / name).read_text("utf-8-sig").splitlines(keepends=True)))
    order = list(range(len(rows[0])))
    random.Random(7).shuffle(order)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([[row[i] for i in order] for row in rows])

    shuffled = read_text(text.getvalue())

    assert shuffled.records == read(FORMATS / name).records


@pytest.mark.parametrize(
    "name",
    ["alfio_tickets.csv", "b2match_import_fields.csv", "openevent_attendees.csv",
     "indico_registrations.csv", "zerista_meetings.csv", "meetingmojo_meetings.csv"],
)  # fmt: skip
def test_workbook_of_a_csv_gives_the_same_records(name, tmp_path):
    rows = csv.reader((FORMATS / name).read_text("utf-8-sig").splitlines(keepends=True))
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(["Exported for the event desk"])
    page = book.create_sheet("Data")
    for row in rows:
        page.append([int(c) if c.isdigit() and c[0] != "0" else c or None for c in row])
    file = tmp_path / "list.xlsx"
    book.save(file)

    assert read(file).records == read(FORMATS / name).records


def test_decomposed_names_are_composed(read_text):
    text = unicodedata.normalize("NFD", "Prénom;Nom;E-mail;Pays\nÉlodie;Ångström;e@x.example;Grèce")

    (record,) = read_text(text).records

    assert (record.name, record.country) == ("Élodie Ångström", "GR")


def test_cells_in_another_order_than_the_header_are_found(read_text):
    reading = read_text(
        "ID,Full Name,First Name,Last Name,E-Mail,Country Code,company,phone,Status\n"
        "1,DE,Ann Lee,Ann,Lee,ACQUIRED,+49 30 1234567,ann@x.example,ACME\n"
        "2,FR,Bo Ek,Bo,Ek,ACQUIRED,+33 1 23456789,bo@x.example,Bolt\n"
    )

    assert [
        (r.name, r.given_name, r.email, r.organisation, r.country, r.status)
        for r in reading.records
    ] == [
        ("Ann Lee", "Ann", "ann@x.example", "ACME", "DE", "ACQUIRED"),
        ("Bo Ek", "Bo", "bo@x.example", "Bolt", "FR", "ACQUIRED"),
    ]
    assert [(n.code, n.data) for n in reading.notes] == [
        ("note_columns_shifted", {"stated": "E-Mail", "true": "phone"})
    ]


def test_attendees_block_wins_over_buyer_and_invoice(read_text):
    reading = read_text(
        "Buyer name,Buyer email,Invoice company,Attendee name,Attendee e-mail,Organisation,"
        "Invoice country,Country\n"
        "Max Payer,max@pay.example,Payer Ltd,Ann Lee,ann@x.example,ACME,Germany,France\n"
        "Max Payer,max@pay.example,Payer Ltd,Bo Ek,,,Germany,\n"
        "Max Payer,max@pay.example,Payer Ltd,Cy Do,,,Germany,\n"
    )

    assert [(r.name, r.email, r.organisation, r.country) for r in reading.records] == [
        ("Ann Lee", "ann@x.example", "ACME", "FR"),
        ("Bo Ek", "", "Payer Ltd", "DE"),
        ("Cy Do", "", "Payer Ltd", "DE"),
    ]


def test_buyers_address_serves_a_single_attendee(read_text):
    reading = read_text("Attendee name,Attendee email,Order email\nBo Ek,,buyer@x.example\n")

    assert [r.email for r in reading.records] == ["buyer@x.example"]


def test_own_headers_are_read_in_full(read_text):
    (r,) = read_text(
        "First name,Last name,Name in own script,Email,Phone,Job title,Organisation,"
        "Organisation type,Country,City,Delegation,Role,Languages,Sectors,Target countries,Offers,"
        "Needs,SMEs represented,Partnership,Sessions,Reserved table,Attention\n"
        "Mei,Lin,林美,mei@x.example,+886 2 123,CEO,TW Cluster,Cluster organisation,Taiwan,Taipei,"
        "Taiwan,Head of delegation,zh;en,ICT;Health,Germany;France,Chips; labs,Test sites,120,"
        "ESCP X,1;2,7,Speak first\n"
    ).records

    assert (r.name, r.native_name, r.organisation_type, r.country, r.delegation, r.role) == (
        "Mei Lin", "林美", "cluster", "TW", "Taiwan", "head_of_delegation",
    )  # fmt: skip
    assert (r.languages, r.sectors, r.target_countries, r.offers, r.needs) == (
        ("zh", "en"), ("ICT", "Health"), ("DE", "FR"), ("Chips", "labs"), ("Test sites",),
    )  # fmt: skip
    assert (r.sme_count, r.partnerships, r.sessions, r.table, r.attention) == (
        120, ("ESCP X",), ("1", "2"), "7", "Speak first",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("storniert", "left_cancelled"), ("annulé", "left_cancelled"),
        ("anulowane", "left_cancelled"), ("c", "left_cancelled"),
        ("ακυρώθηκε", "left_cancelled"), ("abgelaufen", "left_expired"),
        ("rimborsato", "left_refunded"), ("retirado", "left_withdrawn"),
        ("rechazado", "left_rejected"), ("nimmt nicht teil", "left_not_attending"),
    ],
)  # fmt: skip
def test_status_in_other_languages_leaves_out(read_text, status, code):
    reading = read_text(f"Name;Email;Status\nAnn Lee;a@x.example;{status}\n")

    assert [(r.line, r.code, r.data["value"]) for r in reading.left_out] == [(2, code, status)]


def test_unknown_country_is_kept_and_said(read_text):
    reading = read_text("Name,Email,Country\nAnn Lee,a@x.example,Atlantis\n")

    assert reading.records[0].country is None
    assert [(n.code, n.column, n.data) for n in reading.notes] == [
        ("note_country_unknown", "Country", {"value": "Atlantis"})
    ]


@pytest.mark.parametrize(
    ("language", "header", "paid", "cancelled"),
    [
        (
            "de",
            "Bestellnummer;Position;Status;E-Mail;Name Teilnehmer*in;"
            "Name Teilnehmer*in: Vorname;Name Teilnehmer*in: Nachname;E-Mail Teilnehmer*in;"
            "Teilnehmer*innen-Firma;Land;Zusatzprodukt zu Position;Rechnungsadresse: Firma",
            "bezahlt",
            "storniert",
        ),
        (
            "cs",
            "Kód objednávky;ID pozice;Stav;E-mail;Jméno účastníka;"
            "Jméno účastníka: Křestní jméno;Jméno účastníka: Příjmení;E-mail účastníka;"
            "Účastnická firma;Země;Dodatek k ID pozice;Fakturační adresa firmy",
            "zaplaceno",
            "zrušeno",
        ),
        (
            "it",
            "Codice ordine;ID posizione;Stato;Email;Nome partecipante;"
            "Nome partecipante: Nome;Nome partecipante: Cognome;Email partecipante;"
            "Azienda partecipante;Paese;Aggiunta all'ID della posizione;"
            "Indirizzo di fatturazione dell'azienda",
            "pagato",
            "annullato",
        ),
    ],
)
def test_translated_order_list_keeps_people_apart_from_buyers(
    read_text, language, header, paid, cancelled
):
    reading = read_text(
        f"{header}\n"
        f"AB1;1;{paid};buyer@x.example;Ann Lee;Ann;Lee;ann@x.example;ACME;DE;;Payer Ltd\n"
        f"AB1;2;{paid};buyer@x.example;;;;;;;1;Payer Ltd\n"
        f"AB2;1;{cancelled};buyer@x.example;Bo Ek;Bo;Ek;bo@x.example;ACME;DE;;Payer Ltd\n"
    )

    assert [
        (r.name, r.given_name, r.family_name, r.email, r.organisation, r.external_id)
        for r in reading.records
    ] == [("Ann Lee", "Ann", "Lee", "ann@x.example", "ACME", "AB1-1")]
    assert [(r.line, r.code) for r in reading.left_out] == [
        (3, "left_addon"), (4, "left_cancelled"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cancelled"),
    [
        ("Status zgłoszenia", "Anulowano"),
        ("Status twojego zgłoszenia", "Anulowane"),
        ("Statut d'inscription", "Annulée"),
        ("Status deiner Anmeldung", "storniert"),
    ],
)
def test_status_column_of_unknown_wording_keeps_cancelled_out(read_text, header, cancelled) -> None:
    reading = read_text(
        f"Vorname;Nachname;E-Mail;{header}\nA;B;a@x.example;bestätigt\nC;D;c@x.example;{cancelled}\n"
    )
    assert [record.email for record in reading.records] == ["a@x.example"]
    assert [(remark.line, remark.code) for remark in reading.left_out] == [(3, "left_cancelled")]


def test_status_of_something_else_is_not_the_registration(read_text) -> None:
    reading = read_text(
        "Vorname;Nachname;E-Mail;Hotel Status;Status\n"
        "A;B;a@x.example;storniert;bestätigt\nC;D;c@x.example;gebucht;storniert\n"
    )
    assert [record.email for record in reading.records] == ["a@x.example"]


@pytest.mark.parametrize("word", ["Zwrócono", "Rückerstattet", "Remboursement", "Επιστροφή"])
def test_refunded_in_other_words_is_left_out(read_text, word: str) -> None:
    reading = read_text(f"First name;Last name;E-mail;Status\nA;B;a@x.example;{word}\n")
    assert [remark.code for remark in reading.left_out] == ["left_refunded"]


def test_name_in_own_script_that_is_the_name_is_not_kept_twice(read_text):
    header = "First name,Last name,Name in own script,Organisation,Country\n"
    (r,) = read_text(header + "柏翰,鄭,鄭柏翰,TW Cluster,TW\n").records

    assert (r.name, r.native_name) == ("鄭柏翰", "")
