"""What went out on paper: a fact that undo cannot bring back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.models.base import Record, words


class Agenda(Record):
    """One participant's agenda as last printed, so that only what changed is printed again."""

    __tablename__ = "agenda"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), unique=True)
    number: Mapped[int]  # version printed on the page, from 1
    fingerprint: Mapped[str]
    printed_at: Mapped[datetime]
    content: Mapped[str] = mapped_column(
        default=""
    )  # its meetings, so that a slip can tell changes


class PrintRecord(Record):
    """One document printed for one subject (a participant or a table)."""

    __tablename__ = "print_record"
    __table_args__ = (Index("ix_print_record_run", "kind", "at"),)  # what went out together

    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind))
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participant.id"), index=True)
    table_id: Mapped[str | None] = mapped_column(ForeignKey("meeting_table.id"), index=True)
    desk: Mapped[str]
    operator: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    printer: Mapped[str] = mapped_column(default="")  # a printer, folder or file by its name
    pages: Mapped[int] = mapped_column(default=0)  # of all that went out together; 0: not counted


class BadgeDesign(Record):
    """A design of badges made for this event, and the roles whose badges of its size it is.

    `content` is what `printing.badge_files` writes; `roles` are values of `core.vocabulary.Role`.
    """

    __tablename__ = "badge_design"

    name: Mapped[str] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    roles: Mapped[list[str]]
