"""What the planner is asked and what it answers: frozen data with string keys.

Times are whole minutes from midnight, days count from 0. Nothing here knows a database; the keys
are whatever the caller uses. All classes may be shared between threads.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matchdesk.scheduling import soundness
from matchdesk.scheduling.records import (
    Aims,
    Interpreter,
    Participant,
    Placement,
    Request,
    Slot,
    Table,
    any_two,
)

__all__ = [
    "HARD",
    "SOFT",
    "Aims",
    "Impossible",
    "Interpreter",
    "Limits",
    "Objective",
    "Participant",
    "Placement",
    "Plan",
    "PlanningProblem",
    "Reason",
    "Request",
    "Slot",
    "Table",
    "Unplaced",
    "Violation",
    "altered",
    "any_two",
]


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """One event to plan.

    `locked` are meetings that stand, requested or not. They are taken as they are even where they
    break a rule (the plan reports it); everything else is checked here: `Invalid` names the first
    fault. Two requests of the same parties are two meetings: merge them beforehand if one is meant.
    Where there are `interpreters`, those who share no language meet with one or not at all; where
    there are none, nobody interprets and a missing language is only a flaw.
    `begun` are keys of slots that have begun: whoever sets them closes their tables, too, and it
    is said why.
    """

    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    participants: tuple[Participant, ...]
    requests: tuple[Request, ...] = ()
    locked: tuple[Placement, ...] = ()
    aims: Aims = field(default_factory=Aims)
    interpreters: tuple[Interpreter, ...] = ()
    begun: frozenset[str] = frozenset()
    slot_by_key: Mapping[str, Slot] = field(init=False, repr=False, compare=False)
    table_by_key: Mapping[str, Table] = field(init=False, repr=False, compare=False)
    participant_by_key: Mapping[str, Participant] = field(init=False, repr=False, compare=False)
    request_by_key: Mapping[str, Request] = field(init=False, repr=False, compare=False)
    interpreter_by_key: Mapping[str, Interpreter] = field(init=False, repr=False, compare=False)
    never: frozenset[frozenset[str]] = field(init=False, repr=False, compare=False)
    followers: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keep = object.__setattr__  # the only way to fill a frozen record's derived fields
        for name, (derived, what) in _DERIVED.items():
            keep(self, derived, soundness.by_key(what, getattr(self, name)))
        keep(self, "never", frozenset(soundness.never(self.requests)))
        keep(self, "followers", _followers(self.requests))
        soundness.check(self)


_DERIVED = {
    "slots": ("slot_by_key", "slot"),
    "tables": ("table_by_key", "table"),
    "participants": ("participant_by_key", "participant"),
    "requests": ("request_by_key", "request"),
    "interpreters": ("interpreter_by_key", "interpreter"),
}
"""Parts of a problem, each with what is derived from it and what one of them is called."""


def _followers(requests: Iterable[Request]) -> Mapping[str, tuple[str, ...]]:
    """For each request that others must come after, the keys of those others."""
    found: dict[str, tuple[str, ...]] = {}
    for request in requests:
        for before in request.after:
            found[before] = (*found.get(before, ()), request.key)
    return found


def altered(problem: PlanningProblem, **parts: Any) -> PlanningProblem:
    """`problem` with other `parts`, by name, that are known to be sound: nothing is checked.

    For parts made from those of a checked problem. Checking 6,000 requests takes longer than
    many a question about them.
    """
    made, keep = copy.copy(problem), object.__setattr__
    for name, value in parts.items():
        keep(made, name, value)
        if name in _DERIVED:
            derived, what = _DERIVED[name]
            keep(made, derived, soundness.by_key(what, value))
    if "requests" in parts:
        keep(made, "never", frozenset(soundness.never(made.requests)))
        keep(made, "followers", _followers(made.requests))
    return made


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work a plan may cost.

    `time_limit` is seconds of waiting, `workers` solver threads (1 or 2 leave the desk responsive),
    `helpers` processes at a time that close gaps and prove that fewer are impossible (0: none; a
    quick pass closes what it can). With `work` set, that much counted work ends each stage (about a
    second each on one core: CP-SAT's deterministic time, rounds of annealing) and helpers take
    turns instead of racing: the same `seed` then gives the same plan on any machine, unless the
    time limit comes first. Without it that holds only where nothing raced and time was left.
    """

    time_limit: float = 30.0
    seed: int = 1
    workers: int = 1
    helpers: int = 0
    work: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a request has no place: a code (sentence `unplaced.<code>`) and its JSON-ready blanks."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a meeting; the reasons are proven by the plan's own data."""

    request: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """One aim of the plan: its value, and what no plan can pass (None: no bound is known).

    `musts`, `weight` and `worst_share` are better when greater, the others when smaller.
    `left_out` are participants without any meeting who have a request that could be placed;
    `worst_share` is the least share of their wishes' weight, in per mille rounded down, that anyone
    gets who is not left out (1000 if nobody has a wish that could be met). A bound holds for plans
    as good as this one in every aim before.
    """

    name: str
    value: int
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a set of placements breaks; `hard` ones make it no plan, `soft` ones are flaws.

    `data` is JSON-ready. Blanks have fixed meanings: `participant`, `other` are participants' keys;
    `slot`, `earlier` slots'; `table`, `earlier_table` tables'; `organisation`, `session` theirs;
    `request` a request's; `interpreter` an interpreter's; `meetings` is a list of the meetings'
    keys; `count`, `limit` numbers.
    """

    rule: str
    severity: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hard(self) -> bool:
        """Whether no plan may contain it."""
        return self.severity == HARD

    def as_dict(self) -> dict[str, Any]:
        """The form `core.errors.RuleBroken` takes."""
        return {"rule": self.rule, "severity": self.severity, **self.data}


HARD, SOFT = "hard", "soft"


@dataclass(frozen=True, slots=True)
class Impossible:
    """Proof that not all requests can be placed: these cannot hold together, none is superfluous.

    `requests` are to be placed under `rules` (rule names with their blanks as in `Violation`). If
    not `minimal`, time ran out before everything superfluous was taken away.
    """

    requests: tuple[str, ...]
    rules: tuple[Violation, ...]
    minimal: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer: every locked and every newly placed meeting, and what did not fit.

    `weight` is the sum over placed requests; no plan that places as many must-meets can pass
    `bound`. `gap` is (bound - weight) / bound. `optimal` means musts and weight are proven best.
    `violations` are the hard rules broken by locked meetings alone; the rest of the plan breaks
    none (checked by `conflicts`). `stage` names what found it: greedy, matching, cp-sat, or one of
    the solvers in `satworker`. `first_seconds` is when the first valid grid was there. `impossible`
    is set where all requests were to be placed and it is proven that they cannot be.
    """

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    weight: int
    bound: int
    objectives: tuple[Objective, ...]
    stage: str
    seed: int
    seconds: float
    optimal: bool
    violations: tuple[Violation, ...] = ()
    first_seconds: float = 0.0
    impossible: Impossible | None = None

    @property
    def gap(self) -> float:
        """How far, as a share of the bound, the weight can be from the best possible."""
        return (self.bound - self.weight) / self.bound if self.bound else 0.0

    def objective(self, name: str) -> Objective:
        """The aim called `name`."""
        return next(aim for aim in self.objectives if aim.name == name)
