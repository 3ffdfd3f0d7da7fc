"""Whether an answer is one: written from the description of the data, nothing of the planner's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.events import Event

MOST_SPREAD = 2
"""Fairness in the b2bsop: no two participants differ by more breaks."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a grid is worth; `breaks` are groups of idle slots, `idle` the slots themselves."""

    placed: int
    weight: int
    breaks: int
    idle: int
    spread: int


def faults(event: Event, slots: Sequence[int], fair: bool) -> list[str]:
    """Everything `slots` (1-based, by meeting; 0: not placed) breaks, in words."""
    found = [*_single(event, slots), *_together(event, slots), *_order(event, slots)]
    if event.place_all:
        found += [f"meeting {m} is not placed" for m, s in enumerate(slots, 1) if not s]
    spread = score(event, slots).spread
    if fair and spread > MOST_SPREAD:
        found.append(f"breaks differ by {spread}")
    return found


def score(event: Event, slots: Sequence[int]) -> Score:
    """The measures of a grid."""
    breaks, idle = [], 0
    for held in _days(event, slots):
        gaps = [b - a - 1 for a, b in pairwise(held) if b - a > 1]
        breaks.append(len(gaps))
        idle += sum(gaps)
    return Score(
        placed=sum(s > 0 for s in slots),
        weight=sum(m.weight for m, s in zip(event.meetings, slots, strict=True) if s),
        breaks=sum(breaks),
        idle=idle,
        spread=max(breaks, default=0) - min(breaks, default=0),
    )


def _days(event: Event, slots: Sequence[int]) -> list[list[int]]:
    held: list[set[int]] = [set() for _ in range(event.participants)]
    for meeting, slot in zip(event.meetings, slots, strict=True):
        if slot:
            held[meeting.one - 1].add(slot)
            held[meeting.other - 1].add(slot)
    return [sorted(one) for one in held]


def _single(event: Event, slots: Sequence[int]) -> list[str]:
    found = []
    for m, (meeting, slot) in enumerate(zip(event.meetings, slots, strict=True), 1):
        if slot and not 1 <= slot <= event.slots:
            found.append(f"meeting {m}: there is no slot {slot}")
        if slot and any(slot in event.forbidden[p - 1] for p in (meeting.one, meeting.other)):
            found.append(f"meeting {m}: somebody is away in slot {slot}")
        if slot and meeting.session == 1 and slot > event.morning:
            found.append(f"meeting {m}: slot {slot} is no morning")
        if slot and meeting.session == 2 and slot <= event.morning:
            found.append(f"meeting {m}: slot {slot} is no afternoon")
        if slot and meeting.fixed not in (0, slot):
            found.append(f"meeting {m} is fixed to slot {meeting.fixed}")
    return found


def _together(event: Event, slots: Sequence[int]) -> list[str]:
    met: dict[tuple[int, int], list[int]] = defaultdict(list)
    for m, (meeting, slot) in enumerate(zip(event.meetings, slots, strict=True), 1):
        if slot:
            met[meeting.one, slot].append(m)
            met[meeting.other, slot].append(m)
    found = [f"participant {p}: meetings {ms} in slot {s}" for (p, s), ms in met.items() if ms[1:]]
    full = Counter(slot for slot in slots if slot)
    found += [f"slot {s}: {n} meetings" for s, n in full.items() if n > event.tables]
    return found


def _order(event: Event, slots: Sequence[int]) -> list[str]:
    return [
        f"meeting {m} is not after meeting {before}"
        for m, meeting in enumerate(event.meetings, 1)
        for before in sorted(meeting.after)
        if slots[m - 1] and slots[before - 1] and slots[before - 1] >= slots[m - 1]
    ]
