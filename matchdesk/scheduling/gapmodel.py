"""A grid that places given requests, as clauses: every rule, and every break or idle slot.

Formulas and the reasons behind the implied ones: `docs/scheduling.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from matchdesk.scheduling.families import Family as Family
from matchdesk.scheduling.families import families as families
from matchdesk.scheduling.formula import Formula
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.reach import reach


class GapModel:
    """`requests` at slots, all of them; `idle` counts idle slots instead of breaks.

    `spread`: no two participants differ by more breaks (None: any).
    """

    def __init__(
        self, case: Case, requests: Sequence[int], *, idle: bool, spread: int | None
    ) -> None:
        self.case = case
        self.requests = tuple(requests)
        self.formula = Formula()
        self.at = {r: {s: self.formula.new() for s in bits(case.allowed[r])} for r in requests}
        self.used = [[-self.formula.true] * len(case.slots) for _ in case.people]
        self.mine: dict[int, list[int]] = defaultdict(list)
        for r in requests:
            for p in case.parties[r]:
                self.mine[p].append(r)
        self._holes: dict[int, list[int]] = {}
        self._counts: dict[int, list[list[int]]] = {}
        self._once()
        self._people()
        self._tables()
        self._orders()
        self._runs()
        gaps = self._idle_slots if idle else self._breaks
        for p in self.mine:
            self.formula.soft += [-hole for hole in gaps(p)]
        if spread is not None:
            self._fair(spread)

    def slots_of(self, true: Collection[int]) -> dict[int, int]:
        """Where a model (its true variables) puts each request."""
        return {r: next(s for s, x in at.items() if x in true) for r, at in self.at.items()}

    # --- rules ------------------------------------------------------------------------------

    def _once(self) -> None:
        for at in self.at.values():
            self.formula.add(*at.values())
            self.formula.at_most_one(list(at.values()))

    def _people(self) -> None:
        """One meeting at a time; implied: how many of them by when, in all slots together all."""
        for p, mine in self.mine.items():
            for s in range(len(self.case.slots)):
                here = [self.at[r][s] for r in mine if s in self.at[r]]
                self.formula.at_most_one(here)
                self.used[p][s] = self.formula.either(here)
        for p, mine in self.mine.items():
            rows = self._counts[p] = self.formula.counter(self.used[p], len(mine))
            self.formula.add(rows[-1][len(mine)])
            self.formula.add(-rows[-1][len(mine) + 1])
            for row, (least, most) in zip(rows, reach(self.case, mine), strict=True):
                self.formula.add(row[least])
                self.formula.add(-row[most + 1])

    def _tables(self) -> None:
        found = families(self.case, self.requests)
        for family in found or ():
            self._share(family)

    def _share(self, family: Family) -> None:
        """No slot over its room; implied: what the others cannot take is left to each."""
        here = [
            [self.at[r][s] for r in family.requests if s in self.at[r]]
            for s in range(len(family.room))
        ]
        most = [min(len(h), room) for h, room in zip(here, family.room, strict=True)]
        pairs = all(len(self.case.parties[r]) == 2 for r in family.requests)
        everybody = len(family.requests) == len(self.requests)
        for s, literals in enumerate(here):
            least = len(family.requests) - sum(most) + most[s]
            self.formula.between(literals, least, most[s])
            if pairs and everybody:
                people = [used[s] for used in self.used if used[s] != -self.formula.true]
                self.formula.between(people, 2 * least, 2 * most[s])

    def _orders(self) -> None:
        for later in self.requests:
            for earlier in self.case.before[later]:
                if earlier in self.at:
                    self._order(earlier, later)

    def _order(self, earlier: int, later: int) -> None:
        done = -self.formula.true  # the earlier one is in a slot before s
        for s in range(len(self.case.slots)):
            if s in self.at[later]:
                self.formula.add(-self.at[later][s], done)
            if s in self.at[earlier]:
                done = self.formula.either([done, self.at[earlier][s]])

    def _runs(self) -> None:
        """Of any limit + 1 slots in a row of a session somebody keeps one free."""
        for p in self.mine:
            limit = self.case.run_limit[p]
            for first, width in self.case.sessions if limit else ():
                for start in range(first, first + width - limit):
                    held = [self._held(p, s) for s in range(start, start + limit + 1)]
                    if any(literal != self.formula.true for literal in held):
                        self.formula.add(*(-literal for literal in held))

    def _held(self, person: int, slot: int) -> int:
        """Whether they meet, a locked meeting counted too."""
        busy = self.case.busy[person] >> slot & 1
        return self.formula.true if busy else self.used[person][slot]

    # --- gaps -------------------------------------------------------------------------------

    def _days(self, person: int) -> Iterator[list[int]]:
        """A participant's literals of being in a meeting, locked ones too, day by day."""
        used = [self._held(person, s) for s in range(len(self.case.slots))]
        for first, width in self.case.days:
            yield used[first : first + width]

    def _sides(self, person: int, day: Sequence[int]) -> tuple[list[int], list[int]]:
        """For each slot: they have met before it; they will meet after it."""
        rows = self._counts.get(person)
        if rows and len(self.case.days) == 1 and not self.case.busy[person]:
            need = len(self.mine[person])
            return [row[1] for row in rows[:-1]], [-row[need] for row in rows[1:]]
        met, will = [-self.formula.true], [-self.formula.true]
        for literal in day[:-1]:
            met.append(self.formula.either([met[-1], literal]))
        for literal in reversed(day[1:]):
            will.append(self.formula.either([will[-1], literal]))
        return met, will[::-1]

    def _breaks(self, person: int) -> list[int]:
        """One literal for each slot a break could end before."""
        found: list[int] = []
        if len(self.mine.get(person, ())) + self.case.busy[person].bit_count() < 2:
            return found
        for day in self._days(person):
            met, _ = self._sides(person, day)
            ends: dict[int, int] = {}
            for s in range(2, len(day)):
                if day[s] != -self.formula.true and day[s - 1] != self.formula.true:
                    found.append(self.formula.both(day[s], -day[s - 1], met[s - 1]))
                    ends[s] = found[-1]
            self._go_on(person, ends)
        self._holes[person] = found
        return found

    def _idle_slots(self, person: int) -> list[int]:
        found = []
        for day in self._days(person):
            met, will = self._sides(person, day)
            for s in range(1, len(day) - 1):
                if day[s] != self.formula.true:
                    found.append(self.formula.both(-day[s], met[s], will[s]))
                    self._goes_on(person, s, found[-1])
        return found

    def _goes_on(self, person: int, slot: int, unless: int) -> None:
        """Implied: who has met k times before `slot`, not yet all, has met k + 1 times after it.

        Without gaps the whole day follows so from its beginning, by propagation alone.
        """
        rows = self._counts.get(person)
        if not rows or len(self.case.days) > 1 or self.case.busy[person]:
            return
        for k in range(1, len(self.mine[person])):
            self.formula.add(unless, -rows[slot][k], rows[slot + 1][k + 1])

    def _go_on(self, person: int, ends: dict[int, int]) -> None:
        """The same for breaks: unless one ends later (`ends`: its literal, by the slot after)."""
        later = -self.formula.true
        for slot in range(len(self.case.slots) - 2, 0, -1):
            later = self.formula.either([later, ends.get(slot + 1, -self.formula.true)])
            self._goes_on(person, slot, later)

    def _fair(self, spread: int) -> None:
        """Level k: somebody has k breaks or more, so nobody has fewer than k - spread."""
        holes = [self._holes.get(p) or self._locked_breaks(p) for p in range(len(self.case.people))]
        if not all(holes):  # somebody has none for certain
            for mine in holes:
                self.formula.add(-self.formula.counter(mine, spread)[-1][spread + 1])
            return
        counts = [self.formula.counter(mine, len(mine))[-1] for mine in holes]
        for k in range(spread + 1, max(map(len, holes), default=0) + 1):
            level = self.formula.new()
            for row in counts:
                if k < len(row) - 1:
                    self.formula.add(-row[k], level)
                self.formula.add(-level, row[min(k - spread, len(row) - 1)])

    def _locked_breaks(self, person: int) -> list[int]:
        """Breaks of somebody whose every meeting is locked: they are there or not."""
        return [x for x in self._breaks(person) if x == self.formula.true]
