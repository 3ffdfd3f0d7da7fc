from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from matchdesk.core.text import fold
from matchdesk.interchange import countries, phones
from matchdesk.interchange.contents import email_in
from matchdesk.interchange.dates import DateReader, Moment
from matchdesk.interchange.text import clean, disarm, items, key, listed, one_line, rearm
from matchdesk.interchange.words import yes


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        ("'+49 30", "+49 30"), ("\t+49 30", "+49 30"), ("'=1+1", "=1+1"), ("'@x", "@x"),
        ("'t Hooft", "'t Hooft"), ("O'Brien", "O'Brien"), ("''=x", "'=x"),
        ("\u00a0A\u200b\u2009B\ufeff ", "A B"), ("A\x00\x07B", "AB"), ("a\r\nb\u2028c", "a\nb\nc"),
        ("E\u0301lodie", "Élodie"), ("مى\u200cشود", "مى\u200cشود"),
    ],
)  # fmt: skip
def test_cell_is_cleaned(cell, cleaned):
    assert clean(cell) == cleaned


def test_line_breaks_become_blanks():
    assert one_line(" Line\nbreak \t Name ") == "Line break Name"


@given(st.text())
def test_disarming_is_undone_by_rearming(text):
    assert rearm(disarm(text)) == text or text[:1] in " \u00a0"


@given(st.text())
def test_cleaning_twice_changes_nothing_more_than_once_armed(text):
    assert clean(disarm(clean(text))) == clean(text)


@given(st.text())
def test_folding_is_stable(text):
    assert fold(fold(text)) == fold(text)


def test_ornamental_capitals_fold_to_small_letters():
    assert fold("𝕬𝖓𝖓𝖆 Ⓑ") == "anna b"


def test_headers_fold_alike():
    assert {key(t) for t in ("First name", "first_name", "FirstName", "FIRST-NAME:")} == {
        "firstname"
    }


def test_lists_are_parted_by_semicolons_before_commas():
    assert items("A; B, C;A") == ("A", "B, C")
    assert items("A, B (x, y)") == ("A", "B (x, y)")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True), ("Ja", True), ("oui", True), ("SÍ", True), ("Sì", True), ("tak", True),
        ("ναι", True), ("да", True), ("igen", True), ("kyllä", True), ("taip", True), ("1", True),
        ("✓", True), ("TRUE", True), ("No", False), ("nein", False), ("Όχι", False),
        ("nie", False), ("ei", False), ("não", False), ("-", False), ("maybe", None), ("", None),
    ],
)  # fmt: skip
def test_yes_and_no_in_many_languages(text, answer):
    assert yes(text) is answer


EU = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
]  # fmt: skip
MEMBERS = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR",
    "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO",
    "SE", "SI", "SK",
]  # fmt: skip


@pytest.mark.parametrize("language", EU)
def test_countries_in_every_language_of_the_union(language):
    names = Locale.parse(language).territories

    third = ["US", "TW", "BR", "MX", "IR", "TH", "JP", "IN", "CN", "GB", "CH", "NO", "UA", "MA"]
    assert {c: countries.code(names[c].upper()) for c in MEMBERS + third} == {
        c: c for c in MEMBERS + third
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"), ("USA", "US"), ("U.S.A.", "US"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("Czech Republic", "CZ"), ("Holland", "NL"), ("South Korea", "KR"), ("Taiwan", "TW"),
        ("Taiwan, Province of China", "TW"), ("Iran (Islamic Republic of)", "IR"),
        ("Viet Nam", "VN"), ("EL", "GR"), ("GRC", "GR"), ("deu", "DE"), ("de", "DE"),
        ("España", "ES"), ("Ελλάδα", "GR"), ("ประเทศไทย", None), ("ไทย", "TH"), ("日本", "JP"),
        ("Germany (DE)", "DE"), ("DE - Germany", "DE"), ("Österreich", "AT"), ("osterreich", "AT"),
        ("Kosovo", "XK"), ("Atlantis", None), ("", None), ("-", None), ("XX", None), ("EU", None),
    ],
)  # fmt: skip
def test_country_variants(text, code):
    assert countries.code(text) == code


@pytest.mark.parametrize(
    ("text", "country", "restored"),
    [
        ("49 30 5550101", "DE", "+49 30 5550101"), ("4930555010", "DE", "+4930555010"),
        ("00 49 30 5550101", "DE", "+49 30 5550101"), ("0030 21 05550104", None, "+30 21 05550104"),
        ("030 5550101", "DE", "030 5550101"), ("886 2 5550107", "TW", "+886 2 5550107"),
        ("91 80 55500110", "IN", "+91 80 55500110"), ("80 55500110", "IN", "80 55500110"),
        ("+49 30 1", "DE", "+49 30 1"), ("(030) 123456", "DE", "(030) 123456"),
        ("34 93 5550105", "DE", "34 93 5550105"), ("", "DE", ""),
        ("442071838750", None, "+442071838750"), ("5550101", None, "5550101"),
        ("1 212 5550101", "US", "+1 212 5550101"),
    ],
)  # fmt: skip
def test_lost_plus_sign(text, country, restored):
    assert phones.restore(text, country) == restored


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@x.example", "a@x.example"), ("Ann <a@x.example>", "a@x.example"),
        ("mailto:a@x.example", "a@x.example"), ("a@x.example;", "a@x.example"),
        ("zoë@münchen.example", "zoë@münchen.example"), ("o'brien@x.example", "o'brien@x.example"),
        ("a@x", ""), ("a b@x.example", ""), ("a@@x.example", ""), ("a@x..example", ""), ("", ""),
    ],
)  # fmt: skip
def test_email_addresses(text, found):
    assert email_in(text) == found


PARIS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2026-11-18", date(2026, 11, 18), None),
        ("2026-11-18 09:30", date(2026, 11, 18), time(9, 30)),
        ("2026-09-01T10:00:00+02:00", date(2026, 9, 1), time(10, tzinfo=PARIS)),
        ("2026-09-01T10:00+02:00[Europe/Berlin]", date(2026, 9, 1), time(10, tzinfo=PARIS)),
        ("2026-09-01T10:00[Europe/Berlin]", date(2026, 9, 1), time(10, tzinfo=PARIS)),
        ("2026-11-18T09:30:00Z", date(2026, 11, 18), time(9, 30, tzinfo=UTC)),
        ("September 1, 2026 10:00 +0000", date(2026, 9, 1), time(10, tzinfo=UTC)),
        ("1. September 2026, 10:00 Uhr", date(2026, 9, 1), time(10)),
        ("1 septembre 2026 à 10h30", date(2026, 9, 1), None),
        ("18 de noviembre de 2026", date(2026, 11, 18), None),
        ("18.11.2026 14:05", date(2026, 11, 18), time(14, 5)),
        ("11/18/26 2:05 PM", date(2026, 11, 18), time(14, 5)),
        ("12:00 AM", None, time(0)), ("12:30 pm", None, time(12, 30)), ("9h30", None, time(9, 30)),
        ("20261118", date(2026, 11, 18), None),
    ],
)  # fmt: skip
def test_dates_in_many_forms(text, day, clock):
    assert DateReader.for_column([text]).read(text) == Moment(day, clock)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2026", "25:00", "13:00 PM", "Table 1"])
def test_what_is_no_date_is_none(text):
    assert DateReader(month_first=False).read(text) is None


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [
        (["9/1/26", "9/14/26"], True), (["1/9/2026", "14/9/2026"], False), (["9/1/26"], True),
        (["01/09/2026"], False), (["1.9.2026"], False), (["2026-09-01"], False), ([], False),
    ],
)  # fmt: skip
def test_whole_column_decides_the_order(cells, month_first):
    assert DateReader.for_column(cells) == DateReader(month_first)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)))
def test_every_iso_moment_comes_back(moment):
    moment = moment.replace(microsecond=0)

    assert DateReader(month_first=False).read(moment.isoformat(sep=" ")).at() == moment


@pytest.mark.parametrize(
    "texts",
    [
        ("Sensors; optics and lasers", "Farms"),
        ("one | two",),
        ("plain", "a, b", 'said "loud"'),
        ("Sensors",),
    ],
)
def test_list_in_a_cell_comes_back_item_by_item(texts):
    assert items(listed(texts), commas=False) == texts


def test_quotation_marks_inside_an_item_do_not_part_or_join():
    assert items('the "smart" farm; sensors') == ('the "smart" farm', "sensors")
