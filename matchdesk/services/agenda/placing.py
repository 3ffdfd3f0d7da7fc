"""Where a meeting may go, by the planner's own rules."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, RuleBroken
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.models import Meeting, MeetingGuest, MeetingRequest, new_key
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.board import Board as Index
from matchdesk.scheduling.interpreting import could_serve
from matchdesk.scheduling.problem import Placement, Violation
from matchdesk.services.board import Beside, Board, Standing
from matchdesk.services.waiting import BEGUN


def movable(board: Board, meeting: Meeting) -> Standing:
    """`meeting` on the board, if its place may change at all; raises `Conflict`, `RuleBroken`."""
    standing = board.meetings.get(meeting.id)
    if standing is None or standing.status in BEGUN:
        raise Conflict("agenda_not_planned", number=meeting.number, status=label(meeting.status))
    if standing.locked:
        who = dict(zip(("participant", "other"), standing.parties[:2], strict=True))
        data = {**who, "slot": standing.slot, "meetings": [standing.key]}
        raise RuleBroken([board.names.violation(Violation("locked_kept", "hard", data))])
    return standing


def add_placed(session: Session, grid: str, number: int, place: Placement) -> str:
    """A new meeting of `grid` where `place` has it, with its guests; returns its key."""
    key = new_key()
    request = session.get(MeetingRequest, place.request or "")
    session.add(
        Meeting(
            id=key,
            number=number,
            grid_id=grid,
            request_id=request.id if request else None,
            first_id=place.parties[0],
            second_id=place.parties[1],
            slot_id=place.slot,
            table_id=place.table,
            interpreter_id=place.interpreter,
            status=MeetingStatus.PLANNED,
        )
    )
    for guest in place.parties[2:]:
        session.add(MeetingGuest(meeting_id=key, participant_id=guest))
    return key


def best_table(
    board: Board, others: Sequence[Placement], slot: str, parties: Sequence[str], kept: str | None
) -> str | None:
    """A free table for `parties` beside `others`.

    The `kept` one if it is free, else one reserved for them, in its zone, or the first that fits.
    """
    free = conflicts.free_tables(board.problem, others, slot, parties)
    if kept in free:
        return kept
    tables = board.problem.table_by_key
    zone = tables[kept].zone if kept is not None and kept in tables else None
    ranked = sorted(
        free, key=lambda key: (tables[key].reserved_for is None, tables[key].zone != zone)
    )
    return ranked[0] if ranked else None


def placed(
    board: Board, standing: Standing, slot: str, table: str | None, without: Sequence[str] = ()
) -> tuple[Placement, tuple[str, ...]]:
    """`standing` at `slot` and `table` (None: the best free one), and the soft rules it breaks.

    Meetings `without` count as gone. Raises `RuleBroken` with every hard rule it would break.
    """
    return placed_beside(Beside(board, frozenset((standing.key, *without))), standing, slot, table)


def placed_beside(
    beside: Beside, standing: Standing, slot: str, table: str | None
) -> tuple[Placement, tuple[str, ...]]:
    """Like `placed`, beside exactly these others."""
    board = beside.board
    others = beside.near(_candidate(board, standing, slot, table))
    chosen = table or best_table(board, others, slot, standing.parties, standing.table)
    candidate = _candidate(board, standing, slot, chosen)
    candidate = replace(candidate, interpreter=free_interpreter(board, others, candidate))
    found = conflicts.clashes_of(board.problem, others, candidate)
    hard = [violation for violation in found if violation.hard]
    if chosen is None and not hard:
        counts = {"slot": slot, "count": 1, "limit": 0, "meetings": [standing.key]}
        hard = [Violation("tables_enough", "hard", counts)]
    if hard:
        raise RuleBroken([board.names.violation(violation) for violation in hard])
    return candidate, tuple(board.names.sentence(violation) for violation in found)


def _candidate(board: Board, standing: Standing, slot: str, table: str | None) -> Placement:
    known = standing.request in board.problem.request_by_key and standing.request != standing.key
    return Placement(
        meeting=standing.key,
        parties=standing.parties,
        slot=slot,
        table=table,
        request=standing.request if known else None,
        interpreter=standing.interpreter,
    )


def free_interpreter(board: Board, others: Sequence[Placement], candidate: Placement) -> str | None:
    """Who interprets there: as so far if they can, else somebody free; None: nobody is needed."""
    if could_serve(board.problem, candidate.parties) is None:
        return None
    index = _beside_only(board, others, candidate.slot)
    held = index.ground.held(replace(candidate, slot="", table=None), waits=True)
    return index.interpreter_for(held, index.ground.slot_number[candidate.slot])


def _beside_only(board: Board, others: Sequence[Placement], slot: str) -> Index:
    """The board's index with just `others` in `slot`: building one costs more than following."""
    index = board.index
    wanted = {p.meeting: p for p in others if p.slot == slot}
    for key in index.in_slot[index.ground.slot_number[slot]].keys() - wanted.keys():
        index = index.without(key)
    for key, place in wanted.items():
        if board.standing.get(key) != place:
            with contextlib.suppress(KeyError):  # it names what is gone: no rule looks at it
                index = index.put(place)
    return index


def swapped(
    board: Board, one: Standing, other: Standing
) -> tuple[tuple[Placement, tuple[str, ...]], tuple[Placement, tuple[str, ...]]]:
    """Both meetings at each other's places; raises as `placed` does."""
    assert one.slot is not None
    assert other.slot is not None
    first = placed(board, one, other.slot, other.table, (other.key,))
    beside = Beside(board, frozenset((one.key, other.key)), (first[0],))
    second = placed_beside(beside, other, one.slot, one.table)
    return first, second
