"""An event that is planned and full: the live grid, its repair and its windows are tried on it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import EVENT, peopled_desk
from matchdesk.core.clock import FixedClock
from matchdesk.core.vocabulary import RequestSource, RequestStatus
from matchdesk.models import Grid, Meeting, MeetingRequest, Slot, Table, new_key
from matchdesk.services.desk import Desk
from matchdesk.storage.unit_of_work import UnitOfWork

OPENING = datetime(2026, 11, 18, 8, tzinfo=UTC)  # 09:00 at the venue: slot 1 begins
_MINUTES = 20
_WISHES = 1.5
"""Requests for each meeting that is placed: somebody always asked for more."""


def planned_desk(
    path: Path,
    people: int,
    slots: int,
    tables: int,
    meetings: int,
    clock: FixedClock,
    address: str | None = None,
) -> Desk:
    """Two days; every placed meeting was asked for, and half as many wishes have no place.

    At `address` instead of `path`, where one is given.
    """
    ends = 9 * 60 + slots // 2 * _MINUTES
    event = replace(
        EVENT,
        sessions=((clock_time(9), clock_time(ends // 60, ends % 60)),),
        slot_minutes=_MINUTES,
        gap_minutes=0,
        tables=tables,
    )
    desk, _records = peopled_desk(
        path, event, people, lambda work, keys: _placed(work, keys, meetings), clock, address
    )
    return desk


def _placed(work: UnitOfWork, people: list[str], wanted: int) -> Iterator[Any]:
    session, chance = work.session, random.Random(wanted)
    grid = session.scalars(select(Grid.id)).one()
    slots = session.scalars(select(Slot.id).order_by(Slot.number)).all()
    tables = session.scalars(select(Table.id).order_by(Table.number)).all()
    each, pairs = min(len(tables), -(-wanted // len(slots))), set[frozenset[str]]()
    places: list[tuple[str, str, tuple[str, str]]] = []
    for slot in slots:
        free = chance.sample(people, len(people))
        for table in chance.sample(tables, min(each, wanted - len(places))):
            first = free.pop()
            other = next(n for n, key in enumerate(free) if frozenset((first, key)) not in pairs)
            pair = (first, free.pop(other))
            pairs.add(frozenset(pair))
            places.append((slot, table, pair))
    asked = [pair for _slot, _table, pair in places]
    while len(pairs) < _WISHES * wanted:
        pair = (chance.choice(people), chance.choice(people))
        if pair[0] != pair[1] and frozenset(pair) not in pairs:
            pairs.add(frozenset(pair))
            asked.append(pair)
    requests = [_request(number, pair, chance) for number, pair in enumerate(asked, start=1)]
    session.add_all(requests)
    session.flush()
    for number, (slot, table, pair) in enumerate(places, start=1):
        yield Meeting(
            id=new_key(),
            number=number,
            grid_id=grid,
            request_id=requests[number - 1].id,
            first_id=pair[0],
            second_id=pair[1],
            slot_id=slot,
            table_id=table,
        )


def _request(number: int, pair: tuple[str, str], chance: random.Random) -> MeetingRequest:
    return MeetingRequest(
        id=new_key(),
        number=number,
        requester_id=pair[0],
        requested_id=pair[1],
        status=RequestStatus.ACCEPTED,
        priority=chance.randint(1, 5),
        source=RequestSource.IMPORTED,
    )
