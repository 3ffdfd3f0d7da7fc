"""The meeting grid: pairs × slots × tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import GridState, MeetingStatus
from matchdesk.models.base import Record, words


class Grid(Record):
    """One version of the meeting grid: the live one, or a draft beside it.

    `weight`, `bound`, `stage`, `seconds` and `planned_at` are those of the last plan; None before.
    """

    __tablename__ = "grid"

    name: Mapped[str]
    state: Mapped[GridState] = mapped_column(words(GridState))
    weight: Mapped[int | None]
    bound: Mapped[int | None]
    stage: Mapped[str | None]
    seconds: Mapped[float | None]
    planned_at: Mapped[datetime | None]


class Meeting(Record):
    """A pair of participants at a slot and table; without a slot it is on the waiting list."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("grid_id", "number"),)

    number: Mapped[int]
    grid_id: Mapped[str] = mapped_column(ForeignKey("grid.id"), index=True)
    request_id: Mapped[str | None] = mapped_column(ForeignKey("meeting_request.id"), index=True)
    first_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    second_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    slot_id: Mapped[str | None] = mapped_column(ForeignKey("slot.id"), index=True)
    table_id: Mapped[str | None] = mapped_column(ForeignKey("meeting_table.id"), index=True)
    status: Mapped[MeetingStatus] = mapped_column(
        words(MeetingStatus), default=MeetingStatus.PLANNED
    )
    locked: Mapped[bool] = mapped_column(default=False)
    no_show_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"))  # None: both
    interpreter_id: Mapped[str | None] = mapped_column(ForeignKey("interpreter.id"), index=True)
    note: Mapped[str] = mapped_column(default="")


class MeetingGuest(Record):
    """A further party of a meeting of more than two."""

    __tablename__ = "meeting_guest"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)


class Interpreter(Record):
    """A participant who interprets, and the language pairs ("en-zh") between which."""

    __tablename__ = "interpreter"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), unique=True)
    language_pairs: Mapped[list[str]] = mapped_column(default=list)
