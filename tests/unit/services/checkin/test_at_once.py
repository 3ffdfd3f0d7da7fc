"""Several desks scan the same people at the same time."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path

from matchdesk.core.clock import FixedClock
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin import CheckIn
from matchdesk.services.desk import Desk
from matchdesk.services.settings import Settings
from tests import factories
from tests.conftest import NOON

DESKS, PEOPLE = 8, 40
PATIENCE = 120.0  # seconds for eight programs to start on a busy machine

Answer = tuple[str, CheckInOutcome]


def scan_all(desk: Desk, tokens: Iterable[str]) -> list[Answer]:
    """The answers of one desk that scans everybody, in this order."""
    return [(token, desk.run(CheckIn(token)).result.outcome) for token in tokens]


def scan_in_own_process(
    address: str, folder: Path, tokens: list[str], together: Barrier, answers: multiprocessing.Queue
) -> None:
    """A desk of its own: opens the event, waits for the other desks, scans."""
    clock = FixedClock(NOON)
    settings = Settings(folder, clock)
    settings.desk, settings.operator = folder.name, "operator"
    desk = Application(settings, clock).open(address)
    try:
        together.wait(PATIENCE)
        answers.put(scan_all(desk, tokens))
    finally:
        desk.close()


def admitted_once(tokens: Iterable[str]) -> Counter[Answer]:
    """What all desks together have to answer."""
    return Counter(
        {(token, CheckInOutcome.ADMITTED): 1 for token in tokens}
        | {(token, CheckInOutcome.ALREADY_IN): DESKS - 1 for token in tokens}
    )


def test_everybody_is_admitted_once_whoever_scans_first(open_desk):
    desks = [open_desk(f"{number}") for number in range(DESKS)]
    keys = factories.people(desks[0], PEOPLE)
    tokens = list(desks[0].run(IssueBadges(tuple(keys))).result.values())
    with ThreadPoolExecutor(DESKS) as pool:
        parts = pool.map(lambda desk: scan_all(desk, tokens), desks)
        answers = [answer for part in parts for answer in part]
    assert Counter(answers) == admitted_once(tokens)
    assert desks[0].verify().sound is True


def test_everybody_is_admitted_once_by_programs_of_their_own(desk, file_address, tmp_path):
    keys = factories.people(desk, PEOPLE)
    tokens = list(desk.run(IssueBadges(tuple(keys))).result.values())
    afresh = multiprocessing.get_context("spawn")
    together, answers = afresh.Barrier(DESKS), afresh.Queue()
    programs = [
        afresh.Process(
            target=scan_in_own_process,
            args=(file_address, tmp_path / f"desk-{number}", tokens, together, answers),
        )
        for number in range(DESKS)
    ]
    for program in programs:
        program.start()
    found = [answer for _program in programs for answer in answers.get(timeout=PATIENCE)]
    for program in programs:
        program.join(PATIENCE)
    assert [program.exitcode for program in programs] == [0] * DESKS
    assert Counter(found) == admitted_once(tokens)
    assert desk.verify().sound is True
