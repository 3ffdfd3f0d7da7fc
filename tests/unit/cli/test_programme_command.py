"""`matchdesk programme`."""

from __future__ import annotations

import json

import pytest

from matchdesk.cli import parse, run, workplace
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings

ROWS = (
    "Day,From,To,Name,Kind,Place\n"
    "2026-11-18,08:00,08:45,Opening,Plenary,Hall A\n"
    "2026-11-18,10:40,11:00,Coffee,Break,\n"
)
TOLD = "2026-11-18 08:00-08:45  Plenary: Opening (Hall A)\n2026-11-18 10:40-11:00  Break: Coffee\n"


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command(FILE, …)` on the event of `desk`: exit code and what was said."""
    application = Application(Settings(tmp_path / "cli"), clock)

    def call(*arguments: str) -> tuple[int, str]:
        parsed = parse(["--desk", "Hall", "programme", file_address, *arguments])
        workplace.take(application.settings, parsed.arguments)
        code = run(application, parsed)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "programme.csv"
    written.write_text(ROWS, encoding="utf-8")
    return written


def test_programme_is_read_listed_and_stands_in_the_event(command, desk, file):
    assert command(str(file)) == (0, TOLD)
    assert command() == (0, TOLD)
    assert [pause.name for pause in desk.layout.current().pauses] == ["Opening", "Coffee"]


def test_dry_run_stores_nothing(command, desk, file):
    assert command(str(file), "--dry-run") == (0, TOLD)
    assert desk.layout.current().pauses == ()


def test_replace_forgets_what_is_not_in_the_file(command, desk, file):
    command(str(file))
    file.write_text("Day,From,To,Name\n2026-11-19,18:00,20:00,Dinner\n", encoding="utf-8")
    assert command(str(file), "--replace")[0] == 0
    assert [pause.name for pause in desk.layout.current().pauses] == ["Dinner"]


def test_row_that_cannot_be_used_is_told_and_the_others_are_kept(command, desk, file):
    file.write_text(ROWS + "2026-11-18,noon,,Lunch,,\n", encoding="utf-8")
    code, said = command(str(file), "--json")
    assert code == 2
    sentence = (
        "Row 4: “noon” does not say from when to when. Write both times as 10:30; this row is"
        " left out."
    )
    told, _rest = json.JSONDecoder().raw_decode(said)
    assert told["refused"] == [sentence]
    assert [(one["name"], one["from"], one["kind"]) for one in told["programme"]] == [
        ("Opening", "08:00", "plenary"),
        ("Coffee", "10:40", "break"),
    ]


def test_file_that_is_no_programme_changes_nothing(command, desk, tmp_path):
    other = tmp_path / "people.csv"
    other.write_text("Company,Country\nAcme,DE\n", encoding="utf-8")
    code, said = command(str(other))
    assert (code, "Nothing was changed." in said) == (2, True)
    assert desk.layout.current().pauses == ()
