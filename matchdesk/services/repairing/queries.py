"""Proposing a repair: the grid as it stands, what went wrong, and the fewest changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matchdesk.core import garbage
from matchdesk.core.clock import Clock
from matchdesk.core.progress import Progress
from matchdesk.scheduling.problem import Limits
from matchdesk.services.board import Snapshots
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.recommendations import Recommendations
from matchdesk.services.repairing.drafting import drafted, read_scene, standing_mishaps
from matchdesk.services.repairing.enlarging import longer_sessions
from matchdesk.services.repairing.explaining import WhyNot, why_not
from matchdesk.services.repairing.views import Mishap, RepairDraft
from matchdesk.storage import journal
from matchdesk.storage.database import Database

SECONDS = 2.0
"""How long a repair may take, unless said otherwise: somebody stands at the desk."""


class RepairQueries:
    """Thread-safe; changes nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        recommendations: Recommendations,
        boards: Snapshots | None = None,
    ) -> None:
        self._database, self._clock = database, clock
        self._recommendations, self._boards = recommendations, boards or Snapshots()

    def draft(
        self,
        mishaps: Sequence[Mishap],
        *,
        notice: int = 0,
        limits: Limits | None = None,
        progress: Progress | None = None,
        first: Callable[[RepairDraft], object] | None = None,
    ) -> RepairDraft:
        """The least change to the live grid that copes with `mishaps`.

        Meetings that are locked, have begun or begin within `notice` minutes stay. Whoever loses a
        meeting is offered as many new ones in free places: requests of theirs that had none, then
        recommendations. Nobody is moved or put out for these. Raises `NotFound` for who or
        what does not exist, `Invalid` for a mishap without its slot, `Conflict` once the last slot
        has begun. A cancelled run returns the best so far. `first` is told of valid answers while
        better ones or a proof are looked for (`RepairDraft.searching`); in the caller's thread.
        """
        allowed, told = limits or Limits(SECONDS), progress or Progress()
        with garbage.paused():  # a third of the time went into searching an open event for garbage
            with self._database.reading() as session:
                board = self._boards.board(session)
                scene = read_scene(session, board, mishaps, self._clock, notice)
            return drafted(scene, allowed, told, self._fits, first)

    def missing(self) -> tuple[Mishap, ...]:
        """Everybody who is late, leaves early or does not come, while a meeting stands in that."""
        with self._database.reading() as session:
            now = local_now(session, self._clock)
            return standing_mishaps(session, self._boards.board(session), now)

    def _fits(self, key: str, most: int) -> Sequence[tuple[str, tuple[str, ...]]]:
        return [(one.key, one.reasons) for one in self._recommendations.suggestions(key, most)]

    def why_not(self, request: str) -> WhyNot | None:
        """Why a request (key) has no place and the cheapest ways to one; None: placed, or no wish.

        Every way keeps all rules as the grid stands, and lies ahead while the event lasts.
        """
        with self._database.reading() as session:
            board, now = self._boards.board(session), local_now(session, self._clock)
            longer = tuple(longer_sessions(session, now))
            return why_not(board, request, journal.last_number(session), longer, now)
