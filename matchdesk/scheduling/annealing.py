"""Fewer gaps by annealing over Kempe-chain swaps, compiled; no request is lost, no rule broken.

A step takes one meeting and another slot and exchanges the two slots along the chain of meetings
linked by shared people. Somebody in two meetings of the chain just trades them, so only the people
at its ends change what slots they hold, and a step costs well under a microsecond. numba compiles
this once and keeps the result on disk; import it only in a process of its own (`annealworker`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

Numbers = np.ndarray[Any, Any]

_CHAIN = 400
UNFAIR = 20
"""A break more than is fair costs this many times an ordinary one."""


class Rules(NamedTuple):
    """What never changes.

    `party[first[r]:first[r + 1]]` are the people of r, `allowed[r]` a mask of slots; `before` and
    `after`, laid out like `party`, are the precedences. `families[f, r]`: r needs one of family f,
    of which `room[f, s]` are there. `days` and `sessions` are rows of first slot and mask of the
    width; `run_limit[p]` the most meetings in a row in a session (0: any number). `prices` are
    those of a break and an idle slot, the fair number of breaks (-1: any), and the price of a
    meeting too many in a slot (0: never).
    """

    first: Numbers
    party: Numbers
    allowed: Numbers
    before_first: Numbers
    before: Numbers
    after_first: Numbers
    after: Numbers
    families: Numbers
    room: Numbers
    days: Numbers
    sessions: Numbers
    run_limit: Numbers
    prices: Numbers


class State(NamedTuple):
    """The grid, changed in place: `at[p, s]` is p's meeting or -1, `held[p]` the mask of its slots.

    `load[f, s]` counts the meetings of family f in s; `best_of` holds the slots of the least cost.
    """

    slot_of: Numbers
    best_of: Numbers
    at: Numbers
    held: Numbers
    load: Numbers


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
        total += UNFAIR * (per_break + per_idle) * (breaks - fair)
    return total


@njit(cache=True)
def total_cost(held: Numbers, days: Numbers, per_break: int, per_idle: int, fair: int) -> int:
    """The cost of everybody."""
    total = 0
    for p in range(held.shape[0]):
        total += cost_of(held[p], days, per_break, per_idle, fair)
    return total


@njit(cache=True)
def too_long(held: int, sessions: Numbers, limit: int) -> bool:
    """Whether more than `limit` slots in a row are held within a session (0: never)."""
    if limit <= 0:
        return False
    for d in range(sessions.shape[0]):
        run = (held >> sessions[d, 0]) & sessions[d, 1]
        for _ in range(limit):
            run &= run >> 1
        if run:
            return True
    return False


@njit(cache=True)
def excess_of(load: Numbers, room: Numbers) -> int:
    """Meetings too many, over all families and slots."""
    excess = 0
    for f in range(load.shape[0]):
        for s in range(load.shape[1]):
            excess += max(0, load[f, s] - room[f, s])
    return excess


@njit(cache=True)
def anneal(
    rules: Rules,
    state: State,
    seed: int,
    steps: int,
    hot: float,
    cold: float,
    best: int,
    target: int,
) -> tuple[int, int]:
    """Run `steps` steps, cooling from `hot` to `cold`; returns (cost now, least cost seen).

    What is kept as the best never has a meeting too many in a slot. Stops at `target`. One long
    function with everything in variables of its own: passing the records on to smaller ones made it
    two and a half times slower (the arrays in them are counted at every call).
    """
    np.random.seed(seed)
    slot_of, best_of, at, held, load = state
    first, party, allowed = rules.first, rules.party, rules.allowed
    before_first, before = rules.before_first, rules.before
    after_first, after = rules.after_first, rules.after
    families, room, days, sessions = rules.families, rules.room, rules.days, rules.sessions
    run_limit = rules.run_limit
    per_break, per_idle, fair, per_excess = rules.prices
    n_requests, n_slots, n_families = slot_of.shape[0], at.shape[1], load.shape[0]
    chain = np.empty(_CHAIN + 64, np.int64)
    seen = np.full(n_requests, -1, np.int64)
    ends = np.empty(4 * _CHAIN + 256, np.int64)
    shift = np.zeros(n_families, np.int64)
    excess = excess_of(load, room)
    now = total_cost(held, days, per_break, per_idle, fair) + per_excess * excess
    heat, fade = hot, (cold / hot) ** (1.0 / max(1, steps))
    for step in range(steps):
        heat *= fade
        r = np.random.randint(0, n_requests)
        s, t = slot_of[r], np.random.randint(0, n_slots)
        if t == s or not (allowed[r] >> t) & 1:
            continue
        # the chain of r: all that must trade s and t with it, and the people at its ends
        chain[0], length, n_ends, fits, i = r, 1, 0, True, 0
        seen[r] = step
        shift[:] = 0
        while i < length and fits:
            m = chain[i]
            i += 1
            here = slot_of[m]
            there = t if here == s else s
            if not (allowed[m] >> there) & 1:
                fits = False
                break
            for f in range(n_families):
                if families[f, m]:
                    shift[f] += 1 if here == s else -1
            for k in range(first[m], first[m + 1]):
                p = party[k]
                other = at[p, there]
                if other < 0:
                    ends[n_ends] = p
                    n_ends += 1
                elif seen[other] != step:
                    seen[other] = step
                    chain[length] = other
                    length += 1
            if length > _CHAIN or n_ends > 4 * _CHAIN:
                fits = False
        if not fits:
            continue
        # how many more meetings than places there would be
        crowd = 0
        for f in range(n_families):
            crowd += max(0, load[f, t] + shift[f] - room[f, t]) - max(0, load[f, t] - room[f, t])
            crowd += max(0, load[f, s] - shift[f] - room[f, s]) - max(0, load[f, s] - room[f, s])
        if crowd > 0 and per_excess == 0:
            continue
        # precedences
        for i in range(length):
            m = chain[i]
            there = t if slot_of[m] == s else s
            for k in range(before_first[m], before_first[m + 1]):
                o = before[k]
                if o >= 0 and _moved(slot_of[o], seen[o] == step, s, t) >= there:
                    fits = False
            for k in range(after_first[m], after_first[m + 1]):
                o = after[k]
                if o >= 0 and _moved(slot_of[o], seen[o] == step, s, t) <= there:
                    fits = False
        if not fits:
            continue
        # runs and gaps of the people at the ends
        flip = (np.int64(1) << s) | (np.int64(1) << t)
        change = crowd * per_excess
        for e in range(n_ends):
            p = ends[e]
            if run_limit[p] > 0 and too_long(held[p] ^ flip, sessions, run_limit[p]):
                fits = fits and too_long(held[p], sessions, run_limit[p])
            change += cost_of(held[p] ^ flip, days, per_break, per_idle, fair)
            change -= cost_of(held[p], days, per_break, per_idle, fair)
        if not fits or (change > 0 and np.random.random() >= np.exp(-change / heat)):
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
        for f in range(n_families):
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


@njit(cache=True)
def _moved(where: int, trades: bool, s: int, t: int) -> int:
    """Where a meeting is after s and t are exchanged, if it trades them."""
    if not trades:
        return where
    return t if where == s else s
