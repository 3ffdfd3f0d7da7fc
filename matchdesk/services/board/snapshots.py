"""Keeps the board that was read last: a meeting is held and dropped more often than it changes."""

from __future__ import annotations

import threading

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.models import JournaledChange
from matchdesk.services.board.reading import Board, read_board
from matchdesk.storage import journal

_READ = (
    "grid",
    "meeting",
    "meeting_guest",
    "meeting_request",
    "meeting_table",
    "organisation",
    "participant",
    "request_guest",
    "session",
    "session_attendance",
    "slot",
    "table_block",
    "unavailability",
)
"""Tables a board is read from."""


class Snapshots:
    """Thread-safe. For reading only: a command reads its own board inside its transaction."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._board: Board | None = None
        self._number = 0

    def board(self, session: Session) -> Board:
        """The board as `session` sees it."""
        with self._lock:
            newest = journal.last_number(session)
            known = self._board if newest >= self._number else None
            if known is None or (newest > self._number and self._outdated(session)):
                known = read_board(session)
            self._board, self._number = known, newest
            return known

    def _outdated(self, session: Session) -> bool:
        query = select(JournaledChange.id).where(
            JournaledChange.number > self._number, JournaledChange.entity.in_(_READ)
        )
        return session.scalars(query.limit(1)).first() is not None
