"""The door: `plan(problem, limits, progress) -> Plan`."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import conflicts, exact, gaps, impossible, interpreting, placing
from matchdesk.scheduling.anytime import Background, Ready, answer
from matchdesk.scheduling.explain import reasons
from matchdesk.scheduling.fairness import ALL, Fairness
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
from matchdesk.scheduling.ranking import Rank, Ranking
from matchdesk.scheduling.seating import seat
from matchdesk.scheduling.selection import Selection, choose
from matchdesk.scheduling.sparing import spread, tables_open
from matchdesk.scheduling.walking import fewest_changes
from matchdesk.scheduling.watch import Watch

_EJECTIONS_EACH = 40
_EXCHANGES, _SWEEPS = 30, 6
_LAST = 3.0
"""Seconds kept for placing as much as can be, where placing all of it stays unproven."""


def plan(problem: PlanningProblem, limits: Limits, progress: Progress) -> Plan:
    """The best grid found within `limits`: most must-meets, then most weight, then fewer gaps.

    Everything in it keeps every hard rule, except what locked meetings break among themselves. A
    cancelled or timed-out run returns the best so far and never raises. Runs in the caller's
    thread, but reports from one of its own; `progress` may be cancelled from any other. A cancel is
    answered at once: where the best so far would take long to finish, with the last one that is.
    """
    watch = Watch(progress, limits.time_limit, limits.work)
    case = compile_case(problem)

    def finish(found: _Found, watch: Watch = watch) -> Plan:
        placements = _placements(case, found.slot_of)
        checked = _passed(problem, interpreting.assign(problem, seat(problem, placements, watch)))
        return _report(case, found, checked, limits, watch)

    def hurry(found: _Found) -> Plan:
        return finish(found, watch.as_cancelled())

    ready: Ready[_Found, Plan] = Ready(finish, hurry)
    search = Background(lambda: _search(case, limits, watch, ready), "planning")
    made = answer(search, ready, finish, lambda: watch.cancelled)
    return replace(made, seconds=watch.elapsed)


@dataclass(slots=True)
class _Found:
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
    gap_bound: int | None = None
    first_seconds: float = 0.0
    complete: bool = False
    impossible: Impossible | None = None

    def copy(self) -> _Found:
        """Another one, to be finished while this one is bettered."""
        return replace(self, slot_of=list(self.slot_of), bounds=dict(self.bounds))


def _search(case: Case, limits: Limits, watch: Watch, ready: Ready[_Found, Plan]) -> _Found:
    chance = random.Random(limits.seed)
    grid = Grid(case)
    watch.say(0, 0, _("First come, best served"))
    placing.greedy(grid)
    ranking = Ranking(case)
    found = _Found(
        slot_of=list(grid.slot_of),
        rank=ranking.rank(grid.slot_of),
        stage="greedy",
        bounds=_trivial(case),
    )
    found.first_seconds = watch.elapsed
    _note_first(case, found, watch)
    ready.offer(found.copy, urgent=True)
    watch.say(0, 0, _("Choosing which requests to place"))
    selection = choose(case, watch)
    if selection is not None:
        found.bounds.update(selection.bounds)
        grid = _place(case, selection, ranking, chance, watch)
        _keep(found, ranking, grid.slot_of, "matching")
        _note_first(case, found, watch)
        ready.offer(found.copy, urgent=True)
    insisting = case.problem.aims.place_all and limits.helpers  # then proving comes first
    if not insisting:
        _improve(case, found, ranking, selection, limits, watch)
    _settle(case, found, ranking, selection, watch)
    grid.restore(found.slot_of)
    if case.problem.aims.gaps:
        placing.compact(grid, watch, chance, _SWEEPS, _("Closing gaps"))
    found.slot_of = list(grid.slot_of)
    ready.offer(found.copy, urgent=True)
    if limits.helpers and not watch.over and case.problem.aims.gaps:
        _close_gaps(case, found, limits, watch, ready)
    if insisting and found.impossible is None and min(found.slot_of, default=0) < 0:
        _improve(case, found, ranking, selection, limits, watch)  # open: then as much as can be
        _note_first(case, found, watch)
        _settle(case, found, ranking, selection, watch)
    if case.problem.aims.spare_tables and not watch.over:
        grid.restore(found.slot_of)
        spread(grid, watch, _("Keeping tables free"))
        found.slot_of = list(grid.slot_of)
    if ranking.rank(found.slot_of) != found.rank:  # all were placed after all
        found.rank = ranking.rank(found.slot_of)
        _settle(case, found, ranking, selection, watch)
    return found


def _trivial(case: Case) -> dict[str, int]:
    """What no plan can pass, seen without any work."""
    placeable = [r for r, mask in enumerate(case.allowed) if mask]
    return {
        "musts": sum(case.is_must(r) for r in placeable),
        "weight": sum(case.requests[r].weight for r in placeable),
        "left_out": 0,
        "worst_share": ALL,
    }


def _note_first(case: Case, found: _Found, watch: Watch) -> None:
    """The first grid counts; where all must be placed, the first that has them all."""
    if case.problem.aims.place_all and not found.complete and min(found.slot_of, default=0) >= 0:
        found.complete, found.first_seconds = True, watch.elapsed


def _close_gaps(
    case: Case, found: _Found, limits: Limits, watch: Watch, ready: Ready[_Found, Plan]
) -> None:
    """Let helpers lower breaks or idle slots for what is placed, and prove what they can."""
    aims = case.problem.aims
    everything = range(len(case.requests))
    placed = [r for r in everything if found.slot_of[r] >= 0]
    complete = len(placed) == len(case.requests)
    both = not {"breaks", "idle_slots"} - set(aims.in_order())
    wanted = gaps.Wanted(aims.gaps == "idle_slots", aims.break_spread, both)
    if not complete and aims.place_all:
        spared = min(_LAST, watch.left / 12)
        _insist(case, found, wanted, limits, watch.within(watch.left - spared))
        return

    def so_far(answer: gaps.Answer) -> _Found:
        better = found.copy()
        _accept(case, better, placed, answer, complete)
        return better

    closed = gaps.fewest(
        case,
        placed,
        [found.slot_of[r] for r in placed],
        wanted,
        watch,
        seed=limits.seed,
        workers=limits.helpers,
        text=_("Closing gaps"),
        work=limits.work,
        told=lambda answer: ready.offer(lambda: so_far(answer)),
    )
    _accept(case, found, placed, closed, complete)
    if closed.impossible and aims.place_all:
        found.impossible = impossible.why(case, wanted, watch, limits.helpers)


def _insist(case: Case, found: _Found, wanted: gaps.Wanted, limits: Limits, watch: Watch) -> None:
    """Everything is to be placed and some is left: place all, or prove that it cannot be."""
    everything = range(len(case.requests))
    empty = [r for r in everything if not case.allowed[r]]
    if not empty:
        placed = gaps.fewest(
            case,
            everything,
            None,
            wanted,
            watch,
            seed=limits.seed,
            workers=limits.helpers,
            text=_("Placing every request"),
            work=limits.work,
        )
        _accept(case, found, everything, placed, complete=True)
        _note_first(case, found, watch)
        if not placed.impossible:
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
    if not answer.impossible:
        found.gap_bound = answer.bound if complete else answer.any_choice


def _place(
    case: Case, selection: Selection, ranking: Ranking, chance: random.Random, watch: Watch
) -> Grid:
    """The chosen requests at slots, whatever else fits, and better exchanges."""
    grid = Grid(case)
    text = _("Finding a slot for each")
    left = placing.place_all(grid, selection.chosen, watch, text)
    placing.eject(grid, left, watch, chance, _EJECTIONS_EACH * len(left))
    placing.fill(grid, watch, text)
    now = ranking.values(grid.slot_of)
    falls_short = now["musts"] < selection.musts or now["weight"] < selection.weight
    if falls_short and "left_out" not in ranking.aims[:2]:  # exchanges look at weight alone
        placing.exchange(grid, watch, chance, _EXCHANGES, _("Trying exchanges"))
    return grid


def _improve(
    case: Case,
    found: _Found,
    ranking: Ranking,
    selection: Selection | None,
    limits: Limits,
    watch: Watch,
) -> None:
    """Prove or better what is small enough, if there is anything left to prove."""
    if ranking.reached(found.slot_of, found.bounds) or exact.choices(case) > exact.MOST_CHOICES:
        return
    text = _("Looking for something better")
    answer = exact.solve(case, found.slot_of, selection, watch, limits.seed, limits.workers, text)
    if answer is None:
        return
    _keep(found, ranking, answer.slot_of, "cp-sat")
    found.exact = answer.proven


def _keep(found: _Found, ranking: Ranking, slot_of: Sequence[int], stage: str) -> None:
    rank = ranking.rank(slot_of)
    if rank > found.rank:
        found.slot_of, found.rank, found.stage = list(slot_of), rank, stage


def _settle(
    case: Case, found: _Found, ranking: Ranking, selection: Selection | None, watch: Watch
) -> None:
    """Make the bounds fit the plan: what is proven is its own; worse in one aim loosens the next.

    The relaxation is asked again with what the plan has in each aim as the least for the next.
    """
    now = ranking.values(found.slot_of)
    kept = selection.kept if selection else {}
    if any(now[aim] != kept.get(aim, now[aim]) for aim in ranking.aims[:-1]):
        looser = choose(case, watch, kept=now)
        found.bounds = _trivial(case) | (dict(looser.bounds) if looser else {})
    found.bounds |= {aim: value for aim, value in found.exact.items() if now[aim] == value}
    settled = [aim for aim in ranking.aims if aim in ("musts", "weight")]
    found.proven = all(now[aim] >= found.bounds[aim] for aim in settled)


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
    found: _Found,
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


def _gap_bound(problem: PlanningProblem, found: _Found, name: str) -> int | None:
    """A break is an idle slot at least, so a bound on breaks is one on idle slots."""
    first = problem.aims.gaps
    if name not in problem.aims.in_order():
        return None
    return found.gap_bound if name in (first, "idle_slots") else None
