"""How many of one participant's meetings can have been held by when, all of them being placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from matchdesk.scheduling.model import Case
from matchdesk.scheduling.pairing import matched


def reach(case: Case, requests: Sequence[int]) -> list[tuple[int, int]]:
    """For the first 0, 1, 2, … slots the least and most of `requests` they hold, in any grid.

    `requests` are one participant's, and each is placed. At most: a largest matching of them with
    those slots; at least: what a largest matching with the later slots leaves (Hall's condition).
    Somebody with meetings of the morning and of the afternoon has so their day pinned to noon.
    """
    slots = range(len(case.slots))
    early = list(accumulate(_served(case, requests, slots), initial=0))
    late = list(accumulate(_served(case, requests, reversed(slots)), initial=0))[::-1]
    return [(len(requests) - after, most) for most, after in zip(early, late, strict=True)]


def _served(case: Case, requests: Sequence[int], slots: Iterable[int]) -> list[bool]:
    """For each of `slots` in order, whether it makes the largest matching so far one larger.

    Slots ask for requests in that order, and who is served once stays so; one matching is enough.
    """
    order = list(slots)
    taken = matched({s: [r for r in requests if case.allowed[r] >> s & 1] for s in order})
    served = set(taken.values())
    return [s in served for s in order]
