"""Another order of the jobs that wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain

from matchdesk.core.vocabulary import PrintState
from matchdesk.services.spooling.views import PrintJob


class Step(StrEnum):
    """Where in the queue something is moved."""

    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"


def rearranged(
    jobs: Sequence[PrintJob], keys: Collection[str], step: Step
) -> list[tuple[PrintJob, PrintJob]]:
    """The jobs that get another place, before and after; `keys` name what is moved, as one.

    Only jobs that wait move, and they share out the places that they have: what is at its printer,
    over, or failed stays where it is. A bundle is one step. Empty if nothing waits or nothing
    would change.
    """
    waiting = [job for job in jobs if job.state is PrintState.WAITING]
    moved = [job for job in waiting if job.key in keys]
    rest: dict[str, list[PrintJob]] = {}
    for job in waiting:
        if job.key not in keys:
            rest.setdefault(job.bundle or job.key, []).append(job)
    if not moved:
        return []
    groups = list(rest.values())
    before = sum(group[0].moved_to < moved[0].moved_to for group in groups)
    to = {Step.UP: before - 1, Step.DOWN: before + 1, Step.FIRST: 0, Step.LAST: len(groups)}[step]
    groups.insert(max(0, to), moved)
    places = sorted(job.moved_to[0] for job in waiting)
    changed = zip(chain.from_iterable(groups), places, strict=True)
    return [(job, replace(job, place=to)) for job, to in changed if job.moved_to[0] != to]
