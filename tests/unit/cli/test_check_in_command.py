"""`matchdesk check-in`."""

from __future__ import annotations

import json

import pytest

from matchdesk.cli import parse, run
from matchdesk.models import Delegation
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command("check-in", …)` runs on the event of `desk`: exit code and what was printed."""
    application = Application(Settings(tmp_path / "cli"), clock)

    def call(name: str, *arguments: str) -> tuple[int, str]:
        code = run(application, parse(["--desk", "Hall", name, file_address, *arguments]))
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


def test_code_is_answered_with_the_outcome_and_who(desk, command):
    cluster = factories.organisation(desk, "Agro", country="PL")
    factories.participant(desk, "Ana Kovač", native_name="Ана", organisation_id=cluster)
    assert command("check-in", "1") == (0, "ADMITTED  Ana Kovač (Ана), Agro, PL, #1\n")


def test_refused_code_exits_with_one(command):
    assert command("check-in", "nonsense") == (1, "UNKNOWN  nonsense\n")


def test_attention_is_said_first_and_confirmed(desk, command):
    factories.participant(desk, "Ana", attention="Invoice open")
    assert command("check-in", "1") == (1, "ATTENTION FIRST  Ana, #1\n  Invoice open\n")
    assert command("check-in", "1", "--confirm") == (0, "ADMITTED  Ana, #1\n")


def test_search_with_one_hit_checks_in_and_with_several_lists_them(desk, command):
    for name in ("Ana Berg", "Ana Alm", "Ben Ode"):
        factories.participant(desk, name)
    assert command("check-in", "--search", "ode") == (0, "ADMITTED  Ben Ode, #3\n")
    assert command("check-in", "--search", "ana") == (
        1,
        "AMBIGUOUS  ana\n  Ana Alm, #2\n  Ana Berg, #1\n",
    )


def test_undo_takes_the_check_in_back(desk, command):
    key = factories.participant(desk, "Ana")
    command("check-in", "1")
    assert command("check-in", "1", "--undo") == (0, "TAKEN BACK  Ana, #1\n")
    assert desk.checkin.person(key).here is False


def test_delegation_is_checked_in_at_once_and_undone_at_once(desk, command):
    (key,) = factories.put(desk, Delegation(name="Taiwan"))
    for name in ("Chen", "Lin"):
        factories.participant(desk, name, delegation_id=key)
    code, printed = command("check-in", "--delegation", "taiwan")
    assert (code, printed.splitlines()[-1]) == (0, "Taiwan: 2 of 2 here")
    assert command("check-in", "--delegation", "taiwan", "--undo")[0] == 0
    assert desk.checkin.delegation(key).here == 0


def test_json_answer_holds_the_outcome_and_the_person(desk, command):
    factories.participant(desk, "Ana")
    code, printed = command("check-in", "1", "--json")
    answer = json.loads(printed)
    assert (code, answer["outcome"], answer["person"]["name"]) == (0, "admitted", "Ana")


def test_two_ways_at_once_are_refused_with_a_sentence(command):
    code, printed = command("check-in", "1", "--search", "ana")
    assert (code, printed) == (
        2,
        "Give either a code, or --search, or --delegation; only one of them.\n",
    )
