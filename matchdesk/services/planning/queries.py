"""Making a draft: read once, plan without holding anything, compare."""

from __future__ import annotations

from matchdesk.core.progress import Progress
from matchdesk.scheduling.problem import Limits
from matchdesk.services.board import read_board
from matchdesk.services.planning.drafting import draft_of
from matchdesk.services.planning.views import PlanDraft
from matchdesk.storage import journal
from matchdesk.storage.database import Database


class PlanningQueries:
    """Thread-safe; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, limits: Limits, progress: Progress | None = None) -> PlanDraft:
        """The best grid found within `limits`; other desks go on working meanwhile.

        Only accepted requests are placed. Meetings that are locked, have begun or are over, and
        planned ones behind which no accepted request stands, stay where they are. A cancelled run
        returns the best found so far.
        """
        # Imported here: the solvers are slow to load, and most desks never plan.
        from matchdesk.scheduling.planner import plan

        with self._database.reading() as session:
            based_on = journal.last_number(session)
            board = read_board(session)
        found = plan(board.problem, limits, progress or Progress())
        return draft_of(board, found, based_on)
