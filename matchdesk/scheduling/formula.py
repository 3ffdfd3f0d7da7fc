"""Clauses for a SAT solver: literals are whole numbers, negative where negated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

_FEW = 8
"""So many literals are kept apart pair by pair; more get a chain of helpers."""


class Formula:
    """Hard clauses under construction, and the literals wished to be true (`soft`, each worth 1).

    `limits` are hard too: of these literals at least and at most so many hold. `true` is a literal
    that always holds. For one thread.
    """

    def __init__(self) -> None:
        self.variables = 0
        self.clauses: list[list[int]] = []
        self.soft: list[int] = []
        self.limits: list[tuple[list[int], int, int]] = []
        self.true = self.new()
        self.add(self.true)

    def new(self) -> int:
        """A fresh variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """One of them holds."""
        self.clauses.append(list(literals))

    def either(self, literals: Sequence[int]) -> int:
        """A literal that holds exactly if one of `literals` does."""
        literals = [x for x in dict.fromkeys(literals) if x != -self.true]
        if self.true in literals:
            return self.true
        if len(literals) < 2:
            return literals[0] if literals else -self.true
        found = self.new()
        for literal in literals:
            self.add(-literal, found)
        self.add(-found, *literals)
        return found

    def both(self, *literals: int) -> int:
        """A literal that holds exactly if all of `literals` do."""
        return -self.either([-literal for literal in literals])

    def at_most_one(self, literals: Sequence[int]) -> None:
        """No two of them hold."""
        if len(literals) <= _FEW:
            self.clauses.extend([-a, -b] for a, b in combinations(literals, 2))
            return
        half = len(literals) // 2
        helper = self.new()
        for literal in literals[:half]:
            self.add(-literal, helper)
        for literal in literals[half:]:
            self.add(-literal, -helper)
        self.at_most_one(literals[:half])
        self.at_most_one(literals[half:])

    def between(self, literals: Sequence[int], least: int, most: int) -> None:
        """At least `least` and at most `most` of them hold; how to say it is left to the solver."""
        if len(literals) < least:
            self.add()
        elif least > 0 or most < len(literals):
            self.limits.append((list(literals), max(0, least), most))

    def counter(self, literals: Sequence[int], most: int) -> list[list[int]]:
        """`[i][k]` holds exactly if at least k of the first i literals do, for k up to most + 1."""
        rows = [[self.true] + [-self.true] * (most + 1)]
        for i, literal in enumerate(literals, 1):
            before = rows[-1]
            row = [self.true]
            for k in range(1, most + 2):
                row.append(-self.true if k > i else self._count(before[k], before[k - 1], literal))
            rows.append(row)
        return rows

    def _count(self, before: int, less: int, literal: int) -> int:
        """`before`, or `literal` on top of `less`, where before implies less."""
        if literal == -self.true:
            return before
        if literal == self.true:
            return less
        found = self.new()
        self.add(-before, found)
        self.add(-less, -literal, found)
        self.add(less, -found)
        self.add(before, literal, -found)
        return found
