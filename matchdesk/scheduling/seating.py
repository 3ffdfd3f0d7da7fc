"""Which table for each meeting, once the slots are known: little walking, reserved tables first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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

    zones, keys = _numbered(table.zone for table in free), _numbered(table.key for table in free)
    zone_of = np.array([zones[table.zone] for table in free])
    key_of = np.arange(len(free))
    owners = frozenset(table.reserved_for for table in free)
    known: dict[tuple[frozenset[str | None], int], np.ndarray[Any, np.dtype[np.int64]]] = {}
    cost = np.empty((len(meetings), len(free)), dtype=np.int64)
    for row, meeting in enumerate(meetings):
        homes = {problem.participant_by_key[party].organisation for party in meeting.parties}
        kind = (owners & homes, len(meeting.parties))
        if kind not in known:
            known[kind] = np.array(_suitability(free, *kind), dtype=np.int64)
        cost[row] = known[kind]
        for party in meeting.parties:
            if party in moments:
                at_once, before = moments[party]
                walk = _OTHER_ZONE + (_NO_TIME if at_once else 0)
                cost[row] += np.where(key_of == keys.get(before.key, -1), 0, _OTHER_TABLE)
                cost[row] += np.where(zone_of == zones.get(before.zone, -1), 0, walk)
    return cost


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _suitability(free: Sequence[Table], homes: frozenset[str | None], parties: int) -> list[int]:
    """What each table would cost a meeting of such organisations, wherever they come from."""
    own = {key for key in homes if key is not None}
    may = [_may_sit(table, own, parties) for table in free]
    has_home = any(ok and table.reserved_for in own for ok, table in zip(may, free, strict=True))
    return [
        number
        + 10 * max(0, table.seats - parties)
        + (_AWAY_FROM_HOME if has_home and table.reserved_for not in own else 0)
        if ok
        else _FORBIDDEN
        for number, (ok, table) in enumerate(zip(may, free, strict=True))
    ]


def _may_sit(table: Table, homes: set[str], parties: int) -> bool:
    return rule.table_reserved(table, homes) and rule.seats_enough(table, parties)
