"""What the planner is asked and what it answers: frozen data with string keys.

Times are whole minutes from midnight, days count from 0. Nothing here knows a database; the keys
are whatever the caller uses. All classes may be shared between threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import soundness


@dataclass(frozen=True, slots=True)
class Slot:
    """A length of time in which one meeting fits.

    `session` is the key of the half-day it belongs to; `number` is what people call it.
    """

    key: str
    number: int
    day: int
    starts: int
    ends: int
    session: str

    @property
    def order(self) -> tuple[int, int]:
        """Sorts slots by time."""
        return (self.day, self.starts)


@dataclass(frozen=True, slots=True)
class Table:
    """A place for one meeting at a time.

    `seats` counts the parties that fit; `reserved_for` is an organisation's key: only meetings
    with one of its people may sit there. `blocked` holds keys of slots it cannot be used in.
    """

    key: str
    number: int
    zone: str = ""
    seats: int = 2
    reserved_for: str | None = None
    blocked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who meets.

    `sessions` holds keys of the sessions attended (None: all of them), `unavailable` keys of slots
    (coming late or leaving early is said by the slots missed); `max_meetings` counts every meeting,
    locked ones too (None: no limit); `languages` are codes (none: they are taken to manage).
    `most_in_a_row` is the longest run of meetings in consecutive slots of one session (None: no
    limit). Of the slots they could use, at least `free_slots` stay without a meeting (None: no such
    wish). Working as an interpreter counts for none of these.
    """

    key: str
    organisation: str = ""
    sessions: frozenset[str] | None = None
    unavailable: frozenset[str] = frozenset()
    max_meetings: int | None = None
    languages: frozenset[str] = frozenset()
    most_in_a_row: int | None = None
    free_slots: int | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets, one meeting at a time.

    `pairs` are the pairs of languages, either way (`any_two` makes them of a list); `unavailable`
    holds keys of slots. Where `participant` names the same person among the participants, they
    interpret no meeting of their own and none while they have one.
    """

    key: str
    pairs: frozenset[frozenset[str]]
    unavailable: frozenset[str] = frozenset()
    participant: str | None = None


def any_two(languages: Iterable[str]) -> frozenset[frozenset[str]]:
    """The pairs of somebody who interprets between any two of `languages`."""
    return frozenset(frozenset(pair) for pair in combinations(sorted(set(languages)), 2))


@dataclass(frozen=True, slots=True)
class Request:
    """Two or more participants who want to meet once.

    `weight` is at least 1 and adds up over the placed requests. `MUST_MEET` goes before any weight;
    `NEVER_MEET` forbids every pair among `parties` from meeting at all. `mutual` (both asked)
    decides between plans of equal weight. `sessions` (None: any) and `fixed_slot` restrict when;
    `after` names requests that, if placed, must be strictly earlier.
    """

    key: str
    parties: tuple[str, ...]
    weight: int = 1
    wish: Wish = Wish.NORMAL
    mutual: bool = False
    sessions: frozenset[str] | None = None
    fixed_slot: str | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """A meeting at its slot and table.

    `request` is None for a meeting nobody requested; one the planner placed has its request's key
    as `meeting`. `table` is None only where a locked meeting was given without one and none was
    left for it. `interpreter` is the key of one, or None. A `locked` meeting stays where it is.
    """

    meeting: str
    parties: tuple[str, ...]
    slot: str
    table: str | None = None
    request: str | None = None
    interpreter: str | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Aims:
    """What is asked of a plan beyond the usual.

    `place_all`: a plan without all requests is a failure, and is explained as one (`Impossible`).
    `gaps` names the measure of idle time that counts: breaks or idle_slots. `break_spread`: nobody
    should have more breaks than somebody else by more than this (None: no such wish).
    """

    place_all: bool = False
    gaps: str = "breaks"
    break_spread: int | None = None


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """One event to plan.

    `locked` are meetings that stand, requested or not. They are taken as they are even where they
    break a rule (the plan reports it); everything else is checked here: `Invalid` names the first
    fault. Two requests of the same parties are two meetings: merge them beforehand if one is meant.
    Where there are `interpreters`, those who share no language meet with one or not at all; where
    there are none, nobody interprets and a missing language is only a flaw.
    """

    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    participants: tuple[Participant, ...]
    requests: tuple[Request, ...] = ()
    locked: tuple[Placement, ...] = ()
    aims: Aims = Aims()
    interpreters: tuple[Interpreter, ...] = ()
    slot_by_key: Mapping[str, Slot] = field(init=False, repr=False, compare=False)
    table_by_key: Mapping[str, Table] = field(init=False, repr=False, compare=False)
    participant_by_key: Mapping[str, Participant] = field(init=False, repr=False, compare=False)
    request_by_key: Mapping[str, Request] = field(init=False, repr=False, compare=False)
    interpreter_by_key: Mapping[str, Interpreter] = field(init=False, repr=False, compare=False)
    never: frozenset[frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keep = object.__setattr__  # the only way to fill a frozen record's derived fields
        for name, what, items in (
            ("slot_by_key", "slot", self.slots),
            ("table_by_key", "table", self.tables),
            ("participant_by_key", "participant", self.participants),
            ("request_by_key", "request", self.requests),
            ("interpreter_by_key", "interpreter", self.interpreters),
        ):
            keep(self, name, soundness.by_key(what, items))
        keep(self, "never", frozenset(soundness.never(self.requests)))
        soundness.check(self)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work a plan may cost.

    `time_limit` is seconds of waiting, `workers` solver threads (1 or 2 leave the desk responsive),
    `helpers` processes at a time that close gaps and prove that fewer are impossible (0: none; a
    quick pass closes what it can). The same `seed` gives the same plan as long as neither the time
    limit nor a race between helpers is what ended the work.
    """

    time_limit: float = 30.0
    seed: int = 1
    workers: int = 1
    helpers: int = 0


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

    `musts` and `weight` are better when greater, the others (`breaks`, `idle_slots`,
    `table_changes`) when smaller.
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
