"""Making a draft: what is lost, what a repair does about it, and whom those left alone meet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import TO_COME, AbsenceKind, DocumentKind
from matchdesk.core.wording import fill
from matchdesk.models import PrintRecord, Slot
from matchdesk.scheduling.disruption import Disruption
from matchdesk.scheduling.problem import Limits, PlanningProblem, Reason, altered
from matchdesk.services import absences
from matchdesk.services.board import Board, Standing
from matchdesk.services.events import the_event
from matchdesk.services.repairing.mishaps import Loss, loss_of, told
from matchdesk.services.repairing.proposing import newly_proposed, proposed
from matchdesk.services.repairing.replacing import Fits, Replacement, Replacing
from matchdesk.services.repairing.views import (
    ABSENCES,
    Mishap,
    MishapKind,
    Proposal,
    RepairDraft,
)
from matchdesk.storage import journal

if TYPE_CHECKING:
    from matchdesk.scheduling.repair import Repair

_MENDING = 0.6
"""Share of the time for the repair itself; what is left seeks partners for those left alone."""


@dataclass(frozen=True)
class Scene:
    """What a draft is made from: the live grid, what is lost of it, and who holds paper.

    `now` is the first slot that may change (None: any), `based_on` the last change set read.
    """

    board: Board
    problem: PlanningProblem
    mishaps: tuple[Mishap, ...]
    loss: Loss
    now: str | None
    printed: frozenset[str]
    based_on: int


def read_scene(
    session: Session, board: Board, mishaps: Sequence[Mishap], clock: Clock, notice: int
) -> Scene:
    """Read it; raises what `RepairQueries.draft` does."""
    now = _first_open(session, clock.now(), notice)
    # Meetings nobody asked for may be moved too: only what is locked or has begun stays.
    fixed = tuple(p for p in board.placements if p.locked)
    return Scene(
        board=board,
        problem=altered(board.problem, locked=fixed),
        mishaps=tuple(mishaps),
        loss=loss_of(session, board, mishaps, now),
        now=now,
        printed=_printed(session),
        based_on=journal.last_number(session),
    )


def standing_mishaps(session: Session, board: Board, now: datetime) -> tuple[Mishap, ...]:
    """What is flagged and still hurts: a meeting to come stands in a slot that is missed."""
    nowhere: Mapping[str, AbsenceKind] = {}
    hit = {
        key: meeting.slot
        for meeting in board.meetings.values()
        for key in meeting.parties
        if meeting.status in TO_COME and meeting.slot in board.flagged.get(key, nowhere)
    }
    kinds = {absence: kind for kind, absence in ABSENCES.items()}
    return tuple(
        Mishap(kinds[flag.kind], key, flag.slot)
        if flag.slot is not None or flag.kind is not AbsenceKind.LATE
        else Mishap(kinds[AbsenceKind.NO_SHOW], key)
        for key, flags in absences.flags(session).items()
        if key in hit
        for flag in _newest(flags)
        if flag.until > now
    )


def _newest(flags: Sequence[absences.Flag]) -> Sequence[absences.Flag]:
    """One no-show is of all days; others are of their own."""
    none = [flag for flag in flags if flag.kind is AbsenceKind.NO_SHOW]
    return none[-1:] or flags


def drafted(
    scene: Scene,
    limits: Limits,
    progress: Progress,
    fits: Fits,
    first: Callable[[RepairDraft], object] | None = None,
) -> RepairDraft:
    """The draft; `first` is told of valid ones while better ones are looked for."""
    # Imported here: the solvers are slow to load, and most desks never repair.
    from matchdesk.scheduling.repair import repair

    began = time.monotonic()
    disruption = _disruption(scene)
    said = partial(_say, scene, first, began) if first is not None else None
    mending = replace(limits, time_limit=_MENDING * limits.time_limit)
    placements = scene.board.placements
    found = repair(scene.problem, placements, disruption, mending, progress, seen=said)
    left = replace(limits, time_limit=max(0.0, limits.time_limit - (time.monotonic() - began)))
    board = replace(scene.board, problem=scene.problem)
    filling = Replacing(board, disruption, found, left, progress)
    new = (*filling.requested(), *filling.recommended(fits))
    return _draft(scene, found, new, began)


def _say(scene: Scene, first: Callable[[RepairDraft], object], began: float, found: Repair) -> None:
    first(replace(_draft(scene, found, (), began), searching=True))


def _draft(scene: Scene, found: Repair, new: Iterable[Replacement], began: float) -> RepairDraft:
    board, loss, printed = scene.board, scene.loss, scene.printed
    missed = _missed(board, loss)
    proposals = (
        *_proposals(scene, found, missed),
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
        based_on=scene.based_on,
        what=told(board, scene.mishaps, loss),
        mishaps=scene.mishaps,
    )


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


def _disruption(scene: Scene) -> Disruption:
    board, loss, printed = scene.board, scene.loss, scene.printed
    missed = _missed(board, loss)
    return Disruption(
        away=loss.away,
        blocked=loss.blocked,
        cancelled=frozenset(live.key for live in missed.values()),
        wanted=tuple(missed),
        now=scene.now,
        printed=frozenset(p.meeting for p in board.placements if not printed.isdisjoint(p.parties)),
    )


def _missed(board: Board, loss: Loss) -> dict[str, Standing]:
    """By request, meetings that should have begun and wait for who is late: to be placed anew."""
    return {
        p.request: board.meetings[p.meeting]
        for p in board.placements
        if p.request is not None and not p.locked and loss.missed(p)
    }


def _proposals(scene: Scene, found: Repair, missed: dict[str, Standing]) -> Iterator[Proposal]:
    """What falls out first, then moves in order of time, then new meetings."""
    board, printed = scene.board, scene.printed
    for left in found.unplaced:
        if left.request in missed:
            live = missed[left.request]
            yield proposed(board, live, None, _why(scene, live, left.reasons), printed)
    after = {p.meeting: p for p in found.placements}
    for lost in found.dropped:
        live = board.meetings[lost.placement.meeting]
        yield proposed(board, live, None, _why(scene, live, lost.reasons), printed)
    for moved in sorted(found.moved, key=lambda one: board.names.slots[one.before[0]]):
        live = board.meetings[moved.meeting]
        yield proposed(board, live, after[moved.meeting], printed=printed)
    for place in found.added:  # meetings that wait for who is late, at a later slot
        yield proposed(board, missed[place.request or ""], place, printed=printed)


def _why(scene: Scene, live: Standing, reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Whoever does not come is reason enough."""
    board = scene.board
    gone = {str(one.subject) for one in scene.mishaps if one.kind is MishapKind.NO_SHOW}
    absent = [key for key in live.parties if key in gone]
    if absent:
        return tuple(fill("repair_absent", {"name": board.names.person(key)}) for key in absent)
    return tuple(board.names.reason(reason) for reason in reasons)


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
