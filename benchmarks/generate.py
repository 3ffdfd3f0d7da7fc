"""Events of the same families, made from a seed, with a plan hidden inside them.

The hidden plan places every meeting, so the weight of the whole is reachable: a planted optimum.
"""

from __future__ import annotations

import random

from benchmarks.events import Event, Meeting


def planted(
    seed: int,
    *,
    participants: int,
    meetings: int,
    slots: int,
    tables: int,
    away: float = 0.0,
    extra: int = 0,
) -> Event:
    """All of `meetings` can be placed; `extra` light ones come on top.

    Everybody meets inside a stretch of slots; `away` is the share of the
    other slots in which people are not there.
    """
    dice = random.Random(seed)
    stretch = [_stretch(dice, slots) for _ in range(participants)]
    held = [set[int]() for _ in range(participants)]
    pairs: dict[tuple[int, int], int] = {}
    for slot in range(1, slots + 1):
        there = [p for p, (first, last) in enumerate(stretch) if first <= slot <= last]
        dice.shuffle(there)
        room = min(tables, -(-meetings // slots))
        while room and len(there) > 1 and len(pairs) < meetings:
            one = there.pop()
            partner = next((p for p in there if (min(one, p), max(one, p)) not in pairs), None)
            if partner is not None:
                there.remove(partner)
                pairs[min(one, partner), max(one, partner)] = slot
                held[one].add(slot)
                held[partner].add(slot)
                room -= 1
    weights = {pair: dice.randint(2, 9) for pair in pairs}
    while extra and len(weights) < len(pairs) + extra:
        one, other = sorted(dice.sample(range(participants), 2))
        weights.setdefault((one, other), 1)
    order = sorted(weights)
    dice.shuffle(order)
    forbidden = tuple(
        frozenset(s for s in range(1, slots + 1) if s not in mine and dice.random() < away)
        for mine in held
    )
    return Event(
        name=f"planted-{participants}x{len(order)}x{slots}x{tables}-{seed}",
        participants=participants,
        tables=tables,
        slots=slots,
        morning=slots,
        meetings=tuple(Meeting(a + 1, b + 1, weight=weights[a, b]) for a, b in order),
        forbidden=forbidden,
        place_all=not extra,
    )


def _stretch(dice: random.Random, slots: int) -> tuple[int, int]:
    length = dice.randint(max(1, slots // 2), slots)
    first = dice.randint(1, slots - length + 1)
    return first, first + length - 1
