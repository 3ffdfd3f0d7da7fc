"""`matchdesk repair`."""

from __future__ import annotations

import json

import pytest

from matchdesk.cli import parse, run
from matchdesk.services.agenda import AddMeeting
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command(…)` on an event of three people; the first meets both others in slots 1 and 2."""
    application = Application(Settings(tmp_path / "cli"), clock)
    keys = factories.people(desk, 3)
    for slot, other in enumerate(keys[1:], start=1):
        factories.request(desk, keys[0], other)
        desk.run(AddMeeting(keys[0], other, slot, slot))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(application, parse(["repair", file_address, *arguments]))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_repair_tells_what_moves_and_moves_it(desk, command):
    code, out, err = command("--late", "Person 1", "2")
    slot = next(line.slot for line in desk.agenda.lines() if line.number == 1)
    assert (code, err, slot not in (None, 1, 2)) == (0, "", True)
    lines = out.splitlines()
    assert lines[0].startswith("  #1 Cluster 1 ⇄ Cluster 2: 18.11. 09:00 table 1 → ")
    assert lines[1:] == [
        "One meeting at another time, and no repair needs fewer.",
        "Printed agendas that change: 0.",
        "The grid: 1 moved, 0 new meetings, 0 on the waiting list.",
    ]


def test_dry_run_proposes_in_json_and_leaves_the_grid(desk, command):
    before = desk.history.page(limit=1)[0].number
    code, out, _err = command("--table", "1", "--dry-run", "--json")
    report = json.loads(out)
    assert (code, report["accepted"], report["what"]) == (0, None, "table 1 is lost")
    assert [(one["kind"], one["number"]) for one in report["proposals"]] == [("table", 1)]
    assert desk.history.page(limit=1)[0].number == before


def test_nothing_wrong_is_one_sentence(command):
    assert command() == (
        2,
        "",
        "Nothing has gone wrong. Say who is late, leaves or does not come, "
        "or which table or slot is lost.\n",
    )
