"""What follows a record that is merged into another: everything that refers to it.

The references are read off the mapped classes, so that a table added later follows by itself.
Where two rows would then say the same thing twice, the survivor's own is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import CheckInOutcome, RequestStatus
from matchdesk.models import (
    Agenda,
    Base,
    CheckIn,
    ExternalCode,
    Interpreter,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    PartnershipMember,
    Profile,
    ProfileLine,
    Recommendation,
    Record,
    RequestGuest,
    SessionAttendance,
    Substitution,
    Unavailability,
    WalkIn,
)

Row = TypeVar("Row", bound=Record)

_STANDING = (
    RequestStatus.ACCEPTED,
    RequestStatus.PENDING,
    RequestStatus.DECLINED,
    RequestStatus.CANCELLED,
)
"""Of two equal requests the one that comes first here stays."""


def references(target: type[Record]) -> list[tuple[type[Record], str]]:
    """Every (class, column) that refers to records of `target`."""
    found = []
    for mapper in Base.registry.mappers:
        for column in mapper.columns:
            tables = {key.column.table for key in column.foreign_keys}
            if target.__table__ in tables and issubclass(mapper.class_, Record):
                found.append((mapper.class_, column.key))
    return sorted(found, key=lambda pair: (pair[0].__tablename__, pair[1]))


def follow(session: Session, target: type[Record], keep: str, drop: str) -> dict[str, int]:
    """Let whatever refers to `drop` refer to `keep`; how many rows of each table did."""
    moved: dict[str, int] = {}
    for kind, column in references(target):
        for record in session.scalars(select(kind).where(getattr(kind, column) == drop)):
            setattr(record, column, keep)
            moved[kind.__tablename__] = moved.get(kind.__tablename__, 0) + 1
    session.flush()
    return moved


def settle_person(session: Session, keep: str, drop: str) -> None:
    """Clear away what two participants who turn out to be one have twice. Before `follow`."""
    _profile(session, keep, drop)
    _attendance(session, keep, drop)
    _arrival(session, keep, drop)
    _interpreter(session, keep, drop)
    _requests(session, keep, drop)
    _once(session, Unavailability, keep, drop, lambda row: row.slot_id)
    _once(session, ExternalCode, keep, drop, lambda row: row.code)
    _once(session, WalkIn, keep, drop, lambda row: True)
    _once(session, Agenda, keep, drop, lambda row: True)
    _once(session, MeetingGuest, keep, drop, lambda row: row.meeting_id)
    _once(session, RequestGuest, keep, drop, lambda row: row.request_id)
    _without_self(session, Substitution, "participant_id", "substitute_id", keep, drop)
    _without_self(session, Recommendation, "participant_id", "recommended_id", keep, drop)
    session.flush()


def settle_organisation(session: Session, keep: str, drop: str) -> None:
    """Clear away memberships both organisations have. Before `follow`."""
    theirs = PartnershipMember.organisation_id
    kept = set(session.scalars(select(PartnershipMember.partnership_id).where(theirs == keep)))
    for row in session.scalars(select(PartnershipMember).where(theirs == drop)):
        if row.partnership_id in kept:
            session.delete(row)
    session.flush()


def _of(session: Session, kind: type[Row], person: str) -> list[Row]:
    column: Any = kind.__table__.c.participant_id
    return list(session.scalars(select(kind).where(column == person)))


def _once(
    session: Session,
    kind: type[Row],
    keep: str,
    drop: str,
    what: Callable[[Any], Hashable],
) -> None:
    """Of rows that are the same but for the person, the kept person's stays."""
    known = {what(row) for row in _of(session, kind, keep)}
    for row in _of(session, kind, drop):
        if what(row) in known:
            session.delete(row)


def _profile(session: Session, keep: str, drop: str) -> None:
    """The lines of both, each once; the kept summary unless there is none."""
    kept, theirs = _of(session, Profile, keep), _of(session, Profile, drop)
    if not kept or not theirs:
        return
    kept[0].summary = kept[0].summary or theirs[0].summary
    lines = select(ProfileLine).order_by(ProfileLine.position)
    known = list(session.scalars(lines.where(ProfileLine.profile_id == kept[0].id)))
    said = {(line.side, fold(line.text)) for line in known}
    place = max((line.position for line in known), default=-1)
    for line in session.scalars(lines.where(ProfileLine.profile_id == theirs[0].id)):
        if (line.side, fold(line.text)) in said:
            session.delete(line)
        else:
            place += 1
            line.profile_id, line.position = kept[0].id, place
    session.flush()
    session.delete(theirs[0])


def _attendance(session: Session, keep: str, drop: str) -> None:
    """The sessions of the kept person stand; nobody attends fewer for being entered twice."""
    for row in _of(session, SessionAttendance, drop):
        session.delete(row)


def _arrival(session: Session, keep: str, drop: str) -> None:
    """One is here once: of two admissions the later becomes what it was, “already in”."""
    here = (CheckIn.outcome == CheckInOutcome.ADMITTED, CheckIn.undone_at.is_(None))
    query = select(CheckIn).where(CheckIn.participant_id.in_((keep, drop)), *here)
    for late in session.scalars(query.order_by(CheckIn.scanned_at)).all()[1:]:
        late.outcome = CheckInOutcome.ALREADY_IN


def _interpreter(session: Session, keep: str, drop: str) -> None:
    kept, theirs = _of(session, Interpreter, keep), _of(session, Interpreter, drop)
    if not kept or not theirs:
        return
    pairs = [*kept[0].language_pairs, *theirs[0].language_pairs]
    kept[0].language_pairs = list(dict.fromkeys(pairs))
    used = Meeting.interpreter_id == theirs[0].id
    for meeting in session.scalars(select(Meeting).where(used)):
        meeting.interpreter_id = kept[0].id
    session.flush()
    session.delete(theirs[0])


def _requests(session: Session, keep: str, drop: str) -> None:
    """No request of somebody to themselves, and none to the same person twice."""
    both = (keep, drop)
    query = select(MeetingRequest).where(
        MeetingRequest.requester_id.in_(both) | MeetingRequest.requested_id.in_(both)
    )
    best: dict[tuple[bool, str], MeetingRequest] = {}
    for request in sorted(session.scalars(query), key=_strength):
        outgoing = request.requester_id in both
        other = request.requested_id if outgoing else request.requester_id
        stays = None if other in both else best.setdefault((outgoing, other), request)
        if stays is not request:
            remove_request(session, request, stays)


def _strength(request: MeetingRequest) -> tuple[int, int, int]:
    return _STANDING.index(request.status), -request.priority, request.number


def remove_request(session: Session, request: MeetingRequest, instead: Record | None) -> None:
    """Delete a request; its meetings stay, and belong to `instead` if there is one."""
    for meeting in session.scalars(select(Meeting).where(Meeting.request_id == request.id)):
        meeting.request_id = instead.id if instead else None
    for guest in session.scalars(select(RequestGuest).where(RequestGuest.request_id == request.id)):
        session.delete(guest)
    session.flush()
    session.delete(request)


def _without_self(
    session: Session, kind: type[Record], one: str, other: str, keep: str, drop: str
) -> None:
    both = (keep, drop)
    pair = (getattr(kind, one).in_(both), getattr(kind, other).in_(both))
    for row in session.scalars(select(kind).where(*pair)):
        session.delete(row)
