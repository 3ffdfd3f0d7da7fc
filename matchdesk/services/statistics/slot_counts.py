"""The live grid's meetings by slot, counted one meeting at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matchdesk.core.vocabulary import TO_COME, MeetingStatus

_OVER = (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)

AT_RISK, AHEAD = "at_risk", "ahead"
UNTOLD, UNTOLD_OPEN, UNTOLD_PLANNED = "untold", "untold_open", "untold_planned"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A meeting of the live grid that was given a slot and not cancelled; keys, `number` its own.

    `parties` are participants, `table` may be missing.
    """

    key: str
    number: int
    slot: str
    table: str | None
    status: MeetingStatus
    parties: tuple[str, ...]

    @property
    def planned(self) -> bool:
        """Whether it is still to begin, as far as anybody has said."""
        return self.status in TO_COME


class SlotCounts:
    """Counts that stay true: a meeting is taken out of them before it changes, then put in again.

    Not thread-safe. `here(key)` says who is in the house. For each slot, `of` counts meetings by
    status, those still `AHEAD`, of which `AT_RISK` lack somebody, and meetings without an outcome:
    `UNTOLD` held ones, `UNTOLD_OPEN` ones that count as missing once the slot is over, of which
    `UNTOLD_PLANNED` nobody said anything about.
    """

    def __init__(self, here: Callable[[str], bool]) -> None:
        self._here = here
        self.pairings: dict[str, Pairing] = {}
        self._by_person: defaultdict[str, set[str]] = defaultdict(set)
        self._by_slot: defaultdict[str, set[str]] = defaultdict(set)
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._told: Counter[str] = Counter()

    def of(self, slot: str) -> Counter[str]:
        """The counts of this slot."""
        return self._counts[slot]

    def in_slot(self, slot: str) -> list[Pairing]:
        """The slot's meetings, in no order."""
        return [self.pairings[key] for key in self._by_slot[slot]]

    def of_person(self, person: str) -> tuple[str, ...]:
        """Keys of the meetings this participant is a party of."""
        return tuple(self._by_person.get(person, ()))

    def put(self, key: str, pairing: Pairing | None) -> None:
        """The meeting is `pairing` from now on; None: it is not in the grid of the day."""
        before = self.pairings.pop(key, None)
        if before is not None:
            self._count(before, -1)
            self._by_slot[before.slot].discard(key)
            for person in before.parties:
                self._by_person[person].discard(key)
        if pairing is not None:
            self.pairings[key] = pairing
            self._by_slot[pairing.slot].add(key)
            for person in pairing.parties:
                self._by_person[person].add(key)
            self._count(pairing, 1)

    def tell(self, meeting: str, sides: int) -> None:
        """`sides` more (or fewer) have said what came of the meeting."""
        with_it = self.pairings.get(meeting)
        if with_it is not None:
            self._count(with_it, -1)
        self._told[meeting] += sides
        if with_it is not None:
            self._count(with_it, 1)

    def around(self, meetings: Iterable[str], change: Callable[[], object]) -> None:
        """Carry out `change`, which may alter who of these meetings' parties is here."""
        found = [self.pairings[key] for key in meetings]
        for pairing in found:
            self._count(pairing, -1)
        change()
        for pairing in found:
            self._count(pairing, 1)

    def _count(self, pairing: Pairing, sign: int) -> None:
        counts, status = self._counts[pairing.slot], pairing.status
        counts[status] += sign
        if pairing.planned:
            counts[AHEAD] += sign
            counts[AT_RISK] += sign * (not all(map(self._here, pairing.parties)))
        if self._told[pairing.key] or status in _OVER:
            return
        counts[UNTOLD if status is MeetingStatus.HELD else UNTOLD_OPEN] += sign
        counts[UNTOLD_PLANNED] += sign * pairing.planned
