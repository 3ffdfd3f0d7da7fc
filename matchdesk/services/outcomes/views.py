"""What came of the meetings, as screens and reports show it. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    MeetingForm,
    MeetingStatus,
    Rating,
)


@dataclass(frozen=True, slots=True)
class PartyView:
    """One side of a meeting."""

    key: str
    number: int
    name: str
    native_name: str
    organisation_key: str | None
    organisation: str
    country: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What one side (`told_by_key`), or both together (None), said of a meeting."""

    key: str
    told_by_key: str | None
    told_by: str
    rating: Rating
    note: str
    next_step: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of the live grid with what came of it; times are the venue's.

    `no_show_keys` are the parties who did not come; `awaits_outcome` is set when the meeting was
    held, or its slot is over, and nobody has said what came of it.
    """

    key: str
    number: int
    slot: int | None
    day: date | None
    starts: time | None
    ends: time | None
    table: int | None
    parties: tuple[PartyView, ...]
    form: MeetingForm
    status: MeetingStatus
    no_show_keys: tuple[str, ...]
    outcomes: tuple[OutcomeView, ...]
    agreements: tuple[int, ...]
    awaits_outcome: bool

    @property
    def sides_differ(self) -> bool:
        """Whether the sides rate the meeting differently."""
        return len({outcome.rating for outcome in self.outcomes}) > 1


@dataclass(frozen=True, slots=True)
class SlotProgress:
    """How far the outcomes of one slot's meetings are recorded (cancelled ones left out)."""

    slot: int
    day: date
    starts: time
    ends: time
    meetings: int
    recorded: int
    awaiting: int
    no_shows: int


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A cooperation agreement; `parties` are (organisation key, name, country, signatory)."""

    key: str
    number: int
    type: AgreementType
    status: AgreementStatus
    topic: str
    parties: tuple[tuple[str, str, str, str], ...]
    meeting: int | None
    partnership: str
    opened_on: date
    status_on: date
    follow_up_on: date | None
    confidential: bool
    note: str

    @property
    def party_names(self) -> str:
        """The parties in one line."""
        return " · ".join(name for _, name, _, _ in self.parties)

    @property
    def established(self) -> bool:
        """Whether it has been signed (ended ones were)."""
        return self.status in (AgreementStatus.SIGNED, AgreementStatus.ENDED)
