"""A crowded event to measure a desk on: people of many countries, delegations, meetings, badges."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import select

from matchdesk.core.clock import Clock, FixedClock
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.models import (
    Delegation,
    Grid,
    Meeting,
    Organisation,
    Participant,
    Record,
    Slot,
    Table,
    new_key,
)
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.desk import Desk
from matchdesk.services.events import NewEvent
from matchdesk.services.settings import Settings
from matchdesk.storage.database import Database
from matchdesk.storage.unit_of_work import Signature, UnitOfWork

OPENING = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
"""Half an hour before the first slot."""


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words(
    "Ana José Müge Łukasz Søren Zoë Ivana Dmytro Γιώργος Aiko Mei Wei-Lin Amir Fatima "
    "Kofi Nadia Pierre Björn Chiara Tomáš Réka Ioana Lars Oksana Haruto Thảo Priya "
    "Omar Lucía João"
)
_FAMILY = _words(
    "Müller Kovač O’Brien García Łódzki Sørensen Nguyễn Šimůnek Papadopoulos Tanaka "
    "Chen Lin Hosseini Mensah Dubois Öztürk Rossi Novák Kiss Popescu Eriksson "
    "Shevchenko Satō Trần Iyer Haddad Fernández Silva Weiß Van-den-Berg"
)
_STEMS = _words("Photonik Agro Mobility Marine Textile Solar Health Space Water Digital")
_PLACES = _words("Łódź Bayern Galicia Taiwan Lombardia Porto Skåne Brno Crete Lviv Kyoto Accra")
_COUNTRIES = ["PL", "DE", "ES", "TW", "IT", "PT", "SE", "CZ", "GR", "UA", "JP", "GH"]
_DELEGATION, _CLUSTER = 40, 4  # people of one delegation, and of one organisation


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the participants can be found by."""

    keys: list[str]
    names: list[str]
    emails: list[str]
    organisations: list[str]
    tokens: list[str]


EVENT = NewEvent(
    name="Cluster Days",
    timezone="Europe/Warsaw",
    days=(date(2026, 11, 18), date(2026, 11, 19)),
    sessions=((time(9), time(12)), (time(13), time(17))),
    slot_minutes=20,
    gap_minutes=5,
    tables=200,
    venue="Hall 4",
    city="Łódź",
    country="PL",
)

Fill = Callable[[UnitOfWork, list[str]], Iterable[Meeting]]
"""Meetings for the participants of these keys."""


def crowded_desk(
    path: Path, people: int, *, meetings: bool = True, clock: Clock | None = None
) -> tuple[Desk, Crowd]:
    """A fresh event at `path` with `people` expected, each with a badge; close the desk after."""
    desk, records = peopled_desk(path, EVENT, people, _meetings if meetings else None, clock)
    persons = [record for record in records if isinstance(record, Participant)]
    tokens = desk.run(IssueBadges()).result
    return desk, Crowd(
        keys=[person.id for person in persons],
        names=[person.name for person in persons],
        emails=[person.email for person in persons],
        organisations=[r.name for r in records if isinstance(r, Organisation)],
        tokens=[tokens[person.id] for person in persons],
    )


def peopled_desk(
    path: Path,
    event: NewEvent,
    people: int,
    fill: Fill | None,
    clock: Clock | None = None,
    address: str | None = None,
) -> tuple[Desk, list[Record]]:
    """A fresh `event` at `path` with these many participants, and what was added for them.

    It is made at the database `address` instead, where one is given.
    """
    clock = clock or FixedClock(OPENING)
    settings = Settings(path.parent / "settings", clock)
    settings.desk, settings.operator = "Desk 1", "Ana"
    desk = Application(settings, clock).create(address or str(path), event, watch=False)
    database = Database(address or str(path))
    try:
        with UnitOfWork(database, Signature("Ana", "Desk 1"), clock) as work:
            records = list(people_records(people))
            work.session.add_all(records)
            work.session.flush()
            keys = [record.id for record in records if isinstance(record, Participant)]
            if fill is not None:
                work.session.add_all(fill(work, keys))
            work.commit("import_file", detail={"file": "crowd", "created": people, "updated": 0})
    finally:
        database.close()
    return desk, records


def people_records(people: int) -> Iterator[Record]:
    """`people` participants with their organisations and delegations, always the same ones."""
    chance = random.Random(people)
    delegation = organisation = ""
    for number in range(1, people + 1):
        country = _COUNTRIES[(number // _DELEGATION) % len(_COUNTRIES)]
        if number % _DELEGATION == 1:
            delegation = new_key()
            yield Delegation(id=delegation, name=f"Delegation {number}", country=country, note="")
        if number % _CLUSTER == 1:
            organisation = new_key()
            name = f"{chance.choice(_STEMS)} {chance.choice(_PLACES)} {number}"
            yield Organisation(
                id=organisation,
                name=name,
                name_key=fold(name),
                type=OrganisationType.CLUSTER,
                country=country,
            )
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        yield Participant(
            id=new_key(),
            number=number,
            name=name,
            name_key=fold(name),
            email=f"p{number}@cluster{number // _CLUSTER}.example",
            organisation_id=organisation,
            delegation_id=delegation,
        )


def _meetings(work: UnitOfWork, people: list[str]) -> Iterator[Meeting]:
    """Every table of every slot taken, each by two people who are free then."""
    session = work.session
    grid = session.scalars(select(Grid.id)).first()
    tables = session.scalars(select(Table.id).order_by(Table.number)).all()
    number, place = 0, 0
    for slot in session.scalars(select(Slot.id).order_by(Slot.number)).all():
        for table in tables[: len(people) // 2]:
            first, second = people[place % len(people)], people[(place + 1) % len(people)]
            number, place = number + 1, place + 2
            yield Meeting(
                id=new_key(),
                number=number,
                grid_id=grid,
                first_id=first,
                second_id=second,
                slot_id=slot,
                table_id=table,
            )
