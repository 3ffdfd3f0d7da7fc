"""What screens show of people and the groups they belong to. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from matchdesk.core.vocabulary import (
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    RequestSource,
    RequestStatus,
    Role,
    Wish,
)

if TYPE_CHECKING:
    from matchdesk.services.waiting import Displaced


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
    somebody came without registering; `language_pairs` are an interpreter's. `extras` are columns
    of the import without a place here.
    """

    row: ParticipantRow
    given_name: str
    family_name: str
    phone: str
    job_title: str
    attention: str
    max_meetings: int | None
    most_in_a_row: int | None
    free_slots: int | None
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
    language_pairs: tuple[str, ...]
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
    member_keys: frozenset[str]
    participants: int


class AlikeBy(StrEnum):
    """Why two entries may be one."""

    CODE = "code"
    EMAIL = "email"
    NAME = "name"
    WEBSITE = "website"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two entries that may be one; of organisations the country stands in `organisation`."""

    first: PersonName
    second: PersonName
    by: AlikeBy


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field that differs, as people read it; `better` if only the one that goes has anything."""

    field: str
    kept: str
    dropped: str
    better: bool


class ClashKind(StrEnum):
    """Why two meetings cannot both stand once two people are one."""

    SLOT = "slot"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class MergeClash:
    """Two meetings of which one gives way; those in `begun` (keys) cannot."""

    kind: ClashKind
    first: Displaced
    second: Displaced
    begun: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side: `follows` counts by table what the one that goes brings along."""

    keep: str
    drop: str
    names: tuple[str, str]
    fields: tuple[FieldPair, ...]
    follows: dict[str, int]
    clashes: tuple[MergeClash, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Who is left, how many rows of each table followed, and which meetings wait now."""

    key: str
    name: str
    followed: dict[str, int]
    waiting: tuple[Displaced, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalMeeting:
    """A meeting that is still to come, and the colleagues free in its slot, the best first."""

    meeting: CardMeeting
    colleagues: tuple[PersonName, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What hangs on somebody who withdraws."""

    key: str
    name: str
    native_name: str
    meetings: tuple[WithdrawalMeeting, ...]
    requests: int
