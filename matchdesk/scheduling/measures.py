"""The aims of a finished plan in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import constraints
from matchdesk.scheduling.model import Case
from matchdesk.scheduling.problem import Placement, PlanningProblem


def worth(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[int, int]:
    """Must-meets among the placed requests, and the sum of their weights."""
    keys = {placement.request for placement in placements if placement.request is not None}
    requests = [problem.request_by_key[key] for key in keys]
    wanted = [request for request in requests if request.wish is not Wish.NEVER_MEET]
    musts = sum(request.wish is Wish.MUST_MEET for request in wanted)
    return musts, sum(request.weight for request in wanted)


def flaws(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[int, int, int]:
    """Breaks, idle slots and changes of table, summed over everybody's days."""
    position = _positions(problem)
    agendas: dict[tuple[str, int], list[tuple[int, str | None]]] = defaultdict(list)
    for placement in placements:
        day = problem.slot_by_key[placement.slot].day
        for party in placement.parties:
            agendas[party, day].append((position[placement.slot], placement.table))
    breaks = idle = changes = 0
    for agenda in agendas.values():
        tables = dict(sorted(agenda, key=lambda entry: entry[0]))
        held = list(tables)  # one entry a slot: a locked double booking counts once
        breaks += constraints.breaks(held)
        idle += constraints.idle_slots(held)
        changes += constraints.table_changes(list(tables.values()))
    return breaks, idle, changes


def _positions(problem: PlanningProblem) -> dict[str, int]:
    ordered = sorted(problem.slots, key=lambda slot: slot.order)
    return {slot.key: index for index, slot in enumerate(ordered)}


class Gaps:
    """Idle slots and breaks of one participant's mask of held slots, day by day."""

    def __init__(self, case: Case) -> None:
        self._days = [(first, (1 << width) - 1) for first, width in case.days]

    def of(self, held: int) -> tuple[int, int]:
        """Breaks and idle slots."""
        breaks = idle = 0
        for first, width in self._days:
            day = held >> first & width
            if day:
                day //= day & -day
                idle += day.bit_length() - day.bit_count()
                breaks += (~day & (day << 1)).bit_count() - 1
        return breaks, idle

    def cost(self, held: int) -> int:
        """Idle slots, and a quarter as much for each break they come in (in quarters)."""
        breaks, idle = self.of(held)
        return 4 * idle + breaks
