"""The journal: every change set with its changes; and who works where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.models.base import Base, Key, Record


class Desk(Record):
    """A workplace at the venue, by name."""

    __tablename__ = "desk"

    name: Mapped[str] = mapped_column(unique=True)


class Operator(Record):
    """Somebody who works at a desk, by name."""

    __tablename__ = "operator"

    name: Mapped[str] = mapped_column(unique=True)


class JournaledSet(Base):
    """One committed command. Not itself journaled; numbers run from 1 without gaps."""

    __tablename__ = "change_set"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    command_id: Mapped[str] = mapped_column(
        Key, unique=True
    )  # made at the desk: replay is harmless
    intent: Mapped[str]
    operator: Mapped[str]
    desk: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    reverts: Mapped[int | None] = mapped_column(index=True)
    undoable: Mapped[bool]
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class JournaledChange(Base):
    """One record before and after, within a change set."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_record", "entity", "key"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    number: Mapped[int] = mapped_column(ForeignKey("change_set.number"), index=True)
    entity: Mapped[str]
    key: Mapped[str] = mapped_column(Key)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
