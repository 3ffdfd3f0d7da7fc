"""What the independent checker (`conflicts`) finds wrong with a meeting taken alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from matchdesk.scheduling.problem import (
    HARD,
    SOFT,
    Interpreter,
    Participant,
    Placement,
    PlanningProblem,
    Violation,
)


def gone(problem: PlanningProblem, placement: Placement) -> Iterator[Violation]:
    """What the meeting names that is not there (any more)."""
    named = [("participant", key, problem.participant_by_key) for key in placement.parties]
    interpreter = ("interpreter", placement.interpreter, problem.interpreter_by_key)
    for what, key, known in (
        ("slot", placement.slot, problem.slot_by_key),
        ("table", placement.table, problem.table_by_key),
        ("request", placement.request, problem.request_by_key),
        *([interpreter] if problem.interpreters else []),
        *named,
    ):
        if key is not None and key not in known:
            data = {"what": what, "key": key, "meetings": [placement.meeting]}
            yield Violation("known", HARD, data)


def is_sound(problem: PlanningProblem, placement: Placement) -> bool:
    """Whether `gone` would find nothing; asked of hundreds of meetings beside each move."""
    people, interpreter = problem.participant_by_key, placement.interpreter
    return (
        placement.slot in problem.slot_by_key
        and (placement.table is None or placement.table in problem.table_by_key)
        and (placement.request is None or placement.request in problem.request_by_key)
        and (
            interpreter is None
            or not problem.interpreters
            or interpreter in problem.interpreter_by_key
        )
        and all(party in people for party in placement.parties)
    )


def alone(problem: PlanningProblem, placement: Placement) -> Iterator[Violation]:
    """What is wrong with the meeting whatever else there is; of one that is sound (`is_sound`)."""
    yield from _presence(problem, placement)
    yield from _strangers(problem, placement)
    yield from _wish(problem, placement)
    if placement.table is not None:
        yield from _seat(problem, placement, placement.table)


def _presence(problem: PlanningProblem, placement: Placement) -> Iterator[Violation]:
    slot = problem.slot_by_key[placement.slot]
    for party in placement.parties:
        person = problem.participant_by_key[party]
        data = {"participant": party, "slot": slot.key, "meetings": [placement.meeting]}
        if slot.key in person.unavailable:
            yield Violation("participant_available", HARD, data)
        if person.sessions is not None and slot.session not in person.sessions:
            yield Violation("session_attended", HARD, {**data, "session": slot.session})


def _strangers(problem: PlanningProblem, placement: Placement) -> Iterator[Violation]:
    people = [problem.participant_by_key[party] for party in placement.parties]
    for index, one in enumerate(people):
        for other in people[index + 1 :]:
            data = {
                "participant": one.key,
                "other": other.key,
                "slot": placement.slot,
                "meetings": [placement.meeting],
            }
            if {one.key, other.key} in problem.never:
                yield Violation("never_meet", HARD, data)
    yield from _languages(problem, placement, people)


def _languages(
    problem: PlanningProblem, placement: Placement, people: Sequence[Participant]
) -> Iterator[Violation]:
    spoken = [set(person.languages) for person in people if person.languages]
    if not spoken or set.intersection(*spoken):
        return
    data: dict[str, Any] = {"participant": people[0].key, "other": people[1].key}
    data |= {"slot": placement.slot, "meetings": [placement.meeting]}
    if not problem.interpreters:
        if not placement.interpreter:
            yield Violation("common_language", SOFT, data)
    elif placement.interpreter is None:
        yield Violation("interpreter_needed", HARD, data)
    elif not _bridges(problem.interpreter_by_key[placement.interpreter], spoken):
        data["interpreter"] = placement.interpreter
        yield Violation("interpreter_speaks", HARD, data)


def _bridges(interpreter: Interpreter, spoken: Sequence[set[str]]) -> bool:
    """Whether all can follow one language that somebody at the table speaks."""
    for middle in set.union(*spoken):
        heard = {middle}
        for pair in interpreter.pairs:
            if middle in pair:
                heard |= pair
        if all(heard & languages for languages in spoken):
            return True
    return False


def _wish(problem: PlanningProblem, placement: Placement) -> Iterator[Violation]:
    if placement.request is None:
        return
    request = problem.request_by_key[placement.request]
    slot = problem.slot_by_key[placement.slot]
    data = {"slot": slot.key, "request": request.key, "meetings": [placement.meeting]}
    if request.sessions is not None and slot.session not in request.sessions:
        yield Violation("session_wished", HARD, data)
    if request.fixed_slot is not None and request.fixed_slot != slot.key:
        yield Violation("fixed_slot", HARD, {**data, "earlier": request.fixed_slot})


def _seat(problem: PlanningProblem, placement: Placement, table_key: str) -> Iterator[Violation]:
    table = problem.table_by_key[table_key]
    data = {"table": table.key, "slot": placement.slot, "meetings": [placement.meeting]}
    if placement.slot in table.blocked:
        yield Violation("table_open", HARD, data)
    homes = [problem.participant_by_key[party].organisation for party in placement.parties]
    if table.reserved_for is not None and table.reserved_for not in homes:
        yield Violation("table_reserved", HARD, {**data, "organisation": table.reserved_for})
    if len(placement.parties) > table.seats:
        seats = {"limit": table.seats, "count": len(placement.parties)}
        yield Violation("seats_enough", HARD, {**data, **seats})
