"""What the screen asks the services, beside the window. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matchdesk.core.errors import MatchDeskError, NotFound
from matchdesk.core.vocabulary import CheckInOutcome, DocumentKind

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        Arrivals,
        Awaited,
        CheckInResult,
        DelegationCount,
        DelegationResult,
        PersonView,
        RecentCheckIn,
        SlotWatch,
    )
    from matchdesk.services.desk import Desk

MOST_HITS = 50
"""More people than this are not listed: another letter finds them sooner."""

LAST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class House:
    """What the screen shows beside the answer; `shown` is the person of the answer as they stand.

    `about` is the answer that was on the screen when it was asked, whatever stands there now.
    `delegation` is the one asked for; `agenda_changed` says that the agenda they hold is no longer
    true.
    """

    zone: ZoneInfo
    arrivals: Arrivals
    recent: tuple[RecentCheckIn, ...]
    delegation: DelegationCount | None
    countries: dict[str, str]
    slot: SlotWatch | None
    awaited: tuple[Awaited, ...]
    shown: PersonView | None = None
    agenda_changed: bool = False
    about: object = None


def house(desk: Desk, shown: str = "", delegation: str = "", printed: bool = False) -> House:
    """How the house fills, this desk's last answers, the person `shown` and a delegation (keys).

    `printed` says that they hold an agenda, so that it is asked whether it has changed.
    """
    # Imported here: country names load the Unicode tables, off the path to the window.
    from matchdesk.services.places import countries

    slot = desk.checkin.next_slot()
    return House(
        slot=slot,
        awaited=desk.checkin.awaited(slot),
        shown=desk.checkin.person(shown) if shown else None,
        agenda_changed=printed and _agenda_changed(desk, shown),
        zone=desk.checkin.zone(),
        arrivals=desk.checkin.arrivals(),
        recent=desk.checkin.recent(desk.settings.desk, LAST_ANSWERS),
        delegation=_delegation(desk, delegation),
        countries=countries(),
    )


def taken_back(
    house: House, result: CheckInResult | None, together: DelegationResult | None
) -> bool:
    """Whether the admission on the screen does not stand any more: it was undone since."""
    if result is not None and result.admitted and house.about is result:
        return house.shown is not None and house.shown.arrived_at is None
    if together is not None and house.about is together and house.delegation is not None:
        return house.delegation.here < together.delegation.here
    return False


def _delegation(desk: Desk, key: str) -> DelegationCount | None:
    try:
        return desk.checkin.delegation(key) if key else None
    except NotFound:  # taken back or merged meanwhile
        return None


def _agenda_changed(desk: Desk, person: str) -> bool:
    # Imported here: see `house`.
    from matchdesk.services.printing import PrintOrder

    try:
        order = PrintOrder(DocumentKind.AGENDAS, people=(person,))
        return desk.printing.tally(order).changed > 0
    except MatchDeskError:  # whoever is not expected (any more) holds nothing to be replaced
        return False


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
