"""Everything about one participant, for the card beside the table."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import CheckInOutcome, ProfileSide
from matchdesk.core.wording import label
from matchdesk.models import (
    CheckIn,
    ExternalCode,
    Interpreter,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Participant,
    Profile,
    ProfileLine,
    SessionAttendance,
    Slot,
    Table,
    Unavailability,
    WalkIn,
)
from matchdesk.services.events import live_grid
from matchdesk.services.people.reading import participant_rows
from matchdesk.services.people.views import (
    Absence,
    Arrival,
    CardMeeting,
    CardRequest,
    ParticipantCard,
)


def participant_card(session: Session, key: str) -> ParticipantCard:
    """The card of one participant; raises `NotFound`."""
    person = session.get(Participant, key)
    if person is None:
        raise NotFound(what="participant", key=key)
    summary, offers, needs = _profile(session, key)
    attends = select(SessionAttendance.session_id).where(SessionAttendance.participant_id == key)
    codes = select(ExternalCode.code).where(ExternalCode.participant_id == key)
    walk_in = session.scalars(select(WalkIn).where(WalkIn.participant_id == key)).first()
    return ParticipantCard(
        row=participant_rows(session, [key])[0],
        given_name=person.given_name,
        family_name=person.family_name,
        phone=person.phone,
        job_title=person.job_title,
        attention=person.attention,
        max_meetings=person.max_meetings,
        most_in_a_row=person.most_in_a_row,
        free_slots=person.free_slots,
        consent_photo=person.consent_photo,
        consent_sharing=person.consent_sharing,
        extras=dict(person.extras),
        summary=summary,
        offers=offers,
        needs=needs,
        sessions=frozenset(session.scalars(attends)),
        unavailable=_absences(session, key),
        requests=_requests(session, key),
        meetings=card_meetings(session, key),
        arrivals=_arrivals(session, key),
        codes=tuple(session.scalars(codes.order_by(ExternalCode.code))),
        language_pairs=tuple(_language_pairs(session, key)),
        walk_in=(walk_in.at, walk_in.desk) if walk_in else None,
    )


def _profile(session: Session, key: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    profile = session.scalars(select(Profile).where(Profile.participant_id == key)).first()
    if profile is None:
        return "", (), ()
    lines = session.scalars(
        select(ProfileLine)
        .where(ProfileLine.profile_id == profile.id)
        .order_by(ProfileLine.position)
    ).all()
    offers = tuple(line.text for line in lines if line.side is ProfileSide.OFFER)
    needs = tuple(line.text for line in lines if line.side is ProfileSide.NEED)
    return profile.summary, offers, needs


def _language_pairs(session: Session, key: str) -> list[str]:
    query = select(Interpreter.language_pairs).where(Interpreter.participant_id == key)
    return session.scalars(query).first() or []


def _absences(session: Session, key: str) -> tuple[Absence, ...]:
    query = (
        select(Unavailability.slot_id, Slot.number, Unavailability.reason, Unavailability.cause)
        .join(Slot, Slot.id == Unavailability.slot_id)
        .where(Unavailability.participant_id == key)
        .order_by(Slot.number)
    )
    return tuple(
        Absence(key, number, label(cause) if cause is not None else reason)
        for key, number, reason, cause in session.execute(query)
    )


def card_meetings(session: Session, key: str) -> tuple[CardMeeting, ...]:
    """Meetings of the live grid in order of time, those that wait last."""
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    query = (
        select(Meeting, Slot, Table.number)
        .outerjoin(Slot, Slot.id == Meeting.slot_id)
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(
            Meeting.grid_id == live_grid(session).id,
            or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(invited)),
        )
    )
    rows = sorted(
        session.execute(query).all(),
        key=lambda row: (row[1] is None, row[1].number if row[1] else 0, row[0].number),
    )
    others = [m.second_id if m.first_id == key else m.first_id for m, _, _ in rows]
    named = _named(session, others)
    return tuple(
        CardMeeting(
            key=meeting.id,
            number=meeting.number,
            other_key=other,
            other=named[other][0],
            organisation=named[other][1],
            status=meeting.status,
            locked=meeting.locked,
            slot=slot.number if slot else None,
            day=slot.day if slot else None,
            starts=slot.starts if slot else None,
            table=table,
        )
        for (meeting, slot, table), other in zip(rows, others, strict=True)
    )


def _requests(session: Session, key: str) -> tuple[CardRequest, ...]:
    """The strongest first."""
    query = (
        select(MeetingRequest)
        .where(or_(MeetingRequest.requester_id == key, MeetingRequest.requested_id == key))
        .order_by(MeetingRequest.priority.desc(), MeetingRequest.number)
    )
    found = session.scalars(query).all()
    others = [r.requested_id if r.requester_id == key else r.requester_id for r in found]
    named = _named(session, others)
    return tuple(
        CardRequest(
            key=request.id,
            number=request.number,
            other_key=other,
            other=named[other][0],
            organisation=named[other][1],
            outgoing=request.requester_id == key,
            status=request.status,
            priority=request.priority,
            wish=request.wish,
            mutual=request.mutual,
            source=request.source,
        )
        for request, other in zip(found, others, strict=True)
    )


def _named(session: Session, keys: list[str]) -> dict[str, tuple[str, str]]:
    query = (
        select(Participant.id, Participant.name, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Participant.id.in_(keys))
    )
    return {key: (name, organisation or "") for key, name, organisation in session.execute(query)}


def _arrivals(session: Session, key: str) -> tuple[Arrival, ...]:
    query = (
        select(CheckIn.scanned_at, CheckIn.desk, CheckIn.operator, CheckIn.undone_at)
        .where(CheckIn.participant_id == key, CheckIn.outcome == CheckInOutcome.ADMITTED)
        .order_by(CheckIn.scanned_at)
    )
    return tuple(Arrival(*row) for row in session.execute(query))
