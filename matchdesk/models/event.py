"""The event, its time (sessions, slots, breaks) and its place (tables).

Days and times of day are those on the venue's wall clock; `Event.timezone` names the zone.
"""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.models.base import Record, words


class Event(Record):
    """One matchmaking event; a database holds exactly one."""

    __tablename__ = "event"

    name: Mapped[str]
    venue: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")  # ISO 3166-1 alpha-2
    timezone: Mapped[str]  # IANA name
    slot_minutes: Mapped[int]
    gap_minutes: Mapped[int]
    secret: Mapped[str]  # signs the badge tokens, see core.badge_token
    notice: Mapped[str] = mapped_column(
        default=""
    )  # shown with the name, e.g. "people are invented"


class Session(Record):
    """A half-day of meetings."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("day", "starts"),)

    number: Mapped[int]
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]


class Slot(Record):
    """One stretch of time in which every pair meets once; numbered over the whole event from 1."""

    __tablename__ = "slot"

    number: Mapped[int] = mapped_column(index=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]


class Break(Record):
    """An entry of the programme besides meetings: coffee, lunch, a plenary, a reception.

    Nobody meets while it lasts. It may lie outside every session.
    """

    __tablename__ = "break"

    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    name: Mapped[str]
    kind: Mapped[ProgrammeKind] = mapped_column(words(ProgrammeKind), default=ProgrammeKind.BREAK)
    place: Mapped[str] = mapped_column(default="")


class Table(Record):
    """A numbered place where a pair meets; may be reserved for one organisation."""

    __tablename__ = "meeting_table"

    number: Mapped[int] = mapped_column(unique=True)
    zone: Mapped[str] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=4)
    reserved_for_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)


class TableBlock(Record):
    """A table that cannot be used in one slot, and why."""

    __tablename__ = "table_block"
    __table_args__ = (UniqueConstraint("table_id", "slot_id"),)

    table_id: Mapped[str] = mapped_column(ForeignKey("meeting_table.id"), index=True)
    slot_id: Mapped[str] = mapped_column(ForeignKey("slot.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
