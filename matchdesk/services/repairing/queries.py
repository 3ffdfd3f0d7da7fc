"""Proposing a repair: the grid as it stands, what went wrong, and the fewest changes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.models import PrintRecord, Slot
from matchdesk.scheduling.disruption import Disruption
from matchdesk.scheduling.problem import Limits, Reason, altered
from matchdesk.services.board import Board, Snapshots, Standing
from matchdesk.services.events import the_event
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.recommendations import Recommendations
from matchdesk.services.repairing.enlarging import longer_sessions
from matchdesk.services.repairing.explaining import WhyNot, why_not
from matchdesk.services.repairing.mishaps import Loss, loss_of, told
from matchdesk.services.repairing.proposing import newly_proposed, proposed
from matchdesk.services.repairing.replacing import Replacement, Replacing
from matchdesk.services.repairing.views import Mishap, Proposal, RepairDraft
from matchdesk.storage import journal
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.scheduling.repair import Repair

SECONDS = 2.0
"""How long a repair may take, unless said otherwise: somebody stands at the desk."""

_MENDING = 0.6
"""Share of that for the repair itself; what is left of it seeks partners for those left alone."""


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
    ) -> RepairDraft:
        """The least change to the live grid that copes with `mishaps`.

        Meetings that are locked, have begun or begin within `notice` minutes stay. Whoever loses a
        meeting is offered as many new ones in free places: requests of theirs that had none, then
        recommendations. Nobody is moved or put out for these. Raises `NotFound` for who or
        what does not exist, `Invalid` for a mishap without its slot, `Conflict` once the last slot
        has begun. A cancelled run returns the best so far.
        """
        # Imported here: the solvers are slow to load, and most desks never repair.
        from matchdesk.scheduling.repair import repair

        with self._database.reading() as session:
            based_on = journal.last_number(session)
            board = self._boards.board(session)
            now = _first_open(session, self._clock.now(), notice)
            loss = loss_of(session, board, mishaps, now)
            printed = _printed(session)
        # Meetings nobody asked for may be moved too: only what is locked or has begun stays.
        fixed = tuple(p for p in board.placements if p.locked)
        problem = altered(board.problem, locked=fixed)
        began, limits, progress = (
            time.monotonic(),
            limits or Limits(SECONDS),
            progress or Progress(),
        )
        disruption = _disruption(board, loss, now, printed)
        first = replace(limits, time_limit=_MENDING * limits.time_limit)
        found = repair(problem, board.placements, disruption, first, progress)
        left = max(0.0, limits.time_limit - (time.monotonic() - began))
        board_now = replace(board, problem=problem)
        filling = Replacing(
            board_now, disruption, found, replace(limits, time_limit=left), progress
        )
        new = (*filling.requested(), *filling.recommended(self._fits))
        missed = _missed(board, loss)
        proposals = (
            *_proposals(board, found, missed, printed),
            *_replacements(board, new, printed),
        )
        return RepairDraft(
            proposals=proposals,
            away=loss.away,
            blocked=loss.blocked,
            changes=found.changes,
            bound=found.bound,
            proven=found.proven,
            touched=found.touched + len(missed),
            touched_bound=found.touched_bound + len(missed),
            seconds=round(time.monotonic() - began, 2),
            reprints=len({key for one in proposals for key in one.parties if key in printed}),
            standing_faults=tuple(
                dict.fromkeys(board.names.sentence(fault) for fault in found.violations)
            ),
            based_on=based_on,
            what=told(board, mishaps, loss),
        )

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


def _first_open(session: Session, at: datetime, notice: int) -> str | None:
    """The first slot that may still be changed; None before the event, raises after it."""
    zone = ZoneInfo(the_event(session).timezone)
    least = at.astimezone(zone).replace(tzinfo=None) + timedelta(minutes=notice)
    slots = session.scalars(select(Slot).order_by(Slot.day, Slot.starts)).all()
    for place, slot in enumerate(slots):
        if datetime.combine(slot.day, slot.starts) >= least:
            return slot.id if place else None
    raise Conflict("repair_over")


def _printed(session: Session) -> frozenset[str]:
    """Participants whose agenda is on paper."""
    query = select(PrintRecord.participant_id).where(PrintRecord.kind == DocumentKind.AGENDAS)
    return frozenset(key for key in session.scalars(query.distinct()) if key)


def _disruption(board: Board, loss: Loss, now: str | None, printed: frozenset[str]) -> Disruption:
    missed = _missed(board, loss)
    return Disruption(
        away=loss.away,
        blocked=loss.blocked,
        cancelled=frozenset(live.key for live in missed.values()),
        wanted=tuple(missed),
        now=now,
        printed=frozenset(p.meeting for p in board.placements if not printed.isdisjoint(p.parties)),
    )


def _missed(board: Board, loss: Loss) -> dict[str, Standing]:
    """By request, meetings that should have begun and wait for who is late: to be placed anew."""
    return {
        p.request: board.meetings[p.meeting]
        for p in board.placements
        if p.request is not None and not p.locked and loss.missed(p)
    }


def _proposals(
    board: Board, found: Repair, missed: dict[str, Standing], printed: frozenset[str]
) -> Iterator[Proposal]:
    """What falls out first, then moves in order of time, then new meetings."""
    for left in found.unplaced:
        if left.request in missed:
            reasons = _sentences(board, left.reasons)
            live = missed[left.request]
            yield proposed(board, live, None, reasons, printed)
    after = {p.meeting: p for p in found.placements}
    for lost in found.dropped:
        live = board.meetings[lost.placement.meeting]
        reasons = _sentences(board, lost.reasons)
        yield proposed(board, live, None, reasons, printed)
    for moved in sorted(found.moved, key=lambda one: board.names.slots[one.before[0]]):
        live = board.meetings[moved.meeting]
        yield proposed(board, live, after[moved.meeting], printed=printed)
    for place in found.added:  # meetings that wait for who is late, at a later slot
        yield proposed(board, missed[place.request or ""], place, printed=printed)


def _replacements(
    board: Board, new: Iterable[Replacement], printed: frozenset[str]
) -> Iterator[Proposal]:
    """Meetings of the waiting list get a place, requests and recommendations a meeting."""
    waiting = {m.request: m for m in board.waiting if m.request is not None}
    for one in new:
        known = waiting.get(one.place.request or "")
        if known is not None:
            yield proposed(board, known, one.place, printed=printed)
        else:
            yield newly_proposed(board, one.place, printed, one.fits)


def _sentences(board: Board, reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(board.names.reason(reason) for reason in reasons)
