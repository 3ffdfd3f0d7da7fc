"""Given requests placed with the fewest gaps: proven by solvers raced against each other.

A local search lowers what is known to be possible, a relaxation and core-guided MaxSAT raise what
is known to be needed; where they meet, that is the optimum, whoever got there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matchdesk.scheduling import maxsat
from matchdesk.scheduling.gapmeasure import Measure as Measure
from matchdesk.scheduling.gapmeasure import Wanted as Wanted
from matchdesk.scheduling.gapmodel import Family, GapModel, families
from matchdesk.scheduling.helpers import Crew, Job, Message
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.reach import reach
from matchdesk.scheduling.watch import Watch

_MOST_CHOICES = 15_000
"""Pairs of request and slot above which proving is not tried."""
_SMALL_RELAXATION = 3_000
"""Pairs up to which the relaxation takes about a second and goes first."""
_WIDEST = 62
"""Slots that fit a machine word of the annealing."""
_BREAK, _IDLE, _CROWD = 1_000, 100, 800
"""What the annealing counts a break, an idle slot, and a meeting too many in a slot as."""
_IDLE_ALONE = (100, 10)
"""An idle slot and a break where only idle slots count and the event is small enough to prove."""
_IDLE_MANY = (100, 250)
"""The same on large events, where breaks are to fall as well."""
_SOLVERS = ("uwrmaxsat", "climb", "uwrmaxsat-totalizer", "rc2")
_LIFTS = ("relaxation", "twin")
"""Whose bounds the climb goes on from."""
_MANY = 800
"""Requests from which annealing is nearly all there is."""
_LONG = ((0, 200.0, 15.0),)
_SHARE, _LEAST_SPAN, _SPAN_EACH = 0.6, 15.0, 0.006
"""Of the time left it takes this share, but no more than these seconds, and so much a request."""
_SHORT = ((10, 800.0, 60.0),)
_THOROUGH = (*_SHORT, (25, 500.0, 100.0))
"""Schedules of the annealing: rounds, and the heat at their beginning and end."""
_LAST = ((40, 200.0, 15.0), (80, 150.0, 12.0), (160, 150.0, 10.0), (320, 150.0, 10.0))
"""What follows where proving has taken a share of the time allowed and is not done."""
_LAST_IDLE = ((60, 60.0, 13.0), (240, 60.0, 13.0), (960, 60.0, 13.0))
"""The same for idle slots, with prices of its own."""
_LAST_PRICES, _LAST_CROWD = (0, 100), 120
"""Of a break and an idle slot, and of a meeting too many: little more than what it may save."""
_TWIN, _TWIN_IDEAL = 7.0, 12.0
"""Seconds after which climbs are likelier to end the race than core-guided search is: where a bound
is known, and where it may still be 0."""
_LONG_AT_IT = 3.0
"""Seconds at one cost after which the climb is likelier to refute it than to find its grid."""
_PATIENCE, _PATIENCE_IDLE = 0.8, 0.6
"""That share; for breaks the last grid of the climb is more likely to come than annealing's."""
_POLISH = ((8, 120.0, 20.0),)
_ROUNDS = 8
"""Rounds of annealing that count as one unit of work."""
_TICK = 0.05


Schedule = tuple[tuple[int, float, float], ...]


@dataclass(slots=True)
class Answer:
    """The best slots for the requests (None: not all can be placed, if `impossible`; else unknown).

    `cost` counts breaks or idle slots, `bound` is proven for every plan that places all of them,
    `any_choice` for every plan worth as much, whichever requests it places; `found_by` and
    `proven_by` name who found the slots and who proved the bound.
    """

    slots: tuple[int, ...] | None
    cost: int | None
    bound: int = 0
    any_choice: int = 0
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
    work: int = 0,
    told: Callable[[Answer], None] = lambda answer: None,
) -> Answer:
    """Place all of `requests` with the fewest gaps, from `start` (their slots) if they are placed.

    Answers in any case: on a cancel or when time is up with what is known by then. With `work` set
    nobody races: that many rounds of annealing, then the relaxation, so that the answer depends on
    nothing but the question (unless time is up before). `told` is called with the answer so far
    several times a second, in this thread.
    """
    search = _Search(case, requests, start, wanted, watch, text, told)
    return search.walk(seed, work) if work else search.run(seed, workers)


class _Search:
    def __init__(
        self,
        case: Case,
        requests: Sequence[int],
        start: Sequence[int] | None,
        wanted: Wanted,
        watch: Watch,
        text: str,
        told: Callable[[Answer], None],
    ) -> None:
        self._case, self._requests, self._wanted = case, tuple(requests), wanted
        self._watch, self._text, self._told = watch, text, told
        self._measure = Measure(case, requests, wanted)
        self._answer = Answer(None, None)
        self._second = 0
        self._awaited = False
        if start is not None:
            self._better(tuple(start), "")
        self._start = start
        self._choices = sum(case.allowed[r].bit_count() for r in self._requests)
        self._is_hard = _SMALL_RELAXATION < self._choices <= _MOST_CHOICES
        self._model: GapModel | None = None
        self._raised_at = 0.0

    def run(self, seed: int, workers: int) -> Answer:
        answer, watch = self._answer, self._watch
        annealed = self._start is not None
        waits = not annealed  # for any grid to begin with
        alone = workers > 1 and not self._wanted.idle
        with Crew(max(1, workers)) as crew:
            if annealed and not answer.proven:
                crew.add(self._annealing(seed, self._schedule(), "annealing"))
                crew.begin(watch.left)  # it loads while the formula is made
            crew.add(self._provers())
            crew.at_once += annealed and workers > 1 and self._is_proving  # for seconds only
            while crew.busy and not self._done() and not watch.over:
                heard = crew.hear(_TICK, watch.left)
                if heard is not None:
                    crew.at_once -= (
                        heard == ("annealing", {"is": "gone"}) and crew.at_once > workers
                    )
                    self._take(*heard)
                if waits and answer.slots is not None and not answer.proven:
                    waits, annealed = False, True
                    crew.at_once += workers > 1
                    crew.add(self._annealing(seed, self._schedule(), "annealing"), first=True)
                if heard is not None and heard[0] in _LIFTS and heard[1]["is"] == "bound":
                    self._climb_on(crew, heard[0])
                if alone and watch.elapsed > (_TWIN if answer.bound else _TWIN_IDEAL):
                    alone = False
                    self._twin(crew)
                patience = _PATIENCE_IDLE if self._wanted.idle else _PATIENCE
                if annealed and watch.elapsed > patience * watch.limit and self._is_proving:
                    annealed = False
                    crew.drop(("twin", *(solver for solver in _SOLVERS if solver != "climb")))
                    crew.add(self._longer(seed + 1000), first=True)
                watch.say(answer.bound, answer.cost or 0, self._text)
                self._told(answer)
            if self._wanted.both and answer.slots is not None:
                self._polish(crew, seed)
        return answer

    def _climb_on(self, crew: Crew, who: str) -> None:
        """A bound of somebody else's saves the climb its way up to there."""
        least = self._answer.bound
        raised = self._answer.proven_by == who  # a solver that is further goes on
        if self._model is not None and least > 0 and raised and not self._done():
            crew.drop(("climb", "climb-on"))
            (climb,) = maxsat.jobs(self._model.formula, ("climb",), least=least)
            crew.add([replace(climb, name="climb-on")], first=True)

    def _twin(self, crew: Crew) -> None:
        """Two climbs in place of one and a core-guided search: the sooner of two is soon enough."""
        if self._model is None or self._done():
            return
        least = self._answer.bound
        if least and self._watch.elapsed - self._raised_at > _LONG_AT_IT:
            least += 1
        crew.drop(("uwrmaxsat",))
        crew.add(maxsat.jobs(self._model.formula, ("twin",), least=least), first=True)

    def _polish(self, crew: Crew, seed: int) -> None:
        """What is proven of the first measure leaves something to gain in the other."""
        crew.clear()
        many = len(self._requests) >= _MANY  # its annealing has weighed both for long
        if not many and not self._is_flawless():
            crew.add(self._annealing(seed + 2000, _POLISH, "annealing"))
        while crew.busy and not self._watch.over and not self._is_flawless():
            heard = crew.hear(_TICK, self._watch.left)
            if heard is not None:
                self._take(*heard)

    def _is_flawless(self) -> bool:
        return self._answer.cost == 0 and self._second == 0

    def walk(self, seed: int, work: int) -> Answer:
        """One after the other, and each to its end."""
        schedule = ((_ROUNDS * work, *self._schedule()[0][1:]),)
        with Crew(1) as crew:
            if self._start is None:
                crew.add([job for job in self._provers() if job.name == _SOLVERS[0]])
            else:
                crew.add(self._annealing(seed, schedule, "annealing"))
                if self._choices <= _MOST_CHOICES:
                    crew.add(self._relaxation())
            while crew.busy and not self._watch.over:
                heard = crew.hear(_TICK, self._watch.left)
                if heard is not None:
                    self._take(*heard)
                self._watch.say(self._answer.bound, self._answer.cost or 0, self._text)
        return self._answer

    @property
    def _is_proving(self) -> bool:
        return self._model is not None

    def _done(self) -> bool:
        """Nothing is left to find for these requests, nor to prove for any others."""
        return (self._answer.proven or self._answer.impossible) and not self._awaited

    def _take(self, name: str, message: Message) -> None:
        what = message["is"]
        self._awaited = self._awaited and name != "availability"
        if what == "better":
            self._better(tuple(message["slots"]), name)
        elif what == "bound":
            if name == "availability":
                self._answer.any_choice = message["cost"]
            self._raise(message["cost"], name)
        elif what in ("optimum", "grid") and self._model is not None:
            at = self._model.slots_of(frozenset(message["true"]))
            self._better(tuple(at[r] for r in self._requests), name)
            self._raise(message.get("cost", 0), name)
        elif what in ("impossible", "empty") and self._start is None:
            self._answer.impossible, self._answer.proven_by = True, name
        elif what == "impossible":  # the start is no answer: it breaks the wish for fairness
            self._answer.impossible = self._answer.cost is None
            self._answer.proven_by = name

    def _better(self, slots: tuple[int, ...], name: str) -> None:
        cost, second, fair = self._measure.of(slots)
        answer = self._answer
        if not fair:
            return
        if answer.cost is None or cost < answer.cost:
            answer.slots, answer.cost, answer.found_by = slots, cost, name
            self._second = second
        elif cost == answer.cost and self._wanted.both and second < self._second:
            answer.slots, self._second = slots, second

    def _raise(self, bound: int, name: str) -> None:
        if bound > self._answer.bound:
            self._answer.bound, self._answer.proven_by = bound, name
            self._raised_at = self._watch.elapsed

    # --- who takes part ---------------------------------------------------------------------

    def _schedule(self) -> Schedule:
        if len(self._requests) >= _MANY or self._choices > _MOST_CHOICES:
            return _LONG
        return _SHORT if self._is_hard else _THOROUGH

    def _prices(self) -> tuple[int, int, int]:
        """Those of a break, an idle slot, and a meeting too many in a slot (0: never)."""
        many = len(self._requests) >= _MANY
        crowd = 0 if many else _CROWD
        if not self._wanted.idle:
            return _BREAK, _IDLE, crowd
        idle, pause = _IDLE_MANY if many else _IDLE_ALONE
        return pause, idle, crowd

    def _longer(self, seed: int) -> list[Job]:
        """The annealing that is left when proving has had its time."""
        if self._wanted.idle and len(self._requests) < _MANY:
            prices = (*_LAST_PRICES, _LAST_CROWD)
            return self._annealing(seed, _LAST_IDLE, "annealing-longer", prices)
        return self._annealing(seed, _LAST, "annealing-longer")

    def _annealing(
        self, seed: int, schedule: Schedule, name: str, prices: tuple[int, int, int] | None = None
    ) -> list[Job]:
        case = self._case
        rooms = families(case, self._requests)
        slots = self._answer.slots or self._start  # the start may be unfair, and so no answer
        if rooms is None or len(case.slots) > _WIDEST or slots is None:
            return []
        spread = self._wanted.spread
        pause, idle, crowd = prices or self._prices()
        index = {r: i for i, r in enumerate(self._requests)}
        task = {
            "slots": list(slots),
            "parties": [case.parties[r] for r in self._requests],
            "allowed": [case.allowed[r] for r in self._requests],
            "before": [[index.get(o, -1) for o in case.before[r]] for r in self._requests],
            "after": [[index.get(o, -1) for o in case.after[r]] for r in self._requests],
            "busy": case.busy,
            "width": len(case.slots),
            "days": [(first, (1 << width) - 1) for first, width in case.days],
            "families": _members(self._requests, rooms),
            "room": [f.room for f in rooms],
            "sessions": [(first, (1 << width) - 1) for first, width in case.sessions],
            "run_limit": case.run_limit,
            "prices": [pause, idle, -1 if spread is None else spread, crowd],
            "schedule": schedule,
            "span": min(
                _SHARE * self._watch.left, max(_LEAST_SPAN, _SPAN_EACH * len(self._requests))
            ),
            "target": 0,
            "seed": seed,
        }
        told = json.dumps(task).encode()
        return [Job(name, "annealworker.py", (), told, compiles=True)]

    def _provers(self) -> list[Job]:
        case = self._case
        rooms = families(case, self._requests)
        choices = self._choices
        if self._done():
            return []
        general = self._degrees() if len(self._requests) < len(case.requests) else []
        self._awaited = bool(general)
        if rooms is None or choices > _MOST_CHOICES:
            return general or self._degrees()
        self._model = GapModel(
            case, self._requests, idle=self._wanted.idle, spread=self._wanted.spread
        )
        solvers = maxsat.jobs(self._model.formula, _SOLVERS)
        if self._start is None:
            solvers = [*maxsat.jobs(self._model.formula, ("any",)), *solvers]
        if self._is_hard and not self._wanted.idle:  # for idle slots it is the best of bounds
            return [*general, *solvers, *self._relaxation()]
        return [*general, *self._relaxation(), *solvers]

    def _degrees(self) -> list[Job]:
        """What everybody's own slots force on plans worth as much as the start."""
        case = self._case
        worth = sum(case.requests[r].weight for r in self._requests)
        reach = [0] * len(case.people)
        for r, parties in enumerate(case.parties):
            for p in parties:
                reach[p] |= case.allowed[r]
        task = {
            "parties": case.parties,
            "weights": [request.weight for request in case.requests],
            "worth": worth,
            "busy": case.busy,
            "usable": reach,
            "most": [min(m, u.bit_count()) for m, u in zip(case.most, reach, strict=True)],
            "days": case.days,
            "idle": self._wanted.idle,
        }
        return [Job("availability", "degreeworker.py", (), json.dumps(task).encode())]

    def _relaxation(self) -> list[Job]:
        case = self._case
        rooms = families(case, self._requests)
        if rooms is None or len(case.days) > 1 or any(case.busy):
            return []
        mine: list[list[int]] = [[] for _ in case.people]
        for r in self._requests:
            for p in case.parties[r]:
                mine[p].append(r)
        task = {
            "parties": [case.parties[r] for r in self._requests],
            "allowed": [bits(case.allowed[r]) for r in self._requests],
            "reach": [reach(case, requests) for requests in mine],
            "families": _members(self._requests, rooms),
            "room": [f.room for f in rooms],
            "width": len(case.slots),
            "idle": self._wanted.idle,
        }
        return [Job("relaxation", "relaxworker.py", (), json.dumps(task).encode())]


def _members(requests: Sequence[int], rooms: Sequence[Family]) -> list[list[bool]]:
    """Which of `requests` need a table of each family."""
    inside = [frozenset(family.requests) for family in rooms]
    return [[r in one for r in requests] for one in inside]
