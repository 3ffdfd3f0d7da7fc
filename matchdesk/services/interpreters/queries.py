"""What the list of interpreters asks, on screen and on paper."""

from __future__ import annotations

from matchdesk.core.errors import Conflict, NotFound
from matchdesk.services.board import Snapshots
from matchdesk.services.interpreters import reading
from matchdesk.services.interpreters.views import Candidate, InterpreterDay, InterpreterPlan
from matchdesk.services.outcomes.reading import find_meeting
from matchdesk.storage.database import Database


class InterpreterQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, boards: Snapshots | None = None) -> None:
        self._database = database
        self._snapshots = boards or Snapshots()

    def plan(self) -> InterpreterPlan:
        """All interpreters with what they do in each slot, and the meetings that lack one."""
        with self._database.reading() as session:
            return reading.read_plan(session, self._snapshots.board(session))

    def day(self, named: str) -> InterpreterDay:
        """One interpreter by the key of the record or of the participant; raises `NotFound`."""
        for one in self.plan().interpreters:
            if named in (one.key, one.participant):
                return one
        raise NotFound(what="interpreter", key=named)

    def candidates(self, meeting: int | str) -> tuple[Candidate, ...]:
        """Who could interpret a meeting (number or key): free ones first, then busy ones.

        Raises `NotFound`, `Conflict` for a meeting without a place or one that is called off.
        """
        with self._database.reading() as session:
            row = find_meeting(session, meeting)
            board = self._snapshots.board(session)
            standing = board.meetings.get(row.id)
            if standing is None or standing.slot is None:
                raise Conflict("interpreter_no_place", number=row.number)
            return reading.candidates(board, standing)
