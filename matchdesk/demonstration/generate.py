"""Make the demonstration event: draw it, then write it down as others would have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from matchdesk.core import resources
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Role
from matchdesk.demonstration import (
    catalogue,
    demand,
    german_list,
    partnerships,
    people,
    popularity,
    pretix_export,
    registration,
    wishes_file,
)
from matchdesk.demonstration.event import (
    FIRST_DAY,
    GAP_MINUTES,
    LARGEST,
    SESSION_COUNT,
    SESSIONS,
    SLOT_MINUTES,
    SMALLEST,
    DemonstrationEvent,
    DemonstrationFile,
    days_from,
    session_names,
    slots_per_session,
    zones_for,
)
from matchdesk.demonstration.people import Person

_FREE_TABLES = 1.15
_PRETIX_SHARE = 0.15
_GERMAN_SHARE = 0.08


def generate(
    folder: Path, participants: int, seed: int, *, first_day: date = FIRST_DAY
) -> DemonstrationEvent:
    """Write the files of an invented event into `folder` and tell what it is.

    Exactly `participants` people can be imported from the three registration files. The same
    arguments give the same bytes everywhere. `folder` is made if missing; files of an earlier
    demonstration in it are replaced. Requests carry a priority from 1 to 5, 5 the strongest.

    Raises `Invalid` for fewer than 40 or more than 1,500 participants, `FileFault` if the folder
    cannot be written to.
    """
    _check(participants)
    tables = catalogue.load(resources.path("demo"))
    rng = Random(f"{seed}/{participants}")
    cast = people.assemble(tables, rng, participants)
    formed = partnerships.form(tables, cast)
    wanted = popularity.choose(rng, cast.people)
    popularity.reserve_tables(cast.people, wanted)
    wishes = demand.requests(rng, cast.people, wanted)
    folder.mkdir(parents=True, exist_ok=True)
    files = (
        *_write_people(folder, rng, cast, first_day),
        wishes_file.write_partnerships(folder, formed),
        wishes_file.write_requests(folder, rng, tables, wishes),
    )
    return _event(participants, seed, first_day, files, wanted, demand.placeable(wishes))


def _check(participants: int) -> None:
    if not SMALLEST <= participants <= LARGEST:
        raise Invalid(
            field=_("the number of participants"),
            value=participants,
            expected=_("the demonstration can have 40 to 1,500; choose a number in between"),
        )


@dataclass(slots=True)
class _Lists:
    """Who registered where."""

    form: list[Person]
    shop: list[Person]
    german: list[Person]


def _write_people(
    folder: Path, rng: Random, cast: people.Cast, first_day: date
) -> tuple[DemonstrationFile, ...]:
    lists = _distribute(rng, cast.people)
    sessions = session_names(first_day)
    repeated = rng.sample(
        [p for p in lists.form if p.role is Role.DELEGATE], max(2, len(cast.people) // 150)
    )
    return (
        registration.write(folder, rng, lists.form, sessions),
        german_list.write(folder, lists.german, sessions),
        pretix_export.write(folder, rng, cast.makers, lists.shop, repeated, sessions, first_day),
    )


def _distribute(rng: Random, everybody: tuple[Person, ...]) -> _Lists:
    """Each person to one list: heads of delegation and special cases to the organiser's form."""
    order = list(everybody)
    rng.shuffle(order)
    german = [
        p
        for p in order
        if p.delegation == partnerships.GERMAN_DELEGATION
        and german_list.can_hold(p)
        and _is_plain(p)
    ][: round(len(order) * _GERMAN_SHARE)]
    taken = set(german)
    shop = [p for p in order if p not in taken and _is_plain(p) and p.role is Role.DELEGATE]
    shop = shop[: round(len(order) * _PRETIX_SHARE)]
    taken.update(shop)
    return _Lists([p for p in order if p not in taken], shop, german)


def _is_plain(person: Person) -> bool:
    """Whether the smaller forms, without a column for table or note, tell all about the person."""
    return person.reserved_table is None and not person.attention


def _event(
    participants: int,
    seed: int,
    first_day: date,
    files: tuple[DemonstrationFile, ...],
    wanted: tuple[Person, ...],
    meetings: int,
) -> DemonstrationEvent:
    slots = SESSION_COUNT * slots_per_session()
    tables = -(-round(meetings * _FREE_TABLES) // slots)
    return DemonstrationEvent(
        name="European Cluster Matchmaking Days (demonstration)",
        venue="Centro de Encontros do Tejo",
        city="Lisboa",
        country="PT",
        timezone="Europe/Lisbon",
        days=days_from(first_day),
        sessions=SESSIONS,
        slot_minutes=SLOT_MINUTES,
        gap_minutes=GAP_MINUTES,
        tables=tables,
        zones=zones_for(tables),
        files=files,
        most_wanted=tuple(person.email for person in wanted),
        participants=participants,
        seed=seed,
        notice=_("All people, organisations' contacts and meetings in this event are invented."),
    )
