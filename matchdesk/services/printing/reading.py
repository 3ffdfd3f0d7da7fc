"""The event as paper needs it, read in a handful of statements however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import (
    DocumentKind,
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    ProfileSide,
    ProgrammeKind,
    Role,
)
from matchdesk.models import (
    Agenda,
    Badge,
    Break,
    Delegation,
    Event,
    Interpreter,
    Meeting,
    MeetingGuest,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    PrintRecord,
    Profile,
    ProfileLine,
    SessionAttendance,
    Unavailability,
)
from matchdesk.services.events import EventSummary, live_grid, summary

_FEW = 400
"""Of more people than this everything is read: asking for each would take as long."""

_Query = TypeVar("_Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class Pause:
    """A break, a plenary or another entry of the programme, on the venue's clock."""

    day: date
    starts: time
    ends: time
    name: str
    kind: ProgrammeKind
    place: str


@dataclass(frozen=True, slots=True)
class Person:
    """A participant, with what their organisation gives; `country` is an ISO code."""

    key: str
    number: int
    name: str
    native_name: str
    name_key: str
    organisation: str
    organisation_type: OrganisationType
    partnership: str
    country: str
    delegation_key: str
    delegation: str
    role: Role
    expected: bool
    languages: tuple[str, ...]
    no_photos: bool = False
    organisation_key: str = ""


def own_script(person: Person) -> str:
    """The language whose shape of ideographs a person's name takes, if they speak one."""
    return next((code for code in person.languages if code[:2] in ("zh", "ja", "ko")), "")


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting of the live grid that has a slot and is not cancelled; parties are keys."""

    key: str
    parties: tuple[str, ...]
    interpreter: str
    slot: str
    table: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The agenda a participant holds."""

    number: int
    fingerprint: str
    printed_at: datetime
    content: str = ""


@dataclass(slots=True)
class Snapshot:
    """One state of the event. Maps go by participant key where not said."""

    event: EventSummary
    secret: str
    people: dict[str, Person]
    pauses: tuple[Pause, ...] = ()
    tokens: dict[str, str] = field(default_factory=dict)
    printed: dict[str, datetime] = field(default_factory=dict)  # tables by their key
    agendas: dict[str, OnPaper] = field(default_factory=dict)
    appointments: tuple[Appointment, ...] = ()
    sessions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    absences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    profile: Mapping[tuple[str, ProfileSide], list[str]] = field(default_factory=dict)


def read(
    session: Session, kind: DocumentKind, names: Sequence[str] = (), *, agendas: bool = False
) -> Snapshot:
    """What documents of `kind` need: of everybody, or only what concerns those that `names` names.

    Only if every one of `names` is the key of a participant, and there are not too many. Whoever
    they meet is read, too; their meetings with others are not. With `agendas`, badges have the
    agenda on their back.
    """
    only = _keys(session, names)
    event, secret = summary(session), session.scalars(select(Event.secret)).one()
    if kind is DocumentKind.BADGES and not agendas:
        taken = Snapshot(event, secret, _people(session, only))
        _read_badges(session, taken, only)
        return taken
    appointments = _appointments(session, only)
    met = {key for one in appointments for key in (*one.parties, one.interpreter) if key}
    people = _people(session, only and (only | met))
    taken = Snapshot(event, secret, people, appointments=appointments)
    if kind is DocumentKind.TABLE_SIGNS:
        taken.printed = _last(session, PrintRecord.table_id, kind, None)
    else:
        _read_agendas(session, taken, only)
    if kind is DocumentKind.BADGES:
        taken.printed = {}  # of the agendas
        _read_badges(session, taken, only)
    return taken


def _keys(session: Session, names: Sequence[str]) -> frozenset[str] | None:
    """The participants whose keys are `names`; None if they are not, or nearly everybody."""
    if not names or len(names) > _FEW:
        return None
    query = select(Participant.id).where(Participant.id.in_(names))
    found = frozenset(session.scalars(query))
    return found if found == frozenset(names) else None


def _of(query: _Query, column: InstrumentedAttribute[Any], only: Collection[str] | None) -> _Query:
    """`query`, of `only` these people if not of all."""
    return query if only is None else query.where(column.in_(only))


def _people(session: Session, only: Collection[str] | None) -> dict[str, Person]:
    partnerships = _partnerships(session)
    query = (
        select(
            Participant,
            Organisation.name,
            Organisation.type,
            Organisation.country,
            Delegation.name,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
    )
    return {
        one.id: Person(
            key=one.id,
            number=one.number,
            name=one.name,
            native_name=one.native_name,
            name_key=one.name_key,
            organisation=organisation or "",
            organisation_type=kind or OrganisationType.OTHER,
            partnership=partnerships.get(one.organisation_id, ""),
            country=country or one.country,
            delegation_key=one.delegation_id or "",
            delegation=delegation or "",
            role=one.role,
            expected=one.status is ParticipantStatus.REGISTERED,
            languages=tuple(one.languages),
            no_photos=one.consent_photo is False,
            organisation_key=one.organisation_id or "",
        )
        for one, organisation, kind, country, delegation in session.execute(
            _of(query, Participant.id, only)
        )
    }


def _partnerships(session: Session) -> dict[str | None, str]:
    """The acronyms of each organisation's partnerships, by its key."""
    query = select(PartnershipMember.organisation_id, Partnership.acronym).join(
        Partnership, Partnership.id == PartnershipMember.partnership_id
    )
    found: dict[str | None, list[str]] = defaultdict(list)
    for organisation, acronym in session.execute(query):
        found[organisation].append(acronym)
    return {
        organisation: " · ".join(sorted(acronyms, key=name_order))
        for organisation, acronyms in found.items()
    }


def _read_badges(session: Session, taken: Snapshot, only: Collection[str] | None) -> None:
    """A badge counts as printed from the moment on at which its present code was issued."""
    query = select(Badge.participant_id, Badge.token, Badge.issued_at).where(
        Badge.revoked_at.is_(None)
    )
    last = _last(session, PrintRecord.participant_id, DocumentKind.BADGES, only)
    for key, token, issued_at in session.execute(_of(query, Badge.participant_id, only)):
        taken.tokens[key] = token
        if key in last and last[key] >= issued_at:
            taken.printed[key] = last[key]


def _last(
    session: Session,
    subject: InstrumentedAttribute[str | None],
    kind: DocumentKind,
    only: Collection[str] | None,
) -> dict[str, datetime]:
    query = (
        select(subject, func.max(PrintRecord.at))
        .where(PrintRecord.kind == kind, subject.is_not(None))
        .group_by(subject)
    )
    return {key: at for key, at in session.execute(_of(query, subject, only)) if key}


def _read_agendas(session: Session, taken: Snapshot, only: Collection[str] | None) -> None:
    for held in session.scalars(_of(select(Agenda), Agenda.participant_id, only)):
        taken.agendas[held.participant_id] = OnPaper(
            held.number, held.fingerprint, held.printed_at, held.content
        )
        taken.printed[held.participant_id] = held.printed_at
    codes = select(Badge.participant_id, Badge.token).where(Badge.revoked_at.is_(None))
    for key, token in session.execute(_of(codes, Badge.participant_id, only)):
        taken.tokens[key] = token
    pauses = select(Break.day, Break.starts, Break.ends, Break.name, Break.kind, Break.place)
    ordered = pauses.order_by(Break.day, Break.starts)
    taken.pauses = tuple(Pause(*row) for row in session.execute(ordered))
    sessions: dict[str, set[str]] = defaultdict(set)
    attended = select(SessionAttendance.participant_id, SessionAttendance.session_id)
    for key, attends in session.execute(_of(attended, SessionAttendance.participant_id, only)):
        sessions[key].add(attends)
    taken.sessions = {key: frozenset(attends) for key, attends in sessions.items()}
    absences: dict[str, dict[str, str]] = defaultdict(dict)
    away = select(Unavailability.participant_id, Unavailability.slot_id, Unavailability.reason)
    away = away.where(Unavailability.cause.is_(None))  # no paper is wrong because somebody is late
    for key, slot, reason in session.execute(_of(away, Unavailability.participant_id, only)):
        absences[key][slot] = reason
    taken.absences = absences
    lines = (
        select(Profile.participant_id, ProfileLine.side, ProfileLine.text)
        .join(Profile, Profile.id == ProfileLine.profile_id)
        .order_by(ProfileLine.position)
    )
    profile: dict[tuple[str, ProfileSide], list[str]] = defaultdict(list)
    # What stands on a page is what the people met offer and need.
    for key, side, text in session.execute(
        _of(lines, Profile.participant_id, only and taken.people)
    ):
        profile[key, side].append(text)
    taken.profile = profile


def _appointments(session: Session, only: Collection[str] | None) -> tuple[Appointment, ...]:
    guests: dict[str, list[str]] = defaultdict(list)
    placed = (
        select(
            Meeting.id,
            Meeting.first_id,
            Meeting.second_id,
            Interpreter.participant_id,
            Meeting.slot_id,
            Meeting.table_id,
            Meeting.number,
        )
        .outerjoin(Interpreter, Interpreter.id == Meeting.interpreter_id)
        .where(
            Meeting.grid_id == live_grid(session).id,
            Meeting.slot_id.is_not(None),
            Meeting.status != MeetingStatus.CANCELLED,
        )
        .order_by(Meeting.number)
    )
    query = select(MeetingGuest.meeting_id, MeetingGuest.participant_id)
    if only is not None:
        comes = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id.in_(only))
        placed = placed.where(
            Meeting.first_id.in_(only)
            | Meeting.second_id.in_(only)
            | Interpreter.participant_id.in_(only)
            | Meeting.id.in_(comes)
        )
    rows = session.execute(placed).all()
    kept = None if only is None else [row.id for row in rows]
    query = _of(query, MeetingGuest.meeting_id, kept)
    for meeting, guest in session.execute(query.order_by(MeetingGuest.id)):
        guests[meeting].append(guest)
    return tuple(
        Appointment(
            key=key,
            parties=(first, second, *guests[key]),
            interpreter=interpreter or "",
            slot=slot or "",
            table=table or "",
            number=number,
        )
        for key, first, second, interpreter, slot, table, number in rows
    )
