"""What is counted of a grid's gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import Case


@dataclass(frozen=True, slots=True)
class Wanted:
    """`idle`: idle slots count rather than breaks; `spread` as in `Aims.break_spread`.

    `both`: between plans with as few of these, the other measure decides.
    """

    idle: bool = False
    spread: int | None = None
    both: bool = False


class Measure:
    """Breaks or idle slots of given requests at given slots."""

    def __init__(self, case: Case, requests: Sequence[int], wanted: Wanted) -> None:
        self._case, self._requests, self._wanted = case, tuple(requests), wanted
        self._gaps = Gaps(case)

    def of(self, slots: Sequence[int]) -> tuple[int, int, bool]:
        """The cost, that in the other measure, and whether it is fair enough."""
        held = list(self._case.busy)
        for r, s in zip(self._requests, slots, strict=True):
            for p in self._case.parties[r]:
                held[p] |= 1 << s
        both = [self._gaps.of(mask) for mask in held]
        breaks = [one[0] for one in both]
        spread = self._wanted.spread
        fair = spread is None or max(breaks, default=0) - min(breaks, default=0) <= spread
        wanted = self._wanted.idle
        return sum(one[wanted] for one in both), sum(one[not wanted] for one in both), fair
