"""From the slots a search found to a checked repair that says what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matchdesk.scheduling import conflicts
from matchdesk.scheduling.disruption import Scene
from matchdesk.scheduling.explain import why_not
from matchdesk.scheduling.interpreting import assign, could_serve
from matchdesk.scheduling.keeping import settle
from matchdesk.scheduling.mending import Task
from matchdesk.scheduling.problem import (
    Placement,
    PlanningProblem,
    Reason,
    Request,
    Unplaced,
    Violation,
)
from matchdesk.scheduling.repaired import Dropped, Moved, Repair
from matchdesk.scheduling.repairsearch import Found
from matchdesk.scheduling.watch import Watch


def report(task: Task, found: Found, watch: Watch, *, explained: bool = True) -> Repair:
    """What `found` comes to; unless `explained`, what found no place has no reasons."""
    scene = task.scene
    made = _with_interpreters(scene.problem, _placements(task, found.slot_of))
    placements, withdrawn, broken = _passed(scene, settle(scene.problem, made))
    now = {placement.meeting: placement for placement in placements}
    moved = tuple(
        Moved(was.meeting, was.parties, (was.slot, was.table), (now[was.meeting].slot, table))
        for was in scene.movable.values()
        if was.meeting in now
        and (was.slot, was.table) != (now[was.meeting].slot, table := now[was.meeting].table)
    )
    lost = [p for p in (*scene.movable.values(), *scene.twice) if p.meeting not in now]
    dropped = tuple(_dropped(scene, placements, lost, withdrawn, explained=explained))
    placed = {placement.request for placement in placements}
    left = [scene.problem.request_by_key[key] for key in scene.wanted if key not in placed]
    added = tuple(p for p in placements if p.request in scene.wanted)
    kept, kept_bound = _kept(task, found)
    changes = sum(one.changes_slot for one in moved)
    return Repair(
        placements=placements,
        moved=moved,
        dropped=dropped,
        added=added,
        unplaced=_unplaced(scene, placements, left, explained=explained),
        changes=changes,
        bound=min(changes, found.changes_bound),
        kept=kept,
        kept_bound=kept_bound,
        proven=found.score >= found.bound and not withdrawn,
        stage=found.stage,
        seconds=watch.elapsed,
        violations=broken,
        touched_bound=min(changes + len(dropped), _must_lose(task, found)),
    )


def _must_lose(task: Task, found: Found) -> int:
    """How many of the meetings that stood lose their slot in any repair that keeps as much.

    Those that cannot stay either move or fall out; those with nowhere to go fall out beside
    whatever must move.
    """
    nowhere = sum(not task.case.allowed[r] for r in task.displaced)
    least = max(len(task.displaced), nowhere + found.changes_bound)
    return least + len(task.scene.twice)


def _unplaced(
    scene: Scene, placements: Sequence[Placement], left: Sequence[Request], *, explained: bool
) -> tuple[Unplaced, ...]:
    if explained:
        ahead = scene.ahead(party for request in left for party in request.parties)
        return why_not(ahead, placements, left)
    return tuple(Unplaced(request.key, ()) for request in left)


def _kept(task: Task, found: Found) -> tuple[int, int]:
    """The weight that has a place, and what no repair that keeps as many must-meets can pass."""
    requests = task.case.requests
    must = 1 + sum(request.weight for request in requests)
    placed = [r for r, slot in enumerate(found.slot_of) if slot >= 0]
    kept = sum(requests[r].weight for r in placed)
    musts, weight = divmod(-(-found.bound // (len(requests) + 1)), must)
    if musts > sum(task.case.is_must(r) for r in placed):
        weight = must - 1
    return kept, max(kept, weight)


def _placements(task: Task, slot_of: Sequence[int]) -> list[Placement]:
    """What stays and what is placed; a table is given where it can be kept."""
    scene, case = task.scene, task.case
    made = list(scene.fixed)
    for r, (request, slot) in enumerate(zip(case.requests, slot_of, strict=True)):
        if slot < 0:
            continue
        there = case.slots[slot].key
        was = scene.movable.get(request.key)
        if was is None:
            made.append(Placement(request.key, request.parties, there, request=request.key))
        elif slot == task.old[r] and task.kept_group[r] is not None:
            made.append(was)
        else:
            stays = slot == task.old[r]
            interpreter = was.interpreter if stays else None
            made.append(replace(was, slot=there, table=None, interpreter=interpreter))
    return made


def _with_interpreters(
    problem: PlanningProblem, placements: Sequence[Placement]
) -> Sequence[Placement]:
    """Everybody who stays keeps theirs; where that leaves somebody without, the slot is redone."""
    if not problem.interpreters:
        return placements
    needy = {
        placement.meeting
        for placement in placements
        if could_serve(problem, placement.parties) is not None
    }
    usable = [
        placement
        if placement.locked or placement.meeting in needy
        else replace(placement, interpreter=None)
        for placement in placements
    ]
    made = assign(problem, usable)
    short = {p.slot for p in made if p.interpreter is None and p.meeting in needy}
    again = [
        replace(placement, interpreter=None)
        if placement.slot in short and not placement.locked
        else placement
        for placement in made
    ]
    return assign(problem, again) if short else made


def _passed(
    scene: Scene, placements: Sequence[Placement]
) -> tuple[tuple[Placement, ...], frozenset[str], tuple[Violation, ...]]:
    """What the independent checker lets through, what it makes us withdraw, what stays broken."""
    standing = {placement.meeting for placement in scene.fixed}
    withdrawn: set[str] = set()
    kept = tuple(placements)
    while True:
        broken = conflicts.violations(scene.problem, kept, soft=False)
        faulty = {meeting for v in broken for meeting in v.data["meetings"]} - standing
        if not faulty:
            return kept, frozenset(withdrawn), broken
        withdrawn |= faulty
        kept = tuple(placement for placement in kept if placement.meeting not in faulty)


def _dropped(
    scene: Scene,
    placements: Sequence[Placement],
    lost: Sequence[Placement],
    withdrawn: frozenset[str],
    *,
    explained: bool,
) -> Iterable[Dropped]:
    asked = {}
    for placement in lost:
        request = Request(placement.meeting, placement.parties)
        if placement.request is not None:
            request = scene.problem.request_by_key[placement.request]
        asked[placement.meeting] = request
    why = _unplaced(scene, placements, list(asked.values()), explained=explained)
    for placement, one in zip(lost, why, strict=True):
        if placement.meeting in withdrawn:
            yield Dropped(placement, (Reason("withdrawn"),))
        elif placement in scene.twice:
            yield Dropped(placement, (Reason("placed_twice"),))
        else:
            yield Dropped(placement, one.reasons)
