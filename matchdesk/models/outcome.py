"""What came of the meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import AgreementStatus, AgreementType, Rating
from matchdesk.models.base import Record, words


class Outcome(Record):
    """What one meeting led to; `participant_id` says who told, None for both together."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"))
    rating: Mapped[Rating] = mapped_column(words(Rating))
    note: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")


class Agreement(Record):
    """A cooperation agreement between organisations, and how far it has come."""

    __tablename__ = "agreement"

    number: Mapped[int] = mapped_column(unique=True)
    type: Mapped[AgreementType] = mapped_column(words(AgreementType))
    status: Mapped[AgreementStatus] = mapped_column(words(AgreementStatus))
    topic: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    partnership_id: Mapped[str | None] = mapped_column(ForeignKey("partnership.id"))
    opened_on: Mapped[date]
    status_on: Mapped[date]
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
