"""From meeting requests to the planner's requests: one a pair, however many asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.models import MeetingRequest, RequestGuest
from matchdesk.scheduling.problem import Request

PRIORITY_WEIGHT = 2
"""One step of priority (1 to 5) counts this much."""

MUTUAL_BONUS = 3
"""Both sides asked: worth one and a half steps of priority, so that a mutual wish of priority 3
goes before a one-sided one of priority 4, and not before one of priority 5."""

USUAL_PRIORITY = 3
"""Of a meeting that waits for a place and that nobody requested."""

_REQUESTS = select(
    MeetingRequest.id,
    MeetingRequest.requester_id,
    MeetingRequest.requested_id,
    MeetingRequest.status,
    MeetingRequest.priority,
    MeetingRequest.wish,
    MeetingRequest.mutual,
    MeetingRequest.session_id,
    MeetingRequest.slot_id,
).order_by(MeetingRequest.number)


class _Row(NamedTuple):
    id: str
    requester_id: str
    requested_id: str
    status: RequestStatus
    priority: int
    wish: Wish
    mutual: bool
    session_id: str | None
    slot_id: str | None


Pair = frozenset[str]
"""Keys of everybody who would meet."""


def weight_of(priority: int, mutual: bool) -> int:
    """What placing a request is worth to the plan."""
    return PRIORITY_WEIGHT * priority + (MUTUAL_BONUS if mutual else 0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What can be planned.

    `by_pair` holds one request for each pair, `merged` the key of that request for the key of each
    stored request behind it. `never` are forbidden pairs. `left_out` counts requests that are not
    planned, by reason: `pending`, `party_cancelled`.
    """

    by_pair: Mapping[Pair, Request]
    merged: Mapping[str, str]
    never: tuple[Request, ...]
    left_out: Mapping[str, int]


def read_wishes(session: Session, expected: frozenset[str], sessions: frozenset[str]) -> Wishes:
    """The wishes among `expected` participants; `sessions` are those that have slots.

    Only accepted requests are planned. A never-meet is in force unless it was withdrawn.
    """
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(RequestGuest)):
        guests[guest.request_id].append(guest.participant_id)
    groups: dict[Pair, list[_Row]] = defaultdict(list)
    standing: dict[Pair, set[str]] = defaultdict(set)
    never = []
    left_out: Counter[str] = Counter()
    for row in (_Row(*row) for row in session.execute(_REQUESTS)):
        pair = frozenset((row.requester_id, row.requested_id, *guests[row.id]))
        if row.wish is Wish.NEVER_MEET:
            if row.status is not RequestStatus.CANCELLED and pair <= expected:
                never.append(Request(row.id, tuple(sorted(pair)), wish=Wish.NEVER_MEET))
        elif row.status in (RequestStatus.ACCEPTED, RequestStatus.PENDING):
            standing[pair].add(row.requester_id)
            if row.status is RequestStatus.PENDING:
                left_out["pending"] += 1
            elif not pair <= expected:
                left_out["party_cancelled"] += 1
            else:
                groups[pair].append(row)
    by_pair = {
        pair: _merged(rows, tuple(guests[rows[0].id]), len(standing[pair]) > 1, sessions)
        for pair, rows in groups.items()
    }
    merged = {row.id: by_pair[pair].key for pair, rows in groups.items() for row in rows}
    return Wishes(by_pair, merged, tuple(never), left_out)


def _merged(
    rows: list[_Row], guests: tuple[str, ...], both: bool, sessions: frozenset[str]
) -> Request:
    """One request for all of `rows`; it has the key and the order of parties of the first."""
    first = rows[0]
    mutual = both or any(row.mutual for row in rows)
    wished = frozenset(row.session_id for row in rows if row.session_id)
    return Request(
        key=first.id,
        parties=(first.requester_id, first.requested_id, *guests),
        weight=weight_of(max(row.priority for row in rows), mutual),
        wish=Wish.MUST_MEET if _any_must(rows) else Wish.NORMAL,
        mutual=mutual,
        sessions=wished & sessions if wished else None,
        fixed_slot=next((row.slot_id for row in rows if row.slot_id), None),
    )


def _any_must(rows: Iterable[_Row]) -> bool:
    return any(row.wish is Wish.MUST_MEET for row in rows)
