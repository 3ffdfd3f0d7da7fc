"""Agreements and follow-ups on the command line."""

from __future__ import annotations

import json

import pytest

from matchdesk import cli
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def ask(file_address, opener, tmp_path, clock, capsys):
    desk = opener(file_address)
    for name in ("Łódź ICT", "Taiwan ICT"):
        factories.organisation(desk, name, country="PL")

    def run(subcommand: str, *rest: str) -> tuple[int, str, str]:
        application = Application(Settings(tmp_path / "cli", clock), clock)
        code = cli.run(application, cli.parse([subcommand, file_address, *rest]))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_agreement_without_a_meeting_is_recorded_signed_and_printed(ask, tmp_path):
    added = ask("agreement", "--add", "Letter of Intent", "--party", "lodz ict", "Taiwan ICT")
    assert added == (
        0,
        "1: Letter of Intent, Initiated: Łódź ICT · Taiwan ICT\n"
        "  2026-11-18 Initiated\n  Follow-up due: 2027-05-18\n",
        "",
    )
    sheet = tmp_path / "sheet.pdf"
    code, _, _ = ask("agreement", "1", "--status", "signed", "--sheet", str(sheet))
    assert (code, sheet.read_bytes()[:5]) == (0, b"%PDF-")
    _, listed, _ = ask("agreement", "--json")
    assert [(a["number"], a["status"]) for a in json.loads(listed)] == [(1, "signed")]


def test_unknown_party_and_type_are_one_sentence_each(ask):
    code, out, err = ask("agreement", "--add", "other", "--party", "Nobody", "Taiwan ICT")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert ask("agreement", "--add", "handshake")[0] == 2


def test_follow_ups_are_listed_and_written(ask, tmp_path):
    ask("agreement", "--add", "other", "--party", "Łódź ICT", "Taiwan ICT")
    assert ask("follow-ups")[1] == "2027-05-18  Other agreement 1: Łódź ICT · Taiwan ICT\n"
    path = tmp_path / "due.ics"
    assert ask("follow-ups", "--out", str(path))[1] == f"1 follow-up: {path}\n"
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1
    assert ask("follow-ups", "--until", "2027-01-01", "--json")[1] == "[]\n"
