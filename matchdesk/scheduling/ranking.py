"""How good a choice of requests is, aim by aim in the order asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchdesk.scheduling.fairness import Fairness
from matchdesk.scheduling.model import Case

Rank = tuple[int, ...]
"""One number an aim, the first aim first, all better when greater; mutual wishes come last."""

FALLING = frozenset({"left_out"})
"""Aims of the choice that are better when smaller."""


class Ranking:
    """Compares grids of one `Case` by its problem's aims of choice."""

    def __init__(self, case: Case) -> None:
        self._case, self._fair = case, Fairness(case)
        self.aims = tuple(
            aim
            for name in case.problem.aims.in_order()
            for aim in (("left_out", "worst_share") if name == "fairness" else (name,))
            if aim in ("musts", "weight", "left_out", "worst_share")
        )

    def values(self, slot_of: Sequence[int]) -> dict[str, int]:
        """Each aim of choice, of the requests placed (not the locked ones), counted or not."""
        placed = [r for r, slot in enumerate(slot_of) if slot >= 0]
        left_out, worst = self._fair.of(placed)
        return {
            "musts": sum(self._case.is_must(r) for r in placed),
            "weight": sum(self._case.requests[r].weight for r in placed),
            "left_out": left_out,
            "worst_share": worst,
        }

    def rank(self, slot_of: Sequence[int]) -> Rank:
        """The greater, the better."""
        values = self.values(slot_of)
        mutual = sum(self._case.requests[r].mutual for r, slot in enumerate(slot_of) if slot >= 0)
        return (*(-values[a] if a in FALLING else values[a] for a in self.aims), mutual)

    def reached(self, slot_of: Sequence[int], bounds: Mapping[str, int]) -> bool:
        """Whether no aim can be better, as far as `bounds` says so."""
        values = self.values(slot_of)
        return all(
            aim in bounds
            and (values[aim] <= bounds[aim] if aim in FALLING else values[aim] >= bounds[aim])
            for aim in self.aims
        )
