"""Bipartite matching by alternating paths: who gets which of the things they can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def matched(wishes: Mapping[int, Sequence[Thing]]) -> dict[Thing, int]:
    """For each thing taken, who has it: as many are served as can be (Kuhn's algorithm).

    Asked in the order of `wishes`, each with its things in order of liking; somebody served may
    have to change to another of theirs, but never loses out. Without recursion, for paths may be
    long.
    """
    taken: dict[Thing, int] = {}
    for who in wishes:
        _serve(who, wishes, taken)
    return taken


def _serve(who: int, wishes: Mapping[int, Sequence[Thing]], taken: dict[Thing, int]) -> None:
    seen: set[Thing] = set()
    stack: list[tuple[int, Iterator[Thing]]] = [(who, _free_first(wishes[who], taken))]
    path: list[tuple[int, Thing]] = []
    while stack:
        here, options = stack[-1]
        thing = next((t for t in options if t not in seen), None)
        if thing is None:
            stack.pop()
            if path:
                path.pop()
            continue
        seen.add(thing)
        path.append((here, thing))
        if thing not in taken:
            for one, theirs in path:
                taken[theirs] = one
            return
        stack.append((taken[thing], _free_first(wishes[taken[thing]], taken)))


def _free_first(things: Sequence[Thing], taken: Mapping[Thing, int]) -> Iterator[Thing]:
    """What nobody has is tried before anybody is asked to change."""
    yield from (t for t in things if t not in taken)
    yield from (t for t in things if t in taken)
