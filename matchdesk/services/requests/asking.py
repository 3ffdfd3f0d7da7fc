"""Requests made on site, answered, and weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import (
    TO_COME,
    MeetingStatus,
    ParticipantStatus,
    RequestSource,
    RequestStatus,
    Wish,
)
from matchdesk.models import Meeting, MeetingRequest, Participant, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.people.editing import get_participant
from matchdesk.services.waiting import Displaced, described

WEAKEST, STRONGEST = 1, 5


@dataclass(frozen=True)
class AddRequest(Command):
    """One participant asks to meet another; both by key. Result `Requested`.

    A request that stands in the opposite direction becomes mutual and accepted instead of a second
    one being made. A withdrawn one of the same direction is taken up again.
    """

    intent: ClassVar[str] = "add_request"

    requester: str
    requested: str
    priority: int = 3
    wish: Wish = Wish.NORMAL
    accepted: bool = True
    source: RequestSource = RequestSource.ON_SITE
    message: str = ""


@dataclass(frozen=True, slots=True)
class Requested:
    """The request's key and number; `mutual` if the other side had asked before."""

    key: str
    number: int
    mutual: bool


@dataclass(frozen=True)
class SetRequestStatus(Command):
    """Accept, decline, withdraw or reopen a request.

    Declining or withdrawing cancels its planned meeting. Result: tuple of `Displaced`, where that
    meeting had been.
    """

    intent: ClassVar[str] = "set_request_status"

    key: str
    status: RequestStatus


@dataclass(frozen=True)
class SetPriority(Command):
    """From 1 (weakest) to 5 (strongest)."""

    intent: ClassVar[str] = "set_priority"

    key: str
    priority: int


@dataclass(frozen=True)
class SetWish(Command):
    """Normal, must meet, or never meet.

    Never cancels the planned meeting of the pair. Result: tuple of `Displaced`, as above.
    """

    intent: ClassVar[str] = "set_wish"

    key: str
    wish: Wish


def add_request(command: AddRequest, context: Context) -> Requested:
    """Handle `AddRequest`; raises `Invalid` or `Conflict` with the reason why it cannot be."""
    session = context.session
    if command.requester == command.requested:
        raise Invalid("request_same_person", name=get_participant(session, command.requester).name)
    first, second = (get_participant(session, k) for k in (command.requester, command.requested))
    _refuse_pair(first, second)
    _check_priority(command.priority)
    context.describe(requester=first.name, requested=second.name)
    known = _between(session, first.id, second.id)
    for request in known:
        if request.wish is Wish.NEVER_MEET:
            _refuse("request_never_meet", request, first, second)
    for request in known:
        if request.requester_id == first.id:
            return _taken_up(request, command, first, second)
    return _answered(known[0], context) if known else _made(command, session)


def _made(command: AddRequest, session: Session) -> Requested:
    request = MeetingRequest(
        id=new_key(),
        number=next_number(session, MeetingRequest.number),
        requester_id=command.requester,
        requested_id=command.requested,
        status=RequestStatus.ACCEPTED if command.accepted else RequestStatus.PENDING,
        priority=command.priority,
        wish=command.wish,
        source=command.source,
        message=command.message.strip(),
    )
    session.add(request)
    session.flush()
    return Requested(request.id, request.number, False)


def _refuse_pair(first: Participant, second: Participant) -> None:
    for person in (first, second):
        if person.status is not ParticipantStatus.REGISTERED:
            raise Invalid("request_party_cancelled", name=person.name)
    if first.organisation_id and first.organisation_id == second.organisation_id:
        raise Invalid("request_same_organisation", name=first.name, other=second.name)


def _refuse(code: str, request: MeetingRequest, first: Participant, second: Participant) -> None:
    raise Conflict(code, number=request.number, name=first.name, other=second.name)


def _between(session: Session, first: str, second: str) -> list[MeetingRequest]:
    there = and_(MeetingRequest.requester_id == first, MeetingRequest.requested_id == second)
    back = and_(MeetingRequest.requester_id == second, MeetingRequest.requested_id == first)
    query = select(MeetingRequest).where(or_(there, back)).order_by(MeetingRequest.number)
    return list(session.scalars(query))


def _taken_up(
    request: MeetingRequest, command: AddRequest, first: Participant, second: Participant
) -> Requested:
    if request.status is RequestStatus.DECLINED:
        _refuse("request_declined", request, first, second)
    if request.status is not RequestStatus.CANCELLED:
        _refuse("request_exists", request, first, second)
    request.status = RequestStatus.ACCEPTED if command.accepted else RequestStatus.PENDING
    request.priority, request.wish = command.priority, command.wish
    return Requested(request.id, request.number, request.mutual)


def _answered(request: MeetingRequest, context: Context) -> Requested:
    """The other side asked before: now both do, whatever was answered then."""
    request.mutual = True
    request.status = RequestStatus.ACCEPTED
    context.intent = "answer_request"
    return Requested(request.id, request.number, True)


def get_request(session: Session, key: str) -> MeetingRequest:
    """The request with this key; raises `NotFound`."""
    request = session.get(MeetingRequest, key)
    if request is None:
        raise NotFound(what="request", key=key)
    return request


def set_status(command: SetRequestStatus, context: Context) -> tuple[Displaced, ...]:
    """Handle `SetRequestStatus`."""
    request = get_request(context.session, command.key)
    request.status = command.status
    _describe(context, request)
    context.intent = f"request_{command.status.value}"
    if command.status in (RequestStatus.DECLINED, RequestStatus.CANCELLED):
        return _cancel_meetings(context.session, Meeting.request_id == request.id)
    return ()


def set_priority(command: SetPriority, context: Context) -> None:
    """Handle `SetPriority`."""
    _check_priority(command.priority)
    request = get_request(context.session, command.key)
    request.priority = command.priority
    _describe(context, request)
    context.describe(priority=command.priority)


def _check_priority(priority: int) -> None:
    if not WEAKEST <= priority <= STRONGEST:
        raise Invalid("request_priority", field="priority", value=priority)


def set_wish(command: SetWish, context: Context) -> tuple[Displaced, ...]:
    """Handle `SetWish`."""
    request = get_request(context.session, command.key)
    request.wish = command.wish
    _describe(context, request)
    context.intent = f"wish_{command.wish.value}"
    if command.wish is not Wish.NEVER_MEET:
        return ()
    pair = (request.requester_id, request.requested_id)
    return _cancel_meetings(
        context.session, and_(Meeting.first_id.in_(pair), Meeting.second_id.in_(pair))
    )


def _cancel_meetings(session: Session, which: object) -> tuple[Displaced, ...]:
    """Cancel planned meetings; they keep slot and table as a record, but no longer occupy them."""
    query = select(Meeting).where(which, Meeting.status.in_(TO_COME))  # type: ignore[arg-type] # a column expression
    meetings = session.scalars(query).all()
    found = described(session, meetings)
    for meeting in meetings:
        meeting.status = MeetingStatus.CANCELLED
    return tuple(found)


def _describe(context: Context, request: MeetingRequest) -> None:
    session = context.session
    context.describe(
        requester=get_participant(session, request.requester_id).name,
        requested=get_participant(session, request.requested_id).name,
    )


HANDLERS: dict[type[Command], Handler] = {
    AddRequest: add_request,
    SetRequestStatus: set_status,
    SetPriority: set_priority,
    SetWish: set_wish,
}
