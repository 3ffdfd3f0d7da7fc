"""`matchdesk plan`, `move` and `grid`."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from matchdesk.cli import parse, run
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command("plan", …)` on an event of four people who all want to meet."""
    application = Application(Settings(tmp_path / "cli"), clock)
    for one, other in combinations(factories.people(desk, 4), 2):
        factories.request(desk, one, other)

    def call(name: str, *arguments: str) -> tuple[int, str, str]:
        code = run(application, parse([name, file_address, *arguments]))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_plan_reports_and_changes_the_grid(desk, command):
    code, out, err = command("plan", "--time-limit", "20")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[:2] == [
        "Placed 6 of 6 requests (0 of 0 must-meets).",
        "Weight 36; no plan can pass 36 (gap 0.00 %). Proven best.",
    ]
    assert lines[-1] == "The grid: 6 new meetings, 0 moved, 0 on the waiting list."
    assert len(desk.agenda.grid().placed) == 6


def test_dry_run_reports_and_leaves_the_grid(desk, command):
    before = desk.history.page(limit=1)[0].number
    code, out, _err = command("plan", "--dry-run", "--json")
    report = json.loads(out)
    assert (code, report["accepted"], report["placed"], report["requested"]) == (0, None, 6, 6)
    assert (report["gap_percent"], report["optimal"], report["unplaced"]) == (0.0, True, [])
    assert desk.history.page(limit=1)[0].number == before


def test_unplaced_request_is_listed_with_its_reason(desk, command):
    ana = factories.participant(desk, "Ana", max_meetings=0)
    factories.request(desk, ana, desk.people.participants()[0].key)
    _code, out, _err = command("plan")
    assert [line for line in out.splitlines() if "Ana" in line] == [
        "  Ana ⇄ Person 1 (Cluster 1): Ana has 0 meetings and wants no more than 0."
    ]


def test_impossible_time_limit_is_one_sentence(command):
    code, out, err = command("plan", "--time-limit", "0")
    assert (code, out) == (2, "")
    assert "--time-limit" in err


def test_move_says_where_the_meeting_is_now(desk, command):
    one, other = factories.people(desk, 2)
    factories.meeting(desk, one, other, 1, 1)
    assert command("move", "1", "--slot", "3", "--table", "2") == (
        0,
        "Meeting 1 is now in slot 3 (09:50) at table 2.\n",
        "",
    )


def test_double_booking_is_refused_with_its_reason(desk, command):
    one, other, third = factories.people(desk, 3)
    factories.meeting(desk, one, other, 1, 1)
    factories.meeting(desk, one, third, 2, 1)
    reason = "Person 5 already meets Person 7 in slot 2 (09:25).\n"
    assert command("move", "1", "--slot", "2", "--table", "2") == (1, "", reason)
    code, out, err = command("move", "1", "--slot", "2", "--table", "2", "--json")
    assert (code, err) == (1, reason)
    assert [v["rule"] for v in json.loads(out)["violations"]] == ["one_meeting_per_participant"]


def test_unknown_meeting_could_not_be_carried_out(command):
    assert command("move", "7", "--slot", "2")[0] == 2


def test_grid_lists_the_meetings_of_one_participant(desk, command):
    people = factories.people(desk, 4)
    factories.meeting(desk, people[0], people[1], 2, 1)
    factories.meeting(desk, people[2], people[3], 2, 2)
    code, out, _err = command("grid", "--participant", "Person 5")
    assert (code, out) == (
        0,
        "2026-11-18 09:25  slot  2  table   1  #1  "
        "Person 5 (Cluster 5) ⇄ Person 6 (Cluster 6)  Planned\n",
    )


def test_empty_grid_says_what_to_do(command):
    assert command("grid") == (0, "There are no meetings. “matchdesk plan” builds the grid.\n", "")
