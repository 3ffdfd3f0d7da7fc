"""A repair becomes the live grid: all of it or some of its meetings, one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import MeetingStatus, RequestSource, RequestStatus
from matchdesk.models import Meeting, MeetingRequest, TableBlock, Unavailability, new_key
from matchdesk.services import absences
from matchdesk.services.agenda.placing import add_placed
from matchdesk.services.board import Board, board_before, read_board
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid, next_number
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.repairing.enlarging import PlaceWithMore, place_with_more
from matchdesk.services.repairing.views import ABSENCES, Proposal, ProposalKind, RepairDraft

_MADE = (ProposalKind.NEW, ProposalKind.FIT)
"""Proposals of meetings there were not before."""


@dataclass(frozen=True)
class AcceptRepair(Command):
    """Carry out `draft`, or only the proposals whose keys are in `only`. Result: `Repaired`.

    Absences and blocked tables of the draft are stored in either case. What falls out goes to the
    waiting list. Meetings whose keys are in `cancel` are called off instead of what is proposed.
    """

    intent: ClassVar[str] = "accept_repair"

    draft: RepairDraft
    only: frozenset[str] | None = None
    cancel: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Repaired:
    """What accepting a repair did: meetings moved (table or slot), made, put on waiting, off."""

    moved: int
    new: int
    removed: int
    cancelled: int = 0


def accept_repair(command: AcceptRepair, context: Context) -> Repaired:
    """Handle `AcceptRepair`.

    Raises `Conflict` where a meeting has been moved since the draft was made, or where the chosen
    changes do not fit without those left out.
    """
    draft, session = command.draft, context.session
    chosen = [p for p in draft.proposals if command.only is None or p.key in command.only]
    before = board_before(context)
    for one in chosen:
        _refuse_moved(before, one)
    faulty = set(before.faults)
    _flag(context, draft)
    _miss(session, draft.away)
    _block(session, draft.blocked)
    keys = {one.key for one in chosen if one.kind not in _MADE}
    rows = {row.id: row for row in session.scalars(select(Meeting).where(Meeting.id.in_(keys)))}
    off = keys & command.cancel
    for one in chosen:
        if one.key in off:
            rows[one.key].status = MeetingStatus.CANCELLED
        elif one.kind not in _MADE:
            _put(rows[one.key], one)
    added = _add(session, (one for one in chosen if one.kind in _MADE))
    session.flush()
    _refuse_clash(read_board(session), {*keys, *added} - faulty)
    kinds = Counter(one.kind for one in chosen if one.key not in off)
    done = Repaired(
        moved=kinds[ProposalKind.MOVED] + kinds[ProposalKind.TABLE],
        new=len(added),
        removed=kinds[ProposalKind.OUT],
        cancelled=len(off),
    )
    if off:
        context.intent = "accept_repair_cancelling"
        context.describe(cancelled=done.cancelled)
    context.describe(what=draft.what, moved=done.moved, new=done.new, removed=done.removed)
    return done


def _refuse_moved(board: Board, one: Proposal) -> None:
    if one.kind is ProposalKind.FIT:
        if any(set(m.parties) == set(one.parties) for m in board.meetings.values()):
            raise Conflict("repair_outdated", what=one.pair)
        return
    if one.kind is ProposalKind.NEW:
        if one.key in {m.request for m in board.meetings.values()}:
            raise Conflict("repair_outdated", what=one.pair)
        return
    live = board.meetings.get(one.key)
    if live is None or live.fixed or (live.slot, live.table) != one.was:
        raise Conflict("repair_outdated", what=f"#{one.number} {one.pair}")


def _refuse_clash(board: Board, changed: Iterable[str]) -> None:
    for key in sorted(changed):
        if why := board.faults.get(key):
            raise Conflict("repair_clash", why=" ".join(why))


def _flag(context: Context, draft: RepairDraft) -> None:
    """Who is late, leaves early or does not come is remembered as if it had been said alone."""
    session, now = context.session, local_now(context.session, context.clock)
    for mishap in draft.mishaps:
        kind = ABSENCES.get(mishap.kind)
        if kind is not None:
            slots = absences.missed_slots(session, kind, mishap.slot, now)
            absences.put(session, str(mishap.subject), kind, slots)


def _miss(session: Session, away: Mapping[str, frozenset[str]]) -> None:
    query = select(Unavailability.participant_id, Unavailability.slot_id)
    known = {(who, slot) for who, slot in session.execute(query)}
    for who in sorted(away):
        for slot in sorted(away[who]):
            if (who, slot) not in known:
                session.add(Unavailability(participant_id=who, slot_id=slot))


def _block(session: Session, blocked: Mapping[str, frozenset[str]]) -> None:
    query = select(TableBlock.table_id, TableBlock.slot_id)
    known = {(table, slot) for table, slot in session.execute(query)}
    for table in sorted(blocked):
        for slot in sorted(blocked[table]):
            if (table, slot) not in known:
                session.add(TableBlock(table_id=table, slot_id=slot))


def _put(row: Meeting, one: Proposal) -> None:
    place = one.place
    row.slot_id = place.slot if place else None
    row.table_id = place.table if place else None
    row.interpreter_id = place.interpreter if place else None


def _add(session: Session, proposals: Iterable[Proposal]) -> list[str]:
    grid, number = live_grid(session).id, next_number(session, Meeting.number)
    made: list[str] = []
    for one in proposals:
        if one.place is not None:
            recommended = one.kind is ProposalKind.FIT
            place = replace(one.place, request=_ask(session, one)) if recommended else one.place
            made.append(add_placed(session, grid, number + len(made), place))
    return made


def _ask(session: Session, one: Proposal) -> str:
    """The request of a recommended meeting: both are told why they were brought together."""
    request = MeetingRequest(
        id=new_key(),
        number=next_number(session, MeetingRequest.number),
        requester_id=one.parties[0],
        requested_id=one.parties[1],
        status=RequestStatus.ACCEPTED,
        source=RequestSource.RECOMMENDED,
        message=" ".join(one.reasons),
    )
    session.add(request)
    session.flush()
    return request.id


HANDLERS: dict[type[Command], Handler] = {
    AcceptRepair: accept_repair,
    PlaceWithMore: place_with_more,
}
