"""From slots to a plan: tables, interpreters, the independent check, and every aim's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import conflicts, interpreting
from matchdesk.scheduling.explain import reasons
from matchdesk.scheduling.fairness import Fairness
from matchdesk.scheduling.measures import flaws, worth
from matchdesk.scheduling.model import Case
from matchdesk.scheduling.problem import (
    Impossible,
    Limits,
    Objective,
    Placement,
    Plan,
    PlanningProblem,
    Reason,
    Unplaced,
    Violation,
)
from matchdesk.scheduling.ranking import Rank
from matchdesk.scheduling.seating import seat
from matchdesk.scheduling.sparing import tables_open
from matchdesk.scheduling.walking import fewest_changes
from matchdesk.scheduling.watch import Watch


@dataclass(slots=True)
class Found:
    """The best slots so far, what found them, and what is proven about any plan's open requests.

    `bounds` are those of the aims of choice: each holds for plans as good as this one in the aims
    before it, once `settled`. `gap_bound` is proven for the measure of idle time that counts, where
    everything is placed.
    """

    slot_of: Sequence[int]
    rank: Rank
    stage: str
    bounds: dict[str, int]
    exact: Mapping[str, int] = field(default_factory=dict)
    proven: bool = False
    gap_bound: int = 0
    first_seconds: float = 0.0
    complete: bool = False
    impossible: Impossible | None = None

    def copy(self) -> Found:
        """Another one, to be finished while this one is bettered."""
        return replace(self, slot_of=list(self.slot_of), bounds=dict(self.bounds))


def finished(case: Case, found: Found, limits: Limits, watch: Watch) -> Plan:
    """The plan of these slots; in a hurry once `watch` is cancelled."""
    seated = seat(case.problem, _placements(case, found.slot_of), watch)
    checked = _passed(case.problem, interpreting.assign(case.problem, seated))
    return _report(case, found, checked, limits, watch)


def _placements(case: Case, slot_of: Sequence[int]) -> list[Placement]:
    made = [
        Placement(request.key, request.parties, case.slots[slot].key, request=request.key)
        for request, slot in zip(case.requests, slot_of, strict=True)
        if slot >= 0
    ]
    return [*case.problem.locked, *made]


@dataclass(frozen=True, slots=True)
class _Checked:
    """What passed, the requests that had to go, and what locked meetings break among themselves."""

    placements: tuple[Placement, ...]
    withdrawn: frozenset[str]
    broken: tuple[Violation, ...]


def _passed(problem: PlanningProblem, placements: Sequence[Placement]) -> _Checked:
    """What the independent checker lets through, and the requests it makes us withdraw.

    Only a fault of the planner could make it object to anything but locked meetings; then the grid
    loses those meetings rather than carry a clash.
    """
    standing = {given.meeting for given in problem.locked}
    withdrawn: set[str] = set()
    kept = tuple(placements)
    while True:
        broken = conflicts.violations(problem, kept, soft=False)
        faulty = {meeting for v in broken for meeting in v.data["meetings"]} - standing
        if not faulty:
            return _Checked(kept, frozenset(withdrawn), tuple(broken))
        withdrawn |= faulty
        kept = tuple(placement for placement in kept if placement.meeting not in faulty)


def _report(
    case: Case,
    found: Found,
    checked: _Checked,
    limits: Limits,
    watch: Watch,
) -> Plan:
    problem, bounds = case.problem, found.bounds
    placements, withdrawn = checked.placements, checked.withdrawn
    musts, weight = worth(problem, placements)
    locked_musts, locked_weight = worth(problem, problem.locked)
    breaks, idle, changes = flaws(problem, placements)
    bound = bounds["weight"] + locked_weight
    held = {placement.request for placement in placements}
    left_out, worst = Fairness(case).of(r for r, q in enumerate(case.requests) if q.key in held)
    aims = problem.aims.in_order()
    fair = "fairness" in aims
    unplaced = (
        Unplaced(one.request, (Reason("withdrawn"),)) if one.request in withdrawn else one
        for one in (_stopped(problem, held) if watch.cancelled else reasons(problem, placements))
    )
    return Plan(
        placements=placements,
        unplaced=tuple(unplaced),
        weight=weight,
        bound=bound,
        objectives=(
            Objective("musts", musts, bounds["musts"] + locked_musts if "musts" in aims else None),
            Objective("weight", weight, bound if "weight" in aims else None),
            Objective("left_out", left_out, bounds["left_out"] if fair else None),
            Objective("worst_share", worst, bounds["worst_share"] if fair else None),
            Objective("breaks", breaks, _gap_bound(problem, found, "breaks")),
            Objective("idle_slots", idle, _gap_bound(problem, found, "idle_slots")),
            Objective(
                "table_changes",
                changes,
                _walk_bound(problem, placements, watch),
            ),
            Objective("spare", *_spare(problem, placements)),
        ),
        stage=found.stage,
        seed=limits.seed,
        seconds=watch.elapsed,
        optimal=found.proven and not withdrawn,
        violations=checked.broken,
        first_seconds=found.first_seconds,
        impossible=found.impossible,
    )


def _stopped(problem: PlanningProblem, held: Collection[str | None]) -> list[Unplaced]:
    """What is open when somebody stopped the work: they are answered at once, without reasons."""
    stopped = (Reason("stopped_early"),)
    open_ones = (r for r in problem.requests if r.wish is not Wish.NEVER_MEET)
    return [Unplaced(r.key, stopped) for r in open_ones if r.key not in held]


def _walk_bound(
    problem: PlanningProblem, placements: Sequence[Placement], watch: Watch
) -> int | None:
    if watch.cancelled or "table_changes" not in problem.aims.in_order():
        return None
    return fewest_changes(problem, placements)


def _spare(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[int, int | None]:
    """Tables missing from those to keep free, and how many must be."""
    wanted = problem.aims.spare_tables
    open_tables = tables_open(problem)
    held = Counter(placement.slot for placement in placements)
    missing = sum(max(0, wanted - count + held[key]) for key, count in open_tables.items())
    if "spare" not in problem.aims.in_order():
        return missing, None
    room = [max(0, count - wanted) for count in open_tables.values()]
    least = sum(max(0, wanted - count) for count in open_tables.values())
    return missing, least + max(0, len(placements) - sum(room))


def _gap_bound(problem: PlanningProblem, found: Found, name: str) -> int | None:
    """A break is an idle slot at least, so a bound on breaks is one on idle slots."""
    first = problem.aims.gaps
    if name not in problem.aims.in_order():
        return None
    return found.gap_bound if name in (first, "idle_slots") else None
