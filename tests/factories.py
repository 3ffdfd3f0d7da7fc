"""Records to test with, put in through the ordinary bus so that the journal knows them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import (
    OrganisationType,
    RequestSource,
    RequestStatus,
)
from matchdesk.models import (
    Meeting,
    MeetingRequest,
    Organisation,
    Participant,
    Record,
    Slot,
    Table,
    new_key,
)
from matchdesk.services import desk as desk_module
from matchdesk.services.bus import Command, Context
from matchdesk.services.desk import Desk
from matchdesk.services.events import live_grid, next_number


@dataclass(frozen=True)
class Put(Command):
    """Store records just as they are."""

    intent: ClassVar[str] = "put"

    make: Callable[[Context], list[Record]]


def _put(command: Put, context: Context) -> list[str]:
    records = command.make(context)
    context.session.add_all(records)
    context.session.flush()
    return [record.id for record in records]


desk_module.HANDLERS[Put] = _put


def put(desk: Desk, *records: Record) -> list[str]:
    """Store `records` in one change set and return their keys."""
    keys: list[str] = desk.run(Put(lambda context: list(records))).result
    return keys


def organisation(desk: Desk, name: str = "Photonik Cluster", **values: Any) -> str:
    """A cluster organisation in Germany, unless told otherwise."""
    values = {"type": OrganisationType.CLUSTER, "country": "DE", **values}
    return put(desk, Organisation(name=name, name_key=fold(name), **values))[0]


def participant(desk: Desk, name: str, **values: Any) -> str:
    """A registered participant."""

    def make(context: Context) -> list[Record]:
        number = next_number(context.session, Participant.number)
        row = {"number": number, "name": name, "name_key": fold(name), **values}
        return [Participant(**row)]

    keys: list[str] = desk.run(Put(make)).result
    return keys[0]


def people(desk: Desk, count: int) -> list[str]:
    """`count` participants, each of an organisation of their own, in one change set."""

    def make(context: Context) -> list[Record]:
        first = next_number(context.session, Participant.number)
        records: list[Record] = []
        for number in range(first, first + count):
            name = f"Cluster {number}"
            records.append(
                Organisation(
                    id=new_key(), name=name, name_key=fold(name), type=OrganisationType.CLUSTER
                )
            )
            who = f"Person {number}"
            records.append(
                Participant(
                    id=new_key(),
                    number=number,
                    name=who,
                    name_key=fold(who),
                    email=f"p{number}@people.example",
                    organisation_id=records[-1].id,
                )
            )
        return records

    keys: list[str] = desk.run(Put(make)).result
    return keys[1::2]


def request(desk: Desk, first: str, second: str, **values: Any) -> str:
    """An accepted meeting request."""

    def make(context: Context) -> list[Record]:
        row = {
            "number": next_number(context.session, MeetingRequest.number),
            "requester_id": first,
            "requested_id": second,
            "status": RequestStatus.ACCEPTED,
            "source": RequestSource.IMPORTED,
            **values,
        }
        return [MeetingRequest(**row)]

    keys: list[str] = desk.run(Put(make)).result
    return keys[0]


def meeting(
    desk: Desk, first: str, second: str, slot: int | None, table: int | None, **values: Any
) -> str:
    """A meeting of the live grid, slot and table by their numbers; None waits."""

    def make(context: Context) -> list[Record]:
        session = context.session
        row = {
            "number": next_number(session, Meeting.number),
            "grid_id": live_grid(session).id,
            "first_id": first,
            "second_id": second,
            "slot_id": slot and session.scalars(select(Slot.id).where(Slot.number == slot)).one(),
            "table_id": table
            and session.scalars(select(Table.id).where(Table.number == table)).one(),
            **values,
        }
        return [Meeting(**row)]

    keys: list[str] = desk.run(Put(make)).result
    return keys[0]


_COUNTER = itertools.count(1)


def unique(word: str) -> str:
    """`word` with a number no other call got."""
    return f"{word} {next(_COUNTER)}"
