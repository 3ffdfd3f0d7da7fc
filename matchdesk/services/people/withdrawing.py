"""Somebody withdraws: each of their meetings is cancelled, handed over, or kept for now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import TO_COME, MeetingStatus, ParticipantStatus
from matchdesk.models import (
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Participant,
    SessionAttendance,
    Slot,
    Unavailability,
)
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid
from matchdesk.services.guards import FREED
from matchdesk.services.people.card import card_meetings
from matchdesk.services.people.editing import get_participant
from matchdesk.services.people.reading import open_requests
from matchdesk.services.people.views import PersonName, Withdrawal, WithdrawalMeeting
from matchdesk.services.waiting import parties_of


class Fate(StrEnum):
    """What becomes of a meeting of somebody who withdraws."""

    CANCEL = "cancel"
    HAND_OVER = "hand_over"
    KEEP = "keep"


@dataclass(frozen=True)
class WithdrawParticipant(Command):
    """Somebody does not come. `fates` says for each meeting to come (key) what becomes of it.

    A meeting that is handed over has its new party's key in `colleagues`; its request follows.
    Result: how many meetings met each fate.
    """

    intent: ClassVar[str] = "withdraw_participant"

    key: str
    fates: Mapping[str, Fate] = field(default_factory=dict)
    colleagues: Mapping[str, str] = field(default_factory=dict)


def withdraw_participant(command: WithdrawParticipant, context: Context) -> dict[Fate, int]:
    """Handle `WithdrawParticipant`; raises `Conflict` or `Invalid`, storing nothing then."""
    session = context.session
    person = get_participant(session, command.key)
    if person.status is ParticipantStatus.CANCELLED:
        raise Conflict("participant_already_cancelled", name=person.name)
    counts = dict.fromkeys(Fate, 0)
    for meeting in _to_come(session, person.id):
        fate = command.fates.get(meeting.id)
        if fate is None:
            raise Conflict("withdraw_undecided", name=person.name, number=meeting.number)
        counts[fate] += 1
        if fate is Fate.CANCEL:
            meeting.status = MeetingStatus.CANCELLED
            meeting.locked = False
        elif fate is Fate.HAND_OVER:
            _hand_over(session, meeting, person, command.colleagues.get(meeting.id, ""))
    person.status = ParticipantStatus.CANCELLED
    context.describe(
        name=person.name,
        cancelled=counts[Fate.CANCEL],
        handed=counts[Fate.HAND_OVER],
        kept=counts[Fate.KEEP],
    )
    return counts


def withdrawal(session: Session, key: str) -> Withdrawal:
    """What hangs on somebody, for the question what becomes of it; raises `NotFound`."""
    person = get_participant(session, key)
    meetings = {meeting.id: meeting for meeting in _to_come(session, key)}
    shown = [one for one in card_meetings(session, key) if one.key in meetings]
    colleagues = _colleagues(session, person)
    busy = _busy(session, [one.key for one in colleagues])
    parties = parties_of(session, [*meetings.values()])
    return Withdrawal(
        key=key,
        name=person.name,
        native_name=person.native_name,
        meetings=tuple(
            WithdrawalMeeting(
                one,
                tuple(
                    colleague
                    for colleague in colleagues
                    if colleague.key not in parties[one.key]
                    and (meetings[one.key].slot_id, colleague.key) not in busy
                ),
            )
            for one in shown
        ),
        requests=open_requests(session, key),
    )


def _to_come(session: Session, person: str) -> list[Meeting]:
    """Meetings of the live grid that have not begun, waiting ones included."""
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == person)
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id,
        or_(Meeting.first_id == person, Meeting.second_id == person, Meeting.id.in_(invited)),
        Meeting.status.in_(TO_COME),
    )
    return list(session.scalars(query.order_by(Meeting.number)))


def _colleagues(session: Session, person: Participant) -> list[PersonName]:
    """Others of the organisation who are expected, then others of the delegation."""
    groups = []
    if person.organisation_id:
        groups.append(Participant.organisation_id == person.organisation_id)
    if person.delegation_id:
        groups.append(Participant.delegation_id == person.delegation_id)
    if not groups:
        return []
    query = (
        select(
            Participant.id,
            Participant.number,
            Participant.name,
            Participant.native_name,
            Organisation.name,
            Participant.organisation_id,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(
            or_(*groups),
            Participant.id != person.id,
            Participant.status == ParticipantStatus.REGISTERED,
        )
        .order_by(in_letter_order(Participant.name_key), Participant.number)
    )
    rows = session.execute(query).all()
    ordered = sorted(rows, key=lambda row: row[5] != person.organisation_id)
    return [PersonName(*row[:4], row[4] or "") for row in ordered]


def _busy(session: Session, people: Iterable[str]) -> set[tuple[str | None, str]]:
    """(slot, participant) in which one of `people` meets already or is not there."""
    wanted = list(people)
    live = live_grid(session).id
    found: set[tuple[str | None, str]] = set()
    standing = select(Meeting).where(
        Meeting.grid_id == live, Meeting.slot_id.is_not(None), Meeting.status.not_in(FREED)
    )
    meetings = list(session.scalars(standing)) if wanted else []
    for key, parties in parties_of(session, meetings).items():
        slot = session.get_one(Meeting, key).slot_id
        found |= {(slot, party) for party in parties}
    away = select(Unavailability.slot_id, Unavailability.participant_id)
    found |= {(slot, key) for slot, key in session.execute(away)}
    sessions: dict[str, set[str]] = {}
    attends = select(SessionAttendance.participant_id, SessionAttendance.session_id)
    for key, attends_one in session.execute(attends):
        sessions.setdefault(key, set()).add(attends_one)
    slots = session.execute(select(Slot.id, Slot.session_id)).all()
    for key, attended in sessions.items():
        found |= {(slot, key) for slot, of in slots if of not in attended}
    return found & {(slot, key) for slot, _of in slots for key in wanted}


def _hand_over(session: Session, meeting: Meeting, person: Participant, colleague: str) -> None:
    if not colleague:
        raise Invalid("withdraw_nobody", number=meeting.number)
    other = get_participant(session, colleague)
    if other.status is not ParticipantStatus.REGISTERED:
        raise Conflict("withdraw_not_expected", name=other.name, number=meeting.number)
    if colleague in parties_of(session, [meeting])[meeting.id]:
        raise Conflict("withdraw_party", name=other.name, number=meeting.number)
    if meeting.slot_id and (meeting.slot_id, colleague) in _busy(session, [colleague]):
        raise Conflict("withdraw_busy", name=other.name, number=meeting.number)
    for column in ("first_id", "second_id"):
        if getattr(meeting, column) == person.id:
            setattr(meeting, column, colleague)
    guests = select(MeetingGuest).where(MeetingGuest.meeting_id == meeting.id)
    for guest in session.scalars(guests.where(MeetingGuest.participant_id == person.id)):
        guest.participant_id = colleague
    session.flush()
    _request_follows(session, meeting, person.id, colleague)


def _request_follows(session: Session, meeting: Meeting, person: str, colleague: str) -> None:
    request = session.get(MeetingRequest, meeting.request_id) if meeting.request_id else None
    if request is not None:
        for column in ("requester_id", "requested_id"):
            if getattr(request, column) == person:
                setattr(request, column, colleague)


HANDLERS: dict[type[Command], Handler] = {WithdrawParticipant: withdraw_participant}
