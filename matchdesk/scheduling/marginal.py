"""What one more table, slot or interpreter would bring: `worth_of_more`."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import placing
from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import worth
from matchdesk.scheduling.model import Case, compile_case
from matchdesk.scheduling.problem import (
    Aims,
    Interpreter,
    Limits,
    Placement,
    Plan,
    PlanningProblem,
    Slot,
    Table,
)
from matchdesk.scheduling.selection import choose
from matchdesk.scheduling.watch import Watch

_NEW = "one more"
_MOST_PAIRS = 3
_EXCHANGES = 2
_SHARE = 0.08
"""Of the time limit, for placing what fits with one more thing."""


@dataclass(frozen=True, slots=True)
class Gain:
    """One more `what` (table, slot, interpreter) and what comes of it.

    `where` is the session a slot is added to, or the two languages ("de-en"); empty for a table,
    which is there in every slot. `musts` and `weight` are gained for certain (a grid was made);
    no grid gains more than `most_musts` and `most_weight` (the latter while the must-meets and
    all aims before weight are at their best; None: not bounded in the time).
    """

    what: str
    where: str
    musts: int
    weight: int
    most_musts: int | None
    most_weight: int | None


def worth_of_more(
    problem: PlanningProblem,
    plan: Plan | Sequence[Placement],
    limits: Limits,
    progress: Progress,
    past: frozenset[str] = frozenset(),
) -> tuple[Gain, ...]:
    """The gains, the greatest first; as many as time allows. A cancel returns those found.

    `past` are keys of slots that have begun: a table comes too late for them, and a session of
    which the last has begun is not made longer.

    Each is found by adding the thing, keeping the plan and placing what then fits; the bound is the
    relaxation of the larger problem. Runs in the caller's thread.
    """
    watch = Watch(progress, limits.time_limit)
    placements = plan.placements if isinstance(plan, Plan) else tuple(plan)
    found = []
    larger = [*_one_more_table(problem, past), *_one_more_slot(problem, past)]
    larger += _one_more_interpreter(problem, placements)
    for done, (what, where, more) in enumerate(larger):
        if watch.over:
            break
        watch.say(done, len(larger), _("What one more would bring"))
        found.append(_gain(what, where, more, problem, placements, limits, watch))
    return tuple(sorted(found, key=lambda gain: (-gain.musts, -gain.weight, gain.what, gain.where)))


def _gain(
    what: str,
    where: str,
    more: PlanningProblem,
    problem: PlanningProblem,
    placements: Sequence[Placement],
    limits: Limits,
    watch: Watch,
) -> Gain:
    # fairness costs time and its bounds are not asked for
    case = compile_case(replace(more, aims=Aims(order=("musts", "weight"))))
    slots = _placed(case, placements, limits.seed, watch.within(limits.time_limit * _SHARE))
    placed = [r for r, slot in enumerate(slots) if slot >= 0]
    musts = sum(case.is_must(r) for r in placed)
    weight = sum(case.requests[r].weight for r in placed)
    locked_musts, locked_weight = worth(problem, problem.locked)
    now_musts, now_weight = worth(problem, placements)
    musts, weight = musts + locked_musts - now_musts, weight + locked_weight - now_weight
    try:
        choice = choose(case, watch)
    except ImportError:  # without OR-Tools there is no bound
        choice = None
    most_musts = most_weight = None
    if choice is not None:
        most_musts = max(musts, choice.musts + locked_musts - now_musts)
        most_weight = choice.weight + locked_weight - now_weight
        most_weight = max(weight, most_weight)
    return Gain(what, where, musts, weight, most_musts, most_weight)


def _placed(case: Case, placements: Sequence[Placement], seed: int, watch: Watch) -> Sequence[int]:
    """The plan as it is, and what else fits now."""
    grid = Grid(case)
    place = {slot.key: s for s, slot in enumerate(case.slots)}
    index = {request.key: r for r, request in enumerate(case.requests)}
    for placement in placements:
        r = index.get(placement.request or "")
        if r is not None and grid.options(r) >> place[placement.slot] & 1:
            grid.put(r, place[placement.slot])
    text = _("What one more would bring")
    placing.fill(grid, watch, text)
    placing.exchange(grid, watch, random.Random(seed), _EXCHANGES, text)
    return grid.slot_of


Larger = tuple[str, str, PlanningProblem]


def _one_more_table(problem: PlanningProblem, past: frozenset[str]) -> Iterator[Larger]:
    zones = Counter(table.zone for table in problem.tables)
    zone = zones.most_common(1)[0][0] if zones else ""
    seats = max((table.seats for table in problem.tables), default=2)
    number = max((table.number for table in problem.tables), default=0) + 1
    table = Table(_NEW, number, zone=zone, seats=seats, blocked=past)
    yield "table", "", replace(problem, tables=(*problem.tables, table))


def _one_more_slot(problem: PlanningProblem, past: frozenset[str]) -> Iterator[Larger]:
    """At the end of each session; whatever follows on that day begins so much later."""
    ordered = sorted(problem.slots, key=lambda slot: slot.order)
    last = {slot.session: slot for slot in ordered}
    for session, end in last.items():
        if end.key in past:
            continue
        length = end.ends - end.starts
        new = Slot(_NEW, len(ordered) + 1, end.day, end.ends, end.ends + length, session)
        later = [
            replace(slot, starts=slot.starts + length, ends=slot.ends + length)
            if slot.day == end.day and slot.starts >= end.ends
            else slot
            for slot in ordered
        ]
        yield "slot", session, replace(problem, slots=(*later, new))


def _one_more_interpreter(
    problem: PlanningProblem, placements: Sequence[Placement]
) -> Iterator[Larger]:
    """For the pairs of languages that most of what is left out would need."""
    if not problem.interpreters:
        return
    placed = {placement.request for placement in placements}
    asked: Counter[tuple[str, str]] = Counter()
    for request in problem.requests:
        if request.key in placed or request.wish is Wish.NEVER_MEET:
            continue
        spoken = [problem.participant_by_key[key].languages for key in request.parties]
        spoken = [languages for languages in spoken if languages]
        if spoken and not frozenset.intersection(*spoken):
            for one in sorted(spoken[0]):
                for other in sorted(spoken[1]):
                    asked[min(one, other), max(one, other)] += request.weight
    for pair, _weight in asked.most_common(_MOST_PAIRS):
        extra = Interpreter(_NEW, frozenset({frozenset(pair)}))
        yield (
            "interpreter",
            "-".join(pair),
            replace(problem, interpreters=(*problem.interpreters, extra)),
        )
