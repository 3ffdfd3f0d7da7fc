"""Giving meetings their interpreters by hand, and filling what lacks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from matchdesk.core.errors import Conflict, NotFound, RuleBroken
from matchdesk.models import Meeting
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.interpreting import assign
from matchdesk.scheduling.problem import Placement
from matchdesk.services.agenda.placing import free_interpreter
from matchdesk.services.board import Board, Standing, board_before
from matchdesk.services.board.standing import placement_of
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.interpreters.reading import needs_one
from matchdesk.services.outcomes.reading import find_meeting

_RULES = ("interpreter_speaks", "interpreter_free")


@dataclass(frozen=True)
class AssignInterpreter(Command):
    """Let somebody interpret a placed meeting (number or key); None takes its interpreter away.

    `interpreter` is the key of the record or of the participant. With `take`, whoever interprets
    another meeting in that slot leaves it for this one; the other meeting gets somebody who is
    free, or stands without (the answer says so). Result: `Interpreted`.
    """

    intent: ClassVar[str] = "assign_interpreter"

    meeting: int | str
    interpreter: str | None
    take: bool = False


@dataclass(frozen=True)
class FillInterpreters(Command):
    """Give every placed meeting that needs an interpreter and has none one who is free.

    Nobody is moved or reassigned. Result: `Interpreted` for each that got one.
    """

    intent: ClassVar[str] = "fill_interpreters"


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A meeting and the name of who interprets it now ("" for nobody).

    `other` is the number of the meeting they were taken from, `other_name` who does that one now.
    """

    number: int
    name: str
    other: int | None = None
    other_name: str = ""


def assign_interpreter(command: AssignInterpreter, context: Context) -> Interpreted:
    """Handle `AssignInterpreter`.

    Raises `RuleBroken` if they do not speak the languages or are not free, `Conflict` for a meeting
    without a place, `NotFound`.
    """
    meeting = find_meeting(context.session, command.meeting)
    board = board_before(context)
    standing = _placed(board, meeting)
    pair = board.names.pair(standing.parties)
    if command.interpreter is None:
        meeting.interpreter_id = None
        context.intent = "unassign_interpreter"
        context.describe(parties=pair, name=board.names.interpreter(standing.interpreter or ""))
        context.session.flush()
        return Interpreted(meeting.number, "")
    key = _find(board, command.interpreter)
    taken = _taken_from(board, standing, key) if command.take else None
    _check(board, standing, key, without=taken)
    meeting.interpreter_id = key
    name = board.names.interpreter(key)
    context.describe(parties=pair, name=name)
    other_name = ""
    if taken is not None:
        other_name = _hand_over(board, context, standing, key, taken)
    context.session.flush()
    return Interpreted(meeting.number, name, taken.number if taken else None, other_name)


def fill_interpreters(command: FillInterpreters, context: Context) -> tuple[Interpreted, ...]:
    """Handle `FillInterpreters`; raises `Conflict` if nobody who is free could help."""
    board = board_before(context)
    filled = [
        now
        for before, now in zip(
            board.placements, assign(board.problem, board.placements), strict=True
        )
        if before.interpreter is None and now.interpreter is not None
    ]
    if not filled:
        raise Conflict("interpreters_none_free")
    made = []
    for place in filled:
        row = context.session.get_one(Meeting, place.meeting)
        row.interpreter_id = place.interpreter
        made.append(Interpreted(row.number, board.names.interpreter(place.interpreter or "")))
    context.session.flush()
    context.describe(count=len(made))
    return tuple(made)


def _placed(board: Board, meeting: Meeting) -> Standing:
    standing = board.meetings.get(meeting.id)
    if standing is None or standing.slot is None:
        raise Conflict("interpreter_no_place", number=meeting.number)
    return standing


def _find(board: Board, named: str) -> str:
    for one in board.problem.interpreters:
        if named in (one.key, one.participant):
            return one.key
    raise NotFound(what="interpreter", key=named)


def _taken_from(board: Board, standing: Standing, key: str) -> Standing | None:
    """The other meeting that `key` interprets in the slot of `standing`."""
    for other in board.meetings.values():
        if other.key != standing.key and (other.slot, other.interpreter) == (standing.slot, key):
            return other
    return None


def _check(board: Board, standing: Standing, key: str, without: Standing | None) -> None:
    gone = {standing.key, without.key if without else ""}
    beside = [p for p in board.placements if p.meeting not in gone]
    there = replace(placement_of(standing), interpreter=key)
    found = conflicts.clashes_of(board.problem, beside, there)
    wrong = [v for v in found if v.rule in _RULES]
    if wrong:
        raise RuleBroken([board.names.violation(v) for v in wrong])


def _hand_over(
    board: Board, context: Context, standing: Standing, key: str, other: Standing
) -> str:
    """Somebody else for the meeting that lost its interpreter, if anybody is free."""
    row = context.session.get_one(Meeting, other.key)
    row.interpreter_id = None
    if needs_one(board, other.parties):
        row.interpreter_id = _somebody_else(board, standing, key, other)
    return board.names.interpreter(row.interpreter_id) if row.interpreter_id else ""


def _somebody_else(board: Board, standing: Standing, key: str, other: Standing) -> str | None:
    beside: Sequence[Placement] = [
        *(p for p in board.placements if p.meeting not in (standing.key, other.key)),
        replace(placement_of(standing), interpreter=key),
    ]
    return free_interpreter(board, beside, replace(placement_of(other), interpreter=None))


HANDLERS: dict[type[Command], Handler] = {
    AssignInterpreter: assign_interpreter,
    FillInterpreters: fill_interpreters,
}
