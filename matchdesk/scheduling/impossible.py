"""Why not every request can be placed: a small set of requests and rules that clash.

Found by taking things away as long as the rest still clashes (deletion, in halves), each time asked
of CP-SAT; first among the requests of single participants, where most clashes are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matchdesk.scheduling.families import interpreter_families, table_families
from matchdesk.scheduling.gaps import Wanted
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.problem import HARD, SOFT, Impossible, Violation
from matchdesk.scheduling.watch import Watch

_ONE_CHECK = 3.0
"""Seconds for one question; what takes longer counts as not superfluous."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One rule that can be left out: its name and what of the case it is about."""

    rule: str
    person: int = -1
    request: int = -1
    earlier: int = -1


_ABOUT_SEVERAL = ("one_meeting_per_participant", "longest_run")
"""Rules that say nothing about a single meeting."""

Item = int | Demand
"""A request that must be placed, or a rule that must hold."""


def why(case: Case, wanted: Wanted, watch: Watch, workers: int) -> Impossible:
    """A clash in a case of which it is known that not everything can be placed."""
    clash = _Clash(case, watch, workers)
    everything: list[Item] = [*range(len(case.requests)), *_demands(case)]
    items = next((few for few in clash.local(everything) if clash.holds(few)), None)
    clash.sure = True  # what was not found there matters no more
    if items is None and not clash.holds(everything):
        return _told(case, everything, wanted, minimal=False)
    return _told(case, clash.shrunk(items or everything), None, minimal=clash.sure)


def _demands(case: Case) -> list[Demand]:
    everywhere = (1 << len(case.slots)) - 1
    away = [p for p, mask in enumerate(case.present) if mask != everywhere]
    wishes = [r for r, mask in enumerate(case.wished) if mask != everywhere]
    orders = [(e, r) for r, before in enumerate(case.before) for e in before]
    return [
        *(Demand("one_meeting_per_participant", person=p) for p in range(len(case.people))),
        *(Demand("participant_available", person=p) for p in away),
        *(Demand("session_wished", request=r) for r in wishes),
        *(Demand("precedence", request=r, earlier=e) for e, r in orders),
        *(Demand("longest_run", person=p) for p, limit in enumerate(case.run_limit) if limit),
        *(
            Demand("most_meetings", person=p)
            for p, most in enumerate(case.most)
            if most < len(case.slots)
        ),
        Demand("tables_enough"),
        *([Demand("interpreter_needed")] if any(case.needs) else []),
    ]


class _Clash:
    """Asks whether sets of requests and rules clash; `sure` until a question stayed open."""

    def __init__(self, case: Case, watch: Watch, workers: int) -> None:
        self._case, self._watch, self._workers = case, watch, workers
        self.sure = True

    def local(self, items: Sequence[Item]) -> Iterator[list[Item]]:
        """Each single request, then each participant's requests, with the rules about them."""
        mine: dict[int, list[int]] = defaultdict(list)
        for r, mask in enumerate(self._case.allowed):
            if not mask:
                yield self._about([r], items)
            for p in self._case.parties[r]:
                mine[p].append(r)
        for requests in sorted(mine.values(), key=len, reverse=True):
            yield self._about(requests, items)
        fixed = [r for r, mask in enumerate(self._case.allowed) if mask.bit_count() == 1]
        for requests in sorted(mine.values(), key=len, reverse=True):
            partners = {p for r in requests for p in self._case.parties[r]}
            near = [r for r in fixed if partners.intersection(self._case.parties[r])]
            yield self._about([*dict.fromkeys([*requests, *near])], items)

    @staticmethod
    def _about(requests: list[int], items: Sequence[Item]) -> list[Item]:
        return [*requests, *(item for item in items if isinstance(item, Demand))]

    def shrunk(self, items: Sequence[Item]) -> list[Item]:
        """Some of `items` that clash, and none of which can be left out."""
        kept = list(items)
        size = max(1, len(kept) // 2)
        while True:
            start, dropped = 0, False
            while start < len(kept):
                rest = kept[:start] + kept[start + size :]
                if rest and self.holds(rest):
                    kept, dropped = rest, True
                else:
                    start += size
            if self._watch.over:
                self.sure = False
                return kept
            if size == 1 and not dropped:
                return kept
            size = max(1, size // 2)

    def holds(self, items: Sequence[Item]) -> bool:
        """Whether `items` are proven to clash."""
        # slow to import, and not needed before somebody plans
        from ortools.sat.python import cp_model

        if self._watch.over:
            self.sure = False
            return False
        requests = [item for item in items if isinstance(item, int)]
        rules = frozenset(item for item in items if isinstance(item, Demand))
        case = self._case
        masks = {r: _mask(case, r, rules) for r in requests}
        if not all(masks.values()) or _is_crowded(case, masks, rules):
            return True
        model = cp_model.CpModel()
        at = {r: {s: model.new_bool_var("") for s in bits(mask)} for r, mask in masks.items()}
        _say_rules(case, model, at, rules)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = min(_ONE_CHECK, self._watch.left)
        solver.parameters.num_workers = self._workers
        status = solver.solve(model)
        self.sure &= status in (cp_model.INFEASIBLE, cp_model.OPTIMAL, cp_model.FEASIBLE)
        return bool(status == cp_model.INFEASIBLE)


def _is_crowded(case: Case, masks: dict[int, int], rules: frozenset[Demand]) -> bool:
    """Whether somebody has more requests than slots for them: seen at once, hard for a solver."""
    need: Counter[int] = Counter()
    reach: dict[int, int] = defaultdict(int)
    for r, mask in masks.items():
        for p in case.parties[r]:
            need[p] += 1
            reach[p] |= mask
    return any(
        count > reach[p].bit_count()
        for p, count in need.items()
        if Demand("one_meeting_per_participant", person=p) in rules
    )


def _mask(case: Case, request: int, rules: frozenset[Demand]) -> int:
    """The slots that the rules in force leave a request."""
    mask = (1 << len(case.slots)) - 1
    if Demand("session_wished", request=request) in rules:
        mask &= case.wished[request]
    for p in case.parties[request]:
        if Demand("participant_available", person=p) in rules:
            mask &= case.present[p]
    return mask


def _say_rules(
    case: Case, model: Any, at: dict[int, dict[int, Any]], rules: frozenset[Demand]
) -> None:
    busy: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for r, options in at.items():
        model.add_exactly_one(options.values())
        for p in case.parties[r]:
            for s, here in options.items():
                busy[p, s].append(here)
    for (p, _), meetings in busy.items():
        if Demand("one_meeting_per_participant", person=p) in rules:
            model.add_at_most_one(meetings)
    for rule, shared in (
        ("tables_enough", table_families(case, list(at))),
        ("interpreter_needed", interpreter_families(case, list(at))),
    ):
        for family in shared or () if Demand(rule) in rules else ():
            for s, room in enumerate(family.room):
                here = [at[r][s] for r in family.requests if s in at[r]]
                if len(here) > room:
                    model.add(sum(here) <= room)
    _say_limits(case, model, busy, rules)
    _say_orders(model, at, rules)


def _say_limits(
    case: Case,
    model: Any,
    busy: Mapping[tuple[int, int], Sequence[Any]],
    rules: frozenset[Demand],
) -> None:
    """How many meetings somebody may have, and how many in a row."""
    for p in {person for person, _ in busy}:
        if Demand("most_meetings", person=p) in rules:
            mine = [x for (person, _), here in busy.items() if person == p for x in here]
            model.add(sum(mine) <= case.most[p])
        limit = case.run_limit[p]
        for first, width in case.sessions if Demand("longest_run", person=p) in rules else ():
            for start in range(first, first + width - limit):
                run = range(start, start + limit + 1)
                held = sum(case.busy[p] >> s & 1 for s in run)
                if held <= limit:
                    model.add(sum(x for s in run for x in busy.get((p, s), ())) <= limit - held)


def _say_orders(model: Any, at: dict[int, dict[int, Any]], rules: frozenset[Demand]) -> None:
    for rule in rules:
        if rule.rule == "precedence" and rule.earlier in at and rule.request in at:
            first, later = at[rule.earlier], at[rule.request]
            model.add(
                sum(s * x for s, x in first.items()) + 1 <= sum(s * x for s, x in later.items())
            )
            for s, here in later.items():
                late = [there for t, there in first.items() if t >= s]
                if late:
                    model.add_at_most_one([here, *late])


def _told(case: Case, items: Sequence[Item], wanted: Wanted | None, *, minimal: bool) -> Impossible:
    requests = [item for item in items if isinstance(item, int)]
    people = Counter(p for r in requests for p in case.parties[r])
    found = []
    for item in items:
        if isinstance(item, Demand):
            needed = 2 if item.rule in _ABOUT_SEVERAL else 1
            about = people[item.person] >= needed or item.request in requests
            if about or item.rule in ("tables_enough", "interpreter_needed"):
                found.append(_violation(case, item, people[item.person] or len(requests)))
    if wanted is not None and wanted.spread is not None:
        found.append(Violation("break_spread", SOFT, {"limit": wanted.spread}))
    keys = tuple(case.requests[r].key for r in requests)
    return Impossible(keys, tuple(found), minimal)


def _violation(case: Case, item: Demand, count: int) -> Violation:
    data: dict[str, Any] = {}
    name = item.rule
    if item.rule == "one_meeting_per_participant":
        data = {"participant": case.people[item.person].key, "count": count}
    elif item.rule == "longest_run":
        person = case.people[item.person]
        data = {"participant": person.key, "limit": case.run_limit[item.person]}
    elif item.rule == "most_meetings":
        data = {"participant": case.people[item.person].key, "limit": case.most[item.person]}
    elif item.rule == "interpreter_needed":
        data = {"limit": sum(sum(row) for row in case.interpreters.capacity)}
    elif item.person >= 0:
        away = bits(((1 << len(case.slots)) - 1) & ~case.present[item.person])
        slots = [case.slots[s].key for s in away]
        data = {"participant": case.people[item.person].key, "slots": slots}
    elif item.earlier >= 0:
        one, other = case.requests[item.earlier].key, case.requests[item.request].key
        data = {"request": other, "earlier": one}
    elif item.request >= 0:
        request = case.requests[item.request]
        data = {"request": request.key}
        if request.fixed_slot is not None:
            name, data["slot"] = "fixed_slot", request.fixed_slot
    else:
        data = {"limit": sum(sum(row) for row in case.capacity), "count": count}
    return Violation(name, HARD, data)
