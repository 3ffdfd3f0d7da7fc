"""Arrivals: every scan, admitted or refused, and the badge it was made with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.models.base import Record, words

_ARRIVED = text("outcome = 'admitted' AND undone_at IS NULL")


class CheckIn(Record):
    """One answer of a desk to a scan or search.

    `scanned_at` is when it happened, `stored_at` when it reached this database: a desk cut off
    stores later. `undone_at` takes an admission back without hiding that it was given. `left_at` is
    since when somebody who was admitted is out; None again once they are back.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        Index(
            "one_arrival",
            "participant_id",
            unique=True,
            sqlite_where=_ARRIVED,
            postgresql_where=_ARRIVED,
        ),
        Index("ix_check_in_recent", "desk", "scanned_at"),  # a desk's last answers, newest first
    )

    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"), index=True)
    outcome: Mapped[CheckInOutcome] = mapped_column(words(CheckInOutcome))
    code: Mapped[str] = mapped_column(default="")  # as scanned, for refused codes only
    desk: Mapped[str]
    operator: Mapped[str]
    scanned_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class Badge(Record):
    """A token handed out on paper; a lost badge is revoked and another issued."""

    __tablename__ = "badge"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
