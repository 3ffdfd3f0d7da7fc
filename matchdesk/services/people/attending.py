"""When somebody can meet: sessions attended, and slots in which they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import TO_COME
from matchdesk.models import (
    Meeting,
    MeetingGuest,
    Participant,
    Session,
    SessionAttendance,
    Slot,
    Unavailability,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid
from matchdesk.services.people.editing import get_participant
from matchdesk.services.waiting import Displaced, described


@dataclass(frozen=True)
class SetAvailability(Command):
    """Replace what is known of when somebody can meet.

    `sessions` are keys of the sessions attended (empty: all), `unavailable` maps keys of slots to
    the reason ("" for none). Result: tuple of `Displaced`, the planned meetings that now stand in
    a slot in which the person is not there. They are left where they are: the grid shows them, and
    moving them is the organiser's choice.
    """

    intent: ClassVar[str] = "set_availability"

    key: str
    sessions: frozenset[str]
    unavailable: Mapping[str, str]


def set_availability(command: SetAvailability, context: Context) -> tuple[Displaced, ...]:
    """Handle `SetAvailability`; raises `Invalid` for a session or slot that does not exist."""
    session = context.session
    person = get_participant(session, command.key)
    slots = {slot.id: slot for slot in session.scalars(select(Slot))}
    every = frozenset(session.scalars(select(Session.id)))
    if not command.sessions <= every or not command.unavailable.keys() <= slots.keys():
        raise Invalid("availability_outdated")
    wanted = frozenset() if command.sessions == every else command.sessions
    attend(session, person, wanted)
    _absent(session, person, command.unavailable)
    session.flush()
    context.describe(name=person.name)
    return tuple(described(session, _missed(session, person, wanted, command.unavailable, slots)))


def attend(session: DatabaseSession, person: Participant, wanted: frozenset[str]) -> None:
    """Make `wanted` the sessions this person attends; empty for all."""
    query = select(SessionAttendance).where(SessionAttendance.participant_id == person.id)
    kept = set()
    for row in session.scalars(query):
        if row.session_id in wanted:
            kept.add(row.session_id)
        else:
            session.delete(row)
    for key in sorted(wanted - kept):
        session.add(SessionAttendance(participant_id=person.id, session_id=key))


def _absent(session: DatabaseSession, person: Participant, wanted: Mapping[str, str]) -> None:
    query = select(Unavailability).where(Unavailability.participant_id == person.id)
    kept = set()
    for row in session.scalars(query):
        if row.slot_id in wanted:
            kept.add(row.slot_id)
            if row.cause is None:
                row.reason = wanted[row.slot_id].strip()
        else:
            session.delete(row)
    for key in sorted(wanted.keys() - kept):
        reason = wanted[key].strip()
        session.add(Unavailability(participant_id=person.id, slot_id=key, reason=reason))


def _missed(
    session: DatabaseSession,
    person: Participant,
    sessions: frozenset[str],
    unavailable: Mapping[str, str],
    slots: Mapping[str, Slot],
) -> list[Meeting]:
    away = {
        key
        for key, slot in slots.items()
        if key in unavailable or (sessions and slot.session_id not in sessions)
    }
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == person.id)
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id,
        or_(
            Meeting.first_id == person.id,
            Meeting.second_id == person.id,
            Meeting.id.in_(invited),
        ),
        Meeting.status.in_(TO_COME),
        Meeting.slot_id.is_not(None),
    )
    return [meeting for meeting in session.scalars(query) if meeting.slot_id in away]


HANDLERS: dict[type[Command], Handler] = {SetAvailability: set_availability}
