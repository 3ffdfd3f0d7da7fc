"""What a participant offers and needs."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import ProfileSide
from matchdesk.models.base import Record, words


class Profile(Record):
    """A participant's profile; its lines are offers and needs."""

    __tablename__ = "profile"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), unique=True)
    summary: Mapped[str] = mapped_column(default="")


class ProfileLine(Record):
    """One offer or need, in the participant's words."""

    __tablename__ = "profile_line"

    profile_id: Mapped[str] = mapped_column(ForeignKey("profile.id"), index=True)
    side: Mapped[ProfileSide] = mapped_column(words(ProfileSide))
    position: Mapped[int]
    text: Mapped[str]
