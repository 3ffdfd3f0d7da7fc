"""Which table for each meeting, once the slots are known: little walking, reserved tables first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.pairing import matched
from matchdesk.scheduling.problem import Placement, PlanningProblem, Slot, Table
from matchdesk.scheduling.watch import Watch

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

_FORBIDDEN = 1 << 30
_AWAY_FROM_HOME = 40_000
_OTHER_TABLE, _OTHER_ZONE, _NO_TIME = 1_000, 4_000, 4_000
_SWEEPS, _SECONDS = 3, 3.0
"""How often every slot is looked at again beside its neighbours, and how long at most."""


def seat(
    problem: PlanningProblem, placements: Sequence[Placement], watch: Watch | None = None
) -> tuple[Placement, ...]:
    """`placements` with a table for each that has none, as far as tables go round.

    First slot by slot in time, then again with what comes before and after, each as a cheapest
    assignment: a meeting of an organisation with a reserved table goes there; the others stay where
    their people were, or in that zone, above all where there is no slot between; then low table
    numbers fill first. Tables given are kept. Once `watch` says stop, what is left takes the first
    tables that fit (well under 0.1 s), and so does everything where walking does not count.
    """
    hall = _Hall(problem, placements)
    walking = "table_changes" in problem.aims.in_order()
    began = watch.elapsed if watch else 0.0
    for sweep in range(_SWEEPS if walking else 1):
        changed = False
        for slot in hall.slots:
            late = watch is not None and (
                watch.cancelled or (sweep > 0 and (watch.elapsed - began > _SECONDS or watch.over))
            )
            if sweep and late:
                return hall.placements()
            changed |= hall.fill(slot) if late or not walking else hall.settle(slot)
        if not changed:
            break
    return hall.placements()


class _Hall:
    """All meetings, and the table (an index of `tables`, -1: none) each is at."""

    def __init__(self, problem: PlanningProblem, placements: Sequence[Placement]) -> None:
        self._problem, self._placements = problem, placements
        self.slots = sorted(problem.slots, key=lambda slot: slot.order)
        self._tables = sorted(problem.tables, key=lambda table: (table.number, table.key))
        number = {table.key: t for t, table in enumerate(self._tables)}
        zones = {table.zone: z for z, table in enumerate(self._tables)}
        self._zones = [zones[table.zone] for table in self._tables]
        self._at = [number.get(one.table or "", -1) for one in placements]
        self._asking: dict[str, list[int]] = defaultdict(list)
        self._given: dict[str, set[int]] = defaultdict(set)
        for index, one in enumerate(placements):
            if one.table is None:
                self._asking[one.slot].append(index)
            else:
                self._given[one.slot].add(self._at[index])
        self._links: list[list[tuple[int, bool]]] = []
        owners = {table.reserved_for for table in problem.tables} - {None}
        home = {person.key: person.organisation for person in problem.participants}
        self._kinds = [
            (frozenset(home[key] for key in one.parties) & owners, len(one.parties))
            for one in placements
        ]
        self._known: dict[tuple[frozenset[str | None], int], list[int]] = {}

    def placements(self) -> tuple[Placement, ...]:
        """Everything where it is now."""
        return tuple(
            _at_table(one, self._tables[at].key) if one.table is None and at >= 0 else one
            for one, at in zip(self._placements, self._at, strict=True)
        )

    def fill(self, slot: Slot) -> bool:
        """The first tables that do, those with the least choice first (augmenting paths)."""
        asking = self._asking[slot.key]
        free = self._free(slot)
        choice: dict[Any, list[int]] = {}
        for index in asking:
            if self._kinds[index] not in choice:
                cost = self._suitability(self._kinds[index])
                able = (t for t in free if cost[t] < _FORBIDDEN)
                choice[self._kinds[index]] = sorted(able, key=cost.__getitem__)
        least_choice_first = sorted(asking, key=lambda index: len(choice[self._kinds[index]]))
        at = matched({index: choice[self._kinds[index]] for index in least_choice_first})
        self._rise(asking)
        for table, index in at.items():
            self._at[index] = table
        return bool(asking)

    def settle(self, slot: Slot) -> bool:
        """A cheapest assignment of one slot beside what is known; whether anything changed."""
        asking, free = self._asking[slot.key], self._free(slot)
        if not asking or not free:
            return False
        before = [self._at[index] for index in asking]
        self._rise(asking)
        for index, table in _assigned(self._costs(asking, free)):
            self._at[asking[index]] = free[table]
        return before != [self._at[index] for index in asking]

    def _rise(self, asking: Sequence[int]) -> None:
        """Nobody keeps a table of an earlier sweep that now goes to somebody else."""
        for index in asking:
            self._at[index] = -1

    def _free(self, slot: Slot) -> list[int]:
        taken = self._given[slot.key]
        return [
            t
            for t, table in enumerate(self._tables)
            if t not in taken and rule.table_open(table, slot)
        ]

    def _costs(self, asking: Sequence[int], free: Sequence[int]) -> Numbers:
        import numpy as np  # slow to import

        if not self._links:
            self._links = _links(self._problem, self.slots, self._placements)
        every, zones = np.arange(len(self._tables)), np.array(self._zones)
        chosen = np.array(free)
        cost = np.empty((len(asking), len(free)), dtype=np.int64)
        for row, index in enumerate(asking):
            whole = np.array(self._suitability(self._kinds[index]), dtype=np.int64)
            for other, at_once in self._links[index]:
                there = self._at[other]
                if there >= 0:
                    walk = _OTHER_ZONE + (_NO_TIME if at_once else 0)
                    whole += _OTHER_TABLE * (every != there)
                    whole += walk * (zones != zones[there])
            cost[row] = whole[chosen]
        return cost

    def _suitability(self, kind: tuple[frozenset[str | None], int]) -> list[int]:
        """What each table would cost such a meeting, wherever its people come from."""
        if kind not in self._known:
            homes, parties = kind
            own = {key for key in homes if key is not None}
            may = [_may_sit(table, own, parties) for table in self._tables]
            pairs = list(zip(may, self._tables, strict=True))
            has_home = any(ok and table.reserved_for in own for ok, table in pairs)
            self._known[kind] = [
                number
                + 10 * max(0, table.seats - parties)
                + (_AWAY_FROM_HOME if has_home and table.reserved_for not in own else 0)
                if ok
                else _FORBIDDEN
                for number, (ok, table) in enumerate(pairs)
            ]
        return self._known[kind]


def _at_table(one: Placement, table: str) -> Placement:
    """Three times as fast as `dataclasses.replace`, which is felt after a cancel."""
    return Placement(
        one.meeting, one.parties, one.slot, table, one.request, one.interpreter, one.locked
    )


def _may_sit(table: Table, homes: set[str], parties: int) -> bool:
    return rule.table_reserved(table, homes) and rule.seats_enough(table, parties)


def _links(
    problem: PlanningProblem, slots: Sequence[Slot], placements: Sequence[Placement]
) -> list[list[tuple[int, bool]]]:
    """For each meeting those its people come from and go to, and whether without a slot between."""
    links: list[list[tuple[int, bool]]] = [[] for _ in placements]
    for earlier, later, at_once in walks(problem, slots, placements):
        links[earlier].append((later, at_once))
        links[later].append((earlier, at_once))
    return links


def walks(
    problem: PlanningProblem, slots: Sequence[Slot], placements: Sequence[Placement]
) -> Iterator[tuple[int, int, bool]]:
    """Somebody's next meeting of the day after one: the indexes of both, and whether at once.

    `slots` are those of `problem` in order.
    """
    position = {slot.key: (slot.day, s) for s, slot in enumerate(slots)}
    agendas: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for index, placement in enumerate(placements):
        for key in placement.parties:
            agendas[key][position[placement.slot]] = index  # a locked double booking counts once
    for agenda in agendas.values():
        for (day, s), (next_day, t) in pairwise(sorted(agenda)):
            if day == next_day:
                yield agenda[day, s], agenda[next_day, t], t == s + 1


def _assigned(cost: Numbers) -> list[tuple[int, int]]:
    """Pairs of a row and a column of least cost, as many as there can be."""
    # slow to import, and not needed before somebody plans
    import numpy as np
    from ortools.graph.python import min_cost_flow

    meetings, tables = cost.shape
    rows, columns = np.nonzero(cost < _FORBIDDEN)
    flow = min_cost_flow.SimpleMinCostFlow()
    source = meetings + tables
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        rows, columns + meetings, np.ones_like(rows), cost[rows, columns]
    )
    every_row, every_table = np.arange(meetings), np.arange(tables) + meetings
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(meetings, source), every_row, np.ones_like(every_row), np.zeros_like(every_row)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        every_table,
        np.full(tables, source + 1),
        np.ones_like(every_table),
        np.zeros_like(every_table),
    )
    flow.set_node_supply(source, meetings)
    flow.set_node_supply(source + 1, -meetings)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        return []
    used = flow.flows(arcs) > 0
    return [(int(m), int(t)) for m, t in zip(rows[used], columns[used], strict=True)]
