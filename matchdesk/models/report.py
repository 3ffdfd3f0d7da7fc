"""How the words of the report are meant at this event, where that is not the house's meaning."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import Term
from matchdesk.models.base import Record, words


class Definition(Record):
    """One word's own meaning; `value` holds stored words, for countries `PL=eu` each."""

    __tablename__ = "definition"

    term: Mapped[Term] = mapped_column(words(Term), unique=True)
    value: Mapped[list[str]] = mapped_column(default=list)
    since: Mapped[date]
    basis: Mapped[str] = mapped_column(default="")
