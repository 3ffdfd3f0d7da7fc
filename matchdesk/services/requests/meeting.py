"""From a request to a meeting in one act: at the best free slot, or right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict
from matchdesk.core.vocabulary import MeetingStatus, RequestSource, RequestStatus
from matchdesk.models import Meeting, MeetingRequest, RequestGuest, Slot, new_key
from matchdesk.scheduling.problem import Placement
from matchdesk.services.agenda.moving import moved, stand, where
from matchdesk.services.agenda.placing import add_placed, placed
from matchdesk.services.agenda.targets import Target, Targets, targets_of
from matchdesk.services.agenda.views import Moved
from matchdesk.services.board import Board, Standing, read_board
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, find_table, live_grid, next_number
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.requests.asking import AddRequest, add_request, get_request


@dataclass(frozen=True)
class PlaceRequest(Command):
    """Give a request (key) its meeting; one that is not answered yet is accepted with it.

    Slot and table by number or key. Without a slot the best free one that has not begun: no flaw,
    then the fewest gaps and walks, then the earliest. Result: `Moved`.
    """

    intent: ClassVar[str] = "place_request"

    key: str
    slot: int | str | None = None
    table: int | str | None = None


@dataclass(frozen=True)
class MeetNow(Command):
    """Two participants (keys) meet in `slot`: request and meeting in one step. Result: `Moved`.

    A request that stands between them is taken, else one is made (recommended, accepted).
    """

    intent: ClassVar[str] = "meet_now"

    first: str
    second: str
    slot: int | str
    table: int | str | None = None


def place_request(command: PlaceRequest, context: Context) -> Moved:
    """Handle `PlaceRequest`.

    Raises `Conflict` for one that has a place, is answered with no, or finds no free slot;
    `RuleBroken` where the slot that was named breaks a rule.
    """
    request = get_request(context.session, command.key)
    _accept(context, request)
    return _seat(context, request, command.slot, command.table)


def meet_now(command: MeetNow, context: Context) -> Moved:
    """Handle `MeetNow`; raises as `AddRequest` and `PlaceRequest` do."""
    session = context.session
    request = _standing_request(session, command.first, command.second)
    if request is None:
        asked = AddRequest(command.first, command.second, source=RequestSource.RECOMMENDED)
        request = get_request(session, add_request(asked, context).key)
    _accept(context, request)
    made = _seat(context, request, command.slot, command.table)
    context.intent = command.intent
    return made


def _accept(context: Context, request: MeetingRequest) -> None:
    if request.status in (RequestStatus.DECLINED, RequestStatus.CANCELLED):
        raise Conflict(f"place_{request.status.value}", number=request.number)
    request.status = RequestStatus.ACCEPTED
    context.session.flush()


def _standing_request(session: Session, first: str, second: str) -> MeetingRequest | None:
    """A request of the two that may be met: accepted before pending."""
    there = and_(MeetingRequest.requester_id == first, MeetingRequest.requested_id == second)
    back = and_(MeetingRequest.requester_id == second, MeetingRequest.requested_id == first)
    open_ones = MeetingRequest.status.in_((RequestStatus.ACCEPTED, RequestStatus.PENDING))
    found = session.scalars(select(MeetingRequest).where(or_(there, back), open_ones)).all()
    ranked = sorted(found, key=lambda r: (r.status is not RequestStatus.ACCEPTED, r.number))
    return ranked[0] if ranked else None


def _seat(
    context: Context,
    request: MeetingRequest,
    slot: int | str | None,
    table: int | str | None,
) -> Moved:
    session = context.session
    board = read_board(session)  # anew: the request may just have been accepted
    standing = waiting_for(session, board, request)
    if slot is None:
        at, there = best_place(board, standing, local_now(session, context.clock))
    else:
        at = find_slot(session, slot).id
        there = None if table is None else find_table(session, table).id
    place, warnings = placed(board, standing, at, there)
    row = _stored(session, board, standing, place)
    session.flush()
    after = where(board, place.slot, place.table)
    context.describe(parties=board.names.pair(standing.parties), after=after, number=request.number)
    return moved(context, row, warnings)


def waiting_for(session: Session, board: Board, request: MeetingRequest) -> Standing:
    """The meeting of `request` that waits for a place, made up if there is none yet.

    Raises `Conflict` where it has a place.
    """
    guests = session.scalars(
        select(RequestGuest.participant_id).where(RequestGuest.request_id == request.id)
    ).all()
    parties = (request.requester_id, request.requested_id, *guests)
    for standing in board.meetings.values():
        if set(standing.parties) == set(parties):
            if standing.slot is not None:
                at = where(board, standing.slot, standing.table)
                raise Conflict(
                    "agenda_meet_already",
                    number=standing.number,
                    pair=board.names.pair(parties),
                    place=at,
                )
            return standing
    wanted = board.wishes.by_pair.get(frozenset(parties))
    return Standing(
        key=new_key(),
        number=0,
        parties=wanted.parties if wanted else parties,
        slot=None,
        table=None,
        status=MeetingStatus.PLANNED,
        locked=False,
        request=wanted.key if wanted else None,
        stays=False,
    )


def best_place(board: Board, standing: Standing, now: datetime) -> tuple[str, str | None]:
    """Slot and table (keys) where `standing` stands best from `now` (the venue's clock) on.

    Raises `Conflict` with the reason of the last slot if it fits nowhere.
    """
    ahead = [
        slot
        for slot in board.problem.slots
        if datetime.combine(board.names.slots[slot.key][1], board.names.slots[slot.key][2]) >= now
    ]
    found = targets_of(board, standing)
    fitting = [
        (_flaws(found, slot.key), place, slot.key)
        for place, slot in enumerate(ahead)
        if found.slots[slot.key].kind in (Target.FREE, Target.SOFT)
    ]
    if not fitting:
        reasons = [r for slot in ahead for r in found.why_slot(slot.key)]
        pair = board.names.pair(standing.parties)
        why = " ".join(dict.fromkeys(reasons[-2:]))
        raise Conflict("place_nowhere" if ahead else "place_over", pair=pair, why=why)
    _flaw, _place, slot = min(fitting)
    return slot, found.slots[slot].table


def _flaws(found: Targets, slot: str) -> tuple[bool, int]:
    target = found.slots[slot]
    grade = found.grade(slot, target.table) if target.table is not None else 3
    return (target.kind is Target.SOFT, grade)


def _stored(session: Session, board: Board, standing: Standing, place: Placement) -> Meeting:
    """The record at its place: the one that waited, or a new one."""
    if standing.key in board.meetings:
        row = session.get_one(Meeting, standing.key)
        stand(row, place)
        return row
    number = next_number(session, Meeting.number)
    key = add_placed(session, live_grid(session).id, number, place)
    session.flush()
    return session.get_one(Meeting, key)


def slot_from(session: Session, now: datetime) -> Slot | None:
    """The slot people can still sit down in: the running one until half of it is over, or the next.

    None after the last.
    """
    for slot in session.scalars(select(Slot).order_by(Slot.day, Slot.starts)):
        begins = datetime.combine(slot.day, slot.starts)
        half = begins + (datetime.combine(slot.day, slot.ends) - begins) / 2
        if now < half:
            return slot
    return None


HANDLERS: dict[type[Command], Handler] = {
    PlaceRequest: place_request,
    MeetNow: meet_now,
}
