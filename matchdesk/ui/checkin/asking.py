"""What the screen asks the services, beside the window. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matchdesk.core.vocabulary import CheckInOutcome

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        Arrivals,
        CheckInResult,
        DelegationCount,
        PersonView,
        RecentCheckIn,
    )
    from matchdesk.services.desk import Desk

MOST_HITS = 50
"""More people than this are not listed: another letter finds them sooner."""

LAST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class House:
    """What the screen shows while nobody is at the desk."""

    zone: ZoneInfo
    arrivals: Arrivals
    recent: tuple[RecentCheckIn, ...]
    delegations: tuple[DelegationCount, ...]
    countries: dict[str, str]


def house(desk: Desk) -> House:
    """How the house fills, and this desk's last answers."""
    # Imported here: country names load the Unicode tables, off the path to the window.
    from matchdesk.services.places import countries

    return House(
        zone=desk.events.summary().zone,
        arrivals=desk.checkin.arrivals(),
        recent=desk.checkin.recent(desk.settings.desk, LAST_ANSWERS),
        delegations=desk.checkin.delegations(),
        countries=countries(),
    )


def understood(desk: Desk, text: str) -> CheckInResult | tuple[PersonView, ...]:
    """A code is answered at once; other words give the people they could mean.

    Text that is nobody's code and nobody's name is a refused scan.
    """
    # Imported here: commands load the database floor, which the window's start does without.
    from matchdesk.services.checkin import CheckIn

    if desk.checkin.holder(text).refusal is CheckInOutcome.UNKNOWN:
        found = desk.checkin.search(text, MOST_HITS)
        if found:
            return found
    result: CheckInResult = desk.run(CheckIn(text)).result
    return result
