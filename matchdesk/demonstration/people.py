"""Invented people: who comes, from where, for whom, and what they offer and need."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.demonstration.catalogue import Catalogue, Country, Name
from matchdesk.demonstration.event import SESSION_COUNT, slots_per_session
from matchdesk.demonstration.organisations import Organisation, OrganisationMaker
from matchdesk.demonstration.text import slug

EVERY_SESSION = tuple(range(SESSION_COUNT))
_PARTLY = ((0, 1), (2, 3), (0, 1, 2), (1, 2, 3), (0, 2))
_NO_MEETINGS = (Role.INTERPRETER, Role.ORGANISER, Role.GUEST)
_THIRD_SHARE = 0.4
_HOST = "PT"


_Called = tuple[str, str, tuple[str, str], str]
"""Given and family name, both in their own script, and the whole name in its own script."""


@dataclass(slots=True, eq=False)
class Person:
    """One participant; `sessions` are indices of the sessions attended, in order of time.

    `own` is the whole name in its own script, `own_parts` given and family name apart.
    """

    organisation: Organisation
    given: str
    family: str
    own: str
    own_parts: tuple[str, str]
    email: str
    phone: str
    job: str
    languages: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    role: Role = Role.DELEGATE
    delegation: str = ""
    sessions: tuple[int, ...] = EVERY_SESSION
    reserved_table: int | None = None
    attention: str = ""

    @property
    def meets(self) -> bool:
        """Whether this person holds meetings at all."""
        return self.role not in _NO_MEETINGS

    @property
    def capacity(self) -> int:
        """How many meetings fit into the sessions attended."""
        return len(self.sessions) * slots_per_session()

    @property
    def attends_all(self) -> bool:
        """Whether this person is there all the time."""
        return self.sessions == EVERY_SESSION


@dataclass(slots=True)
class PeopleMaker:
    """Makes people, no two with the same Latin name or e-mail address."""

    catalogue: Catalogue
    rng: Random
    _names: set[tuple[str, str]] = field(default_factory=set)
    _emails: set[str] = field(default_factory=set)

    def make(self, organisation: Organisation) -> Person:
        """A new person of `organisation`."""
        given, family, own_parts, own = self._unused_name(organisation.country)
        offers, needs = self._profile(organisation)
        titles = self.catalogue.job_titles.get(organisation.type, ("Officer",))
        return Person(
            organisation=organisation,
            given=given,
            family=family,
            own=own,
            own_parts=own_parts,
            email=self._unused_email(given, family, organisation.domain),
            phone=self.phone(organisation.country),
            job=self.rng.choice(titles),
            languages=self._languages(organisation.country),
            offers=offers,
            needs=needs,
        )

    def phone(self, country: Country) -> str:
        """A fictional number: its exchange is 555."""
        if country.calling_code == "1":
            return f"+1 {self.rng.randint(201, 989)} 555 01{self.rng.randint(0, 99):02}"
        rng = self.rng
        return f"+{country.calling_code} {rng.randint(20, 79)} 555 {rng.randint(1000, 9999)}"

    def _unused_name(self, country: Country) -> _Called:
        for _attempt in range(500):
            called = self._name(country)
            if called[:2] not in self._names:
                break
        self._names.add(called[:2])
        return called

    def _name(self, country: Country) -> _Called:
        culture = self.catalogue.cultures[self.rng.choice(country.cultures)]
        gender = self.rng.choice("fm")
        given: Name = self.rng.choice(culture.given[gender])
        families = self.rng.sample(culture.family[gender], culture.surnames)
        family = " ".join(name.latin for name in families)
        if not given.own:
            return given.latin, family, ("", ""), ""
        pattern = culture.own_order.replace("given", "{given}").replace("family", "{family}")
        own_family = " ".join(name.own for name in families)
        own = pattern.format(given=given.own, family=own_family)
        return given.latin, family, (given.own, own_family), own

    def _unused_email(self, given: str, family: str, domain: str) -> str:
        base = f"{slug(given)}.{slug(family)}"
        email, number = f"{base}@{domain}", 1
        while email in self._emails:
            number += 1
            email = f"{base}{number}@{domain}"
        self._emails.add(email)
        return email

    def _languages(self, country: Country) -> tuple[str, ...]:
        spoken = list(country.languages)
        if len(spoken) > 1 and self.rng.random() < 0.06:
            spoken.remove("English")
        if self.rng.random() < 0.2:
            spoken.append(self.rng.choice(("French", "German", "Spanish", "Japanese")))
        return tuple(dict.fromkeys(spoken))

    def _profile(self, organisation: Organisation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Offers and needs, never the same topic twice; a few fit every sector."""
        topics = [t for sector in organisation.sectors for t in self.catalogue.topics[sector]]
        count = self.rng.randint(4, 6)
        drawn = self.rng.sample(topics, count)
        offers, needs = drawn[: count // 2], drawn[count // 2 :]
        if organisation.type is not OrganisationType.SME or self.rng.random() < 0.4:
            first, second = self.rng.sample(self.catalogue.topics["*"], 2)
            offers.append(first)
            needs.append(second)
        return tuple(offers), tuple(needs)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who comes, and the makers that can invent more in the same manner."""

    people: tuple[Person, ...]
    organisations: OrganisationMaker
    makers: PeopleMaker
    countries: tuple[Country, ...]


def assemble(catalogue: Catalogue, rng: Random, size: int) -> Cast:
    """`size` people: hosts and interpreters, 40 % from third countries, the rest European."""
    present = tuple(c for c in catalogue.countries if c.from_size <= size)
    organisations = OrganisationMaker(catalogue, rng, present)
    maker = PeopleMaker(catalogue, rng)
    people = _staff(organisations, maker, present, size)
    third = round(size * _THIRD_SHARE)
    for is_third, count in ((False, size - third - len(people)), (True, third)):
        region = [c for c in present if c.is_third is is_third]
        for country, share in zip(region, _shares(region, count), strict=True):
            people += _nationals(organisations, maker, country, share)
    _give_roles(rng, people, size)
    _give_whims(catalogue, rng, people)
    return Cast(tuple(people), organisations, maker, present)


def _shares(countries: list[Country], count: int) -> list[int]:
    """`count` split by weight; largest remainders, at least one each where there are enough."""
    least = 1 if count >= len(countries) else 0
    total = sum(c.weight for c in countries)
    exact = [(count - least * len(countries)) * c.weight / total for c in countries]
    shares = [int(value) + least for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (int(exact[i]) - exact[i], i))
    for index in by_remainder[: count - sum(shares)]:
        shares[index] += 1
    return shares


def _staff(
    organisations: OrganisationMaker, maker: PeopleMaker, present: tuple[Country, ...], size: int
) -> list[Person]:
    host = next(c for c in present if c.code == _HOST)
    office = organisations.named(
        host, "Gabinete Europeu de Encontros", "Lisboa", OrganisationType.PUBLIC_AUTHORITY
    )
    booth = organisations.named(host, "Intérpretes do Tejo, Lda.", "Lisboa", OrganisationType.OTHER)
    foreign = [c for c in present if c.is_third and c.languages[0] not in ("English", "Portuguese")]
    people = [maker.make(office) for _ in range(max(1, size // 60))]
    for person in people:
        person.role, person.job = Role.ORGANISER, "Event Organiser"
        person.offers = person.needs = ()
    for number in range(max(1, size // 70)):
        person = maker.make(booth)
        person.role, person.job = Role.INTERPRETER, "Conference Interpreter"
        person.offers = person.needs = ()
        person.languages = ("English", foreign[number % len(foreign)].languages[0], "Portuguese")
        people.append(person)
    return people


def _nationals(
    organisations: OrganisationMaker, maker: PeopleMaker, country: Country, count: int
) -> list[Person]:
    """People of one country in teams of one to three; the first come from a cluster."""
    people: list[Person] = []
    while len(people) < count:
        kind = None if people else OrganisationType.CLUSTER
        team = min(maker.rng.choice((1, 1, 1, 2, 2, 3)), count - len(people))
        organisation = organisations.make(country, kind)
        people += [maker.make(organisation) for _ in range(team)]
    if people and country.is_third:
        people[0].role = Role.HEAD_OF_DELEGATION
        for person in people:
            person.delegation = country.name
    return people


def _give_roles(rng: Random, people: list[Person], size: int) -> None:
    plain = [p for p in people if p.role is Role.DELEGATE]
    speakers, guests = max(1, size // 40), size // 60
    chosen = rng.sample(plain, speakers + guests)
    for person in chosen[:speakers]:
        person.role = Role.SPEAKER
    for person in chosen[speakers:]:
        person.role = Role.GUEST


def _give_whims(catalogue: Catalogue, rng: Random, people: list[Person]) -> None:
    """Some come for part of the time only; a few should be spoken to at the desk."""
    for person in people:
        if person.meets and rng.random() < 0.12:
            person.sessions = rng.choice(_PARTLY)
        if rng.random() < 0.03:
            person.attention = rng.choice(catalogue.attention)
