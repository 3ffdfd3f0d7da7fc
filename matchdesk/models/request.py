"""Who wants to meet whom: requests made, and recommendations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import RequestSource, RequestStatus, Wish
from matchdesk.models.base import Record, words


class MeetingRequest(Record):
    """A participant's request to meet another; `priority` runs from 1 to 5 (strongest)."""

    __tablename__ = "meeting_request"

    number: Mapped[int] = mapped_column(unique=True)
    requester_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    requested_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    status: Mapped[RequestStatus] = mapped_column(words(RequestStatus))
    priority: Mapped[int] = mapped_column(default=3)
    wish: Mapped[Wish] = mapped_column(words(Wish), default=Wish.NORMAL)
    mutual: Mapped[bool] = mapped_column(default=False)
    source: Mapped[RequestSource] = mapped_column(words(RequestSource))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("session.id"))  # wished session
    slot_id: Mapped[str | None] = mapped_column(ForeignKey("slot.id"))  # fixed slot
    message: Mapped[str] = mapped_column(default="")


class RequestGuest(Record):
    """A further party of a request for a meeting of more than two."""

    __tablename__ = "request_guest"

    request_id: Mapped[str] = mapped_column(ForeignKey("meeting_request.id"), index=True)
    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)


class Recommendation(Record):
    """A pair that nobody requested but that fits, with the reasons shown to people."""

    __tablename__ = "recommendation"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    recommended_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    score: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    made_at: Mapped[datetime]
