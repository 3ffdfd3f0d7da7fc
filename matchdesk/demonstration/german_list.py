"""A chamber's list of its delegation: German headers, lines above them, an old code page."""

from __future__ import annotations

from pathlib import Path

from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.demonstration import table_file
from matchdesk.demonstration.event import DemonstrationFile
from matchdesk.demonstration.people import Person
from matchdesk.demonstration.registration import sessions_attended
from matchdesk.demonstration.table_file import joined
from matchdesk.demonstration.text import fits

NAME = "teilnehmer_delegation.csv"
ENCODING = "cp1252"
HEADER = (
    "Vorname",
    "Nachname",
    "E-Mail",
    "Telefon",
    "Funktion",
    "Firma",
    "Organisationstyp",
    "Land",
    "Ort",
    "Delegation",
    "Rolle",
    "Sprachen",
    "Branchen",
    "Zielländer",
    "Angebote",
    "Bedarf",
    "Vertretene KMU",
    "Partnerschaft",
    "Sitzungen",
)
_PREAMBLE = (
    "Delegation Deutschland – Österreich – Schweiz;;;",
    "Alle Angaben frei erfunden;;;",
    "",
)
_TYPES = {
    OrganisationType.CLUSTER: "Cluster",
    OrganisationType.SME: "KMU",
    OrganisationType.LARGE_COMPANY: "Großunternehmen",
    OrganisationType.RESEARCH: "Forschungseinrichtung",
    OrganisationType.INVESTOR: "Investor",
    OrganisationType.PUBLIC_AUTHORITY: "Behörde",
    OrganisationType.OTHER: "Sonstige",
}
_ROLES = {
    Role.DELEGATE: "Teilnehmer",
    Role.HEAD_OF_DELEGATION: "Delegationsleiter",
    Role.SPEAKER: "Referent",
    Role.GUEST: "Gast",
}


def can_hold(person: Person) -> bool:
    """Whether this list can name the person without losing a letter."""
    organisation = person.organisation
    words = (person.given, person.family, organisation.name, organisation.city, *person.languages)
    return person.role in _ROLES and all(fits(word, ENCODING) for word in words)


def write(folder: Path, people: list[Person], sessions: tuple[str, ...]) -> DemonstrationFile:
    """Write `people`, all of whom the list `can_hold`."""
    table_file.write(
        folder / NAME,
        HEADER,
        [_row(person, sessions) for person in people],
        separator=";",
        encoding=ENCODING,
        preamble=_PREAMBLE,
    )
    return DemonstrationFile(folder / NAME, "participants", read=len(people))


def _row(person: Person, sessions: tuple[str, ...]) -> list[str]:
    organisation = person.organisation
    return [
        person.given,
        person.family,
        person.email,
        person.phone,
        person.job,
        organisation.name,
        _TYPES[organisation.type],
        organisation.country.german,
        organisation.city,
        person.delegation,
        _ROLES[person.role],
        joined(person.languages),
        joined(organisation.sectors),
        joined(organisation.targets),
        joined(person.offers),
        joined(person.needs),
        "" if organisation.smes is None else str(organisation.smes),
        organisation.partnership,
        sessions_attended(person, sessions),
    ]
