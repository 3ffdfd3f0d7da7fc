"""Reads the whole live grid in one pass, for the Grid screen and the command line."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import (
    TO_COME,
    AbsenceKind,
    CheckInOutcome,
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    meeting_form,
)
from matchdesk.models import (
    Agenda,
    Break,
    CheckIn,
    Delegation,
    Meeting,
    MeetingRequest,
    Organisation,
    Participant,
    TableBlock,
)
from matchdesk.services import absences
from matchdesk.services.agenda.views import (
    AgendaLine,
    GridData,
    GridMeeting,
    GridPause,
    GridPerson,
    GridTable,
)
from matchdesk.services.board import Board, Standing
from matchdesk.services.events import SlotView, live_grid, summary
from matchdesk.services.waiting import parties_of

_FEW = 200
"""Names a query may list; for more, everything is read."""


def read_grid(session: Session, board: Board) -> GridData:
    """The live grid as `session` sees it; `board` is that of the same moment."""
    event = summary(session)
    grid = live_grid(session)
    types = _types(session)
    return GridData(
        slots=event.slots,
        pauses=_pauses(session, event.slots),
        tables=_tables(session, board),
        people=people_of(session, board),
        meetings=tuple(
            sorted((_meeting(board, m, types) for m in board.meetings.values()), key=_order(board))
        ),
        cancelled=_cancelled(session),
        requests=session.scalar(select(func.count()).select_from(MeetingRequest)) or 0,
        open_requests=board.open_requests,
        planned_at=grid.planned_at,
        weight=grid.weight,
        bound=grid.bound,
        timezone=event.timezone,
    )


def read_meetings(
    session: Session, board: Board, known: Board, before: GridData, touched: Collection[str]
) -> GridData:
    """`before`, read from the board `known`, where nothing but meetings has changed since.

    `touched` are the keys of those. A meeting that stands as it stood is the very same record as
    before: screens may draw only the others anew.
    """
    # Whoever is not expected counts as there only while a meeting of theirs stands.
    gone = [key for key, person in before.people.items() if not person.expected]
    fresh = people_of(session, board, gone) if gone else {}
    stood = all(key in known.meetings and key in board.meetings for key in touched)
    return replace(
        before,
        people=_renewed(before.people, fresh),
        meetings=_meetings_after(session, board, known, before),
        cancelled=before.cancelled if stood else _cancelled(session),
        open_requests=board.open_requests,
    )


def _meetings_after(
    session: Session, board: Board, known: Board, before: GridData
) -> tuple[GridMeeting, ...]:
    """The meetings of `before` with those made anew that stand otherwise on `board` than then."""
    other = {key for key, one in board.meetings.items() if known.meetings.get(key) is not one}
    if board.faults is not known.faults:
        faulty = (board.faults.keys() | known.faults.keys()) & board.meetings.keys()
        other |= {k for k in faulty if board.faults.get(k) != known.faults.get(k)}
    if not other and len(board.meetings) == len(known.meetings):
        return before.meetings
    standing = [board.meetings[key] for key in other]
    types = _types(session, {party for one in standing for party in one.parties})
    order = _order(board)
    # What is left is in order already.
    meetings = [m for m in before.meetings if m.key not in other and m.key in board.meetings]
    for one in standing:
        insort(meetings, _meeting(board, one, types), key=order)
    return tuple(meetings)


def _renewed(
    people: Mapping[str, GridPerson], fresh: Mapping[str, GridPerson]
) -> Mapping[str, GridPerson]:
    """`people` with those of `fresh`; the very same mapping where nobody differs."""
    if all(people[key] == person for key, person in fresh.items()):
        return people
    return {**people, **fresh}


def agenda_lines(
    session: Session, board: Board, participant: str | None = None
) -> tuple[AgendaLine, ...]:
    """The meetings in words, by slot and table, the waiting list last; all, or one person's."""
    grid = read_grid(session, board)
    slots = {slot.key: slot for slot in grid.slots}
    tables = {table.key: table.number for table in grid.tables}
    lines = []
    for meeting in grid.meetings:
        if participant is not None and participant not in meeting.parties:
            continue
        slot = slots.get(meeting.slot or "")
        people = [grid.people[key] for key in meeting.parties]
        lines.append(
            AgendaLine(
                number=meeting.number,
                slot=slot.number if slot else None,
                day=slot.day if slot else None,
                starts=slot.starts if slot else None,
                ends=slot.ends if slot else None,
                table=tables.get(meeting.table or ""),
                parties=tuple(person.name for person in people),
                organisations=tuple(person.organisation for person in people),
                status=meeting.status,
                locked=meeting.locked,
            )
        )
    return tuple(lines)


def _order(board: Board) -> Callable[[GridMeeting], tuple[bool, int, int, int]]:
    """By slot and table, the waiting list last."""
    slots = {key: slot.number for key, slot in board.problem.slot_by_key.items()}
    tables = {key: table.number for key, table in board.problem.table_by_key.items()}

    def order(meeting: GridMeeting) -> tuple[bool, int, int, int]:
        slot = slots[meeting.slot] if meeting.slot else 0
        table = tables[meeting.table] if meeting.table else 0
        return meeting.slot is None, slot, table, meeting.number

    return order


def _meeting(board: Board, meeting: Standing, types: Mapping[str, OrganisationType]) -> GridMeeting:
    who = meeting.interpreter
    return GridMeeting(
        key=meeting.key,
        number=meeting.number,
        parties=meeting.parties,
        slot=meeting.slot,
        table=meeting.table,
        status=meeting.status,
        locked=meeting.locked,
        form=meeting_form(types[meeting.parties[0]], types[meeting.parties[1]]),
        request=meeting.request if meeting.request != meeting.key else None,
        faults=board.faults.get(meeting.key, ()),
        interpreter="" if who is None else board.names.interpreter(who),
        missing=_missing(board, meeting),
    )


def _missing(board: Board, meeting: Standing) -> tuple[str, ...]:
    if not board.flagged or meeting.slot is None or meeting.status not in TO_COME:
        return ()
    nowhere: Mapping[str, AbsenceKind] = {}
    return tuple(k for k in meeting.parties if meeting.slot in board.flagged.get(k, nowhere))


def _cancelled(session: Session) -> tuple[GridMeeting, ...]:
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id, Meeting.status == MeetingStatus.CANCELLED
    )
    rows = session.scalars(query.order_by(Meeting.number)).all()
    types = _types(session) if rows else {}
    parties = parties_of(session, rows)
    return tuple(
        GridMeeting(
            key=row.id,
            number=row.number,
            parties=parties[row.id],
            slot=row.slot_id,
            table=row.table_id,
            status=row.status,
            locked=row.locked,
            form=meeting_form(types[row.first_id], types[row.second_id]),
            request=row.request_id,
        )
        for row in rows
    )


def _types(session: Session, only: Collection[str] | None = None) -> dict[str, OrganisationType]:
    """What kind of organisation each participant is from; those of `only`, where they are few."""
    query = select(Participant.id, Organisation.type).outerjoin(
        Organisation, Organisation.id == Participant.organisation_id
    )
    if only is not None and len(only) <= _FEW:
        query = query.where(Participant.id.in_(only))
    return {key: kind or OrganisationType.OTHER for key, kind in session.execute(query)}


def _present(session: Session) -> dict[str, datetime]:
    """When those were admitted who are in the house now."""
    query = select(CheckIn.participant_id, CheckIn.scanned_at).where(
        CheckIn.outcome == CheckInOutcome.ADMITTED,
        CheckIn.undone_at.is_(None),
        CheckIn.left_at.is_(None),
    )
    return {key: at for key, at in session.execute(query) if key is not None}


def people_of(
    session: Session, board: Board, only: Sequence[str] | None = None
) -> dict[str, GridPerson]:
    """Everybody, cancelled ones too, in order of number; or those of `only`."""
    here, flagged = _present(session), absences.flags(session)
    sessions = {slot.key: slot.session for slot in board.problem.slots}
    query = (
        select(
            Participant.id,
            Participant.number,
            Participant.name,
            Participant.native_name,
            Participant.country,
            Participant.status,
            Participant.organisation_id,
            Organisation.name,
            Organisation.country,
            Organisation.sectors,
            Delegation.name,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
        .order_by(Participant.number)
    )
    if only is not None:
        query = query.where(Participant.id.in_(only))
    people = {}
    paper = frozenset(session.scalars(select(Agenda.participant_id)))
    for row in session.execute(query):
        key, number, name, native, country, status, body, called, home, sectors, group = row
        planned = board.problem.participant_by_key.get(key)
        absent = set(planned.unavailable) if planned else set()
        if planned is not None and planned.sessions is not None:
            absent |= {
                slot for slot, half_day in sessions.items() if half_day not in planned.sessions
            }
        people[key] = GridPerson(
            key=key,
            number=number,
            name=name,
            native_name=native,
            organisation_key=body or "",
            organisation=called or "",
            country=home or country,
            delegation=group or "",
            expected=status is ParticipantStatus.REGISTERED,
            arrived=key in here,
            absent=frozenset(absent),
            sectors=tuple(sectors or ()),
            printed=key in paper,
            flags=flagged.get(key, ()),
        )
    return people


def _tables(session: Session, board: Board) -> tuple[GridTable, ...]:
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for block in session.scalars(select(TableBlock)):
        reasons[block.table_id][block.slot_id] = block.reason
    return tuple(
        GridTable(
            key=table.key,
            number=table.number,
            zone=table.zone,
            seats=table.seats,
            reserved_for=board.names.organisations.get(table.reserved_for or "", ""),
            blocked=reasons[table.key],
        )
        for table in board.problem.tables
    )


def _pauses(session: Session, slots: Sequence[SlotView]) -> tuple[GridPause, ...]:
    """The breaks in order; the time between two sessions of a day is one without a name."""
    found = []
    for pause in session.scalars(select(Break).order_by(Break.day, Break.starts)):
        later = (s for s in slots if s.day == pause.day and s.starts >= pause.starts)
        after = next(later, None)
        key = after.key if after else None
        name = " · ".join(filter(None, (pause.name, pause.place)))
        found.append(GridPause(pause.day, pause.starts, pause.ends, name, key))
    named = {pause.before for pause in found}
    for one, other in pairwise(slots):
        between_sessions = one.day == other.day and one.session_key != other.session_key
        if between_sessions and other.key not in named:
            found.append(GridPause(one.day, one.ends, other.starts, "", other.key))
    return tuple(sorted(found, key=lambda pause: (pause.day, pause.starts)))
