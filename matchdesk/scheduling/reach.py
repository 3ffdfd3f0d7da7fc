"""How many of one participant's meetings can have been held by when, all of them being placed."""

from __future__ import annotations

from collections.abc import Sequence

from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.pairing import matched


def reach(case: Case, requests: Sequence[int]) -> list[tuple[int, int]]:
    """For the first 0, 1, 2, … slots the least and most of `requests` they hold, in any grid.

    `requests` are one participant's, and each is placed. At most: a largest matching of them with
    those slots; at least: what a largest matching with the later slots leaves (Hall's condition).
    Somebody with meetings of the morning and of the afternoon has so their day pinned to noon.
    """
    allowed = {r: bits(case.allowed[r]) for r in requests}
    found = []
    for first in range(len(case.slots) + 1):
        early = matched({r: [s for s in may if s < first] for r, may in allowed.items()})
        late = matched({r: [s for s in may if s >= first] for r, may in allowed.items()})
        found.append((len(requests) - len(late), len(early)))
    return found
