"""The rules of the meeting grid, one short function each: True where the rule is kept.

The name of the function is the rule's name everywhere: in the planner's model, in `conflicts`
(which checks the same rules with code of its own) and in the sentence `rule.<name>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from matchdesk.scheduling.problem import (
    Interpreter,
    Participant,
    PlanningProblem,
    Request,
    Slot,
    Table,
)

# --- hard: who and when ---------------------------------------------------------------------


def participant_available(person: Participant, slot: Slot) -> bool:
    """Nobody meets in a slot they are not available in."""
    return slot.key not in person.unavailable


def session_attended(person: Participant, slot: Slot) -> bool:
    """Nobody meets in a session they do not attend."""
    return person.sessions is None or slot.session in person.sessions


def session_wished(request: Request, slot: Slot) -> bool:
    """A request that names sessions is placed in one of them."""
    return request.sessions is None or slot.session in request.sessions


def fixed_slot(request: Request, slot: Slot) -> bool:
    """A request fixed to a slot is placed there or nowhere."""
    return request.fixed_slot is None or request.fixed_slot == slot.key


def never_meet(problem: PlanningProblem, parties: Sequence[str]) -> bool:
    """Two participants of whom one never wants to meet the other do not meet."""
    return not any(
        frozenset((one, other)) in problem.never
        for index, one in enumerate(parties)
        for other in parties[index + 1 :]
    )


# --- hard: where ----------------------------------------------------------------------------


def table_open(table: Table, slot: Slot) -> bool:
    """No meeting at a table in a slot it is blocked in."""
    return slot.key not in table.blocked


def table_reserved(table: Table, organisations: Iterable[str]) -> bool:
    """A reserved table is only for meetings with its organisation."""
    return table.reserved_for is None or table.reserved_for in organisations


def seats_enough(table: Table, parties: int) -> bool:
    """Everybody who meets has a seat."""
    return parties <= table.seats


# --- hard: in which languages ---------------------------------------------------------------


def interpreter_needed(
    problem: PlanningProblem, people: Sequence[Participant], interpreter: str | None
) -> bool:
    """Who share no language meet with an interpreter, where the event has any."""
    return interpreter is not None or not problem.interpreters or common_language(people)


def interpreter_speaks(interpreter: Interpreter, people: Sequence[Participant]) -> bool:
    """There is a language that one of them speaks and all others speak or have interpreted to."""
    spoken = [person.languages for person in people if person.languages]
    return not spoken or any(
        all(
            one in known or any(frozenset((one, other)) in interpreter.pairs for other in known)
            for known in spoken
        )
        for one in frozenset().union(*spoken)
    )


def interpreter_free(
    interpreter: Interpreter, slot: Slot, beside: Iterable[tuple[Iterable[str], str | None]]
) -> bool:
    """Nobody interprets in a slot they are not available in, have a meeting in, or interpret in.

    `beside` holds the parties and the interpreter of every other meeting of the slot.
    """
    return slot.key not in interpreter.unavailable and not any(
        other == interpreter.key or interpreter.participant in tuple(parties)
        for parties, other in beside
    )


# --- hard: between meetings -----------------------------------------------------------------


def one_meeting_per_participant(first: Iterable[str], second: Iterable[str]) -> bool:
    """Two meetings in one slot have no participant in common."""
    return set(first).isdisjoint(second)


def one_meeting_per_table(first: str | None, second: str | None) -> bool:
    """Two meetings in one slot are not at one table."""
    return first is None or first != second


def tables_enough(meetings: int, tables: int) -> bool:
    """Meetings still without a table are no more than the open tables nobody has."""
    return meetings <= tables


def precedence(earlier: Slot, later: Slot) -> bool:
    """A request that must come first is placed strictly earlier."""
    return earlier.order < later.order


def most_meetings(person: Participant, meetings: int) -> bool:
    """Nobody has more meetings than they want."""
    return person.max_meetings is None or meetings <= person.max_meetings


def longest_run(person: Participant, run: int) -> bool:
    """Nobody has more meetings in consecutive slots of one session than they want."""
    return person.most_in_a_row is None or run <= person.most_in_a_row


def free_slots_wanted(person: Participant, usable: int, held: int) -> bool:
    """Of the slots somebody could use, as many as they want stay without a meeting."""
    return person.free_slots is None or not held or usable - held >= person.free_slots


def placed_once(placings: int) -> bool:
    """A request becomes one meeting at most."""
    return placings <= 1


def locked_kept(given: tuple[str, str | None], now: tuple[str, str | None] | None) -> bool:
    """A locked meeting (slot, table) stays where it is; a table it had none of may be added."""
    return now is not None and given[0] == now[0] and given[1] in (None, now[1])


# --- soft: measures, smaller is better ------------------------------------------------------


def idle_slots(held: Sequence[int]) -> int:
    """Slots without a meeting between the first and the last of one day.

    `held` are the positions, within the day, of one participant's meetings, in order.
    """
    return held[-1] - held[0] + 1 - len(held) if held else 0


def breaks(held: Sequence[int]) -> int:
    """Unbroken groups of such idle slots (Bofill et al., JAIR 74, 2022). `held` as above."""
    return sum(later - earlier > 1 for earlier, later in pairwise(held))


def table_changes(tables: Sequence[str | None]) -> int:
    """How often one participant leaves a table for another, over one day's meetings in order."""
    return sum(a != b for a, b in pairwise(tables))


def zone_change(earlier: Table, later: Table) -> bool:
    """Nobody goes from a zone to another without a slot between (neighbouring slots of a day)."""
    return earlier.zone == later.zone


def common_language(people: Sequence[Participant]) -> bool:
    """Everybody at a table shares a language; whoever named none is taken to manage.

    Where the event has interpreters, `interpreter_needed` says so instead.
    """
    spoken = [person.languages for person in people if person.languages]
    return not spoken or bool(frozenset.intersection(*spoken))


def break_spread(breaks_of_all: Sequence[int], limit: int | None) -> bool:
    """Nobody has more breaks than somebody else by more than `limit` (None: no such wish)."""
    return limit is None or max(breaks_of_all, default=0) - min(breaks_of_all, default=0) <= limit


HARD_RULES: tuple[Callable[..., bool], ...] = (
    participant_available,
    session_attended,
    session_wished,
    fixed_slot,
    never_meet,
    table_open,
    table_reserved,
    seats_enough,
    interpreter_needed,
    interpreter_speaks,
    interpreter_free,
    one_meeting_per_participant,
    one_meeting_per_table,
    tables_enough,
    precedence,
    most_meetings,
    longest_run,
    free_slots_wanted,
    placed_once,
    locked_kept,
)
SOFT_RULES: tuple[Callable[..., int], ...] = (breaks, break_spread, zone_change, common_language)
