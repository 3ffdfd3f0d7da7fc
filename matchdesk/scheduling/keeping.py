"""Tables after a repair: whoever has one keeps it if any seating allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.problem import Placement, PlanningProblem, Table


def settle(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """`placements` with a table for each that has none, as far as tables go round.

    First beside those given, with little walking; where a slot has suitable tables left only if
    others change theirs, by the shortest chain of such changes. Locked ones keep what they have.
    """
    seated = _seated(problem, placements)
    by_slot: dict[str, list[int]] = defaultdict(list)
    for index, placement in enumerate(seated):
        by_slot[placement.slot].append(index)
    for slot, group in by_slot.items():
        if any(seated[index].table is None for index in group):
            found = _Shuffle(problem, slot, {index: seated[index] for index in group}).run()
            for index, table in found.items():
                seated[index] = replace(seated[index], table=table)
    return tuple(seated)


def _seated(problem: PlanningProblem, placements: Sequence[Placement]) -> list[Placement]:
    if all(placement.table is not None for placement in placements):
        return list(placements)
    # slow to import, and not needed where nobody lost a table
    from matchdesk.scheduling.seating import seat

    try:
        return list(seat(problem, placements))
    except ImportError:  # a desk without OR-Tools takes the first table that suits
        return list(placements)


class _Shuffle:
    """One slot's meetings and tables as a matching, enlarged by shortest augmenting paths."""

    def __init__(
        self, problem: PlanningProblem, slot: str, meetings: Mapping[int, Placement]
    ) -> None:
        self._problem, self._meetings = problem, meetings
        at = problem.slot_by_key[slot]
        tables = sorted(problem.tables, key=lambda table: (table.number, table.key))
        self._tables = [table for table in tables if rule.table_open(table, at)]
        self._holder = {p.table: index for index, p in meetings.items() if p.table is not None}

    def run(self) -> dict[int, str]:
        """The table of each meeting that has another one than before."""
        for index, placement in self._meetings.items():
            if placement.table is None:
                self._find(index)
        return {
            index: table
            for table, index in self._holder.items()
            if table is not None and self._meetings[index].table != table
        }

    def _find(self, start: int) -> None:
        came: dict[str, int] = {}
        queue = [start]
        for index in queue:
            for table in self._tables:
                if table.key in came or not self._suits(index, table):
                    continue
                came[table.key] = index
                holder = self._holder.get(table.key)
                if holder is None:
                    self._hand_on(start, table.key, came)
                    return
                if not self._meetings[holder].locked:
                    queue.append(holder)

    def _hand_on(self, start: int, table: str, came: Mapping[str, int]) -> None:
        while True:
            index = came[table]
            left = next((key for key, held in self._holder.items() if held == index), None)
            self._holder[table] = index
            if index == start or left is None:
                return
            table = left

    def _suits(self, index: int, table: Table) -> bool:
        parties = self._meetings[index].parties
        people = self._problem.participant_by_key
        homes = {people[key].organisation for key in parties}
        return rule.table_reserved(table, homes) and rule.seats_enough(table, len(parties))
