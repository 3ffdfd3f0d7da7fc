"""The aims of a finished plan in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import constraints
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
