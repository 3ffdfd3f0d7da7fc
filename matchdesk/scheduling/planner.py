"""The door: `plan(problem, limits, progress) -> Plan`."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.scheduling import exact, gaps, impossible, placing
from matchdesk.scheduling.anytime import Background, Ready, answer
from matchdesk.scheduling.fairness import ALL
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.model import Case, compile_case
from matchdesk.scheduling.problem import (
    Limits,
    Plan,
    PlanningProblem,
)
from matchdesk.scheduling.ranking import Ranking
from matchdesk.scheduling.reporting import Found, finished
from matchdesk.scheduling.selection import Selection, choose
from matchdesk.scheduling.sparing import spread
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

    def finish(found: Found) -> Plan:
        return finished(case, found, limits, watch)

    def hurry(found: Found) -> Plan:
        return finished(case, found, limits, watch.as_cancelled())

    ready: Ready[Found, Plan] = Ready(finish, hurry)
    search = Background(lambda: _search(case, limits, watch, ready), "planning")
    made = answer(search, ready, finish, lambda: watch.cancelled)
    return replace(made, seconds=watch.elapsed)


def _search(case: Case, limits: Limits, watch: Watch, ready: Ready[Found, Plan]) -> Found:
    chance = random.Random(limits.seed)
    grid = Grid(case)
    watch.say(0, 0, _("First come, best served"))
    placing.greedy(grid)
    ranking = Ranking(case)
    found = Found(
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


def _note_first(case: Case, found: Found, watch: Watch) -> None:
    """The first grid counts; where all must be placed, the first that has them all."""
    if case.problem.aims.place_all and not found.complete and min(found.slot_of, default=0) >= 0:
        found.complete, found.first_seconds = True, watch.elapsed


def _close_gaps(
    case: Case, found: Found, limits: Limits, watch: Watch, ready: Ready[Found, Plan]
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

    def so_far(answer: gaps.Answer) -> Found:
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


def _insist(case: Case, found: Found, wanted: gaps.Wanted, limits: Limits, watch: Watch) -> None:
    """Everything is to be placed and some is left: place all, or prove that it cannot be."""
    everything = range(len(case.requests))
    empty = any(not mask for mask in case.allowed)
    asked = Counter(p for parties in case.parties for p in parties)
    if not empty and all(count <= case.most[p] for p, count in asked.items()):
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
    case: Case, found: Found, requests: Sequence[int], answer: gaps.Answer, complete: bool
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
    found: Found,
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


def _keep(found: Found, ranking: Ranking, slot_of: Sequence[int], stage: str) -> None:
    rank = ranking.rank(slot_of)
    if rank > found.rank:
        found.slot_of, found.rank, found.stage = list(slot_of), rank, stage


def _settle(
    case: Case, found: Found, ranking: Ranking, selection: Selection | None, watch: Watch
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
