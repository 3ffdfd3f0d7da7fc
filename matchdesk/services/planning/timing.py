"""While an event is under way, a plan is for what is left of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from matchdesk.scheduling.problem import Table, altered
from matchdesk.services.agenda.past import is_over, past_slots
from matchdesk.services.board.standing import Board, placement_of


@dataclass(frozen=True, slots=True)
class Ahead:
    """`board` as a plan may change it, and the keys of the slots in which it may not (`past`)."""

    board: Board
    past: frozenset[str]


def ahead_of(board: Board, now: datetime) -> Ahead:
    """What can still be planned at `now` (the venue's clock).

    Slots that have begun keep what stands in them and take nothing more. Before the event nothing
    has begun; after its end there is nothing to keep to, and all of it can be planned (a past event
    is planned anew to try something out).
    """
    past = frozenset(past_slots(board, now))
    if not past or is_over(board, now):
        return Ahead(board, frozenset())
    meetings = {
        key: replace(meeting, stays=True) if meeting.slot in past else meeting
        for key, meeting in board.meetings.items()
    }
    standing = [meeting for meeting in meetings.values() if meeting.stays]
    # Not as people's absence: whoever wants free slots counts the past ones too.
    used = {(meeting.table, meeting.slot) for meeting in standing}
    problem = altered(
        board.problem,
        tables=tuple(_closed(table, past, used) for table in board.problem.tables),
        locked=tuple(placement_of(meeting) for meeting in standing),
        begun=past,
    )
    return Ahead(replace(board, problem=problem, meetings=meetings), past)


def _closed(
    table: Table, past: Collection[str], used: Collection[tuple[str | None, str | None]]
) -> Table:
    """A table is open in the past for the meeting that stands there, and for no other."""
    shut = frozenset(slot for slot in past if (table.key, slot) not in used)
    return replace(table, blocked=table.blocked | shut)
