"""A colleague comes instead: badge, agenda, meetings and requests are theirs from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import (
    CheckInOutcome,
    MeetingStatus,
    ParticipantStatus,
    RequestStatus,
)
from matchdesk.models import (
    Badge,
    CheckIn,
    ExternalCode,
    Interpreter,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Participant,
    Profile,
    Record,
    RequestGuest,
    SessionAttendance,
    Slot,
    Substitution,
    new_key,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.people import fields

_OVER = (MeetingStatus.HELD, MeetingStatus.NO_SHOW)
"""Meetings in these states are facts about the one who was there."""

_CLOSED = (RequestStatus.DECLINED, RequestStatus.CANCELLED)


@dataclass(frozen=True)
class Substitute(Command):
    """`substitute` (a key) comes instead of `participant`; result `Substituted`.

    Without a key, somebody new is made of `name` and `email`, of the same organisation, delegation
    and country. Badge, ticket codes, meetings that are not over, open requests and what makes up
    the agenda go over; both people stay on record.
    """

    intent: ClassVar[str] = "substitute"

    participant: str
    substitute: str = ""
    name: str = ""
    email: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Substituted:
    """Who comes now, and how many meetings went over to them."""

    key: str
    number: int
    name: str
    meetings: int


def substitute(command: Substitute, context: Context) -> Substituted:
    """Handle `Substitute`.

    Raises `NotFound`, `Invalid` for a missing name, an impossible e-mail or the same person,
    `Conflict` for somebody who is not expected any more; a meeting of the colleague's own in the
    same slot is a `RuleBroken`.
    """
    session = context.session
    leaves = _expected(session, command.participant)
    if command.substitute == leaves.id:
        raise Invalid("substitute_same", who=leaves.name)
    comes = (
        _expected(session, command.substitute)
        if command.substitute
        else _newcomer(session, leaves, command)
    )
    leaves.status = ParticipantStatus.SUBSTITUTED
    _gone_out(session, leaves.id, context)
    now = local_now(session, context.clock)
    if _meet(session, leaves.id, comes.id, now):
        raise Conflict("substitute_meets", who=leaves.name, substitute=comes.name)
    meetings = _hand_over(session, leaves.id, comes.id, now)
    session.add(
        Substitution(
            participant_id=leaves.id,
            substitute_id=comes.id,
            at=context.clock.now(),
            reason=" ".join(command.reason.split()),
        )
    )
    session.flush()
    context.describe(who=leaves.name, substitute=comes.name, meetings=meetings)
    return Substituted(comes.id, comes.number, comes.name, meetings)


def _expected(session: Session, key: str) -> Participant:
    person = session.get(Participant, key)
    if person is None:
        raise NotFound(what="participant", key=key)
    if person.status is not ParticipantStatus.REGISTERED:
        raise Conflict("substitute_not_expected", who=person.name)
    return person


def _newcomer(session: Session, leaves: Participant, command: Substitute) -> Participant:
    name = " ".join(command.name.split())
    if not fold(name):
        raise Invalid("field_required", field="name", value=name)
    person = Participant(
        id=new_key(),
        number=next_number(session, Participant.number),
        name=name,
        name_key=fold(name),
        email=fields.email(session, "email", command.email),
        country=leaves.country,
        organisation_id=leaves.organisation_id,
        delegation_id=leaves.delegation_id,
        role=leaves.role,
        max_meetings=leaves.max_meetings,
        most_in_a_row=leaves.most_in_a_row,
        free_slots=leaves.free_slots,
    )
    session.add(person)
    session.flush()
    return person


def _gone_out(session: Session, key: str, context: Context) -> None:
    """Whoever leaves is not in the house any more."""
    arrived = select(CheckIn).where(
        CheckIn.participant_id == key,
        CheckIn.outcome == CheckInOutcome.ADMITTED,
        CheckIn.undone_at.is_(None),
        CheckIn.left_at.is_(None),
    )
    for row in session.scalars(arrived):
        row.left_at = context.clock.now()


def _meet(session: Session, old: str, new: str, now: datetime) -> bool:
    """Whether the two have a meeting with each other that is not over."""
    both = {meeting.id for meeting in _meetings(session, old) if _ahead(session, meeting, now)}
    return any(meeting.id in both for meeting in _meetings(session, new))


def _hand_over(session: Session, old: str, new: str, now: datetime) -> int:
    """Everything that is still ahead of `old` is `new`'s; returns the number of meetings."""
    everything = _meetings(session, old)
    meetings = [meeting for meeting in everything if _ahead(session, meeting, now)]
    over = {meeting.request_id for meeting in everything} - {m.request_id for m in meetings}
    _replace(meetings, ("first_id", "second_id"), old, new)
    guests = select(MeetingGuest).where(
        MeetingGuest.participant_id == old, MeetingGuest.meeting_id.in_([m.id for m in meetings])
    )
    _replace(session.scalars(guests).all(), ("participant_id",), old, new)
    requests = select(MeetingRequest).where(
        or_(MeetingRequest.requester_id == old, MeetingRequest.requested_id == old),
        MeetingRequest.status.not_in(_CLOSED),
        MeetingRequest.id.not_in(over - {None}),
    )
    theirs = [r for r in session.scalars(requests) if new not in (r.requester_id, r.requested_id)]
    _replace(theirs, ("requester_id", "requested_id"), old, new)
    for kind in (Badge, ExternalCode, RequestGuest):
        rows: Sequence[Any] = session.scalars(select(kind).where(kind.participant_id == old)).all()
        live = [row for row in rows if getattr(row, "revoked_at", None) is None]
        _replace(live, ("participant_id",), old, new)
    for one in (Profile, Interpreter, SessionAttendance):  # what the colleague has is left alone
        if session.scalars(select(one.id).where(one.participant_id == new)).first() is None:
            owned: Sequence[Any] = session.scalars(
                select(one).where(one.participant_id == old)
            ).all()
            _replace(owned, ("participant_id",), old, new)
    session.flush()
    return sum(meeting.slot_id is not None for meeting in meetings)


def _meetings(session: Session, key: str) -> Sequence[Meeting]:
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    party = or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(invited))
    query = select(Meeting).where(party, Meeting.status != MeetingStatus.CANCELLED)
    return session.scalars(query).all()


def _ahead(session: Session, meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting is not over; `now` is the venue's wall clock.

    Yesterday's belongs to whoever was there, also while nobody has written down what came of it.
    """
    slot = session.get(Slot, meeting.slot_id) if meeting.slot_id is not None else None
    ended = slot is not None and datetime.combine(slot.day, slot.ends) <= now
    return not ended and meeting.status not in _OVER


def _replace(records: Sequence[Record], columns: tuple[str, ...], old: str, new: str) -> None:
    for record in records:
        for column in columns:
            if getattr(record, column) == old:
                setattr(record, column, new)


HANDLERS: dict[type[Command], Handler] = {Substitute: substitute}
