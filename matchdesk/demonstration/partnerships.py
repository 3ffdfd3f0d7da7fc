"""European Strategic Cluster Partnerships and the clusters in them."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.demonstration.catalogue import Catalogue, Partnership
from matchdesk.demonstration.organisations import Organisation
from matchdesk.demonstration.people import Cast, Person

_MOST_PRESENT, _FEWEST_MEMBERS = 6, 4
GERMAN_SPEAKING = ("DE", "AT", "CH")
GERMAN_DELEGATION = "DACH"


@dataclass(frozen=True, slots=True)
class Membership:
    """A partnership and the names of its members, those at the event first."""

    partnership: Partnership
    members: tuple[str, ...]


def form(catalogue: Catalogue, cast: Cast) -> tuple[Membership, ...]:
    """Put European clusters into the partnership of their sector, one each at most.

    Sets `partnership` of the organisations, and lets a part of their people travel as the
    partnership's delegation. Where too few clusters of a sector are present, absent ones are
    invented, so that every partnership has at least four members.
    """
    free = _european_clusters(cast.people)
    formed = []
    for partnership in catalogue.partnerships:
        sector = _sector(catalogue, partnership)
        members = [o for o in free if not o.partnership and sector in o.sectors][:_MOST_PRESENT]
        for organisation in members:
            organisation.partnership = partnership.acronym
        names = [o.name for o in members]
        names += [_absent(cast, sector).name for _ in range(_FEWEST_MEMBERS - len(members))]
        formed.append(Membership(partnership, tuple(names)))
    _send_delegations(cast)
    return tuple(formed)


def _european_clusters(people: tuple[Person, ...]) -> list[Organisation]:
    return [
        organisation
        for organisation in dict.fromkeys(person.organisation for person in people)
        if organisation.type is OrganisationType.CLUSTER and not organisation.country.is_third
    ]


def _sector(catalogue: Catalogue, partnership: Partnership) -> str:
    return next(s for s in catalogue.sectors if s.casefold() == partnership.focus.casefold())


def _absent(cast: Cast, sector: str) -> Organisation:
    european = [c for c in cast.countries if c.region == "eu"]
    country = cast.makers.rng.choice(european)
    return cast.organisations.make(country, OrganisationType.CLUSTER, sector)


def _send_delegations(cast: Cast) -> None:
    """Europeans travel with their partnership, or alone; German speakers send a list of theirs."""
    headed: set[str] = set()
    for person in cast.people:
        organisation = person.organisation
        if organisation.country.is_third or not person.meets:
            continue
        if organisation.country.code in GERMAN_SPEAKING:
            person.delegation = GERMAN_DELEGATION
        elif organisation.partnership and cast.makers.rng.random() < 0.6:
            person.delegation = organisation.partnership
        if person.delegation and person.delegation not in headed:
            headed.add(person.delegation)
            person.role = Role.HEAD_OF_DELEGATION
