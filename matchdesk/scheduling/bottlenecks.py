"""Limits on what can be placed at all, whatever the slots: the rows of the relaxation.

Everybody has only so many usable slots, and tables and interpreters only so many places, in all and
in every set of slots somebody wished for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchdesk.scheduling.families import MOST_KINDS, room, unions
from matchdesk.scheduling.model import Case, bits

Row = tuple[tuple[int, ...], int]
"""At most so many of these requests."""


def bottlenecks(case: Case, usable: Sequence[int]) -> Iterator[Row]:
    """The limits that can bind."""
    for requests, limit in (
        *_people_rows(case, usable),
        *_table_rows(case, usable),
        *_interpreter_rows(case, usable),
    ):
        if len(requests) > limit:
            yield tuple(requests), limit


def _people_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Nobody has more meetings than usable slots, in all and in each set of wished slots."""
    mine: dict[int, list[int]] = defaultdict(list)
    for r in usable:
        for p in case.parties[r]:
            mine[p].append(r)
    for p, requests in mine.items():
        reach = 0
        for r in requests:
            reach |= case.allowed[r]
        yield requests, min(case.most[p], _longest(case, p, reach))
        for wish in {case.wished[r] for r in requests}:
            inside = [r for r in requests if case.wished[r] & ~wish == 0]
            yield inside, min(case.most[p], _longest(case, p, reach & wish))


def _longest(case: Case, person: int, reach: int) -> int:
    """How many meetings somebody can have in the slots of `reach`, with rests between rows."""
    limit = case.run_limit[person]
    if not limit:
        return reach.bit_count()
    total = 0
    for first, width in case.sessions:
        row = 0
        for s in range(first, first + width):
            row = row + 1 if reach >> s & 1 else 0
            total += row > 0 and row % (limit + 1) > 0
    return total


def _interpreter_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """No set of interpreters serves more meetings than it has slots; once a request at most."""
    shared = case.interpreters
    kinds = sorted({k for r in usable for k in case.needs[r]})
    sets = (
        unions(shared, kinds)
        if len(kinds) <= MOST_KINDS
        else (frozenset(shared.eligible[k]) for k in kinds)
    )
    for groups in sorted(set(sets), key=sorted):
        inside = [
            r for r in usable if any(groups.issuperset(shared.eligible[k]) for k in case.needs[r])
        ]
        yield inside, sum(room(shared, s, groups) for s in range(len(case.slots)))


def _table_rows(case: Case, usable: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """No set of slots, and no set of table groups, takes more meetings than it has tables."""
    everything = (1 << len(case.slots)) - 1
    groups = [frozenset(case.eligible[k]) for k in range(len(case.kinds))]
    every = frozenset(range(len(case.groups)))
    sets = [(everything, within) for within in {*groups, every}]
    sets += [(wish, every) for wish in {case.wished[r] for r in usable} - {everything}]
    for slots, within in sorted(sets, key=lambda pair: (pair[0], sorted(pair[1]))):
        places = sum(room(case, s, within) for s in bits(slots))
        inside = [
            r for r in usable if case.wished[r] & ~slots == 0 and groups[case.kind[r]] <= within
        ]
        yield inside, places
