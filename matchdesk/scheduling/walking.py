"""How often tables must be changed at least, once the slots are known.

Those who met at a table go on to their next meetings. Of several that begin in one slot only one
can be at that table, and only one of several before it, held in one slot, was: so of the steps
between two slots only a matching needs no change. Proof in `docs/scheduling.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.pairing import matched
from matchdesk.scheduling.problem import Placement, PlanningProblem
from matchdesk.scheduling.seating import walks

_Edge = tuple[int, int]


def fewest_changes(problem: PlanningProblem, placements: Sequence[Placement]) -> int:
    """No tables for `placements` in their slots need fewer changes, summed over everybody's day."""
    slots = sorted(problem.slots, key=lambda slot: slot.order)
    steps = Counter((one, other) for one, other, _ in walks(problem, slots, placements))
    between: dict[tuple[str, str], list[_Edge]] = defaultdict(list)
    fits = _Fits(problem, placements)
    stay = 0
    for (one, other), people in steps.items():
        if fits.one_table(one, other):
            between[placements[one].slot, placements[other].slot].append((one, other))
            stay += people - 1
    stay += sum(_most_matched(edges) for edges in between.values())
    return max(0, sum(steps.values()) - stay)


def _most_matched(edges: Sequence[_Edge]) -> int:
    """The most of `edges` no two of which share an end on either side."""
    reach: dict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        reach[one].append(other)
    return len(matched(reach))


class _Fits:
    """Whether some table would do for two meetings alike."""

    def __init__(self, problem: PlanningProblem, placements: Sequence[Placement]) -> None:
        self._problem = problem
        self._home = {person.key: person.organisation for person in problem.participants}
        self._owners = {t.reserved_for for t in problem.tables if t.reserved_for is not None}
        self._known: dict[tuple[str, frozenset[str], int], int] = {}
        self._may_take = [self._tables(placement) for placement in placements]

    def one_table(self, one: int, other: int) -> bool:
        """Whether both could be at one table, as far as that is not settled otherwise."""
        return bool(self._may_take[one] & self._may_take[other])

    def _tables(self, placement: Placement) -> int:
        homes = self._owners.intersection([self._home[key] for key in placement.parties])
        kind = (placement.slot, frozenset(homes), len(placement.parties))
        if kind not in self._known:
            slot = self._problem.slot_by_key[placement.slot]
            self._known[kind] = sum(
                1 << t
                for t, table in enumerate(self._problem.tables)
                if rule.table_open(table, slot)
                and rule.table_reserved(table, kind[1])
                and rule.seats_enough(table, kind[2])
            )
        return self._known[kind]
