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


class _Chain(NamedTuple):
    """Room for one step: the meetings that move, who is at the ends, and how loads shift.

    `seen[m]` is the number of the last step whose chain had m.
    """

    meetings: Numbers
    seen: Numbers
    ends: Numbers
    shift: Numbers


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
def _follow(
    rules: Rules, state: State, chain: _Chain, r: int, t: int, step: int
) -> tuple[int, int]:
    """The chain of r towards slot t: how many meetings, and how many ends; (0, 0): it cannot be."""
    s = state.slot_of[r]
    chain.meetings[0] = r
    chain.seen[r] = step
    chain.shift[:] = 0
    length, n_ends, i = 1, 0, 0
    while i < length:
        m = chain.meetings[i]
        i += 1
        there = t if state.slot_of[m] == s else s
        if not (rules.allowed[m] >> there) & 1:
            return 0, 0
        for f in range(rules.families.shape[0]):
            if rules.families[f, m]:
                chain.shift[f] += 1 if there == t else -1
        for k in range(rules.first[m], rules.first[m + 1]):
            p = rules.party[k]
            other = state.at[p, there]
            if other < 0:
                chain.ends[n_ends] = p
                n_ends += 1
            elif chain.seen[other] != step:
                chain.seen[other] = step
                chain.meetings[length] = other
                length += 1
        if length > _CHAIN or n_ends > 4 * _CHAIN:
            return 0, 0
    return length, n_ends


@njit(cache=True)
def _crowding(rules: Rules, state: State, shift: Numbers, s: int, t: int) -> int:
    """How many more meetings too many there would be."""
    crowd = 0
    for f in range(shift.shape[0]):
        in_t, in_s = state.load[f, t] - rules.room[f, t], state.load[f, s] - rules.room[f, s]
        crowd += max(0, in_t + shift[f]) - max(0, in_t)
        crowd += max(0, in_s - shift[f]) - max(0, in_s)
    return crowd


@njit(cache=True)
def _in_order(
    rules: Rules, state: State, chain: _Chain, length: int, s: int, t: int, step: int
) -> bool:
    """Whether every precedence holds after the exchange."""
    for i in range(length):
        m = chain.meetings[i]
        there = t if state.slot_of[m] == s else s
        for k in range(rules.before_first[m], rules.before_first[m + 1]):
            if _place_after(rules.before[k], state, chain, s, t, step, -1) >= there:
                return False
        for k in range(rules.after_first[m], rules.after_first[m + 1]):
            if _place_after(rules.after[k], state, chain, s, t, step, 64) <= there:
                return False
    return True


@njit(cache=True)
def _place_after(
    other: int, state: State, chain: _Chain, s: int, t: int, step: int, nowhere: int
) -> int:
    """Where a meeting is after the exchange; `nowhere` for one that is not on the grid."""
    if other < 0:
        return nowhere
    where: int = state.slot_of[other]
    if chain.seen[other] == step:
        return t if where == s else s
    return where


@njit(cache=True)
def _price(
    rules: Rules, state: State, ends: Numbers, n_ends: int, flip: int, crowd: int
) -> tuple[bool, int]:
    """Whether everybody's runs stay short enough, and what the exchange would cost."""
    per_break, per_idle, fair = rules.prices[0], rules.prices[1], rules.prices[2]
    change = crowd * rules.prices[3]
    for e in range(n_ends):
        p = ends[e]
        old, new = state.held[p], state.held[p] ^ flip
        limit = rules.run_limit[p]
        grows = limit > 0 and too_long(new, rules.sessions, limit)
        if grows and not too_long(old, rules.sessions, limit):
            return False, 0
        change += cost_of(new, rules.days, per_break, per_idle, fair)
        change -= cost_of(old, rules.days, per_break, per_idle, fair)
    return True, change


@njit(cache=True)
def _exchange(
    rules: Rules, state: State, chain: _Chain, length: int, n_ends: int, s: int, t: int
) -> None:
    for i in range(length):
        m = chain.meetings[i]
        for k in range(rules.first[m], rules.first[m + 1]):
            state.at[rules.party[k], state.slot_of[m]] = -1
    for i in range(length):
        m = chain.meetings[i]
        state.slot_of[m] = t if state.slot_of[m] == s else s
        for k in range(rules.first[m], rules.first[m + 1]):
            state.at[rules.party[k], state.slot_of[m]] = m
    flip = (np.int64(1) << s) | (np.int64(1) << t)
    for e in range(n_ends):
        state.held[chain.ends[e]] ^= flip
    for f in range(chain.shift.shape[0]):
        state.load[f, t] += chain.shift[f]
        state.load[f, s] -= chain.shift[f]


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

    What is kept as the best never has a meeting too many in a slot. Stops at `target`.
    """
    np.random.seed(seed)
    n_requests, n_slots = state.slot_of.shape[0], state.at.shape[1]
    chain = _Chain(
        np.empty(_CHAIN + 64, np.int64),
        np.full(n_requests, -1, np.int64),
        np.empty(4 * _CHAIN + 256, np.int64),
        np.zeros(state.load.shape[0], np.int64),
    )
    prices = rules.prices
    excess = excess_of(state.load, rules.room)
    now = total_cost(state.held, rules.days, prices[0], prices[1], prices[2]) + prices[3] * excess
    heat, fade = hot, (cold / hot) ** (1.0 / max(1, steps))
    for step in range(steps):
        heat *= fade
        r = np.random.randint(0, n_requests)
        s, t = state.slot_of[r], np.random.randint(0, n_slots)
        if t == s or not (rules.allowed[r] >> t) & 1:
            continue
        length, n_ends = _follow(rules, state, chain, r, t, step)
        if not length:
            continue
        crowd = _crowding(rules, state, chain.shift, s, t)
        if crowd > 0 and prices[3] == 0:
            continue
        if not _in_order(rules, state, chain, length, s, t, step):
            continue
        flip = (np.int64(1) << s) | (np.int64(1) << t)
        fits, change = _price(rules, state, chain.ends, n_ends, flip, crowd)
        if not fits or (change > 0 and np.random.random() >= np.exp(-change / heat)):
            continue
        _exchange(rules, state, chain, length, n_ends, s, t)
        now += change
        excess += crowd
        if now < best and excess == 0:
            best = now
            state.best_of[:] = state.slot_of
            if best <= target:
                break
    return now, best
