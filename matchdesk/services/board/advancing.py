"""A board kept up with the journal: moving one meeting costs milliseconds, reading all does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from matchdesk.core.changes import Change, Row
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.scheduling import conflicts
from matchdesk.scheduling import problem as planner
from matchdesk.scheduling.board import Board as Index
from matchdesk.services.board.standing import Board, Standing, placement_of
from matchdesk.services.guards import FREED

_FOLLOWED = ("slot_id", "table_id", "status", "locked", "no_show_id", "note", "interpreter_id")
"""Columns of a meeting whose change leaves everything else of the board as it was."""

MOST_FOLLOWED = 40
"""With more meetings than this, reading all of it anew is hardly slower."""


def advanced(board: Board, changes: Sequence[Change]) -> Board | None:
    """`board` after `changes`, oldest first; None where only reading it anew would do.

    Followed are meetings that stand on the board before and after. A meeting that is made, called
    off or taken back, one whose request it stands for may become another's, and whoever is no
    longer expected need a new look at everything.
    """
    last = {change.key: change for change in changes}
    if len(last) > MOST_FOLLOWED or any(not _follows(board, change) for change in changes):
        return None
    moved = {key: _moved(board.meetings[key], change.after or {}) for key, change in last.items()}
    if any(_claims_anew(board, moved[key], key) for key in moved):
        return None
    meetings = {**board.meetings, **moved}
    placements = _placements(board, meetings, moved)
    problem = board.problem
    if any(one.stays for key in moved for one in (board.meetings[key], moved[key])):
        locked = tuple(place for place in placements if meetings[place.meeting].stays)
        problem = _keeping(problem, locked)
    made = replace(board, problem=problem, placements=placements, meetings=meetings)
    _carry(board, made, moved)
    return made


def _follows(board: Board, change: Change) -> bool:
    before, after, standing = change.before, change.after, board.meetings.get(change.key)
    if change.entity != "meeting" or before is None or after is None or standing is None:
        return False
    freed = {status.value for status in FREED}
    if before["status"] in freed or after["status"] in freed:
        return False
    same = all(before[name] == after[name] for name in before if name not in _FOLLOWED)
    return same and board.gone.isdisjoint(standing.parties)


def _moved(standing: Standing, row: Row) -> Standing:
    status = MeetingStatus(row["status"])
    own = standing.request not in (None, standing.key) and row["request_id"] is not None
    movable = own and not row["locked"] and status is MeetingStatus.PLANNED
    return replace(
        standing,
        slot=row["slot_id"],
        table=row["table_id"],
        status=status,
        locked=row["locked"],
        stays=row["slot_id"] is not None and not movable,
        interpreter=row["interpreter_id"],
    )


def _claims_anew(board: Board, moved: Standing, key: str) -> bool:
    """Whether a place gained or lost changes which request stands behind which meeting."""
    before = board.meetings[key]
    if (before.slot is None) is (moved.slot is None):
        return False
    if before.request in (None, key):
        return True
    pair = frozenset(moved.parties)
    return any(m.key != key and frozenset(m.parties) == pair for m in board.meetings.values())


def _keeping(
    problem: planner.PlanningProblem, locked: tuple[planner.Placement, ...]
) -> planner.PlanningProblem:
    """The same problem with other meetings that stay; checked already, but for those."""
    return planner.altered(problem, locked=locked)


def _placements(
    board: Board, meetings: Mapping[str, Standing], moved: Mapping[str, Standing]
) -> tuple[planner.Placement, ...]:
    if _same_are_placed(board, moved):
        return tuple(
            placement_of(moved[p.meeting]) if p.meeting in moved else p for p in board.placements
        )
    known = {p.meeting: p for p in board.placements if p.meeting not in moved}
    return tuple(
        known[key] if key in known else placement_of(standing)
        for key, standing in meetings.items()
        if standing.slot is not None
    )


def _same_are_placed(board: Board, moved: Mapping[str, Standing]) -> bool:
    """Whether nobody has gained or lost a place."""
    return all((board.meetings[key].slot is None) is (m.slot is None) for key, m in moved.items())


def _carry(old: Board, made: Board, moved: Mapping[str, Standing]) -> None:
    """What was worked out on the old board and can be had from it for less than from nothing."""
    worked_out = vars(old)  # where `cached_property` keeps its answers
    if "open_requests" in worked_out and _same_are_placed(old, moved):
        vars(made)["open_requests"] = old.open_requests
    if "index" in worked_out:
        index = _index(old.index, moved.values())
        if index is not None:
            vars(made)["index"] = index
    if "faults" in worked_out and _faultless(old, made, moved):
        vars(made)["faults"] = old.faults


def _index(index: Index, moved: Iterable[Standing]) -> Index | None:
    try:
        for standing in moved:
            if standing.slot is not None:
                index = index.put(placement_of(standing))
            elif standing.key in index.meetings:
                index = index.without(standing.key)
    except KeyError:  # a slot or table that is not on this board: read it anew
        return None
    return index


def _faultless(old: Board, made: Board, moved: Mapping[str, Standing]) -> bool:
    """Whether `moved` broke no hard rule before and breaks none now; a rule's other party counts.

    Meetings without a table share the tables that are left: with any of those in a slot that is
    left or taken, look at everything.
    """
    if not moved.keys().isdisjoint(old.faults):
        return False
    touched = {m.slot for key in moved for m in (old.meetings[key], moved[key])}
    if any(p.table is None and p.slot in touched for p in made.placements):
        return False
    for standing in moved.values():
        if standing.slot is not None:
            here = placement_of(standing)
            if any(v.hard for v in conflicts.clashes_of(made.problem, made.near(here), here)):
                return False
    return True
