"""Invented organisations, named in their own language."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from matchdesk.core.vocabulary import OrganisationType
from matchdesk.demonstration.catalogue import Catalogue, Country, Name
from matchdesk.demonstration.text import slug

_SHARES = {
    OrganisationType.CLUSTER: 48,
    OrganisationType.SME: 28,
    OrganisationType.LARGE_COMPANY: 7,
    OrganisationType.RESEARCH: 9,
    OrganisationType.INVESTOR: 3,
    OrganisationType.PUBLIC_AUTHORITY: 5,
}
_COMPANIES = (
    OrganisationType.SME,
    OrganisationType.LARGE_COMPANY,
    OrganisationType.INVESTOR,
    OrganisationType.OTHER,
)


@dataclass(slots=True, eq=False)
class Organisation:
    """One organisation; `smes` counts the SMEs a cluster represents (None for others)."""

    name: str
    domain: str
    type: OrganisationType
    country: Country
    city: str
    sectors: tuple[str, ...]
    targets: tuple[str, ...]
    smes: int | None = None
    partnership: str = ""


@dataclass(slots=True)
class OrganisationMaker:
    """Makes organisations, no two with the same name or e-mail domain."""

    catalogue: Catalogue
    rng: Random
    present: tuple[Country, ...]
    _names: set[str] = field(default_factory=set)
    _domains: set[str] = field(default_factory=set)

    def make(
        self, country: Country, kind: OrganisationType | None = None, sector: str = ""
    ) -> Organisation:
        """A new organisation of `country`; type and main sector are drawn unless given."""
        kind = kind or self.rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        main = sector or self.rng.choice(self.catalogue.sectors)
        name, english, place = self._unused_name(country, kind, main)
        others = [s for s in self.catalogue.sectors if s != main]
        cluster = kind is OrganisationType.CLUSTER
        return Organisation(
            name=name,
            domain=self._unused_domain(english),
            type=kind,
            country=country,
            city=self._city(country, place),
            sectors=(main, *self.rng.sample(others, self.rng.choice((0, 1, 1, 2)))),
            targets=self._targets(country),
            smes=self.rng.randint(20, 250) if cluster else None,
        )

    def named(self, country: Country, name: str, city: str, kind: OrganisationType) -> Organisation:
        """The organisation called `name`: hosts and helpers of the event."""
        self._names.add(name)
        sectors = tuple(self.rng.sample(self.catalogue.sectors, 2))
        return Organisation(name, self._unused_domain(name), kind, country, city, sectors, ())

    def _unused_name(
        self, country: Country, kind: OrganisationType, sector: str
    ) -> tuple[str, str, Name]:
        for attempt in range(200):
            place = self.rng.choice(country.places)
            name, english = self._name(country, kind, sector, place)
            if attempt >= 100:  # every place has one of this kind and sector already
                number = attempt - 98
                name, english = f"{name} {number}", f"{english} {number}"
            if name not in self._names:
                break
        self._names.add(name)
        return name, english, place

    def _name(
        self, country: Country, kind: OrganisationType, sector: str, place: Name
    ) -> tuple[str, str]:
        if kind in _COMPANIES:
            name = self._company(country, kind, sector)
            return name, name
        patterns = self.catalogue.patterns
        own, english = patterns.get((country.language, kind)) or patterns["en", kind]
        word = self.catalogue.words["en", sector]
        latin = english.format(place=place.latin, sector=word)
        if not own:
            return latin, latin
        local = own.format(
            place=place.own or place.latin, sector=self.catalogue.words[country.language, sector]
        )
        return (f"{local} ({latin})", latin) if latin else (local, local)

    def _company(self, country: Country, kind: OrganisationType, sector: str) -> str:
        first, second = self.catalogue.stems
        _own, english = self.catalogue.patterns["en", kind]
        name = english.format(
            stem=self.rng.choice(first) + self.rng.choice(second),
            sector=self.catalogue.words["en", sector],
        )
        large = kind is OrganisationType.LARGE_COMPANY
        return f"{name} {country.legal_forms[large]}"

    def _unused_domain(self, name: str) -> str:
        base = slug(name)[:40].strip("-")
        domain, number = base, 1
        while domain in self._domains:
            number += 1
            domain = f"{base}-{number}"
        self._domains.add(domain)
        return f"{domain}.example"

    def _city(self, country: Country, place: Name) -> str:
        """Where it sits; an organisation named after its whole country sits in a city of it."""
        if place.latin != country.name or len(country.places) == 1:
            return place.latin
        return self.rng.choice([p for p in country.places if p != place]).latin

    def _targets(self, country: Country) -> tuple[str, ...]:
        """Europeans look to third countries; the others mostly to the larger EU countries."""
        pool = [c for c in self.present if c is not country and c.is_third is not country.is_third]
        weights = [c.weight for c in pool]
        drawn = self.rng.choices(pool, weights, k=self.rng.randint(2, 5))
        return tuple(dict.fromkeys(c.name for c in drawn))
