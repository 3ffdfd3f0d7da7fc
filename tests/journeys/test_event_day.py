"""A whole event day through the subcommands, on a file and on PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matchdesk import app
from tests.conftest import new_database

PEOPLE = """First name;Last name;E-mail;Organisation;Country;Delegation
Zoë;Müller;zoe@a.example;Photonik Cluster;DE;DACH
Łukasz;Żak;lukasz@b.example;Łódzkie AgroFood;PL;Poland
威霖;陳;chen@c.example;台灣資通訊聚落;TW;Taiwan
Ana;García;ana@d.example;Clúster del Agua;ES;Iberia
;;nobody@;;XX;
"""
WISHES = """Requester email,Requested email,Priority,Status
zoe@a.example,chen@c.example,5,accepted
lukasz@b.example,chen@c.example,4,accepted
ana@d.example,zoe@a.example,3,accepted
ana@d.example,nobody@known.example,3,accepted
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "day.matchdesk")
    return new_database(request.getfixturevalue("postgres_uri"))


@pytest.fixture
def matchdesk(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run a subcommand; returns its exit code, what it said, and what it said on stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = app.main(["--settings", str(tmp_path / "settings"), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ask(matchdesk):
    """Run a subcommand that must succeed, and read its JSON."""

    def run(*arguments: object):
        code, out, err = matchdesk(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


@pytest.fixture
def event(address: str, matchdesk, tmp_path: Path) -> str:
    """An event with four people, two accepted requests to one of them and one more."""
    times = ("--day", "2026-11-18", "--session", "09:00-12:30", "--slot", "20", "--gap", "5")
    zone = ("--timezone", "Europe/Warsaw", "--city", "Łódź", "--country", "PL")
    code, _, _ = matchdesk("new", address, "--name", "C2C Days", *zone, *times, "--tables", "3")
    assert code == 0
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "wishes.csv").write_text(WISHES, "utf-8")
    return address


def test_whole_day(event, ask, matchdesk, tmp_path):
    files = (tmp_path / "people.csv", tmp_path / "wishes.csv")
    refused = tmp_path / "refused.csv"
    counts = ask("import", event, *files, "--refused", refused)
    told = ("read", "created", "updated", "unchanged", "left_out", "refused")
    assert [counts[word] for word in told] == [9, 7, 0, 0, 0, 2]
    again = ask("import", event, *files)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 7)

    plan = ask("plan", event, "--time-limit", "10")
    assert (plan["placed"], plan["requested"], plan["optimal"]) == (3, 3, True)
    before = ask("grid", event)
    assert len({(m["slot"], m["table"]) for m in before}) == 3

    free = next(slot for slot in range(1, 9) if slot not in {m["slot"] for m in before})
    assert matchdesk("move", event, before[0]["number"], "--slot", free)[0] == 0
    assert ask("undo", event)["intent"] == "undo"
    assert ask("grid", event) == before
    assert ask("redo", event)["intent"] == "redo"
    code, _, why = matchdesk("move", event, before[0]["number"], "--slot", 99)
    assert (code, "99" in why) == (2, True)

    admitted = ask("check-in", event, "--search", "muller")
    assert (admitted["outcome"], admitted["person"]["name"]) == ("admitted", "Zoë Müller")
    code, out, _ = matchdesk("check-in", event, "no such code", "--json")
    assert (code, json.loads(out)["outcome"]) == (1, "unknown")

    for kind in ("badges", "agendas", "table-signs"):
        paper = tmp_path / f"{kind}.pdf"
        assert matchdesk("print", event, kind, "--out", paper)[0] == 0
        assert paper.read_bytes().startswith(b"%PDF")

    number = before[0]["number"]
    agreement = ("--agreement", "letter_of_intent", "--status", "signed", "--topic", "Joint R&D")
    ask("outcome", event, number, "--rating", "agreement_reached", *agreement)
    for what in ("participants", "meetings", "agreements", "report"):
        for ending in ("xlsx", "csv", "json"):
            table = tmp_path / f"{what}.{ending}"
            assert matchdesk("export", event, what, "--out", table)[0] == 0
            assert table.stat().st_size > 0

    verdict = ask("verify", event)
    assert (verdict["sound"], verdict["faults"]) == (True, [])
    intents = [row["intent"] for row in ask("history", event)]
    assert intents[-1] == "new_event"
    assert intents.count("import_file") == 2


def test_double_booking_is_refused_with_its_reason(event, ask, matchdesk, tmp_path):
    ask("import", event, tmp_path / "people.csv", tmp_path / "wishes.csv")
    ask("plan", event, "--time-limit", "10")
    meetings = ask("grid", event)
    chen = [m for m in meetings if any("陳" in party for party in m["parties"])]
    first, second = chen[0], chen[1]
    code, _, why = matchdesk("move", event, first["number"], "--slot", second["slot"])
    assert code == 1
    assert "陳" in why
    assert ask("grid", event) == meetings


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7 not a table", "flyer.csv"), (b"", "empty.csv"), (b"\x89PNG\r\n", "photo.xlsx")],
)
def test_file_that_is_no_table_gets_one_sentence_and_changes_nothing(
    event, ask, matchdesk, tmp_path, content, name
):
    (tmp_path / name).write_bytes(content)
    before = ask("history", event)
    code, _, why = matchdesk("import", event, tmp_path / name)
    assert (code, why.count("\n"), name in why) == (2, 1, True)
    assert ask("history", event) == before


def test_missing_event_gets_one_sentence(matchdesk, tmp_path):
    code, out, why = matchdesk("verify", tmp_path / "none.matchdesk")
    assert (code, out, why.count("\n")) == (2, "", 1)
