"""Bound papers: the agendas of a delegation or an organisation, and the participants' catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import ProfileSide
from matchdesk.services.printing.agendas import AgendaWriter
from matchdesk.services.printing.more_reading import Whole
from matchdesk.services.printing.reading import Person
from matchdesk.services.printing.selecting import MEETS
from matchdesk.services.printing.speech import Speech

if TYPE_CHECKING:
    from matchdesk.printing.booklets import BookletData
    from matchdesk.printing.catalogue_book import CatalogueData


def by_delegation(whole: Whole, speech: Speech) -> list[BookletData]:
    """One booklet a delegation; who travels alone has a page of their own elsewhere."""
    return _booklets(whole, speech, lambda person: person.delegation)


def by_organisation(whole: Whole, speech: Speech) -> list[BookletData]:
    """One booklet an organisation."""
    return _booklets(whole, speech, lambda person: person.organisation)


def _booklets(whole: Whole, speech: Speech, group: Callable[[Person], str]) -> list[BookletData]:
    from matchdesk.printing.booklets import BookletData  # slow to load

    writer = AgendaWriter(whole.taken, whole.now)
    busy = {key for one in whole.taken.appointments for key in (*one.parties, one.interpreter)}
    groups: dict[str, list[Person]] = {}
    for person in whole.people:
        if group(person) and (person.role in MEETS or person.key in busy):
            groups.setdefault(group(person), []).append(person)
    return [
        BookletData(
            key=f"booklet {name}",
            title=name,
            agendas=tuple(writer.agenda(person, speech) for person in groups[name]),
        )
        for name in sorted(groups, key=fold)
    ]


def profiles(whole: Whole, speech: Speech) -> list[CatalogueData]:
    """Everybody expected, by organisation; contact only of those who agreed to share it."""
    from matchdesk.printing.catalogue_book import CatalogueData, ProfileData  # slow to load

    lines = whole.taken.profile
    made = []
    for person in sorted(whole.people, key=lambda p: (fold(p.organisation), p.name_key, p.number)):
        contact = whole.contacts.get(person.key)
        house = whole.houses.get(person.organisation_key)
        shared = contact is not None and contact.shared
        reach = (contact.email, contact.phone) if contact is not None and shared else ()
        made.append(
            ProfileData(
                key=person.key,
                number=person.number,
                name=person.name,
                native_name=person.native_name,
                job_title=contact.job_title if contact else "",
                organisation=person.organisation,
                description=house.description if house else "",
                country=speech.country(person.country),
                country_code=person.country,
                sectors=house.sectors if house else (),
                offers=tuple(lines.get((person.key, ProfileSide.OFFER), ())),
                needs=tuple(lines.get((person.key, ProfileSide.NEED), ())),
                contact=tuple(filter(None, (*reach, house.website if house else ""))),
            )
        )
    if not made:
        return []
    event = whole.taken.event
    return [CatalogueData("catalogue", event.name, event.timezone, whole.now, tuple(made))]
