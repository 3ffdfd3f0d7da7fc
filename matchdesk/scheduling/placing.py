"""Search on the grid: greedy, edge colouring by swaps, guided ejection, and closing gaps."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from matchdesk.scheduling.grid import Grid
from matchdesk.scheduling.measures import Gaps
from matchdesk.scheduling.model import Case, bits
from matchdesk.scheduling.watch import Watch


def greedy(grid: Grid) -> None:
    """Place the most valuable first, each in the first slot that does."""
    value = grid.case.value
    for request in sorted(range(len(value)), key=lambda r: (-value[r], r)):
        grid.place(request)


def place_all(grid: Grid, chosen: Sequence[int], watch: Watch, text: str) -> list[int]:
    """Place `chosen`, the tightest first, by swaps where needed; returns those that would not."""
    left: list[int] = []
    order = _tightest_first(grid.case, chosen)
    for done, request in enumerate(order):
        if not done % 50:
            if watch.over:
                return left + order[done:]
            watch.say(done, len(order), text)
        if not grid.place(request) and not grid.squeeze(request):
            left.append(request)
    return left


def _tightest_first(case: Case, chosen: Iterable[int]) -> list[int]:
    """By the slots to spare of the busiest person, then of the request itself."""
    degree = [0] * len(case.people)
    chosen = list(chosen)
    for r in chosen:
        for p in case.parties[r]:
            degree[p] += 1
    spare = [
        min(m, n.bit_count()) - d for m, n, d in zip(case.most, case.present, degree, strict=True)
    ]
    return sorted(
        chosen,
        key=lambda r: (min(spare[p] for p in case.parties[r]), case.allowed[r].bit_count(), r),
    )


def eject(
    grid: Grid, pending: Sequence[int], watch: Watch, chance: random.Random, rounds: int
) -> None:
    """Force `pending` in, pushing others out to be placed again; keeps the best grid seen.

    Guided ejection: what was often hard to place is rarely pushed out again (after Nagata and
    Bräysy, Operations Research Letters 37, 2009, there for vehicle routing).
    """
    hardness = [1] * len(grid.case.requests)
    best, best_slots = grid.value(), list(grid.slot_of)
    value = best
    stack = list(pending)
    for turn in range(rounds):
        if not stack or (not turn % 16 and watch.over):
            break
        request = stack.pop()
        if not grid.place(request) and not grid.squeeze(request):
            hardness[request] += 1
            out = _cheapest(grid, request, hardness, chance)
            if out is None or not _force(grid, request, *out):
                continue
            value -= sum(grid.case.value[other] for other in out[1])
            stack[:0] = out[1]
        value += grid.case.value[request]
        if value > best:
            best, best_slots = value, list(grid.slot_of)
    grid.restore(best_slots)


def exchange(grid: Grid, watch: Watch, chance: random.Random, rounds: int, text: str) -> None:
    """Let unplaced requests push out less valuable ones, which look for another slot.

    Pushing out what is worth the same is allowed, so that the search can wander; the grid's value
    never falls.
    """
    case = grid.case
    price = [(1 << 20) * value for value in case.value]
    before, idle = grid.value(), 0
    for sweep in range(rounds):
        waiting = [r for r, slot in enumerate(grid.slot_of) if slot < 0 and case.allowed[r]]
        chance.shuffle(waiting)
        waiting.sort(key=lambda r: -case.value[r])
        for done, request in enumerate(waiting):
            if not done % 50:
                if watch.over:
                    return
                watch.say(sweep, rounds, text)
            _push(grid, request, price, chance)
        value = grid.value()
        before, idle = value, 0 if value > before else idle + 1
        if idle == 4:
            return


def _push(grid: Grid, request: int, price: Sequence[int], chance: random.Random) -> None:
    if grid.place(request) or grid.squeeze(request):
        return
    out = _cheapest(grid, request, price, chance)
    if out is None or sum(price[o] for o in out[1]) > price[request]:
        return
    if _force(grid, request, *out):
        for other in out[1]:
            if not grid.place(other):
                grid.squeeze(other)


def _force(grid: Grid, request: int, slot: int, out: Sequence[int]) -> bool:
    """Take `out` out and put `request` in, or change nothing."""
    old = [grid.take(other) for other in out]
    if grid.options(request) >> slot & 1 and grid.put(request, slot):
        return True
    for other, back in zip(out, old, strict=True):
        grid.put(other, back)
    return False


def _cheapest(
    grid: Grid, request: int, price: Sequence[int], chance: random.Random
) -> tuple[int, list[int]] | None:
    """The slot that costs least to force, and the meetings that must go for it."""
    case, found = grid.case, None
    least = float("inf")
    for slot in bits(case.allowed[request] & grid.in_order(request)):
        out = _in_the_way(grid, request, slot, price)
        cost = sum(price[o] for o in out) + chance.random()
        if out and cost < least:
            least, found = cost, (slot, sorted(out))
    return found


def _in_the_way(grid: Grid, request: int, slot: int, price: Sequence[int]) -> set[int]:
    """What must go for `request` to fit in `slot`; empty if nothing helps."""
    case = grid.case
    out = {grid.at[p][slot] for p in case.parties[request] if slot in grid.at[p]}
    for p in case.parties[request]:
        if not grid.most[p] and not any(p in case.parties[o] for o in out):
            if not grid.at[p]:
                return set()
            out.add(min(grid.at[p].values(), key=lambda o: (price[o], o)))
    _tire_out(grid, request, slot, price, out)
    _interrupt(grid, request, slot, price, out)
    if not any(grid.slot_of[o] == slot for o in out) and not grid.rooms.open >> slot & 1:
        same = [o for o in grid.in_slot[slot] if case.kind[o] == case.kind[request]]
        pool = same or list(grid.in_slot[slot])
        if not pool:
            return set()
        out.add(min(pool, key=lambda o: (price[o], o)))
    return out


def _tire_out(grid: Grid, request: int, slot: int, price: Sequence[int], out: set[int]) -> None:
    """Add a neighbour of those who would have too many meetings in a row."""
    for p in grid.case.parties[request]:
        if grid.tired[p] >> slot & 1 and slot not in grid.at[p]:
            near = [grid.at[p][s] for s in (slot - 1, slot + 1) if s in grid.at[p]]
            if near and out.isdisjoint(near):
                out.add(min(near, key=lambda o: (price[o], o)))


def _interrupt(grid: Grid, request: int, slot: int, price: Sequence[int], out: set[int]) -> None:
    """Add a meeting with an interpreter that could do, where none is left."""
    case = grid.case
    for kind in case.needs[request]:
        if grid.interpreters.can_add(slot, kind):
            continue
        groups = set(case.interpreters.eligible[kind])
        rivals = [
            o
            for o in grid.in_slot[slot]
            if any(not groups.isdisjoint(case.interpreters.eligible[k]) for k in case.needs[o])
        ]
        if rivals and out.isdisjoint(rivals):
            out.add(min(rivals, key=lambda o: (price[o], o)))


def fill(grid: Grid, watch: Watch, text: str) -> None:
    """Place whatever else still fits, the most valuable first."""
    case = grid.case
    open_ones = [r for r, slot in enumerate(grid.slot_of) if slot < 0 and case.allowed[r]]
    open_ones.sort(key=lambda r: (-case.value[r], r))
    for done, request in enumerate(open_ones):
        if not done % 50:
            if watch.over:
                return
            watch.say(done, len(open_ones), text)
        if not grid.place(request):
            grid.squeeze(request)


def compact(grid: Grid, watch: Watch, chance: random.Random, sweeps: int, text: str) -> None:
    """Move single meetings to slots that leave those who meet fewer idle slots; loses none."""
    case, gaps = grid.case, Gaps(grid.case)
    held = [case.busy[p] for p in range(len(case.people))]
    placed = [r for r, slot in enumerate(grid.slot_of) if slot >= 0]
    for r in placed:
        for p in case.parties[r]:
            held[p] |= 1 << grid.slot_of[r]
    for sweep in range(sweeps):
        chance.shuffle(placed)
        moved = 0
        for done, request in enumerate(placed):
            if not done % 100:
                if watch.over:
                    return
                watch.say(sweep, sweeps, text)
            moved += _move(grid, request, held, gaps)
        if not moved:
            return


def _move(grid: Grid, request: int, held: list[int], gaps: Gaps) -> bool:
    """Move one meeting where it costs least; True if that is better than where it was."""
    parties, old = grid.case.parties[request], grid.slot_of[request]
    without = [held[p] & ~(1 << old) for p in parties]
    best, least = old, sum(gaps.cost(held[p]) for p in parties)
    for slot in bits(grid.moves(request) & grid.rooms.open):
        cost = sum(gaps.cost(mask | 1 << slot) for mask in without)
        if cost < least:
            best, least = slot, cost
    if best == old:
        return False
    grid.take(request)
    if not grid.put(request, best):
        grid.put(request, old)
        return False
    for p, mask in zip(parties, without, strict=True):
        held[p] = mask | 1 << best
    return True
