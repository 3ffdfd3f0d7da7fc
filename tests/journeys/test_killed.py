"""A process killed in the middle leaves a file that opens, verifies and holds what was answered."""

from __future__ import annotations

import random
import subprocess
import sys

from sqlalchemy import select

from matchdesk.models import Organisation
from matchdesk.storage import journal

KILLS = 12


def start(address: str, folder) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.burst", address, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def answers_until_killed(process: subprocess.Popen[str], after: int) -> list[str]:
    """Every answer the process managed to give, although it was killed after `after` of them."""
    answers = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    answers += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.stdout.close()
    process.wait()
    return answers


def test_killed_process_loses_nothing_it_had_answered(open_desk, address, tmp_path):
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start(address, tmp_path / "burst")
        answers = answers_until_killed(process, chance.randint(1, 40))
        desk = open_desk("after")
        assert desk.verify().faults == ()
        assert set(answers) <= ever_stored(desk)
        desk.close()


def ever_stored(desk) -> set[str]:
    """Names of organisations in the journal: an undo may have removed the record since."""
    with desk._database.reading() as session:
        sets = journal.since(session, 0, limit=1_000_000)
        present = set(session.scalars(select(Organisation.name)))
    made = {
        change.after["name"]
        for change_set in sets
        for change in change_set.changes
        if change.entity == "organisation" and change.after
    }
    assert present <= made
    return made
