"""Reading the board: one pass over time, place, people, wishes and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.vocabulary import AbsenceKind, MeetingStatus, ParticipantStatus
from matchdesk.models import (
    Interpreter,
    Meeting,
    MeetingGuest,
    Participant,
    SessionAttendance,
    Slot,
    Table,
    TableBlock,
    Unavailability,
)
from matchdesk.scheduling import problem as planner
from matchdesk.services.board.naming import read_names
from matchdesk.services.board.standing import Board, Standing, placement_of
from matchdesk.services.board.wishes import USUAL_PRIORITY, Wishes, read_wishes, weight_of
from matchdesk.services.events import live_grid
from matchdesk.services.guards import FREED

_MINUTES = 60

# Thousands of rows are read while somebody drags a meeting: columns, not records.
_PEOPLE = select(
    Participant.id,
    Participant.name,
    Participant.organisation_id,
    Participant.status,
    Participant.max_meetings,
    Participant.most_in_a_row,
    Participant.free_slots,
    Participant.languages,
)
_MEETINGS = select(
    Meeting.id,
    Meeting.number,
    Meeting.request_id,
    Meeting.first_id,
    Meeting.second_id,
    Meeting.slot_id,
    Meeting.table_id,
    Meeting.status,
    Meeting.locked,
    Meeting.interpreter_id,
)


class _Person(NamedTuple):
    id: str
    name: str
    organisation_id: str | None
    status: ParticipantStatus
    max_meetings: int | None
    most_in_a_row: int | None
    free_slots: int | None
    languages: list[str]


class _Row(NamedTuple):
    id: str
    number: int
    request_id: str | None
    first_id: str
    second_id: str
    slot_id: str | None
    table_id: str | None
    status: MeetingStatus
    locked: bool
    interpreter_id: str | None


def read_board(session: DatabaseSession) -> Board:
    """The live grid as it stands in `session`."""
    slots = _slots(session)
    open_sessions = frozenset(slot.session for slot in slots)
    people = [_Person(*row) for row in session.execute(_PEOPLE)]
    expected = frozenset(p.id for p in people if p.status is ParticipantStatus.REGISTERED)
    wishes = read_wishes(session, expected, open_sessions)
    meetings = _meetings(session, wishes)
    placed = [m for m in meetings.values() if m.slot is not None]
    involved = {key for meeting in meetings.values() for key in meeting.parties}
    made_by_hand = [
        planner.Request(m.key, m.parties, weight_of(USUAL_PRIORITY, mutual=False))
        for m in meetings.values()
        if m.request == m.key and frozenset(m.parties) <= expected
    ]
    interpreting = {row.participant_id: row for row in session.scalars(select(Interpreter))}
    participants = _participants(
        session,
        [p for p in people if p.id in expected or p.id in involved or p.id in interpreting],
        expected,
        slots,
        placed,
    )
    problem = planner.PlanningProblem(
        slots=slots,
        tables=_tables(session),
        participants=tuple(participants),
        requests=(*wishes.by_pair.values(), *wishes.never, *made_by_hand),
        locked=tuple(placement_of(m) for m in placed if m.stays),
        interpreters=tuple(_interpreters(interpreting, participants, slots, placed)),
    )
    return Board(
        problem=problem,
        placements=tuple(placement_of(m) for m in placed),
        meetings=meetings,
        wishes=wishes,
        gone=frozenset(involved - expected),
        flagged=_flagged(session),
        names=read_names(
            session,
            {p.id: p.name for p in people},
            {p.id: p.organisation_id for p in people},
            {row.id: key for key, row in interpreting.items()},
        ),
    )


def _meetings(session: DatabaseSession, wishes: Wishes) -> dict[str, Standing]:
    """By key, in order of number; the first meeting of a request stands for it."""
    guests: dict[str, list[str]] = defaultdict(list)
    for key, guest in session.execute(select(MeetingGuest.meeting_id, MeetingGuest.participant_id)):
        guests[key].append(guest)
    query = _MEETINGS.where(Meeting.grid_id == live_grid(session).id, Meeting.status.not_in(FREED))
    rows = [_Row._make(row) for row in session.execute(query)]
    parties = {row.id: (row.first_id, row.second_id, *guests[row.id]) for row in rows}
    claimed: set[str] = set()
    found = {}
    for row in sorted(rows, key=lambda row: (row.slot_id is None, row.number)):
        request = _request_of(row, parties[row.id], wishes)
        if request in claimed:
            request = None
        if request is not None:
            claimed.add(request)
        own = request is not None and row.request_id is not None
        movable = own and not row.locked and row.status is MeetingStatus.PLANNED
        if request is None and row.slot_id is None:
            request = row.id
        found[row.id] = Standing(
            key=row.id,
            number=row.number,
            parties=parties[row.id],
            slot=row.slot_id,
            table=row.table_id,
            status=row.status,
            locked=row.locked,
            request=request,
            stays=row.slot_id is not None and not movable,
            interpreter=row.interpreter_id,
        )
    return dict(sorted(found.items(), key=lambda item: item[1].number))


def _request_of(row: _Row, parties: Sequence[str], wishes: Wishes) -> str | None:
    """The planner's request of a meeting; its parties must still be those who asked."""
    wanted = wishes.by_pair.get(frozenset(parties))
    if wanted is None:
        return None
    return wanted.key if wishes.merged.get(row.request_id or "", wanted.key) == wanted.key else None


def _slots(session: DatabaseSession) -> tuple[planner.Slot, ...]:
    rows = session.scalars(select(Slot).order_by(Slot.number)).all()
    days = {day: index for index, day in enumerate(sorted({row.day for row in rows}))}
    return tuple(
        planner.Slot(
            key=row.id,
            number=row.number,
            day=days[row.day],
            starts=row.starts.hour * _MINUTES + row.starts.minute,
            ends=row.ends.hour * _MINUTES + row.ends.minute,
            session=row.session_id,
        )
        for row in rows
    )


def _tables(session: DatabaseSession) -> tuple[planner.Table, ...]:
    blocked: dict[str, set[str]] = defaultdict(set)
    for block in session.scalars(select(TableBlock)):
        blocked[block.table_id].add(block.slot_id)
    return tuple(
        planner.Table(
            key=row.id,
            number=row.number,
            zone=row.zone,
            seats=row.seats,
            reserved_for=row.reserved_for_id,
            blocked=frozenset(blocked[row.id]),
        )
        for row in session.scalars(select(Table).order_by(Table.number))
    )


def _participants(
    session: DatabaseSession,
    people: Sequence[_Person],
    expected: frozenset[str],
    slots: Sequence[planner.Slot],
    placed: Sequence[Standing],
) -> list[planner.Participant]:
    """Who is expected, and who was when a meeting of theirs took place (available just then)."""
    open_sessions = frozenset(slot.session for slot in slots)
    attended: dict[str, set[str]] = defaultdict(set)
    present = select(SessionAttendance.participant_id, SessionAttendance.session_id)
    for key, attended_session in session.execute(present):
        attended[key].add(attended_session)
    away: dict[str, set[str]] = defaultdict(set)
    absences = select(Unavailability.participant_id, Unavailability.slot_id)
    for key, slot in session.execute(absences):
        away[key].add(slot)
    for person in people:
        if person.id not in expected:
            away[person.id] = {slot.key for slot in slots}
    for meeting in placed:
        for key in meeting.parties:
            if key not in expected and meeting.slot is not None:
                away[key].discard(meeting.slot)
    return [
        planner.Participant(
            key=person.id,
            organisation=person.organisation_id or "",
            sessions=(
                frozenset(attended[person.id] & open_sessions) if attended[person.id] else None
            ),
            unavailable=frozenset(away[person.id]),
            max_meetings=person.max_meetings,
            most_in_a_row=person.most_in_a_row,
            free_slots=person.free_slots,
            languages=frozenset(person.languages),
        )
        for person in people
    ]


def _flagged(session: DatabaseSession) -> dict[str, dict[str, AbsenceKind]]:
    query = select(
        Unavailability.participant_id, Unavailability.slot_id, Unavailability.cause
    ).where(Unavailability.cause.is_not(None))
    found: dict[str, dict[str, AbsenceKind]] = defaultdict(dict)
    for key, slot, cause in session.execute(query):
        if cause is not None:
            found[key][slot] = cause
    return dict(found)


def _interpreters(
    rows: Mapping[str, Interpreter],
    participants: Sequence[planner.Participant],
    slots: Sequence[planner.Slot],
    placed: Sequence[Standing],
) -> Iterator[planner.Interpreter]:
    """Who interprets, when they are at the event; where they interpreted already they were."""
    worked: dict[str, set[str]] = defaultdict(set)
    for meeting in placed:
        if meeting.interpreter is not None and meeting.slot is not None and meeting.stays:
            worked[meeting.interpreter].add(meeting.slot)
    for person in participants:
        row = rows.get(person.key)
        if row is not None:
            missed = {
                slot.key
                for slot in slots
                if person.sessions is not None and slot.session not in person.sessions
            }
            yield planner.Interpreter(
                key=row.id,
                pairs=frozenset(frozenset(pair.split("-")) for pair in row.language_pairs),
                unavailable=(person.unavailable | missed) - worked[row.id],
                participant=person.key,
            )
