"""Fewer gaps by annealing over Kempe-chain swaps, compiled; no request is lost, no rule broken.

A step takes one meeting and another slot and exchanges the two slots along the chain of meetings
linked by shared people. Somebody in two meetings of the chain just trades them, so only the people
at its ends change what slots they hold, and a step costs well under a microsecond. numba compiles
this once and keeps the result on disk; import it only in a process of its own (`annealworker`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Numbers = np.ndarray[Any, Any]

_CHAIN = 400


@njit(cache=True)
def ones(mask: int) -> int:
    """How many bits are set (up to 62 bits wide)."""
    mask = mask - ((mask >> 1) & 0x5555555555555555)
    mask = (mask & 0x3333333333333333) + ((mask >> 2) & 0x3333333333333333)
    mask = (mask + (mask >> 4)) & 0x0F0F0F0F0F0F0F0F
    return ((mask * 0x0101010101010101) >> 56) & 0x7F


@njit(cache=True)
def cost_of(held: int, days: Numbers, per_break: int, per_idle: int, fair: int) -> int:
    """What one person's held slots cost; more breaks than `fair` (if not negative) cost dearly."""
    breaks = idle = 0
    for d in range(days.shape[0]):
        day = (held >> days[d, 0]) & days[d, 1]
        if day:
            breaks += ones(day & ~(day << 1)) - 1
            span = day
            span |= span >> 1
            span |= span >> 2
            span |= span >> 4
            span |= span >> 8
            span |= span >> 16
            span |= span >> 32
            idle += ones(span) - ones((day & -day) - 1) - ones(day)
    total = per_break * breaks + per_idle * idle
    if 0 <= fair < breaks:
        total += 20 * (per_break + per_idle) * (breaks - fair)
    return total


@njit(cache=True)
def total_cost(held: Numbers, days: Numbers, per_break: int, per_idle: int, fair: int) -> int:
    """The cost of everybody."""
    total = 0
    for p in range(held.shape[0]):
        total += cost_of(held[p], days, per_break, per_idle, fair)
    return total


@njit(cache=True)
def anneal(
    slot_of: Numbers,
    best_of: Numbers,
    at: Numbers,
    held: Numbers,
    load: Numbers,
    first: Numbers,
    party: Numbers,
    allowed: Numbers,
    before_first: Numbers,
    before: Numbers,
    after_first: Numbers,
    after: Numbers,
    families: Numbers,
    room: Numbers,
    days: Numbers,
    prices: Numbers,
    seed: int,
    steps: int,
    hot: float,
    cold: float,
    best: int,
    target: int,
) -> tuple[int, int]:
    """Run `steps` steps, cooling from `hot` to `cold`; returns (cost now, least cost seen).

    All arrays but the rules' are changed in place; `best_of` holds the slots of the least cost.
    `party[first[r]:first[r + 1]]` are the people of r, `at[p, s]` their meeting or -1, `families[f,
    r]` whether r needs a table of f, of which `room[f, s]` are there and `load[f, s]` taken;
    `before` and `after` are the precedences, laid out like `party`. `prices` are those of a break
    and an idle slot, the fair number of breaks, and the price of a meeting too many in a slot (0:
    never); what is kept as the best never has one. Stops at `target`.
    """
    np.random.seed(seed)
    per_break, per_idle, fair, per_excess = prices[0], prices[1], prices[2], prices[3]
    n_requests, n_slots = slot_of.shape[0], at.shape[1]
    chain = np.empty(_CHAIN + 64, np.int64)
    seen = np.zeros(n_requests, np.int64)
    ends = np.empty(4 * _CHAIN + 256, np.int64)
    shift = np.zeros(load.shape[0], np.int64)
    now = total_cost(held, days, per_break, per_idle, fair)
    excess = 0
    for f in range(load.shape[0]):
        for s in range(n_slots):
            excess += max(0, load[f, s] - room[f, s])
    now += per_excess * excess
    heat, fade = hot, (cold / hot) ** (1.0 / max(1, steps))
    for step in range(steps):
        heat *= fade
        r = np.random.randint(0, n_requests)
        s = slot_of[r]
        t = np.random.randint(0, n_slots)
        if t == s or not (allowed[r] >> t) & 1:
            continue
        chain[0], length, n_ends, fits = r, 1, 0, True
        seen[r] = step + 1
        i = 0
        shift[:] = 0
        while i < length and fits:
            m = chain[i]
            i += 1
            here = slot_of[m]
            there = t if here == s else s
            if not (allowed[m] >> there) & 1:
                fits = False
                break
            for f in range(families.shape[0]):
                if families[f, m]:
                    shift[f] += 1 if here == s else -1
            for k in range(first[m], first[m + 1]):
                p = party[k]
                other = at[p, there]
                if other < 0:
                    ends[n_ends] = p
                    n_ends += 1
                elif seen[other] != step + 1:
                    seen[other] = step + 1
                    chain[length] = other
                    length += 1
            if length > _CHAIN or n_ends > 4 * _CHAIN:
                fits = False
        if not fits:
            continue
        crowd = 0
        for f in range(shift.shape[0]):
            crowd += max(0, load[f, t] + shift[f] - room[f, t]) - max(0, load[f, t] - room[f, t])
            crowd += max(0, load[f, s] - shift[f] - room[f, s]) - max(0, load[f, s] - room[f, s])
        if crowd > 0 and per_excess == 0:
            continue
        for i in range(length):
            m = chain[i]
            there = t if slot_of[m] == s else s
            for k in range(before_first[m], before_first[m + 1]):
                o = before[k]
                if o >= 0:
                    where = slot_of[o]
                    if seen[o] == step + 1:
                        where = t if where == s else s
                    if where >= there:
                        fits = False
            for k in range(after_first[m], after_first[m + 1]):
                o = after[k]
                if o >= 0:
                    where = slot_of[o]
                    if seen[o] == step + 1:
                        where = t if where == s else s
                    if where <= there:
                        fits = False
        if not fits:
            continue
        flip = (np.int64(1) << s) | (np.int64(1) << t)
        change = crowd * per_excess
        for e in range(n_ends):
            p = ends[e]
            change += cost_of(held[p] ^ flip, days, per_break, per_idle, fair)
            change -= cost_of(held[p], days, per_break, per_idle, fair)
        if change > 0 and np.random.random() >= np.exp(-change / heat):
            continue
        for i in range(length):
            m = chain[i]
            for k in range(first[m], first[m + 1]):
                at[party[k], slot_of[m]] = -1
        for i in range(length):
            m = chain[i]
            slot_of[m] = t if slot_of[m] == s else s
            for k in range(first[m], first[m + 1]):
                at[party[k], slot_of[m]] = m
        for e in range(n_ends):
            held[ends[e]] ^= flip
        for f in range(shift.shape[0]):
            load[f, t] += shift[f]
            load[f, s] -= shift[f]
        now += change
        excess += crowd
        if now < best and excess == 0:
            best = now
            best_of[:] = slot_of
            if best <= target:
                break
    return now, best
