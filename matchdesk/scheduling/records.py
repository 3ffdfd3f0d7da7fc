"""What a planning problem is made of: frozen data with string keys (import it from `problem`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from matchdesk.core.vocabulary import Wish


@dataclass(frozen=True, slots=True)
class Slot:
    """A length of time in which one meeting fits.

    `session` is the key of the half-day it belongs to; `number` is what people call it.
    """

    key: str
    number: int
    day: int
    starts: int
    ends: int
    session: str

    @property
    def order(self) -> tuple[int, int]:
        """Sorts slots by time."""
        return (self.day, self.starts)


@dataclass(frozen=True, slots=True)
class Table:
    """A place for one meeting at a time.

    `seats` counts the parties that fit; `reserved_for` is an organisation's key: only meetings
    with one of its people may sit there. `blocked` holds keys of slots it cannot be used in.
    """

    key: str
    number: int
    zone: str = ""
    seats: int = 2
    reserved_for: str | None = None
    blocked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who meets.

    `sessions` holds keys of the sessions attended (None: all of them), `unavailable` keys of slots
    (coming late or leaving early is said by the slots missed); `max_meetings` counts every meeting,
    locked ones too (None: no limit); `languages` are codes (none: they are taken to manage).
    `most_in_a_row` is the longest run of meetings in consecutive slots of one session (None: no
    limit). Of the slots they could use, at least `free_slots` stay without a meeting (None: no such
    wish). Working as an interpreter counts for none of these.
    """

    key: str
    organisation: str = ""
    sessions: frozenset[str] | None = None
    unavailable: frozenset[str] = frozenset()
    max_meetings: int | None = None
    languages: frozenset[str] = frozenset()
    most_in_a_row: int | None = None
    free_slots: int | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets, one meeting at a time.

    `pairs` are the pairs of languages, either way (`any_two` makes them of a list); `unavailable`
    holds keys of slots. Where `participant` names the same person among the participants, they
    interpret no meeting of their own and none while they have one.
    """

    key: str
    pairs: frozenset[frozenset[str]]
    unavailable: frozenset[str] = frozenset()
    participant: str | None = None


def any_two(languages: Iterable[str]) -> frozenset[frozenset[str]]:
    """The pairs of somebody who interprets between any two of `languages`."""
    return frozenset(frozenset(pair) for pair in combinations(sorted(set(languages)), 2))


@dataclass(frozen=True, slots=True)
class Request:
    """Two or more participants who want to meet once.

    `weight` is at least 1 and adds up over the placed requests. `MUST_MEET` goes before any weight;
    `NEVER_MEET` forbids every pair among `parties` from meeting at all. `mutual` (both asked)
    decides between plans of equal weight. `sessions` (None: any) and `fixed_slot` restrict when;
    `after` names requests that, if placed, must be strictly earlier.
    """

    key: str
    parties: tuple[str, ...]
    weight: int = 1
    wish: Wish = Wish.NORMAL
    mutual: bool = False
    sessions: frozenset[str] | None = None
    fixed_slot: str | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """A meeting at its slot and table.

    `request` is None for a meeting nobody requested; one the planner placed has its request's key
    as `meeting`. `table` is None only where a locked meeting was given without one and none was
    left for it. `interpreter` is the key of one, or None. A `locked` meeting stays where it is.
    """

    meeting: str
    parties: tuple[str, ...]
    slot: str
    table: str | None = None
    request: str | None = None
    interpreter: str | None = None
    locked: bool = False


CHOICE = ("musts", "weight", "fairness")
"""Aims about which requests are placed."""
GAPS = ("breaks", "idle_slots")
"""Aims about idle time."""
ORDER = (*CHOICE, *GAPS, "table_changes", "spare")
"""The aims of a plan in the order in which they count if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Aims:
    """What is asked of a plan, and in which order.

    `place_all`: a plan without all requests is a failure, and is explained as one (`Impossible`).
    `gaps` names the measure of idle time that counts: breaks or idle_slots. `break_spread`: nobody
    should have more breaks than somebody else by more than this (None: no such wish).
    `spare_tables`: tables to keep free in each slot, for walk-ins, as far as that costs nothing
    else. `order` are the aims (names of `ORDER`) that count, the first before all others; what is
    left out is neither sought nor bounded. Empty: all of `ORDER`, `gaps` the first of its two;
    otherwise `gaps` follows from it ("" where neither of the two is in it).
    """

    place_all: bool = False
    gaps: str = "breaks"
    break_spread: int | None = None
    order: tuple[str, ...] = ()
    spare_tables: int = 0

    def __post_init__(self) -> None:
        if self.order:
            gaps = next((name for name in self.order if name in GAPS), "")
            object.__setattr__(self, "gaps", gaps)  # the only way in a frozen record

    def in_order(self) -> tuple[str, ...]:
        """The aims that count, the first before all others."""
        if self.order:
            return self.order
        first = ORDER.index(GAPS[0])
        swapped = GAPS if self.gaps != GAPS[1] else GAPS[::-1]
        return (*ORDER[:first], *swapped, *ORDER[first + 2 :])
