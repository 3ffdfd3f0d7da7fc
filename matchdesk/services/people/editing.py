"""Participants: changed, added on site, cancelled and expected again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import (
    TO_COME,
    OrganisationType,
    ParticipantStatus,
    ProfileSide,
)
from matchdesk.models import (
    Meeting,
    MeetingGuest,
    Organisation,
    Participant,
    Profile,
    ProfileLine,
    WalkIn,
    new_key,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.people import fields
from matchdesk.services.waiting import Displaced, to_waiting_list


@dataclass(frozen=True)
class EditParticipant(Command):
    """Change some fields (`fields.PARTICIPANT` names them); result: the fields that changed."""

    intent: ClassVar[str] = "edit_participant"

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class AddParticipant(Command):
    """A new participant; result `Added`.

    `organisation` is a name: the organisation known by it is taken, or one is made. `values` may
    hold any further field of `fields.PARTICIPANT`. A walk-in is noted with desk and time.
    """

    intent: ClassVar[str] = "add_participant"

    name: str
    organisation: str = ""
    walk_in: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """The key and badge number of a new participant."""

    key: str
    number: int


@dataclass(frozen=True)
class CancelParticipant(Command):
    """Somebody does not come. Their planned meetings go to the waiting list.

    Result: tuple of `Displaced`, where these meetings had been.
    """

    intent: ClassVar[str] = "cancel_participant"

    key: str


@dataclass(frozen=True)
class RestoreParticipant(Command):
    """Somebody comes after all. Their meetings stay on the waiting list until they are placed."""

    intent: ClassVar[str] = "restore_participant"

    key: str


@dataclass(frozen=True)
class SetProfile(Command):
    """Replace a participant's offers and needs (and summary, if given), in this order."""

    intent: ClassVar[str] = "set_profile"

    key: str
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    summary: str | None = None


def get_participant(session: Session, key: str) -> Participant:
    """The participant with this key; raises `NotFound`."""
    person = session.get(Participant, key)
    if person is None:
        raise NotFound(what="participant", key=key)
    return person


def edit_participant(command: EditParticipant, context: Context) -> list[str]:
    """Handle `EditParticipant`."""
    person = get_participant(context.session, command.key)
    before = person.name
    values = fields.checked(context.session, fields.PARTICIPANT, command.values)
    changed = fields.write(person, values)
    context.describe(name=before, fields=changed)
    return changed


def add_participant(command: AddParticipant, context: Context) -> Added:
    """Handle `AddParticipant`."""
    session = context.session
    given = {"name": command.name, **command.values}
    values = fields.checked(session, fields.PARTICIPANT, given)
    if command.organisation.strip():
        country = values.get("country", "")
        values["organisation_id"] = organisation_named(session, command.organisation, country)
    person = Participant(
        id=new_key(),
        number=next_number(session, Participant.number),
        name_key=fold(values["name"]),
        **values,
    )
    session.add(person)
    session.flush()
    if command.walk_in:
        who = context.signature
        now = context.clock.now()
        session.add(WalkIn(participant_id=person.id, desk=who.desk, operator=who.operator, at=now))
    context.describe(name=person.name, number=person.number)
    return Added(person.id, person.number)


def organisation_named(session: Session, name: str, country: str = "") -> str:
    """The key of the organisation of this name (compared folded); made if there is none."""
    text = fields.name(session, "organisation", name)
    query = select(Organisation.id).where(Organisation.name_key == fold(text))
    found = session.scalars(query).first()
    if found is not None:
        return found
    made = Organisation(
        id=new_key(), name=text, name_key=fold(text), type=OrganisationType.OTHER, country=country
    )
    session.add(made)
    session.flush()
    return made.id


def cancel_participant(command: CancelParticipant, context: Context) -> tuple[Displaced, ...]:
    """Handle `CancelParticipant`."""
    person = get_participant(context.session, command.key)
    if person.status is ParticipantStatus.CANCELLED:
        raise Conflict("participant_already_cancelled", name=person.name)
    person.status = ParticipantStatus.CANCELLED
    lost = to_waiting_list(context.session, planned_meetings(context.session, person.id))
    context.describe(name=person.name, meetings=len(lost))
    return lost


def planned_meetings(session: Session, key: str) -> list[Meeting]:
    """Meetings of one participant, in any grid, that have a slot and have not begun."""
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    query = select(Meeting).where(
        or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(invited)),
        Meeting.slot_id.is_not(None),
        Meeting.status.in_(TO_COME),
    )
    return list(session.scalars(query))


def restore_participant(command: RestoreParticipant, context: Context) -> None:
    """Handle `RestoreParticipant`."""
    person = get_participant(context.session, command.key)
    if person.status is ParticipantStatus.REGISTERED:
        raise Conflict("participant_not_cancelled", name=person.name)
    person.status = ParticipantStatus.REGISTERED
    context.describe(name=person.name)


def set_profile(command: SetProfile, context: Context) -> None:
    """Handle `SetProfile`. Lines that stay keep their record, so that undo stays small."""
    session = context.session
    person = get_participant(session, command.key)
    profile = session.scalars(select(Profile).where(Profile.participant_id == person.id)).first()
    if profile is None:
        profile = Profile(id=new_key(), participant_id=person.id)
        session.add(profile)
        session.flush()
    if command.summary is not None:
        profile.summary = fields.free_text(session, "summary", command.summary)
    _set_lines(session, profile.id, ProfileSide.OFFER, command.offers)
    _set_lines(session, profile.id, ProfileSide.NEED, command.needs)
    context.describe(name=person.name)


def _set_lines(session: Session, profile: str, side: ProfileSide, texts: tuple[str, ...]) -> None:
    wanted = fields.text_list(session, side.value, [*texts])
    query = select(ProfileLine).where(ProfileLine.profile_id == profile, ProfileLine.side == side)
    kept: dict[str, ProfileLine] = {}
    for line in session.scalars(query.order_by(ProfileLine.position)):
        if line.text in wanted and line.text not in kept:
            kept[line.text] = line
        else:
            session.delete(line)
    for position, text in enumerate(wanted):
        if text in kept:
            kept[text].position = position
        else:
            session.add(ProfileLine(profile_id=profile, side=side, position=position, text=text))


HANDLERS: dict[type[Command], Handler] = {
    EditParticipant: edit_participant,
    AddParticipant: add_participant,
    CancelParticipant: cancel_participant,
    RestoreParticipant: restore_participant,
    SetProfile: set_profile,
}
