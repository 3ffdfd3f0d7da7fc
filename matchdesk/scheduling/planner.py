"""The door: `plan(problem, limits, progress) -> Plan`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.scheduling import conflicts, exact, gaps, impossible, interpreting, placing
from matchdesk.scheduling.explain import explain
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import flaws, worth
from matchdesk.scheduling.model import Case, compile_case
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
from matchdesk.scheduling.seating import seat
from matchdesk.scheduling.selection import Selection, choose
from matchdesk.scheduling.watch import Watch

_EJECTIONS_EACH = 40
_EXCHANGES, _SWEEPS = 30, 6


def plan(problem: PlanningProblem, limits: Limits, progress: Progress) -> Plan:
    """The best grid found within `limits`: most must-meets, then most weight, then fewer gaps.

    Everything in it keeps every hard rule, except what locked meetings break among themselves. A
    cancelled or timed-out run returns the best so far and never raises. Runs in the caller's
    thread; `progress` may be cancelled from any other.
    """
    watch = Watch(progress, limits.time_limit)
    case = compile_case(problem)
    found = _search(case, limits, watch)
    placements = _placements(case, found.slot_of)
    checked = _passed(problem, interpreting.assign(problem, seat(problem, placements)))
    return _report(problem, found, checked, limits, watch)


@dataclass(slots=True)
class _Found:
    """The best slots so far, what found them, and what is proven about any plan's open requests.

    `musts` and `weight` are bounds; `weight` holds for plans with at least `musts_kept` must-meets.
    `gap_bound` is proven for the measure of idle time that counts, where everything is placed.
    """

    slot_of: Sequence[int]
    value: int
    stage: str
    musts: int
    weight: int
    musts_kept: int = 0
    proven: bool = False
    gap_bound: int | None = None
    first_seconds: float = 0.0
    complete: bool = False
    impossible: Impossible | None = None


def _search(case: Case, limits: Limits, watch: Watch) -> _Found:
    chance = random.Random(limits.seed)
    grid = Grid(case)
    watch.say(0, 0, _("First come, best served"))
    placing.greedy(grid)
    open_ones = [r for r, mask in enumerate(case.allowed) if mask]
    found = _Found(
        slot_of=list(grid.slot_of),
        value=grid.value(),
        stage="greedy",
        musts=sum(case.is_must(r) for r in open_ones),
        weight=sum(case.requests[r].weight for r in open_ones),
    )
    found.first_seconds = watch.elapsed
    _note_first(case, found, watch)
    watch.say(0, 0, _("Choosing which requests to place"))
    selection = choose(case, watch)
    if selection is not None:
        found.musts, found.weight = selection.musts, selection.weight
        found.musts_kept = selection.musts_kept
        grid = _place(case, selection, chance, watch)
        _keep(found, grid.slot_of, grid.value(), "matching")
        _note_first(case, found, watch)
    insisting = case.problem.aims.place_all and limits.helpers  # then proving comes first
    if not _reached(case, found) and not insisting:
        _improve(case, found, limits, watch)
    grid.restore(found.slot_of)
    placing.compact(grid, watch, chance, _SWEEPS, _("Closing gaps"))
    found.slot_of = grid.slot_of
    if limits.helpers and not watch.over:
        _close_gaps(case, found, limits, watch)
    _settle_bound(case, found, watch)
    return found


def _note_first(case: Case, found: _Found, watch: Watch) -> None:
    """The first grid counts; where all must be placed, the first that has them all."""
    if case.problem.aims.place_all and not found.complete and min(found.slot_of, default=0) >= 0:
        found.complete, found.first_seconds = True, watch.elapsed


def _close_gaps(case: Case, found: _Found, limits: Limits, watch: Watch) -> None:
    """Let helpers lower breaks or idle slots for what is placed, and prove what they can."""
    aims = case.problem.aims
    everything = range(len(case.requests))
    placed = [r for r in everything if found.slot_of[r] >= 0]
    complete = len(placed) == len(case.requests)
    wanted = gaps.Wanted(aims.gaps == "idle_slots", aims.break_spread)
    if not complete and aims.place_all:
        _insist(case, found, wanted, limits, watch)
        return
    answer = gaps.fewest(
        case,
        placed,
        [found.slot_of[r] for r in placed],
        wanted,
        watch,
        seed=limits.seed,
        workers=limits.helpers,
        text=_("Closing gaps"),
    )
    _accept(case, found, placed, answer, complete)
    if answer.impossible and aims.place_all:
        found.impossible = impossible.why(case, wanted, watch, limits.helpers)


def _insist(case: Case, found: _Found, wanted: gaps.Wanted, limits: Limits, watch: Watch) -> None:
    """Everything is to be placed and some is left: place all, or prove that it cannot be."""
    everything = range(len(case.requests))
    empty = [r for r in everything if not case.allowed[r]]
    if not empty:
        answer = gaps.fewest(
            case,
            everything,
            None,
            wanted,
            watch,
            seed=limits.seed,
            workers=limits.helpers,
            text=_("Placing every request"),
        )
        _accept(case, found, everything, answer, complete=True)
        _note_first(case, found, watch)
        if not answer.impossible:
            return
    found.impossible = impossible.why(case, wanted, watch, limits.helpers)


def _accept(
    case: Case, found: _Found, requests: Sequence[int], answer: gaps.Answer, complete: bool
) -> None:
    slots = list(found.slot_of)
    for r, s in zip(requests, answer.slots or (), strict=answer.slots is not None):
        slots[r] = s
    if answer.slots is not None and Grid(case).stands(slots):
        found.slot_of = slots
        found.stage = answer.found_by or found.stage
        if complete and answer.proven and answer.proven_by:
            found.stage = answer.proven_by
    if complete and not answer.impossible:
        found.gap_bound = answer.bound


def _place(case: Case, selection: Selection, chance: random.Random, watch: Watch) -> Grid:
    """The chosen requests at slots, whatever else fits, and better exchanges."""
    grid = Grid(case)
    text = _("Finding a slot for each")
    left = placing.place_all(grid, selection.chosen, watch, text)
    placing.eject(grid, left, watch, chance, _EJECTIONS_EACH * len(left))
    placing.fill(grid, watch, text)
    musts, weight = _worth(case, grid.slot_of)
    if musts < selection.musts or weight < selection.weight:
        placing.exchange(grid, watch, chance, _EXCHANGES, _("Trying exchanges"))
    return grid


def _improve(case: Case, found: _Found, limits: Limits, watch: Watch) -> None:
    """Prove or better what is small enough."""
    if exact.choices(case) > exact.MOST_CHOICES:
        return
    text = _("Looking for something better")
    answer = exact.solve(case, found.slot_of, watch, limits.seed, limits.workers, text)
    if answer is None:
        return
    _keep(found, answer.slot_of, answer.value, "cp-sat")
    found.proven = answer.proven


def _keep(found: _Found, slot_of: Sequence[int], value: int, stage: str) -> None:
    if value > found.value:
        found.slot_of, found.value, found.stage = list(slot_of), value, stage


def _worth(case: Case, slot_of: Sequence[int]) -> tuple[int, int]:
    """Must-meets and weight of the requests placed."""
    placed = [r for r, slot in enumerate(slot_of) if slot >= 0]
    return sum(case.is_must(r) for r in placed), sum(case.requests[r].weight for r in placed)


def _reached(case: Case, found: _Found) -> bool:
    """Whether nothing can be better in musts and weight (mutual wishes are only a tie-break)."""
    musts, weight = _worth(case, found.slot_of)
    return musts >= found.musts and weight >= found.weight


def _settle_bound(case: Case, found: _Found, watch: Watch) -> None:
    """Make the bounds fit the plan: proven ones are its own, and fewer musts loosen the weight."""
    musts, weight = _worth(case, found.slot_of)
    if found.proven:
        found.musts, found.weight = musts, weight
    elif musts < found.musts_kept:
        looser = choose(case, watch, at_least=musts)
        everything = sum(case.requests[r].weight for r, mask in enumerate(case.allowed) if mask)
        found.weight = looser.weight if looser else everything
    found.proven = musts >= found.musts and weight >= found.weight


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
        broken = [v for v in conflicts.violations(problem, kept) if v.hard]
        faulty = {meeting for v in broken for meeting in v.data["meetings"]} - standing
        if not faulty:
            return _Checked(kept, frozenset(withdrawn), tuple(broken))
        withdrawn |= faulty
        kept = tuple(placement for placement in kept if placement.meeting not in faulty)


def _report(
    problem: PlanningProblem,
    found: _Found,
    checked: _Checked,
    limits: Limits,
    watch: Watch,
) -> Plan:
    placements, withdrawn = checked.placements, checked.withdrawn
    musts, weight = worth(problem, placements)
    locked_musts, locked_weight = worth(problem, problem.locked)
    breaks, idle, changes = flaws(problem, placements)
    bound = found.weight + locked_weight
    unplaced = (
        Unplaced(one.request, (Reason("withdrawn"),)) if one.request in withdrawn else one
        for one in explain(problem, placements)
    )
    return Plan(
        placements=placements,
        unplaced=tuple(unplaced),
        weight=weight,
        bound=bound,
        objectives=(
            Objective("musts", musts, found.musts + locked_musts),
            Objective("weight", weight, bound),
            Objective("breaks", breaks, _gap_bound(problem, found, "breaks")),
            Objective("idle_slots", idle, _gap_bound(problem, found, "idle_slots")),
            Objective("table_changes", changes),
        ),
        stage=found.stage,
        seed=limits.seed,
        seconds=watch.elapsed,
        optimal=found.proven and not withdrawn,
        violations=checked.broken,
        first_seconds=found.first_seconds,
        impossible=found.impossible,
    )


def _gap_bound(problem: PlanningProblem, found: _Found, name: str) -> int | None:
    return found.gap_bound if problem.aims.gaps == name else None
