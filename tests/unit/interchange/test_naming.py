"""Names out of two columns, in the order of their script."""

from __future__ import annotations

import pytest

from matchdesk.interchange.naming import full_name


@pytest.mark.parametrize(
    ("given", "family", "country", "name"),
    [
        ("柏翰", "鄭", "TW", "鄭柏翰"),
        ("娜娜", "欧阳", None, "欧阳娜娜"),
        ("彩香", "鈴木", "JP", "鈴木 彩香"),
        ("野乃花", "佐々木", "JP", "佐々木 野乃花"),
        ("さくら", "佐藤", None, "佐藤 さくら"),
        ("アヤカ", "スズキ", None, "スズキ アヤカ"),
        ("민준", "김", "KR", "김민준"),
        ("Mei-Ling", "Chen", "TW", "Mei-Ling Chen"),
        ("Nguyệt", "Nguyễn Thị Ánh", "VN", "Nguyệt Nguyễn Thị Ánh"),
        ("Boglárka", "Földvári", "HU", "Boglárka Földvári"),
        ("Grace", "王", "TW", "Grace 王"),
        ("Юлия", "Щербакова", None, "Юлия Щербакова"),
        ("", "鄭", "TW", "鄭"),
        ("柏翰", "", "TW", "柏翰"),
        ("", "", None, ""),
    ],
)
def test_family_name_comes_first_only_where_its_script_puts_it(given, family, country, name):
    assert full_name(given, family, country) == name


def test_names_of_a_list_are_composed_by_script_and_country(read_text):
    reading = read_text(
        "First name,Last name,Country\n"
        "柏翰,鄭,Taiwan\n彩香,鈴木,Japan\n민준,김,South Korea\nAna,Kovač,HR\n"
    )

    assert [(r.name, r.given_name, r.family_name) for r in reading.records] == [
        ("鄭柏翰", "柏翰", "鄭"),
        ("鈴木 彩香", "彩香", "鈴木"),
        ("김민준", "민준", "김"),
        ("Ana Kovač", "Ana", "Kovač"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("García Márquez, Gabriel", ("Gabriel García Márquez", "Gabriel", "García Márquez")),
        (
            "van der Berg, Anna-Lena M.",
            ("Anna-Lena M. van der Berg", "Anna-Lena M.", "van der Berg"),
        ),
        ("鄭, 柏翰", ("鄭柏翰", "柏翰", "鄭")),
        ("John Smith, Jr.", ("John Smith, Jr.", "", "")),
        ("Ana Ruiz, Ph.D.", ("Ana Ruiz, Ph.D.", "", "")),
        ("Ana Ruiz, CEO", ("Ana Ruiz, CEO", "", "")),
        ("Ruiz, Ana, Madrid", ("Ruiz, Ana, Madrid", "", "")),
        ("Ruiz,", ("Ruiz,", "", "")),
    ],
)
def test_name_with_a_comma_is_family_and_given(read_text, written, expected):
    reading = read_text(f'Full name;E-mail\n"{written}";a@x.example\n')
    (record,) = reading.records
    assert (record.name, record.given_name, record.family_name) == expected
