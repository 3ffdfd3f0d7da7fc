"""The organiser's own registration form: most people, and the dirt such a file holds."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

from matchdesk.core.wording.labels import LABELS
from matchdesk.demonstration import table_file
from matchdesk.demonstration.event import DemonstrationFile
from matchdesk.demonstration.people import Person
from matchdesk.demonstration.table_file import joined

NAME = "participants_registration.csv"
HEADER = (
    "First name",
    "Last name",
    "Name in own script",
    "Email",
    "Phone",
    "Job title",
    "Organisation",
    "Organisation type",
    "Country",
    "City",
    "Delegation",
    "Role",
    "Languages",
    "Sectors",
    "Target countries",
    "Offers",
    "Needs",
    "SMEs represented",
    "Partnership",
    "Sessions",
    "Reserved table",
    "Attention",
)
_OWN_SCRIPT_ONLY = 0.05


def sessions_attended(person: Person, names: tuple[str, ...]) -> str:
    """The sessions attended by name; empty means all of them."""
    return "" if person.attends_all else joined(names[index] for index in person.sessions)


def profile(person: Person) -> dict[str, str]:
    """What every registration form asks, in English words."""
    organisation = person.organisation
    return {
        "Name in own script": person.own,
        "Job title": person.job,
        "Organisation type": LABELS[f"OrganisationType.{organisation.type}"],
        "Delegation": person.delegation,
        "Role": LABELS[f"Role.{person.role}"],
        "Languages": joined(person.languages),
        "Sectors": joined(organisation.sectors),
        "Target countries": joined(organisation.targets),
        "Offers": joined(person.offers),
        "Needs": joined(person.needs),
        "SMEs represented": "" if organisation.smes is None else str(organisation.smes),
        "Partnership": organisation.partnership,
    }


def write(
    folder: Path, rng: Random, people: list[Person], sessions: tuple[str, ...]
) -> DemonstrationFile:
    """Write `people` in the order they registered; one row more names nobody."""
    rows = [_row(person, sessions) for person in people]
    _write_in_own_script(rng, people, rows)
    _soil(rng, rows)
    rows.insert(len(rows) // 2, _nobody(people[len(people) // 2]))
    table = [[row.get(column, "") for column in HEADER] for row in rows]
    table_file.write(folder / NAME, HEADER, table, encoding="utf-8-sig")
    return DemonstrationFile(folder / NAME, "participants", read=len(rows), refused=1)


def _row(person: Person, sessions: tuple[str, ...]) -> dict[str, str]:
    organisation = person.organisation
    return {
        **profile(person),
        "First name": person.given,
        "Last name": person.family,
        "Email": person.email,
        "Phone": person.phone,
        "Organisation": organisation.name,
        "Country": organisation.country.name,
        "City": organisation.city,
        "Sessions": sessions_attended(person, sessions),
        "Reserved table": "" if person.reserved_table is None else str(person.reserved_table),
        "Attention": person.attention,
    }


def _nobody(person: Person) -> dict[str, str]:
    """A form sent off with the organisation filled in, but nobody's name or address."""
    organisation = person.organisation
    return {
        "Phone": person.phone,
        "Organisation": organisation.name,
        "Country": organisation.country.name,
        "City": organisation.city,
    }


def _write_in_own_script(rng: Random, people: list[Person], rows: list[dict[str, str]]) -> None:
    """Some fill in the form in their own script throughout, and give no Latin name at all."""
    foreign = [index for index, person in enumerate(people) if person.own]
    for index in rng.sample(foreign, max(1, round(len(foreign) * _OWN_SCRIPT_ONLY))):
        rows[index]["First name"], rows[index]["Last name"] = people[index].own_parts


def _soil(rng: Random, rows: list[dict[str, str]]) -> None:
    """Blanks at the end, a shouted address, decomposed accents."""
    for row in rng.sample(rows, max(2, len(rows) // 40)):
        row["Last name"] += "  "
        row["Organisation"] += " "
    for row in rng.sample(rows, max(1, len(rows) // 100)):
        row["Email"] = row["Email"].upper()
    accented = [row for row in rows if not row["First name"].isascii()]
    for row in rng.sample(accented, max(1, len(accented) // 20)):
        row["First name"] = unicodedata.normalize("NFD", row["First name"])
        row["Last name"] = unicodedata.normalize("NFD", row["Last name"])
