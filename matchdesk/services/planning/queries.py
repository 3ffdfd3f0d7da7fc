"""Making a draft: read once, plan without holding anything, compare."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.models import Session
from matchdesk.scheduling.problem import Aims, Limits, PlanningProblem
from matchdesk.services.board import read_board
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.planning.drafting import draft_of
from matchdesk.services.planning.timing import Ahead, ahead_of
from matchdesk.services.planning.views import MoreOf, PlanDraft
from matchdesk.storage import journal
from matchdesk.storage.database import Database


class PlanningQueries:
    """Thread-safe; changes nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def draft(
        self, limits: Limits, progress: Progress | None = None, aims: Aims | None = None
    ) -> PlanDraft:
        """The best grid found within `limits` for `aims`; other desks go on working meanwhile.

        Only accepted requests are placed. Meetings that are locked, have begun or are over, and
        planned ones behind which no accepted request stands, stay where they are. While the event
        is under way, slots that have begun keep their meetings and take no others; once it is over
        all can be planned. A cancelled run returns the best found so far. Raises `Invalid` for aims
        that make no sense.
        """
        # Imported here: the solvers are slow to load, and most desks never plan.
        from matchdesk.scheduling.planner import plan

        with self._database.reading() as session:
            based_on = journal.last_number(session)
            ahead = self._ahead(session)
        board = ahead.board
        board = replace(board, problem=replace(board.problem, aims=aims or Aims()))
        found = plan(board.problem, limits, progress or Progress())
        return draft_of(board, found, based_on, ahead.past)

    def worth_of_more(
        self, draft: PlanDraft, limits: Limits, progress: Progress | None = None
    ) -> tuple[MoreOf, ...]:
        """What one more table, slot or interpreter would bring to `draft`, the most first.

        A cancelled run returns those found so far. Raises `Conflict` if what the draft places has
        gone from the event meanwhile.
        """
        # Imported here: the solvers are slow to load, and most desks never plan.
        from matchdesk.scheduling.marginal import worth_of_more

        with self._database.reading() as session:
            ahead = self._ahead(session)
            sessions = _sessions(session)
        problem = ahead.board.problem
        placements = [one.placement for one in draft.meetings]
        _refuse_gone(problem, draft)
        found = worth_of_more(problem, placements, limits, progress or Progress(), ahead.past)
        return tuple(
            MoreOf(
                gain.what,
                sessions.get(gain.where, gain.where),
                gain.musts,
                gain.weight,
                gain.most_musts,
                gain.most_weight,
            )
            for gain in found
        )

    def _ahead(self, session: DatabaseSession) -> Ahead:
        return ahead_of(read_board(session), local_now(session, self._clock))


def _refuse_gone(problem: PlanningProblem, draft: PlanDraft) -> None:
    for one in draft.meetings:
        place = one.placement
        known = (
            place.slot in problem.slot_by_key
            and (place.table is None or place.table in problem.table_by_key)
            and (place.request is None or place.request in problem.request_by_key)
            and all(key in problem.participant_by_key for key in place.parties)
        )
        if not known:
            raise Conflict("plan_outdated_gone")


def _sessions(session: DatabaseSession) -> dict[str, str]:
    """When each half-day is, in words."""
    return {
        row.id: f"{row.day:%d.%m.} {row.starts:%H:%M}–{row.ends:%H:%M}"
        for row in session.scalars(select(Session))
    }
