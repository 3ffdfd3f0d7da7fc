"""Several desks scan the same people at the same time."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin import CheckIn
from tests import factories

DESKS, PEOPLE = 8, 40


def test_everybody_is_admitted_once_whoever_scans_first(open_desk):
    desks = [open_desk(f"{number}") for number in range(DESKS)]
    keys = factories.people(desks[0], PEOPLE)
    tokens = list(desks[0].run(IssueBadges(tuple(keys))).result.values())

    def scan_all(desk) -> list[tuple[str, CheckInOutcome]]:
        return [(token, desk.run(CheckIn(token)).result.outcome) for token in tokens]

    with ThreadPoolExecutor(DESKS) as pool:
        answers = [answer for part in pool.map(scan_all, desks) for answer in part]
    assert Counter(answers) == Counter(
        {(token, CheckInOutcome.ADMITTED): 1 for token in tokens}
        | {(token, CheckInOutcome.ALREADY_IN): DESKS - 1 for token in tokens}
    )
    assert desks[0].verify().sound is True
