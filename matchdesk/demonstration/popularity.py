"""Who everybody wants to meet, and which tables are kept for them."""

from __future__ import annotations

from collections import Counter
from random import Random

from matchdesk.core.vocabulary import OrganisationType
from matchdesk.demonstration.organisations import Organisation
from matchdesk.demonstration.people import EVERY_SESSION, Person

SHARE = 0.06
_SMALL = 120
_FIRST_DAY_ONLY = (0, 1)
_ABROAD = 0.6


def choose(rng: Random, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The most wanted: heads of third-country clusters and the largest European clusters.

    In a small event nobody could be asked for more often than two days hold, so there the most
    wanted come on the first day only; in a larger one every third of them does.
    """
    count = max(2, round(len(people) * SHARE))
    abroad = _ranked(rng, [p for p in people if p.organisation.country.is_third])
    europe = _ranked(rng, [p for p in people if not p.organisation.country.is_third])
    far = round(count * _ABROAD)
    wanted = (*abroad[:far], *europe[: count - far])
    for index, person in enumerate(wanted):
        one_day = len(people) < _SMALL or index % 3 == 2
        person.sessions = _FIRST_DAY_ONLY if one_day else EVERY_SESSION
    return wanted


def _ranked(rng: Random, people: list[Person]) -> list[Person]:
    """Cluster people who hold meetings, one an organisation, those of the most SMEs first."""
    seen: dict[Organisation, Person] = {}
    for person in people:
        if person.meets and person.organisation.type is OrganisationType.CLUSTER:
            seen.setdefault(person.organisation, person)
    first = list(seen.values())
    return sorted(first, key=lambda p: -(p.organisation.smes or 0) - 60 * rng.random())


def reserve_tables(people: tuple[Person, ...], wanted: tuple[Person, ...]) -> int:
    """Keep tables 1, 2, … for most wanted who come alone; answers how many."""
    staff = Counter(id(p.organisation) for p in people)
    alone = [p for p in wanted if staff[id(p.organisation)] == 1]
    kept = alone[: max(1, min(8, len(people) // 80))]
    for number, person in enumerate(kept, start=1):
        person.reserved_table = number
    return len(kept)
