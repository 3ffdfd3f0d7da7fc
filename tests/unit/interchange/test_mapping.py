from __future__ import annotations

import pytest

from matchdesk.core.errors import FileFault

LIST = "Wer;Haus;Wo;E-Mail\nAnn Lee;ACME;UK;a@x.example\n"


@pytest.mark.parametrize(
    ("name", "mapping"),
    [
        ("map.csv", "Header,Field\nWer,name\nHaus,Organisation\nWo,country\n"),
        ("map.csv", "Wer;Name\nHaus;organisation\nWo;Country\n"),
        ("map.json", '{"Wer": "name", "Haus": "organisation", "Wo": "country"}'),
        ("map.toml", 'Wer = "name"\nHaus = "organisation"\nWo = "country"\n'),
    ],
)
def test_mapping_goes_before_the_synonyms(read_text, tmp_path, name, mapping):
    file = tmp_path / name
    file.write_text(mapping, "utf-8")

    (r,) = read_text(LIST, mapping_file=file).records

    assert (r.name, r.organisation, r.country, r.email) == (
        "Ann Lee", "ACME", "GB", "a@x.example",
    )  # fmt: skip


def test_ignored_column_is_not_read(read_text, tmp_path):
    file = tmp_path / "map.csv"
    file.write_text("E-Mail,ignore\nWer,name\n", "utf-8")

    (r,) = read_text(LIST, mapping_file=file).records

    assert (r.name, r.email) == ("Ann Lee", "")


def test_column_numbers_serve_a_file_without_header(read_text, tmp_path):
    file = tmp_path / "map.csv"
    file.write_text("1,family_name\n2,given_name\n3,organisation\n", "utf-8")

    reading = read_text("Lee,Ann,ACME,x\nEk,Bo,Bolt,y\n", mapping_file=file)

    assert [(r.line, r.name, r.organisation) for r in reading.records] == [
        (1, "Ann Lee", "ACME"), (2, "Bo Ek", "Bolt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mapping", "code"),
    [
        ("map.csv", "Wer,shoe size\n", "mapping_field"),
        ("map.csv", "Wer\n", "mapping_row"),
        ("map.csv", "Wer,name\nNobody,email\n", "mapping_header"),
        ("map.json", "{", "mapping_unreadable"),
        ("map.json", "[1]", "mapping_unreadable"),
        ("map.toml", "= 3", "mapping_unreadable"),
        ("map.json", "{}", "mapping_empty"),
    ],
)
def test_faulty_mapping_is_named(read_text, tmp_path, name, mapping, code):
    file = tmp_path / name
    file.write_text(mapping, "utf-8")

    with pytest.raises(FileFault) as caught:
        read_text(LIST, mapping_file=file)

    assert caught.value.code == code
