"""What the rows of a file come to. All texts are cleaned; nothing here knows the event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from matchdesk.core.vocabulary import (
    AgreementStatus,
    OrganisationType,
    Rating,
    RequestStatus,
    Role,
    Wish,
)
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.tables import SourceTable


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """One person. Empty text, None and empty tuples mean: the file does not say.

    `country` and `target_countries` are ISO alpha-2 (a target the tables do not know stays as
    written); `codes` are the badge codes of the other system (a scan of the old ticket still finds
    the person); `external_id` is unique within its system only. `checked_in_at` carries a zone if
    the file named one, else it is local to the event. `languages` are ISO 639 codes. `extras` holds
    what MatchDesk has no column for (dietary, accessibility, product, website, comment, …).
    """

    line: int
    name: str
    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    organisation_type: OrganisationType | None = None
    country: str | None = None
    city: str = ""
    job_title: str = ""
    delegation: str = ""
    role: Role | None = None
    languages: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    sme_count: int | None = None
    max_meetings: int | None = None
    consent_photo: bool | None = None
    consent_sharing: bool | None = None
    partnerships: tuple[str, ...] = ()
    status: str = ""
    unpaid: bool = False
    external_id: str = ""
    order_code: str = ""
    codes: tuple[str, ...] = ()
    checked_in: bool = False
    checked_in_at: datetime | None = None
    sessions: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    table: str = ""
    attention: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a request or meeting names: by e-mail, by name, by organisation, or by a bare text."""

    email: str = ""
    name: str = ""
    organisation: str = ""
    text: str = ""

    def shown(self) -> str:
        """The party as the file wrote it."""
        return self.text or self.email or " / ".join(t for t in (self.name, self.organisation) if t)


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One wish to meet. `priority` runs from 1 to 5 (strongest); 3 where the file does not say."""

    line: int
    requester: Party
    requested: Party
    priority: int = 3
    wish: Wish = Wish.NORMAL
    mutual: bool = False
    status: RequestStatus = RequestStatus.PENDING
    message: str = ""
    session: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting.

    `parties` are two or more, the organiser first; `pending` are those of them who have not
    confirmed. Without `start` the system is to choose the time. A time with a zone is so in the
    file; one without is local to the event.
    """

    line: int
    parties: tuple[Party, ...]
    pending: tuple[Party, ...] = ()
    day: date | None = None
    start: time | None = None
    end: time | None = None
    table: str = ""
    confirmed: bool = True
    subject: str = ""
    message: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class PartnershipRecord:
    """One partnership; `members` are names of organisations, countries as in ParticipantRecord."""

    line: int
    acronym: str
    name: str = ""
    kind: str = ""
    strand: str = ""
    status: str = ""
    industry_focus: str = ""
    target_countries: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What came of one meeting: named by its number, or by its first two parties.

    `told_by` is the side that says so, None for both together; `score` runs from 1 to 5 (best);
    `topic` is what they would work on together.
    """

    line: int
    rating: Rating
    number: int | None = None
    parties: tuple[Party, ...] = ()
    told_by: Party | None = None
    score: int | None = None
    note: str = ""
    next_step: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """What has become of agreement `number`. Empty and None mean: the file does not say."""

    line: int
    number: int
    status: AgreementStatus | None = None
    reached_on: date | None = None
    follow_up_on: date | None = None
    answer: str = ""
    next_step: str = ""
    owner: str = ""
    expected_value: str = ""
    sme_count: str = ""


Record = (
    ParticipantRecord
    | RequestRecord
    | MeetingRecord
    | PartnershipRecord
    | OutcomeRecord
    | FollowUpRecord
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a row (`line` 0: about the file).

    `core.wording.fill(remark.code, remark.data)` makes the sentence; `column` is the header
    concerned, if one is. For a left-out or refused row the code is the reason. A person left out
    because they do not come is named in `data` (`name`, `email`, `organisation`).
    """

    line: int
    code: str
    column: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read: every row that holds anything is exactly one of the three kinds.

    `columns` maps each used field to its headers, `unused` are headers nobody knew; `places` maps
    each field to the numbers (from 0) of its columns.
    """

    table: SourceTable
    kind: FileKind
    records: tuple[Record, ...]
    left_out: tuple[Remark, ...]
    refused: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    columns: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    @property
    def rows_read(self) -> int:
        """How many rows the file holds, the header and empty rows not counted."""
        return len(self.table.rows)
