"""Which table for each meeting, once the slots are known: little walking, reserved tables first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.problem import Placement, PlanningProblem, Table

if TYPE_CHECKING:
    import numpy as np

_FORBIDDEN = 1 << 30
_AWAY_FROM_HOME = 40_000
_OTHER_TABLE, _OTHER_ZONE, _NO_TIME = 1_000, 4_000, 4_000


def seat(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """`placements` with a table for each that has none, as far as tables go round.

    Slot by slot in time, each as a cheapest assignment: a meeting of an organisation with a
    reserved table goes there, the others stay where their people last were, or in that zone; then
    low table numbers fill first. Tables given are kept.
    """
    tables = sorted(problem.tables, key=lambda table: (table.number, table.key))
    by_slot: dict[str, list[int]] = defaultdict(list)
    for index, placement in enumerate(placements):
        by_slot[placement.slot].append(index)
    seated = list(placements)
    last: dict[str, tuple[int, int, Table]] = {}
    for position, slot in enumerate(sorted(problem.slots, key=lambda slot: slot.order)):
        group = by_slot[slot.key]
        taken = {seated[index].table for index in group}
        free = [t for t in tables if rule.table_open(t, slot) and t.key not in taken]
        asking = [index for index in group if seated[index].table is None]
        moments = {
            party: (position - 1 == before, table)
            for party, (day, before, table) in last.items()
            if day == slot.day
        }
        for index, table in _assign(problem, [seated[i] for i in asking], free, moments):
            seated[asking[index]] = replace(seated[asking[index]], table=table.key)
        for index in group:
            key = seated[index].table
            if key is not None:
                for party in seated[index].parties:
                    last[party] = (slot.day, position, problem.table_by_key[key])
    return tuple(seated)


def _assign(
    problem: PlanningProblem,
    meetings: Sequence[Placement],
    free: Sequence[Table],
    moments: dict[str, tuple[bool, Table]],
) -> list[tuple[int, Table]]:
    """Pairs of a meeting's index and its table, of least cost; the hopeless are left out."""
    # slow to import, and not needed before somebody plans
    import numpy as np
    from ortools.graph.python import min_cost_flow

    if not meetings or not free:
        return []
    cost = _costs(problem, meetings, free, moments)
    rows, columns = np.nonzero(cost < _FORBIDDEN)
    flow = min_cost_flow.SimpleMinCostFlow()
    source, first = len(meetings) + len(free), len(meetings)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        rows, columns + first, np.ones_like(rows), cost[rows, columns]
    )
    every_row, every_table = np.arange(first), np.arange(len(free)) + first
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(first, source), every_row, np.ones_like(every_row), np.zeros_like(every_row)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        every_table,
        np.full(len(free), source + 1),
        np.ones_like(every_table),
        np.zeros_like(every_table),
    )
    flow.set_node_supply(source, first)
    flow.set_node_supply(source + 1, -first)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        return []
    used = flow.flows(arcs) > 0
    return [(int(m), free[int(t)]) for m, t in zip(rows[used], columns[used], strict=True)]


def _costs(
    problem: PlanningProblem,
    meetings: Sequence[Placement],
    free: Sequence[Table],
    moments: dict[str, tuple[bool, Table]],
) -> np.ndarray[Any, np.dtype[np.int64]]:
    import numpy as np  # slow to import

    zones = np.array([table.zone for table in free])
    keys = np.array([table.key for table in free])
    cost = np.tile(np.arange(len(free), dtype=np.int64), (len(meetings), 1))
    for row, meeting in enumerate(meetings):
        homes = {problem.participant_by_key[party].organisation for party in meeting.parties}
        at_home = np.array([table.reserved_for in homes for table in free])
        may = np.array([_may_sit(table, homes, len(meeting.parties)) for table in free])
        spare = np.array([table.seats - len(meeting.parties) for table in free])
        if (at_home & may).any():
            cost[row] += np.where(at_home, 0, _AWAY_FROM_HOME)
        cost[row] += 10 * np.maximum(spare, 0)
        for party in meeting.parties:
            if party in moments:
                at_once, before = moments[party]
                walk = _OTHER_ZONE + (_NO_TIME if at_once else 0)
                cost[row] += np.where(keys == before.key, 0, _OTHER_TABLE)
                cost[row] += np.where(zones == before.zone, 0, walk)
        cost[row][~may] = _FORBIDDEN
    return cost


def _may_sit(table: Table, homes: set[str], parties: int) -> bool:
    return rule.table_reserved(table, homes) and rule.seats_enough(table, parties)
