"""What came of the meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import AgreementStatus, AgreementType, Rating, StoryKind
from matchdesk.models.base import Base, Record, words


class Outcome(Record):
    """What one meeting led to; `participant_id` says who told, None for both together."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"))
    rating: Mapped[Rating] = mapped_column(words(Rating))
    score: Mapped[int | None]  # how satisfied they are, 1 to 5 (best)
    topic: Mapped[str] = mapped_column(default="")  # what they would work on together
    note: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")


class Agreement(Record):
    """A cooperation agreement between organisations, and how far it has come.

    `meeting_id` is the meeting it first came from; further ones are `AgreementMeeting`. `status`
    and `status_on` are those of the latest `AgreementStep`; an agreement of an earlier format may
    have no steps.
    """

    __tablename__ = "agreement"

    number: Mapped[int] = mapped_column(unique=True)
    type: Mapped[AgreementType] = mapped_column(words(AgreementType))
    status: Mapped[AgreementStatus] = mapped_column(words(AgreementStatus))
    topic: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    partnership_id: Mapped[str | None] = mapped_column(ForeignKey("partnership.id"))
    sectors: Mapped[list[str]] = mapped_column(default=list)
    target_countries: Mapped[list[str]] = mapped_column(default=list)  # ISO codes or regions
    expected_value: Mapped[int | None] = mapped_column(BigInteger)  # whole units of `currency`
    currency: Mapped[str] = mapped_column(default="")  # ISO 4217
    sme_count: Mapped[int | None]  # SMEs concerned
    opened_on: Mapped[date]
    status_on: Mapped[date]
    next_step: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")  # who follows up
    follow_up_on: Mapped[date | None]
    confidential: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class AgreementParty(Record):
    """An organisation that is party to an agreement, and who signs for it."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    signatory: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")  # the signatory's


class AgreementMeeting(Record):
    """A further meeting that an agreement came from."""

    __tablename__ = "agreement_meeting"
    __table_args__ = (UniqueConstraint("agreement_id", "meeting_id"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)


class AgreementStep(Record):
    """One line of an agreement's history: what status it reached, and when."""

    __tablename__ = "agreement_step"
    __table_args__ = (UniqueConstraint("agreement_id", "status", "reached_on"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    status: Mapped[AgreementStatus] = mapped_column(words(AgreementStatus))
    reached_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class AgreementDocument(Record):
    """A document attached to an agreement; its bytes lie in `StoredFile`."""

    __tablename__ = "agreement_document"
    __table_args__ = (UniqueConstraint("agreement_id", "digest"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("stored_file.digest"))
    size: Mapped[int]  # bytes


class StoredFile(Base):
    """Bytes kept once under their SHA-256. Not journaled: a change set stays small and readable."""

    __tablename__ = "stored_file"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Story(Record):
    """A testimonial or an achievement. Without consent it is shown to nobody but the organiser."""

    __tablename__ = "story"

    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[StoryKind] = mapped_column(words(StoryKind))
    text: Mapped[str]
    told_on: Mapped[date]
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    agreement_id: Mapped[str | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    consent: Mapped[bool | None]  # to publish it with the name; None: not asked
    consent_on: Mapped[date | None]
    consent_how: Mapped[str] = mapped_column(default="")  # e.g. signed form, e-mail
