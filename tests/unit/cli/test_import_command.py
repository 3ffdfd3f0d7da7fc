"""`matchdesk import` and `matchdesk export`."""

from __future__ import annotations

import csv
import json

import pytest

from matchdesk.cli import parse, run
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings

PEOPLE = "Name;Email;Organisation\nAnn Lee;ann@x.example;ACME\nBo Ek;bo@x.example;Bolt\n;;ACME\n"
KEYS = ("read", "created", "updated", "unchanged", "left_out", "refused")


@pytest.fixture
def command(file_address, tmp_path, clock, capsys):
    """`command("import", …)`: exit code, standard output, standard error."""
    application = Application(Settings(tmp_path / "cli"), clock)

    def call(name: str, *arguments: object) -> tuple[int, str, str]:
        code = run(application, parse([name, file_address, *map(str, arguments)]))
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def people(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    return file


def test_import_says_counts_and_reasons(command, people):
    code, out, error = command("import", people)

    assert (code, error) == (0, "")
    assert out.splitlines() == [
        f"{people} (participants): 3 rows read, 2 created, 0 updated, 0 unchanged, 0 left out,"
        " 1 refused",
        "  Row 4: Name: No name",
    ]


def test_json_has_sums_on_top_and_each_file_below(command, people, tmp_path):
    requests = tmp_path / "requests.csv"
    requests.write_text("Requester,Requested\nAnn Lee,Bo Ek\nAnn Lee,Nobody\n")

    code, out, _ = command("import", requests, people, "--json")

    answer = json.loads(out)
    assert code == 0
    assert [answer[key] for key in KEYS] == [5, 3, 0, 0, 0, 2]
    assert [(f["file"], f["kind"], *(f[key] for key in KEYS)) for f in answer["files"]] == [
        (str(people), "participants", 3, 2, 0, 0, 0, 1),
        (str(requests), "requests", 2, 1, 0, 0, 0, 1),
    ]
    assert answer["files"][1]["remarks"] == [
        {
            "row": 3,
            "code": "row_party_unknown",
            "column": "",
            "text": "“Nobody” is no participant of this event",
        }
    ]
    assert answer["problems"] == []


def test_second_time_changes_nothing(command, people):
    command("import", people)

    answer = json.loads(command("import", people, "--json")[1])

    assert [answer[key] for key in KEYS] == [3, 0, 0, 2, 0, 1]


def test_dry_run_stores_nothing(command, people, desk):
    _, out, _ = command("import", people, "--dry-run")

    assert out.splitlines()[0].endswith("1 refused (dry run: nothing was stored)")
    assert desk.people.participants() == ()


def test_refused_rows_go_to_a_file(command, people, tmp_path):
    command("import", people, "--refused", tmp_path / "refused.csv")

    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Name", "Email", "Organisation", "Line", "Reason"],
            ["", "", "ACME", "4", "Name: No name"],
        ]


def test_file_that_cannot_be_used_is_named_and_the_others_are_imported(command, people, tmp_path):
    broken = tmp_path / "photo.csv"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    code, out, error = command("import", broken, people)

    assert code == 2
    assert out.splitlines()[0].startswith(f"{people} (participants): 3 rows read, 2 created")
    assert error == (
        f"“{broken}” is a picture, not a table. Export the list as CSV or XLSX instead."
        " Nothing was changed.\n"
    )


def test_mapping_names_the_columns(command, tmp_path, desk):
    (tmp_path / "odd.csv").write_text("Wer,Wohin\nAnn Lee,ann@x.example\n")
    (tmp_path / "map.csv").write_text("Wer,name\nWohin,email\n")

    code, _, _ = command("import", tmp_path / "odd.csv", "--mapping", tmp_path / "map.csv")

    assert code == 0
    assert [(p.name, p.email) for p in desk.people.participants()] == [("Ann Lee", "ann@x.example")]


def test_many_alike_remarks_are_counted(command, tmp_path):
    file = tmp_path / "many.csv"
    file.write_text("Name,Email\n" + "".join(f",p{n}@x.example\n" for n in range(20)))

    _, out, _ = command("import", file)

    assert out.splitlines()[4] == (
        "  … and 17 more like this (rows 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …)"
    )
    assert len(out.splitlines()) == 5


def test_export_writes_and_says_where(command, people, tmp_path):
    command("import", people)

    code, out, _ = command("export", "participants", "--out", tmp_path / "out.json")

    assert (code, out) == (0, f"{tmp_path / 'out.json'}\n")
    assert [p["Full name"] for p in json.loads((tmp_path / "out.json").read_text("utf-8"))] == [
        "Ann Lee",
        "Bo Ek",
    ]


def test_export_to_an_unknown_format_is_one_sentence(command, tmp_path):
    code, _, error = command("export", "report", "--out", tmp_path / "out.doc")

    assert (code, len(error.splitlines())) == (2, 1)
