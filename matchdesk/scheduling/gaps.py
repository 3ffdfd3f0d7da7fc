"""Given requests placed with the fewest gaps: proven by solvers raced against each other.

A local search lowers what is known to be possible, a relaxation and core-guided MaxSAT raise what
is known to be needed; where they meet, that is the optimum, whoever got there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.scheduling import maxsat
from matchdesk.scheduling.gapmodel import Family, GapModel, families
from matchdesk.scheduling.helpers import Crew, Job, Message
from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.watch import Watch

_MOST_CHOICES = 15_000
"""Pairs of request and slot above which proving is not tried."""
_SMALL_RELAXATION = 3_000
"""Pairs up to which the relaxation takes about a second and goes first."""
_WIDEST = 62
"""Slots that fit a machine word of the annealing."""
_BREAK, _IDLE, _CROWD = 1_000, 100, 800
"""What the annealing counts a break, an idle slot, and a meeting too many in a slot as."""
_SOLVERS = ("uwrmaxsat", "uwrmaxsat-totalizer", "rc2")
_MANY = 800
"""Requests from which annealing is all there is, and takes its time."""
_LONG = ((64, 200.0, 15.0),)
_SHORT = ((10, 800.0, 60.0),)
_THOROUGH = (*_SHORT, (25, 500.0, 100.0))
"""Schedules of the annealing: rounds, and the heat at their beginning and end."""
_TICK = 0.05


@dataclass(frozen=True, slots=True)
class Wanted:
    """`idle`: idle slots count rather than breaks; `spread` as in `Aims.break_spread`."""

    idle: bool = False
    spread: int | None = None


@dataclass(slots=True)
class Answer:
    """The best slots for the requests (None: not all can be placed, if `impossible`; else unknown).

    `cost` counts breaks or idle slots, `bound` is proven for every plan that places all of them;
    `methods` names who found the slots and who proved the bound.
    """

    slots: tuple[int, ...] | None
    cost: int | None
    bound: int = 0
    impossible: bool = False
    found_by: str = ""
    proven_by: str = ""

    @property
    def proven(self) -> bool:
        """Whether no better plan places all of them."""
        return self.cost is not None and self.cost <= self.bound


def fewest(
    case: Case,
    requests: Sequence[int],
    start: Sequence[int] | None,
    wanted: Wanted,
    watch: Watch,
    *,
    seed: int,
    workers: int,
    text: str,
) -> Answer:
    """Place all of `requests` with the fewest gaps, from `start` (their slots) if they are placed.

    Answers in any case: on a cancel or when time is up with what is known by then.
    """
    return _Search(case, requests, start, wanted, watch, text).run(seed, workers)


class _Search:
    def __init__(
        self,
        case: Case,
        requests: Sequence[int],
        start: Sequence[int] | None,
        wanted: Wanted,
        watch: Watch,
        text: str,
    ) -> None:
        self._case, self._requests, self._wanted = case, tuple(requests), wanted
        self._watch, self._text = watch, text
        self._measure = Measure(case, requests, wanted)
        self._answer = Answer(None, None)
        if start is not None:
            self._better(tuple(start), "")
        self._start = start
        self._choices = sum(case.allowed[r].bit_count() for r in self._requests)
        self._is_hard = _SMALL_RELAXATION < self._choices <= _MOST_CHOICES
        self._model: GapModel | None = None

    def run(self, seed: int, workers: int) -> Answer:
        answer, watch = self._answer, self._watch
        with Crew(max(1, workers)) as crew:
            if self._start is not None and not answer.proven:
                crew.add(self._annealing(seed))
            crew.add(self._provers())
            while crew.busy and not self._done() and not watch.over:
                heard = crew.hear(_TICK, watch.left)
                if heard is not None:
                    self._take(*heard)
                watch.say(answer.bound, answer.cost or 0, self._text)
        return answer

    def _done(self) -> bool:
        return self._answer.proven or self._answer.impossible

    def _take(self, name: str, message: Message) -> None:
        what = message["is"]
        if what == "better":
            self._better(tuple(message["slots"]), name)
        elif what == "bound":
            self._raise(message["cost"], name)
        elif what == "optimum" and self._model is not None:
            at = self._model.slots_of(frozenset(message["true"]))
            self._better(tuple(at[r] for r in self._requests), name)
            self._raise(message["cost"], name)
        elif what in ("impossible", "empty") and self._start is None:
            self._answer.impossible, self._answer.proven_by = True, name
        elif what == "impossible":  # the start is no answer: it breaks the wish for fairness
            self._answer.impossible = self._answer.cost is None
            self._answer.proven_by = name

    def _better(self, slots: tuple[int, ...], name: str) -> None:
        cost, fair = self._measure.of(slots)
        answer = self._answer
        if fair and (answer.cost is None or cost < answer.cost):
            answer.slots, answer.cost, answer.found_by = slots, cost, name

    def _raise(self, bound: int, name: str) -> None:
        if bound > self._answer.bound:
            self._answer.bound, self._answer.proven_by = bound, name

    # --- who takes part ---------------------------------------------------------------------

    def _annealing(self, seed: int) -> list[Job]:
        case = self._case
        rooms = families(case, self._requests)
        if rooms is None or len(case.slots) > _WIDEST:
            return []
        price = (_IDLE, _BREAK // 4) if self._wanted.idle else (_BREAK, _IDLE)
        spread = self._wanted.spread
        many = len(self._requests) >= _MANY
        index = {r: i for i, r in enumerate(self._requests)}
        task = {
            "slots": list(self._start or ()),
            "parties": [case.parties[r] for r in self._requests],
            "allowed": [case.allowed[r] for r in self._requests],
            "before": [[index.get(o, -1) for o in case.before[r]] for r in self._requests],
            "after": [[index.get(o, -1) for o in case.after[r]] for r in self._requests],
            "busy": case.busy,
            "width": len(case.slots),
            "days": [(first, (1 << width) - 1) for first, width in case.days],
            "families": _members(self._requests, rooms),
            "room": [f.room for f in rooms],
            "prices": [*price, -1 if spread is None else spread, 0 if many else _CROWD],
            "schedule": _LONG if many else _SHORT if self._is_hard else _THOROUGH,
            "target": 0,
            "seed": seed,
        }
        return [Job("annealing", "annealworker.py", (), json.dumps(task).encode())]

    def _provers(self) -> list[Job]:
        case = self._case
        rooms = families(case, self._requests)
        choices = self._choices
        if rooms is None or choices > _MOST_CHOICES or self._done():
            return []
        self._model = GapModel(
            case, self._requests, idle=self._wanted.idle, spread=self._wanted.spread
        )
        solvers = maxsat.jobs(self._model.formula, _SOLVERS)
        if len(case.days) > 1 or any(case.busy):
            return solvers
        task = {
            "parties": [case.parties[r] for r in self._requests],
            "allowed": [bits(case.allowed[r]) for r in self._requests],
            "families": _members(self._requests, rooms),
            "room": [f.room for f in rooms],
            "width": len(case.slots),
            "idle": self._wanted.idle,
        }
        relaxation = Job("relaxation", "relaxworker.py", (), json.dumps(task).encode())
        if not self._is_hard:
            return [relaxation, *solvers]
        return [*solvers, relaxation]


def _members(requests: Sequence[int], rooms: Sequence[Family]) -> list[list[bool]]:
    """Which of `requests` need a table of each family."""
    inside = [frozenset(family.requests) for family in rooms]
    return [[r in one for r in requests] for one in inside]


class Measure:
    """Breaks or idle slots of given requests at given slots."""

    def __init__(self, case: Case, requests: Sequence[int], wanted: Wanted) -> None:
        self._case, self._requests, self._wanted = case, tuple(requests), wanted
        self._gaps = Gaps(case)

    def of(self, slots: Sequence[int]) -> tuple[int, bool]:
        """The cost, and whether it is fair enough."""
        held = list(self._case.busy)
        for r, s in zip(self._requests, slots, strict=True):
            for p in self._case.parties[r]:
                held[p] |= 1 << s
        both = [self._gaps.of(mask) for mask in held]
        breaks = [one[0] for one in both]
        spread = self._wanted.spread
        fair = spread is None or max(breaks, default=0) - min(breaks, default=0) <= spread
        return sum(one[self._wanted.idle] for one in both), fair
