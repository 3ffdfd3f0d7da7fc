"""Reading who interprets where from the board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.core.wording import fill
from matchdesk.models import CheckIn, Interpreter, Organisation, Participant, Slot
from matchdesk.models.ordering import in_letter_order
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.constraints import common_language, interpreter_speaks
from matchdesk.scheduling.problem import Placement
from matchdesk.services.board import Board, Standing
from matchdesk.services.events import SlotView
from matchdesk.services.interpreters.views import (
    Candidate,
    InterpretedMeeting,
    InterpreterDay,
    InterpreterPlan,
    InterpreterSlot,
    Work,
)

Pairs = tuple[tuple[str, str], ...]


class _Who(NamedTuple):
    """Somebody who interprets: the record's key, the person's, and what is shown of them."""

    key: str
    pairs: list[str]
    participant: str
    number: int
    name: str
    native_name: str
    phone: str
    status: ParticipantStatus
    organisation: str | None


_WHO = (
    select(
        Interpreter.id,
        Interpreter.language_pairs,
        Participant.id,
        Participant.number,
        Participant.name,
        Participant.native_name,
        Participant.phone,
        Participant.status,
        Organisation.name,
    )
    .join(Participant, Participant.id == Interpreter.participant_id)
    .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    .order_by(in_letter_order(Participant.name_key), Participant.number)
)


def needs_one(board: Board, parties: Iterable[str]) -> bool:
    """Whether the parties share no language; whoever named none is taken to manage."""
    return not common_language([board.problem.participant_by_key[key] for key in parties])


def read_plan(session: Session, board: Board) -> InterpreterPlan:
    """Everybody's work in the live grid."""
    slots = _slots(session)
    meetings = _meetings(board, slots)
    people = [_Who._make(row) for row in session.execute(_WHO)]
    here = _arrived(session, {who.participant for who in people})
    busy: dict[tuple[str, str], list[InterpretedMeeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.interpreter is not None:
            busy[meeting.interpreter, meeting.slot.key].append(meeting)
    own = {(key, m.slot) for m in board.meetings.values() if m.slot for key in m.parties}
    away = {one.key: one.unavailable for one in board.problem.interpreters}
    return InterpreterPlan(
        slots=tuple(slots.values()),
        interpreters=tuple(
            _day(who, slots.values(), busy, own, away.get(who.key, frozenset()), here)
            for who in people
        ),
        lacking=tuple(m for m in meetings if m.interpreter is None),
        needed=sum(needs_one(board, [party[0] for party in m.parties]) for m in meetings),
    )


def candidates(board: Board, standing: Standing) -> tuple[Candidate, ...]:
    """Every interpreter for one placed meeting: assigned, free, busy, impossible, in this order."""
    assert standing.slot is not None  # the caller asks for placed meetings only
    work = _work(board)
    found = [_candidate(board, standing, key, work) for key in board.problem.interpreter_by_key]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.assigned,
                bool(one.why_not),
                one.busy_with is not None,
                one.meetings,
                one.name,
            ),
        )
    )


def _candidate(
    board: Board, standing: Standing, key: str, work: Mapping[str, Sequence[Placement]]
) -> Candidate:
    one = board.problem.interpreter_by_key[key]
    mine = [p for p in work.get(key, ()) if p.slot == standing.slot and p.meeting != standing.key]
    return Candidate(
        key=key,
        participant=one.participant or "",
        name=board.names.interpreter(key),
        pairs=pairs_of("-".join(sorted(pair)) for pair in one.pairs),
        assigned=standing.interpreter == key,
        busy_with=board.names.meetings.get(mine[0].meeting) if mine else None,
        why_not=_why_not(board, standing, key, {p.meeting for p in mine}),
        meetings=len(work.get(key, ())),
    )


def _why_not(board: Board, standing: Standing, key: str, own_work: set[str]) -> str:
    """The rule that keeps them from it, other meetings that they interpret then left aside."""
    people = [board.problem.participant_by_key[party] for party in standing.parties]
    one = board.problem.interpreter_by_key[key]
    if one.participant in standing.parties:
        return fill("interpreter_own", {"name": board.names.interpreter(key)})
    there = Placement(
        standing.key, standing.parties, standing.slot or "", standing.table, None, key
    )
    if not needs_one(board, standing.parties) or interpreter_speaks(one, people):
        beside = [p for p in board.placements if p.meeting not in own_work | {standing.key}]
        found = conflicts.clashes_of(board.problem, beside, there)
        wrong = [v for v in found if v.rule == "interpreter_free"]
    else:
        found = conflicts.clashes_of(board.problem, (), there)
        wrong = [v for v in found if v.rule == "interpreter_speaks"]
    return board.names.sentence(wrong[0]) if wrong else ""


def _work(board: Board) -> dict[str, list[Placement]]:
    found: dict[str, list[Placement]] = defaultdict(list)
    for placement in board.placements:
        if placement.interpreter is not None:
            found[placement.interpreter].append(placement)
    return found


def pairs_of(stored: Iterable[str]) -> Pairs:
    """Pairs of language codes from how they are stored (`en-zh`)."""
    split = (pair.split("-") for pair in stored)
    return tuple(sorted((one, other) for one, other in split))


def _day(
    who: _Who,
    slots: Iterable[SlotView],
    busy: Mapping[tuple[str, str], Sequence[InterpretedMeeting]],
    own: set[tuple[str, str]],
    away: frozenset[str],
    here: frozenset[str],
) -> InterpreterDay:
    return InterpreterDay(
        key=who.key,
        participant=who.participant,
        number=who.number,
        name=who.name,
        native_name=who.native_name,
        organisation=who.organisation or "",
        phone=who.phone,
        expected=who.status is ParticipantStatus.REGISTERED,
        arrived=who.participant in here,
        pairs=pairs_of(who.pairs),
        slots=tuple(_slot(who, slot, busy, own, away) for slot in slots),
    )


def _slot(
    who: _Who,
    slot: SlotView,
    busy: Mapping[tuple[str, str], Sequence[InterpretedMeeting]],
    own: set[tuple[str, str]],
    away: frozenset[str],
) -> InterpreterSlot:
    meetings = busy.get((who.key, slot.key), ())
    has_own = (who.participant, slot.key) in own
    if meetings:
        return InterpreterSlot(slot, Work.INTERPRETS, meetings[0], len(meetings) > 1 or has_own)
    if has_own:
        return InterpreterSlot(slot, Work.OWN_MEETING)
    return InterpreterSlot(slot, Work.AWAY if slot.key in away else Work.FREE)


def _meetings(board: Board, slots: Mapping[str, SlotView]) -> tuple[InterpretedMeeting, ...]:
    """Those that have or need an interpreter, by slot and table."""
    tables = board.problem.table_by_key
    found = []
    for standing in board.meetings.values():
        if standing.slot is None:
            continue
        if standing.interpreter is None and not needs_one(board, standing.parties):
            continue
        table = tables.get(standing.table or "")
        found.append(
            InterpretedMeeting(
                key=standing.key,
                number=standing.number,
                slot=slots[standing.slot],
                table=table.number if table else None,
                zone=table.zone if table else "",
                parties=tuple(_party(board, key) for key in standing.parties),
                status=standing.status,
                locked=standing.locked,
                interpreter=standing.interpreter,
            )
        )
    return tuple(sorted(found, key=lambda m: (m.slot.number, m.table or 0, m.number)))


def _party(board: Board, key: str) -> tuple[str, str, str, tuple[str, ...]]:
    home = board.names.organisation_of.get(key, "")
    spoken = board.problem.participant_by_key[key].languages
    return (key, board.names.person(key), home, tuple(sorted(spoken)))


def _slots(session: Session) -> dict[str, SlotView]:
    rows = session.scalars(select(Slot).order_by(Slot.number))
    return {
        row.id: SlotView(row.id, row.number, row.day, row.starts, row.ends, row.session_id)
        for row in rows
    }


def _arrived(session: Session, people: set[str]) -> frozenset[str]:
    query = select(CheckIn.participant_id).where(
        CheckIn.participant_id.in_(people),
        CheckIn.outcome == CheckInOutcome.ADMITTED,
        CheckIn.undone_at.is_(None),
    )
    return frozenset(key for key in session.scalars(query) if key)
