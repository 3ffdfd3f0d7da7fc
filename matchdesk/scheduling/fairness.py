"""Nobody left out, and how little of their wishes the worst-off get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.model import Case

ALL = 1000
"""A share of 1, in per mille."""


class Fairness:
    """Who wishes what of a `Case`, and how a choice of its requests serves them.

    `could_meet[p]` are the placeable requests of everybody without a locked meeting. For everybody
    with a wish that could be met, `wishes[p]` are these requests, `asked[p]` their weights and
    those of requests met in locked meetings (`given[p]`), which count as wishes of all parties.
    """

    def __init__(self, case: Case) -> None:
        self._weight = [request.weight for request in case.requests]
        self._parties = case.parties
        mine: dict[int, list[int]] = defaultdict(list)
        for r, mask in enumerate(case.allowed):
            for p in case.parties[r] if mask else ():
                mine[p].append(r)
        self.wishes = dict(mine)
        self.given = dict.fromkeys(mine, 0)
        number = {person.key: p for p, person in enumerate(case.people)}
        for placement in case.problem.locked:
            request = case.problem.request_by_key.get(placement.request or "")
            for key in request.parties if request and request.wish is not Wish.NEVER_MEET else ():
                if number[key] in mine:
                    self.given[number[key]] += request.weight if request else 0
        self.asked = {p: self.given[p] + sum(self._weight[r] for r in mine[p]) for p in mine}
        self.could_meet = {p: mine[p] for p in mine if not case.busy[p]}

    def of(self, chosen: Iterable[int]) -> tuple[int, int]:
        """How many are left out, and the least share (per mille) among those who are not."""
        got, met = dict(self.given), set[int]()
        for r in chosen:
            for p in self._parties[r]:
                got[p] = got.get(p, 0) + self._weight[r]
                met.add(p)
        left_out = {p for p in self.could_meet if p not in met}
        shares = [ALL * got[p] // self.asked[p] for p in self.asked if p not in left_out]
        return len(left_out), min(shares, default=ALL)
