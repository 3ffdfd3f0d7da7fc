"""What the desk is shown of people, delegations and check-ins. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus, Role


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody as the desk tells them apart from others of a similar name.

    `country` is the organisation's ISO code, else the person's own; `arrived_at` is None until
    they were admitted, `left_at` unless they went out again.
    """

    key: str
    number: int
    name: str
    native_name: str
    organisation: str
    country: str
    delegation_key: str | None
    delegation: str
    role: Role
    status: ParticipantStatus
    email: str
    attention: str
    arrived_at: datetime | None
    arrived_desk: str
    left_at: datetime | None = None

    @property
    def here(self) -> bool:
        """Whether they are in the house: admitted, and not gone out."""
        return self.arrived_at is not None and self.left_at is None

    @property
    def own_name(self) -> str:
        """The name in the person's own script where it is known."""
        return self.native_name or self.name


@dataclass(frozen=True, slots=True)
class DelegationCount:
    """How complete a delegation is; `missing` are its people who are expected and not here."""

    key: str
    name: str
    country: str
    note: str
    here: int
    expected: int
    missing: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A meeting of the live grid from one participant's side; times are the venue's."""

    key: str
    number: int
    slot: int
    day: date
    starts: time
    table: int | None
    zone: str
    partner: str
    partner_organisation: str
    partner_here: bool


@dataclass(frozen=True, slots=True)
class CheckInResult:
    """The answer to one scan, code or search; a refusal is an answer, too.

    `first_at` and `first_desk` say who admitted them (ALREADY_IN); `note` is what to tell them
    (ATTENTION_FIRST) or who came in their stead (CANCELLED); `since` is when the badge was revoked
    (REVOKED); `days` are those they attend (NOT_TODAY); `candidates` are set for AMBIGUOUS.
    `badge_printed_at` and `agenda_printed_at` are None if they never were printed. `repeated`
    marks the same answer given again to a double scan; `back_since` is set for somebody who had
    gone out at that moment and is back. `layouts` are the keyboard layouts of scanner and computer
    where they differ (the code was read nevertheless); `garbled` says that an unknown code looks as
    if they did.
    """

    outcome: CheckInOutcome
    at: datetime
    code: str = ""
    person: PersonView | None = None
    first_at: datetime | None = None
    first_desk: str = ""
    note: str = ""
    since: datetime | None = None
    days: tuple[date, ...] = ()
    delegation: DelegationCount | None = None
    next_meeting: NextMeeting | None = None
    candidates: tuple[PersonView, ...] = ()
    badge_printed_at: datetime | None = None
    agenda_printed_at: datetime | None = None
    repeated: bool = False
    back_since: datetime | None = None
    layouts: tuple[str, str] | None = None
    garbled: bool = False

    @property
    def admitted(self) -> bool:
        """Whether whoever stands at the desk may go in."""
        return self.outcome in (CheckInOutcome.ADMITTED, CheckInOutcome.ALREADY_IN)


@dataclass(frozen=True, slots=True)
class DelegationResult:
    """What a delegation's check-in led to: one result for each of its people who was asked for."""

    delegation: DelegationCount
    results: tuple[CheckInResult, ...]


@dataclass(frozen=True, slots=True)
class UndoneCheckIn:
    """An admission that was taken back."""

    person: PersonView
    admitted_at: datetime
    desk: str
    delegation: DelegationCount | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody whom a meeting waits for, and how to reach them.

    `phone` and `email` are empty for those who do not want their data shared.
    """

    person: PersonView
    meeting: int
    table: int | None
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class WentOut:
    """Somebody who was admitted left the house at `at`."""

    person: PersonView
    at: datetime


@dataclass(frozen=True, slots=True)
class RecentCheckIn:
    """One answer given, as the desk's list of last answers shows it; `back` says a return."""

    key: str
    at: datetime
    outcome: CheckInOutcome
    desk: str
    code: str
    person: PersonView | None
    undone_at: datetime | None
    back: bool = False
