"""Partners for those left alone: their own requests first, then recommendations; nobody moves."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.disruption import Disruption
from matchdesk.scheduling.problem import Limits, Placement, PlanningProblem, Request, altered
from matchdesk.services.board import Board

if TYPE_CHECKING:
    from matchdesk.scheduling.repair import Repair

_LEAST = 0.2  # seconds any search is worth
_EACH, _MOST_PEOPLE = 8, 40
"""Recommendations weighed for one person, and for how many people: a desk waits for them."""

Fits = Callable[[str, int], Sequence[tuple[str, tuple[str, ...]]]]
"""Who fits a participant (key, most): other participants, best first, each with its reasons."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A new meeting for somebody left alone; `fits` are the reasons of a recommendation."""

    place: Placement
    fits: tuple[str, ...] = ()


class Replacing:
    """Fills what a repair left empty. `disruption` is the repair's; uses `limits` in all."""

    def __init__(
        self,
        board: Board,
        disruption: Disruption,
        found: Repair,
        limits: Limits,
        progress: Progress,
    ) -> None:
        self._board, self._disruption = board, disruption
        self._limits, self._progress = limits, progress
        self._until = time.monotonic() + limits.time_limit
        self._placements = found.placements
        stays = disruption.away.keys()
        lost = (*(one.placement.parties for one in found.dropped), *self._unplaced(found))
        self._alone = Counter(key for parties in lost for key in parties if key not in stays)

    def requested(self) -> tuple[Replacement, ...]:
        """From requests without a place, the weightiest first."""
        held = {p.request for p in self._placements}
        wanted = tuple(
            request.key
            for request in self._board.problem.requests
            if request.wish is not Wish.NEVER_MEET
            and request.key not in held
            and not self._alone.keys().isdisjoint(request.parties)
        )
        return tuple(Replacement(place) for place in self._placed(wanted=wanted))

    def recommended(self, fits: Fits) -> tuple[Replacement, ...]:
        """From those who fit, for whoever is still alone."""
        asked: dict[frozenset[str], Request] = {}
        why: dict[str, tuple[str, ...]] = {}
        for key in [key for key, count in self._alone.items() if count > 0][:_MOST_PEOPLE]:
            if asked and self._left() < _LEAST:
                break
            for rank, (other, reasons) in enumerate(fits(key, _EACH)):
                pair = frozenset((key, other))
                if pair not in asked and other in self._board.problem.participant_by_key:
                    request = Request(f"{key} {other}", (key, other), weight=_EACH - rank)
                    asked[pair], why[request.key] = request, reasons
        placed = self._placed(added=tuple(asked.values()))
        return tuple(Replacement(p, why[p.request or ""]) for p in placed)

    def _placed(
        self, wanted: tuple[str, ...] = (), added: tuple[Request, ...] = ()
    ) -> Sequence[Placement]:
        """Those of the requests that find a free place beside all that stands."""
        # Imported here: the solvers are slow to load, and most desks never repair.
        from matchdesk.scheduling.repair import repair

        if not (wanted or added) or not self._alone or self._progress.cancelled:
            return ()
        disruption = Disruption(
            away=self._disruption.away,
            blocked=self._disruption.blocked,
            wanted=wanted,
            added=added,
            now=self._disruption.now,
        )
        limits = replace(self._limits, time_limit=max(_LEAST, self._left()))
        standing, progress = self._standing(), self._progress
        found = repair(standing, self._placements, disruption, limits, progress, explained=False)
        self._placements = found.placements
        for place in found.added:
            self._alone.subtract(key for key in place.parties if key in self._alone)
        return found.added

    def _standing(self) -> PlanningProblem:
        """All that stands stays, and nobody gets more new meetings than they lost."""
        held = Counter(key for p in self._placements for key in p.parties)
        problem = self._board.problem
        people = tuple(
            replace(one, max_meetings=_less(one.max_meetings, held[one.key] + self._alone[one.key]))
            if one.key in self._alone
            else one
            for one in problem.participants
        )
        locked = tuple(p if p.locked else replace(p, locked=True) for p in self._placements)
        return altered(problem, participants=people, locked=locked)

    def _unplaced(self, found: Repair) -> Iterator[tuple[str, ...]]:
        requests: Mapping[str, Request] = self._board.problem.request_by_key
        return (requests[one.request].parties for one in found.unplaced)

    def _left(self) -> float:
        return self._until - time.monotonic()


def _less(limit: int | None, number: int) -> int:
    number = max(0, number)
    return number if limit is None else min(limit, number)
