"""What the Grid screen and the command line ask of the live grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.models import Meeting
from matchdesk.services.agenda import (
    details,
    elsewhere,
    giving_way,
    listing,
    reading,
    targets,
    together,
)
from matchdesk.services.agenda.past import past_slots
from matchdesk.services.agenda.placing import movable
from matchdesk.services.agenda.views import AgendaLine, GridData, MeetingDetails, Offer
from matchdesk.services.board import Board, Snapshots
from matchdesk.services.outcomes.reading import find_meeting, local_now
from matchdesk.storage import journal
from matchdesk.storage.database import Database


class AgendaQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, clock: Clock, boards: Snapshots | None = None) -> None:
        self._database = database
        self._clock = clock
        self._snapshots = boards or Snapshots()
        self._last: tuple[int, Board, GridData] | None = None

    def grid(self) -> GridData:
        """The whole live grid; after a move only the meetings are read again."""
        with self._database.reading() as session:
            newest = journal.last_number(session)
            board = self._snapshots.board(session)
            known = self._last
            touched = self._touched(session, newest)
            if known is not None and touched is not None:
                grid = reading.read_meetings(session, board, known[1], known[2], touched)
            else:
                grid = reading.read_grid(session, board)
            self._last = newest, board, grid
            return grid

    def _touched(self, session: Session, newest: int) -> Collection[str] | None:
        """The meetings changed since the grid was read last; None where something else was, too."""
        if self._last is None or newest < self._last[0]:
            return None
        touched = journal.touched_since(session, self._last[0])
        meetings = touched.pop(Meeting.__tablename__, set())
        return None if touched else meetings

    def lines(self, participant: str | None = None) -> tuple[AgendaLine, ...]:
        """The meetings in words by slot and table: all, or those of one participant (key)."""
        with self._database.reading() as session:
            return reading.agenda_lines(session, self._snapshots.board(session), participant)

    def meeting(self, named: int | str) -> MeetingDetails:
        """Everything about one meeting, by number or key; raises `NotFound`."""
        with self._database.reading() as session:
            now = local_now(session, self._clock)
            board = self._snapshots.board(session)
            return details.meeting_details(session, board, named, now)

    def targets(self, named: int | str) -> targets.Targets:
        """What each cell would be for this meeting.

        Raises `NotFound`, `Conflict` for one that has begun, `RuleBroken` for a locked one.
        """
        with self._database.reading() as session:
            meeting = find_meeting(session, named)
            board = self._snapshots.board(session)
            return targets.targets_of(board, movable(board, meeting), self._past(session, board))

    def targets_together(self, named: Sequence[int | str]) -> together.GroupTargets:
        """What each cell would be for several meetings at once; the first is the one that is held.

        Raises as `targets` does for the first that may not move, `Conflict` without a table.
        """
        with self._database.reading() as session:
            board = self._snapshots.board(session)
            rows = [find_meeting(session, one) for one in named]
            for row in rows:
                if row.table_id is None:
                    raise Conflict("agenda_waits", number=row.number)
            standings = [movable(board, row) for row in rows]
            return together.together(board, standings, self._past(session, board))

    def elsewhere(self, named: int | str) -> tuple[Offer, ...]:
        """The best free places for a meeting from now on, one a slot; raises as `targets` does.

        Slots that have begun are offered only where there is nothing else.
        """
        with self._database.reading() as session:
            meeting = find_meeting(session, named)
            board = self._snapshots.board(session)
            return elsewhere.elsewhere(board, movable(board, meeting), self._past(session, board))

    def offers(self, named: int | str, slot: str, table: str | None) -> tuple[Offer, ...]:
        """How this meeting could take a place that is not free (keys; None: whichever table).

        Raises as `targets` does; empty where no way out keeps the rules.
        """
        with self._database.reading() as session:
            meeting = find_meeting(session, named)
            board = self._snapshots.board(session)
            standing = movable(board, meeting)
            past = self._past(session, board)
            return giving_way.offers(board, standing, slot, table, past)

    def problems(self) -> tuple[listing.Problem, ...]:
        """All rules that are broken, hard ones first."""
        with self._database.reading() as session:
            return listing.problems(self._snapshots.board(session))

    def without_place(self) -> tuple[listing.OpenRequest, ...]:
        """The requests that `GridData.open_requests` counts, must-meets first, then by weight."""
        with self._database.reading() as session:
            return listing.without_place(self._snapshots.board(session))

    def _past(self, session: Session, board: Board) -> Mapping[str, str]:
        return past_slots(board, local_now(session, self._clock))
