"""From a benchmark's event to the planner's words and back."""

from __future__ import annotations

from benchmarks.checking import MOST_SPREAD
from benchmarks.events import AFTERNOON, MORNING, Event, Meeting
from matchdesk.scheduling.problem import (
    Aims,
    Participant,
    Plan,
    PlanningProblem,
    Request,
    Slot,
    Table,
)

_WHEN = {MORNING: frozenset({"morning"}), AFTERNOON: frozenset({"afternoon"})}


def problem_of(event: Event, gaps: str = "breaks", *, fair: bool = False) -> PlanningProblem:
    """`event` as the planner takes it; lunch is no slot, so it is one day without a hole.

    Where everything is to be placed, `gaps` is all that is asked for, as in the published problem.
    """
    slots = tuple(
        Slot(f"s{s}", s, 0, 10 * s, 10 * s + 10, "morning" if s <= event.morning else "afternoon")
        for s in range(1, event.slots + 1)
    )
    known = frozenset(slot.session for slot in slots)
    return PlanningProblem(
        slots=slots,
        tables=tuple(Table(f"t{n}", n) for n in range(1, event.tables + 1)),
        participants=tuple(
            Participant(f"p{p}", organisation=f"p{p}", unavailable=_keys("s", away, event.slots))
            for p, away in enumerate(event.forbidden, 1)
        ),
        requests=tuple(_request(m, meeting, known) for m, meeting in enumerate(event.meetings, 1)),
        aims=Aims(
            event.place_all,
            gaps,
            MOST_SPREAD if fair else None,
            order=("musts", "weight", gaps) if event.place_all else (),
        ),
    )


def slots_of(event: Event, plan: Plan) -> list[int]:
    """For every meeting in order its slot from 1, or 0."""
    at = {placement.request: int(placement.slot[1:]) for placement in plan.placements}
    return [at.get(f"m{m}", 0) for m in range(1, len(event.meetings) + 1)]


def _keys(letter: str, numbers: frozenset[int], most: int) -> frozenset[str]:
    return frozenset(f"{letter}{n}" for n in numbers if n <= most)


def _request(number: int, meeting: Meeting, known: frozenset[str]) -> Request:
    wished = _WHEN.get(meeting.session)
    away = wished is not None and not wished & known  # a session without slots fits nowhere
    return Request(
        key=f"m{number}",
        parties=(f"p{meeting.one}", f"p{meeting.other}"),
        weight=meeting.weight,
        sessions=frozenset() if away else wished,
        fixed_slot=f"s{meeting.fixed}" if meeting.fixed else None,
        after=tuple(f"m{before}" for before in sorted(meeting.after)),
    )
