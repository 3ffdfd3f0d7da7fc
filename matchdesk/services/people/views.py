"""What screens show of people and the groups they belong to. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from matchdesk.core.vocabulary import (
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    RequestSource,
    RequestStatus,
    Role,
    Wish,
)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One line of the participants' table.

    `meetings` counts those of the live grid that are not cancelled and have a slot, `requests`
    those made or received that are neither declined nor cancelled.
    """

    key: str
    number: int
    name: str
    native_name: str
    organisation_key: str | None
    organisation: str
    country: str
    delegation_key: str | None
    delegation: str
    role: Role
    status: ParticipantStatus
    email: str
    languages: tuple[str, ...]
    arrived_at: datetime | None
    meetings: int
    requests: int


@dataclass(frozen=True, slots=True)
class PersonName:
    """What tells one participant from another in a list to choose from."""

    key: str
    number: int
    name: str
    native_name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A slot in which somebody cannot meet."""

    slot_key: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class CardMeeting:
    """A meeting of the live grid from one participant's side; without `slot` it waits."""

    key: str
    number: int
    other_key: str
    other: str
    organisation: str
    status: MeetingStatus
    locked: bool
    slot: int | None
    day: date | None
    starts: time | None
    table: int | None


@dataclass(frozen=True, slots=True)
class CardRequest:
    """A request from one participant's side; `outgoing` if this participant made it."""

    key: str
    number: int
    other_key: str
    other: str
    organisation: str
    outgoing: bool
    status: RequestStatus
    priority: int
    wish: Wish
    mutual: bool
    source: RequestSource


@dataclass(frozen=True, slots=True)
class Arrival:
    """An admission; `undone_at` says that it was taken back."""

    at: datetime
    desk: str
    operator: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """Everything that is known of one participant.

    `sessions` holds keys of the sessions attended, empty for all. `walk_in` says when and where
    somebody came without registering. `extras` are columns of the import without a place here.
    """

    row: ParticipantRow
    given_name: str
    family_name: str
    phone: str
    job_title: str
    attention: str
    max_meetings: int | None
    consent_photo: bool | None
    consent_sharing: bool | None
    extras: dict[str, Any]
    summary: str
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    sessions: frozenset[str]
    unavailable: tuple[Absence, ...]
    requests: tuple[CardRequest, ...]
    meetings: tuple[CardMeeting, ...]
    arrivals: tuple[Arrival, ...]
    codes: tuple[str, ...]
    walk_in: tuple[datetime, str] | None


@dataclass(frozen=True, slots=True)
class GroupNames:
    """(key, name) of each organisation and delegation, in order of name."""

    organisations: tuple[tuple[str, str], ...]
    delegations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation, how many of its people are expected, and how many of these are here."""

    key: str
    name: str
    type: OrganisationType
    country: str
    city: str
    website: str
    description: str
    sectors: tuple[str, ...]
    target_countries: tuple[str, ...]
    sme_count: int | None
    partnerships: tuple[str, ...]
    tables: tuple[int, ...]
    participants: int
    arrived: int


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation; `head` is the name of its head, empty if nobody has that role."""

    key: str
    name: str
    country: str
    note: str
    head: str
    participants: int
    arrived: int


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """A partnership and its member organisations, by name."""

    key: str
    acronym: str
    name: str
    kind: str
    strand: str
    status: str
    industry_focus: str
    target_countries: tuple[str, ...]
    members: tuple[str, ...]
    participants: int
