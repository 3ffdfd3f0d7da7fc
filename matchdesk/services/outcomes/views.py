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
    StoryKind,
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
    """What one side (`told_by_key`), or both together (None), said of a meeting.

    `score` is how satisfied they are, from 1 to 5 (best); None where they did not say. `topic` is
    what they would work on together.
    """

    key: str
    told_by_key: str | None
    told_by: str
    rating: Rating
    note: str
    next_step: str
    score: int | None = None
    topic: str = ""


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

    @property
    def topic(self) -> str:
        """What it was about: as both said together, else the first of the parties who said so."""
        said = {outcome.told_by_key: outcome.topic for outcome in self.outcomes}
        sides = (None, *(party.key for party in self.parties))
        return next((said[side] for side in sides if said.get(side)), "")


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
class SignatoryView:
    """Who signs for a party; `name` and `job_title` may be empty."""

    organisation_key: str
    organisation: str
    country: str
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A status an agreement reached on a day; `key` is empty for one kept by an earlier format."""

    key: str
    status: AgreementStatus
    reached_on: date
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document attached to an agreement; `size` in bytes."""

    key: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A cooperation agreement; `parties` are (organisation key, name, country, signatory).

    `meetings` are the numbers of all meetings it came from, `meeting` the first of them. `steps`
    run from the first to the latest. `expected_value` counts whole units of `currency`.
    """

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
    partnership_key: str | None = None
    meetings: tuple[int, ...] = ()
    signatories: tuple[SignatoryView, ...] = ()
    sectors: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()
    expected_value: int | None = None
    currency: str = ""
    sme_count: int | None = None
    next_step: str = ""
    owner: str = ""
    steps: tuple[StepView, ...] = ()
    documents: tuple[DocumentView, ...] = ()

    @property
    def party_names(self) -> str:
        """The parties in one line."""
        return " · ".join(name for _, name, _, _ in self.parties)

    @property
    def established(self) -> bool:
        """Whether it was signed; an ended one was, unless its history shows it never was."""
        if self.status is AgreementStatus.SIGNED:
            return True
        if self.status is not AgreementStatus.ENDED:
            return False
        reached = {step.status for step in self.steps if step.key}
        return AgreementStatus.SIGNED in reached or reached <= {AgreementStatus.ENDED}


@dataclass(frozen=True, slots=True)
class StoryView:
    """A testimonial or an achievement.

    `who` is the person, `organisation` theirs or the one it is about. Only with `consent` may it
    leave the house; None means that nobody has asked.
    """

    key: str
    number: int
    kind: StoryKind
    text: str
    told_on: date
    participant_key: str | None
    who: str
    organisation_key: str | None
    organisation: str
    country: str
    agreement: int | None
    agreement_confidential: bool
    consent: bool | None
    consent_on: date | None
    consent_how: str

    @property
    def publishable(self) -> bool:
        """Whether it may be shown to others: consent was given, nothing confidential is told."""
        return self.consent is True and not self.agreement_confidential
