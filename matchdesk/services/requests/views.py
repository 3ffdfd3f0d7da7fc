"""What screens show of meeting requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from matchdesk.core.vocabulary import MeetingForm, MeetingStatus, RequestSource, RequestStatus, Wish


@dataclass(frozen=True, slots=True)
class Why:
    """Why a request has no place: sentence `unplaced.<code>` and its JSON-ready blanks."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """The meeting of a request in the live grid; times are the venue's."""

    meeting_key: str
    meeting: int
    status: MeetingStatus
    slot: int
    day: date
    starts: time
    table: int | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the requests' table: exactly one of `placed` and `why` is set.

    `guests` names further parties of a meeting of more than two.
    """

    key: str
    number: int
    requester_key: str
    requester: str
    requester_organisation: str
    requested_key: str
    requested: str
    requested_organisation: str
    guests: tuple[str, ...]
    form: MeetingForm
    priority: int
    wish: Wish
    mutual: bool
    status: RequestStatus
    source: RequestSource
    message: str
    placed: Placed | None
    why: Why | None
