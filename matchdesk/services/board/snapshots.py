"""Keeps the board that was read last: a meeting is held and dropped more often than it changes."""

from __future__ import annotations

import threading

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change
from matchdesk.models import JournaledChange
from matchdesk.services.board.advancing import MOST_FOLLOWED, advanced
from matchdesk.services.board.reading import Board, read_board
from matchdesk.services.bus import Context
from matchdesk.storage import journal

_READ = (
    "grid",
    "interpreter",
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
    """One for an open event. Thread-safe; what it hands out never changes.

    A board is that of the last journaled change the session sees: a command asks before it changes
    anything.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._board: Board | None = None
        self._number = 0

    def board(self, session: Session) -> Board:
        """The board as `session` sees it, whichever desk changed it."""
        with self._lock:
            newest = journal.last_number(session)
            if self._board is not None and newest < self._number:
                return read_board(session)  # a session begun before the last change
            known = self._board
            if known is not None and newest > self._number:
                known = self._caught_up(session, known)
            self._board, self._number = known or read_board(session), newest
            return self._board

    def _caught_up(self, session: Session, board: Board) -> Board | None:
        """`board` after what was journaled since; None where it must be read anew."""
        since = JournaledChange.number > self._number, JournaledChange.entity.in_(_READ)
        others = select(JournaledChange.id).where(*since, JournaledChange.entity != "meeting")
        if session.scalars(others.limit(1)).first() is not None:
            return None
        query = select(JournaledChange).where(*since).order_by(JournaledChange.id)
        rows = session.scalars(query.limit(MOST_FOLLOWED + 1)).all()
        if len(rows) > MOST_FOLLOWED:
            return None
        changes = [Change(row.entity, row.key, row.before, row.after) for row in rows]
        return advanced(board, changes) if changes else board


def only_meetings(session: Session, number: int) -> bool:
    """Whether every record changed since change set `number` is a meeting."""
    query = select(JournaledChange.id).where(
        JournaledChange.number > number, JournaledChange.entity != "meeting"
    )
    return session.scalars(query.limit(1)).first() is None


def board_before(context: Context) -> Board:
    """The board a command finds; ask before anything is changed."""
    boards: Snapshots | None = context.boards
    return read_board(context.session) if boards is None else boards.board(context.session)
