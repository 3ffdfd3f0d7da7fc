"""Keeps the board that was read last: a meeting is held and dropped more often than it changes."""

from __future__ import annotations

import threading

from sqlalchemy.orm import Session

from matchdesk.services.board.advancing import MOST_FOLLOWED, advanced
from matchdesk.services.board.reading import read_board
from matchdesk.services.board.standing import Board
from matchdesk.services.bus import Context
from matchdesk.storage import journal

_READ = (
    "grid",
    "interpreter",
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
"""Tables a board is read from, besides the one that can be followed."""

_MEETING = "meeting"


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
        touched = journal.touched_since(session, self._number)
        if not touched.keys().isdisjoint(_READ):
            return None
        meetings = touched.get(_MEETING, ())
        if not meetings:
            return board
        if len(meetings) > MOST_FOLLOWED:
            return None
        return advanced(board, journal.changes_since(session, self._number, (_MEETING,)))


def board_before(context: Context) -> Board:
    """The board a command finds; ask before anything is changed."""
    boards: Snapshots | None = context.boards
    return read_board(context.session) if boards is None else boards.board(context.session)
