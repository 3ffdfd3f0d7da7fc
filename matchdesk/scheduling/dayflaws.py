"""What the independent checker (`conflicts`) finds wrong with somebody's day: flaws, no clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from matchdesk.scheduling.problem import SOFT, Placement, PlanningProblem, Violation


def _timeline(problem: PlanningProblem) -> dict[str, tuple[int, int]]:
    """For each slot its day and its position in that day."""
    places: dict[str, tuple[int, int]] = {}
    count: dict[int, int] = defaultdict(int)
    for slot in sorted(problem.slots, key=lambda s: (s.day, s.starts)):
        places[slot.key] = (slot.day, count[slot.day])
        count[slot.day] += 1
    return places


def days(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    """Breaks, and ways across the hall without a slot between, in everybody's days."""
    places = _timeline(problem)
    agendas: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        for party in placement.parties:
            agendas[party].append(placement)
    for party, agenda in agendas.items():
        agenda.sort(key=lambda placement: places[placement.slot])
        for earlier, later in pairwise(agenda):
            yield from _between(problem, places, party, earlier, later)


def unfair(problem: PlanningProblem, found: Sequence[Violation]) -> Iterator[Violation]:
    """Who has too many more breaks than the luckiest, counted among the breaks `found`."""
    limit = problem.aims.break_spread
    if limit is None:
        return
    mine = dict.fromkeys(problem.participant_by_key, 0)
    for violation in found:
        if violation.rule == "breaks":
            mine[violation.data["participant"]] += 1
    least = min(mine.values(), default=0)
    for party, count in mine.items():
        if count - least > limit:
            data = {"participant": party, "count": count, "limit": least + limit, "meetings": []}
            yield Violation("break_spread", SOFT, data)


def days_beside(
    problem: PlanningProblem, mine: Sequence[Placement], candidate: Placement
) -> Iterator[Violation]:
    """The flaws next to `candidate` in the days of those who meet."""
    places = _timeline(problem)
    here = places[candidate.slot]
    for party in candidate.parties:
        agenda = [p for p in mine if party in p.parties and places[p.slot] != here]
        before = [p for p in agenda if places[p.slot] < here]
        after = [p for p in agenda if places[p.slot] > here]
        if before:
            last = max(before, key=lambda p: places[p.slot])
            yield from _between(problem, places, party, last, candidate)
        if after:
            first = min(after, key=lambda p: places[p.slot])
            yield from _between(problem, places, party, candidate, first)


def _between(
    problem: PlanningProblem,
    places: dict[str, tuple[int, int]],
    party: str,
    earlier: Placement,
    later: Placement,
) -> Iterator[Violation]:
    (day, position), (next_day, next_position) = places[earlier.slot], places[later.slot]
    if day != next_day:
        return
    idle = next_position - position - 1
    data = {"participant": party, "earlier": earlier.slot, "slot": later.slot}
    meetings = [earlier.meeting, later.meeting]
    if idle > 0:
        yield Violation("breaks", SOFT, {**data, "count": idle, "meetings": meetings})
    if idle == 0 and earlier.table is not None and later.table is not None:
        one, other = problem.table_by_key[earlier.table], problem.table_by_key[later.table]
        if one.zone != other.zone:
            walk = {"earlier_table": one.key, "table": other.key, "meetings": meetings}
            yield Violation("zone_change", SOFT, {**data, **walk})
