"""Reading plain rows without the unit of work, where every tenth of a millisecond counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, Select
from sqlalchemy.orm import Session


def rows(
    session: Session, query: Select[*tuple[Any, ...]], **facts: Any
) -> CursorResult[*tuple[Any, ...]]:
    """What `query` (columns only, no whole records) finds in the session's transaction.

    Takes half as long as `session.execute`. What the session holds unwritten is written first, so
    that it is seen.
    """
    session.flush()
    return session.connection().execute(query, facts)
