"""The door `repair`: after a disruption, a grid that differs from the old one as little as can be.

What fell out and what surrounds it is decided exactly; the same neighbourhood, freed from the rest
of the grid, gives a bound. Where the two meet the repair is proven; else the neighbourhood grows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.scheduling.anytime import Background, Ready, answer
from matchdesk.scheduling.disruption import Disruption, stage
from matchdesk.scheduling.mending import task_of
from matchdesk.scheduling.problem import Limits, Placement, Plan, PlanningProblem
from matchdesk.scheduling.repaired import Dropped, Moved, Repair
from matchdesk.scheduling.repairreport import report
from matchdesk.scheduling.repairsearch import Found, Search
from matchdesk.scheduling.watch import Watch

__all__ = ["Dropped", "Moved", "Repair", "repair"]

_SEARCHING = 0.85
"""Share of the time limit after which no solver runs any more."""
_REPORTING = 1.5
"""How long checking and explaining take, measured in what reading the problem took."""


def repair(
    problem: PlanningProblem,
    plan: Plan | Sequence[Placement],
    disruption: Disruption,
    limits: Limits,
    progress: Progress,
    *,
    explained: bool = True,
    seen: Callable[[Repair], object] | None = None,
) -> Repair:
    """The least change to `plan` that copes with `disruption`.

    In strict order: most must-meets kept, most weight kept, fewest meetings in another slot,
    fewest at another table, fewest printed ones, fewest gaps. Locked and past meetings stay, even
    where they then break a rule (`violations`). Raises `Invalid` for unknown keys; a cancel or the
    time limit gives the best so far. Unless `explained`, what found no place has no reasons. `seen`
    is told of valid answers while better ones, or a proof, are looked for. Runs in the caller's
    thread, reports from one of its own.
    """
    watch = Watch(progress, limits.time_limit)
    placements = plan.placements if isinstance(plan, Plan) else tuple(plan)
    scene = stage(problem, placements, disruption)
    task = task_of(scene, disruption.printed)
    watch.say(0, 0, _("Repairing the grid"))
    searching = watch.within(_SEARCHING * limits.time_limit - (1 + _REPORTING) * watch.elapsed)

    def finish(found: Found) -> Repair:
        return report(task, found, watch, explained=explained)

    ready: Ready[Found, Repair] = Ready(finish, finish)
    search = Background(Search(task, limits, searching, ready).run, "repairing")
    made = answer(search, ready, finish, lambda: watch.cancelled, seen)
    return replace(made, seconds=watch.elapsed)
