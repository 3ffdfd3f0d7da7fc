"""What the operator makes of a file's columns, and what is kept of it for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core.errors import Invalid
from matchdesk.services.transfer import IGNORED

HEADER = "First name;Last name;E-mail;Company;Country;Wurzel\n"
ROW = "Łucja;Żak;l@zak.example;Agro Cluster;Poland;Zakopane\n"


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    return path


def looked_at(desk, path: Path):
    (found,) = desk.transfer.read([path], ask=True).files
    return found


def test_every_column_tells_what_it_feeds_and_its_first_values(desk, file):
    columns = desk.transfer.columns(looked_at(desk, file))
    assert [(c.header, c.field, c.values) for c in columns] == [
        ("First name", "given_name", ("Łucja",)),
        ("Last name", "family_name", ("Żak",)),
        ("E-mail", "email", ("l@zak.example",)),
        ("Company", "organisation", ("Agro Cluster",)),
        ("Country", "country", ("Poland",)),
        ("Wurzel", "", ("Zakopane",)),
    ]


def test_changed_mapping_feeds_what_was_chosen(desk, file):
    found = looked_at(desk, file)
    anew = desk.transfer.mapped(found, "participants", {"wurzel": "city", "country": IGNORED})
    desk.transfer.store([anew])
    (person,) = desk.people.participants()
    assert person.country == ""
    assert {c.header: c.field for c in desk.transfer.columns(anew)}["Wurzel"] == "city"


def test_wrongly_guessed_kind_is_changed(desk, tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("Name;Meets\nAna;Bo\n", encoding="utf-8")
    found = looked_at(desk, path)
    assert found.kind == "participants"
    anew = desk.transfer.mapped(found, "requests", {"name": "requester", "meets": "requested"})
    assert (anew.kind, len(anew.reading.records)) == ("requests", 1)


def test_table_of_which_nothing_is_known_can_still_be_mapped(desk, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Wer;Woher\nAna Ruiz;Acme\nBo Li;ICT\n", encoding="utf-8")
    assert len(desk.transfer.read([path]).problems) == 1
    found = looked_at(desk, path)
    assert (found.known, len(found.reading.refused)) == (False, 2)
    anew = desk.transfer.mapped(found, "participants", {"wer": "name", "woher": "organisation"})
    desk.transfer.store([anew])
    assert [(p.name, p.organisation) for p in desk.people.participants()] == [
        ("Ana Ruiz", "Acme"),
        ("Bo Li", "ICT"),
    ]


def test_kept_mapping_is_proposed_for_the_next_file_of_the_same_shape(desk, file, tmp_path):
    changed = desk.transfer.mapped(looked_at(desk, file), "participants", {"wurzel": "city"})
    desk.transfer.save_mapping("Our registration", changed)
    second = tmp_path / "later.csv"
    second.write_text(HEADER + ROW.replace("Łucja", "Ana"), encoding="utf-8")
    found = looked_at(desk, second)
    assert (found.mapping, dict(found.changes)) == ("Our registration", {"wurzel": "city"})
    other = tmp_path / "other.csv"
    other.write_text("First name;Last name;Wurzel\nAna;Ruiz;Graz\n", encoding="utf-8")
    assert looked_at(desk, other).mapping == ""
    assert desk.transfer.read([second]).files[0].mapping == ""  # the command line asks nobody


def test_mapping_can_be_forgotten_and_needs_a_name(desk, file):
    found = looked_at(desk, file)
    with pytest.raises(Invalid):
        desk.transfer.save_mapping(" ", found)
    desk.transfer.save_mapping("a", found)
    desk.transfer.forget_mapping("a")
    assert desk.transfer.mappings() == ()


@pytest.mark.parametrize(
    "kept",
    [[], {"a": 1}, {"a": {"kind": "x", "shape": "y", "changes": {}}}, {"a": {"changes": []}}],
)
def test_damaged_mappings_are_left_out(desk, file, kept):
    desk.settings.put("import_mappings", kept)
    assert desk.transfer.mappings() == ()
    assert looked_at(desk, file).mapping == ""


def test_columns_without_a_header_or_with_the_same_one_are_mapped_each_by_itself(desk, tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text(
        "First name;Last name;;Company;Company\nŁucja;Żak;Poland;Agro Cluster;Engineer\n",
        encoding="utf-8",
    )
    found = looked_at(desk, path)
    names = [column.key for column in desk.transfer.columns(found)]
    assert names == ["firstname", "lastname", "#3", "#4", "#5"]
    anew = desk.transfer.mapped(found, "participants", {"#3": "country", "#5": "job_title"})
    fields = [column.field for column in desk.transfer.columns(anew)]
    assert fields == ["given_name", "family_name", "country", "organisation", "job_title"]
    desk.transfer.store([anew])
    (person,) = desk.people.participants()
    card = desk.people.card(person.key)
    assert (person.country, person.organisation, card.job_title) == (
        "PL", "Agro Cluster", "Engineer",
    )  # fmt: skip
