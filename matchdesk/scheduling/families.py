"""What the meetings of a slot share, as plain counts: tables, and interpreters.

By Hall's theorem the meetings of a slot can all have a table exactly if for every union of the sets
of tables that kinds of meeting may use, no more meetings need one of these than there are; the same
holds for interpreters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from matchdesk.scheduling.model import Case

MOST_KINDS = 6
"""More kinds of meeting have too many sets of tables (or interpreters) to write down."""


@dataclass(frozen=True, slots=True)
class Family:
    """Requests that must share the tables (or interpreters) of some groups: `room[s]` in slot s."""

    requests: tuple[int, ...]
    room: tuple[int, ...]


class Shared(Protocol):
    """What `Case` is for tables and `Case.interpreters` for interpreters; see there."""

    @property
    def eligible(self) -> tuple[tuple[int, ...], ...]:
        """Groups each kind may take."""

    @property
    def capacity(self) -> tuple[tuple[int, ...], ...]:
        """What is there, by slot and group."""

    @property
    def waiting(self) -> tuple[tuple[int, int], ...]:
        """Slot and kind of locked meetings still without."""


def families(case: Case, requests: Sequence[int]) -> tuple[Family, ...] | None:
    """Limits that hold exactly if every slot can serve its meetings; None: too many kinds.

    Tables' families come first. Also None where a meeting takes two interpreters at once (somebody
    who interprets meets with an interpreter): that is no plain count.
    """
    tables, people = table_families(case, requests), interpreter_families(case, requests)
    return None if tables is None or people is None else (*tables, *people)


def table_families(case: Case, requests: Sequence[int]) -> tuple[Family, ...] | None:
    """Those of `families` that share tables."""
    return _unions(case, [(case.kind[r], r) for r in requests])


def interpreter_families(case: Case, requests: Sequence[int]) -> tuple[Family, ...] | None:
    """Those of `families` that share interpreters."""
    if any(len(case.needs[r]) > 1 for r in requests):
        return None
    return _unions(case.interpreters, [(k, r) for r in requests for k in case.needs[r]])


def _unions(shared: Shared, asked: Sequence[tuple[int, int]]) -> tuple[Family, ...] | None:
    """For pairs of a kind and a request that asks for it."""
    kinds = sorted({k for k, _ in asked} | {k for _, k in shared.waiting})
    if len(kinds) > MOST_KINDS:
        return None
    return tuple(
        Family(
            tuple(r for k, r in asked if groups.issuperset(shared.eligible[k])),
            tuple(room(shared, s, groups) for s in range(len(shared.capacity))),
        )
        for groups in sorted(set(unions(shared, kinds)), key=sorted)
    )


def unions(shared: Shared, kinds: Sequence[int]) -> Iterator[frozenset[int]]:
    """Every union of the groups some of `kinds` may take."""
    for size in range(1, len(kinds) + 1):
        for some in combinations(kinds, size):
            yield frozenset(g for k in some for g in shared.eligible[k])


def room(shared: Shared, slot: int, groups: Collection[int]) -> int:
    """What `groups` have in `slot` for meetings that are not locked."""
    inside = set(groups)
    waiting = sum(s == slot and inside.issuperset(shared.eligible[k]) for s, k in shared.waiting)
    return max(0, sum(shared.capacity[slot][g] for g in inside) - waiting)
