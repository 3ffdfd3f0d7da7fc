"""One request under the glass: why it is where it is, or why nowhere and what would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.allowed import Allowed, Choice, Verdict
from matchdesk.scheduling.board import Board
from matchdesk.scheduling.explain import reasons, why_not
from matchdesk.scheduling.ground import Held
from matchdesk.scheduling.problem import (
    Placement,
    Plan,
    PlanningProblem,
    Reason,
    Slot,
    Table,
    Unplaced,
    Violation,
    altered,
)

_MOST_WAYS = 6
_MOST_SLOTS = 12
"""Slots looked into for ways, those with the least in the way first."""


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot for the request: what forbids it by rule, and whose meetings are in the way."""

    slot: str
    verdict: Verdict
    rules: tuple[Violation, ...]
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to place the request; all of it keeps every rule.

    `kind`: place (it fits as things are), move (`moved` meetings change first), instead (`dropped`
    ones are given up), table (one more table in `slot`). `weight` is what is given up.
    """

    kind: str
    slot: str
    table: str | None
    moved: tuple[Placement, ...] = ()
    dropped: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """All about one request. `placed` is its meeting; `choices` where else that could go.

    `rivals` are the meetings its people have in the slots it could use. Without a meeting,
    `reasons` say why and `ways` what would help, the cheapest first.
    """

    request: str
    placed: Placement | None
    slots: tuple[SlotView, ...]
    rivals: tuple[str, ...]
    choices: tuple[Choice, ...]
    reasons: tuple[Reason, ...]
    ways: tuple[Way, ...]


def explain(
    problem: PlanningProblem, plan: Plan | Sequence[Placement], request: str
) -> Explanation:
    """Why `request` has the place it has, or none; raises `NotFound`. Any thread."""
    placements = plan.placements if isinstance(plan, Plan) else tuple(plan)
    if request not in problem.request_by_key:
        raise NotFound(what="request", key=request)
    board = Board(problem, placements)
    held = board.held(request)
    answer = Allowed(board, held, swaps=False)
    views = tuple(_view(answer, slot.key) for slot in problem.slots)
    rivals = {
        key
        for s in range(len(problem.slots))
        if held.slots >> s & 1
        for key in board.rivals(held, s)
    }
    is_placed = held.slot is not None
    why: tuple[Reason, ...] = ()
    ways: tuple[Way, ...] = ()
    if not is_placed:
        (left,) = why_not(problem, placements, [problem.request_by_key[request]])
        why = left.reasons
        ways = tuple(_cheapest(problem, board, held, answer))
    return Explanation(
        request=request,
        placed=board.placement(held.key) if is_placed else None,
        slots=views,
        rivals=tuple(sorted(rivals)),
        choices=answer.choices,
        reasons=why,
        ways=ways,
    )


def fits_in(problem: PlanningProblem, plan: Sequence[Placement], request: str, slot: Slot) -> bool:
    """Whether `request`, which has no meeting, could have one in `slot`, a slot more."""
    board = Board(altered(problem, slots=(*problem.slots, slot)), plan)
    answer = Allowed(board, board.held(request), swaps=False, only=slot.key)
    return answer.slots[slot.key] is Verdict.FREE


def _view(answer: Allowed, slot: str) -> SlotView:
    verdict = answer.slots[slot]
    found = answer.why(slot) if verdict in (Verdict.CLASH, Verdict.FORBIDDEN) else ()
    rules = tuple(violation for violation in found if violation.hard)
    named = (key for rule in rules for key in rule.data.get("meetings", ()))
    whose = tuple(dict.fromkeys(key for key in named if key != answer.meeting))
    return SlotView(slot, verdict, rules, whose)


# --- ways -----------------------------------------------------------------------------------


def _cheapest(problem: PlanningProblem, board: Board, held: Held, answer: Allowed) -> Iterator[Way]:
    """The ways in order of what they cost, checked by the independent checker."""
    if answer.choices:
        best = answer.choices[0]
        yield Way("place", best.slot, best.table)
        return
    more = Board(_with_table(problem, len(held.parties)), board.placements())
    clashing = [
        s for s, slot in enumerate(board.ground.slots) if answer.slots[slot.key] is Verdict.CLASH
    ]
    clashing.sort(key=lambda s: (_in_the_way(problem, board, held, s), s))
    found = [way for s in clashing[:_MOST_SLOTS] for way in _ways_in(problem, board, held, s, more)]
    found.sort(key=lambda way: (way.weight, len(way.dropped), way.kind == "table", len(way.moved)))
    yield from islice((way for way in found if _holds(problem, board, held, way)), _MOST_WAYS)


def _in_the_way(problem: PlanningProblem, board: Board, held: Held, s: int) -> tuple[int, int]:
    rivals = board.rivals(held, s)
    return len(rivals), sum(_weight(problem, board.meetings[key]) for key in rivals)


def _ways_in(
    problem: PlanningProblem, board: Board, held: Held, s: int, more: Board
) -> Iterator[Way]:
    slot = board.ground.slots[s].key
    rivals = sorted(board.rivals(held, s)) or _at_limit(board, held)
    if any(board.meetings[key].locked for key in rivals):
        return
    cleared = board
    for key in rivals:
        cleared = cleared.without(key)
    there = Allowed(cleared, held, swaps=False, only=slot)
    place = next((choice for choice in there.choices if choice.slot == slot), None)
    if place is None:
        if not rivals:
            yield from _crowd(problem, board, held, s, more)
        return
    weight = sum(_weight(problem, board.meetings[key]) for key in rivals)
    yield Way("instead", slot, place.table, (), tuple(rivals), weight)
    beside = cleared.put(_at(board, held, place))
    moved = []
    for key in rivals:
        choices = Allowed(
            beside, replace(board.meetings[key], slot=None, table=None), swaps=False
        ).choices
        if not choices:
            return
        moved.append(_at(beside, board.meetings[key], choices[0]))
        beside = beside.put(moved[-1])
    yield Way("move", slot, place.table, tuple(moved))


def _at_limit(board: Board, held: Held) -> list[str]:
    """Somebody has as many meetings as they want: their lightest stands in the way."""
    people = board.problem.participants
    for p in held.parties:
        limit = people[p].max_meetings
        if limit is not None and board.count[p] >= limit:
            mine = [key for keys in board.at[p].values() for key in keys]
            loose = [key for key in mine if not board.meetings[key].locked]
            weights = {key: _weight(board.problem, board.meetings[key]) for key in loose}
            return sorted(loose, key=lambda key: (weights[key], key))[:1]
    return []


def _crowd(
    problem: PlanningProblem, board: Board, held: Held, s: int, more: Board
) -> Iterator[Way]:
    """All are free and no table is: give up the lightest meeting there, or bring a table."""
    slot = board.ground.slots[s].key
    there = [board.meetings[key] for key in board.in_slot[s]]
    loose = sorted((m for m in there if not m.locked), key=lambda m: (_weight(problem, m), m.key))
    for other in loose[:1]:
        place = Allowed(board.without(other.key), held, swaps=False, only=slot)
        fits = next((one for one in place.choices if one.slot == slot), None)
        if fits is not None:
            yield Way("instead", slot, fits.table, (), (other.key,), _weight(problem, other))
    if Allowed(more, more.held(held.key), swaps=False, only=slot).slots[slot] is Verdict.FREE:
        yield Way("table", slot, None)


def _with_table(problem: PlanningProblem, seats: int) -> PlanningProblem:
    number = max((table.number for table in problem.tables), default=0) + 1
    return replace(problem, tables=(*problem.tables, Table("one more", number, seats=seats)))


def _weight(problem: PlanningProblem, held: Held) -> int:
    """What giving it up costs; a must-meet or a meeting made by hand more than any wish."""
    request = problem.request_by_key.get(held.request or "")
    if request is None or request.wish is Wish.MUST_MEET:
        return 1 + sum(one.weight for one in problem.requests)
    return request.weight


def _at(board: Board, held: Held, choice: Choice) -> Placement:
    s = board.ground.slot_number[choice.slot]
    waiting = replace(held, slot=None, table=None)
    return held.placement(choice.slot, choice.table, board.interpreter_for(waiting, s))


def _holds(problem: PlanningProblem, board: Board, held: Held, way: Way) -> bool:
    """Whether the checker has nothing against what changes, beside all that stays."""
    if way.kind == "table":
        return True  # asked of a board with that table
    after = board
    for key in (*way.dropped, *(one.meeting for one in way.moved)):
        after = after.without(key)
    for placement in way.moved:
        after = after.put(placement)
    s = board.ground.slot_number[way.slot]
    there = held.placement(way.slot, way.table, after.interpreter_for(held, s))
    standing = after.put(there).placements()
    return not any(
        violation.hard
        for placement in (*way.moved, there)
        for violation in conflicts.clashes_of(problem, standing, placement)
    )


# --- all that did not fit -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What did not fit: the keys of requests by rule (code of the reason) and by participant.

    `by_slot` counts for each slot the requests whose people are all there and as wished: those
    kept out because somebody has another meeting, and those that lack no more than a table.
    """

    unplaced: tuple[Unplaced, ...]
    by_rule: Mapping[str, tuple[str, ...]]
    by_participant: Mapping[str, tuple[str, ...]]
    by_slot: Mapping[str, tuple[int, int]]


def shortfall(problem: PlanningProblem, plan: Plan | Sequence[Placement]) -> Shortfall:
    """What `plan` leaves out and why, summed up."""
    placements = plan.placements if isinstance(plan, Plan) else tuple(plan)
    left = plan.unplaced if isinstance(plan, Plan) else reasons(problem, placements)
    by_rule: dict[str, list[str]] = defaultdict(list)
    by_participant: dict[str, list[str]] = defaultdict(list)
    busy: Counter[str] = Counter()
    full: Counter[str] = Counter()
    board = Board(problem, placements)
    for one in left:
        for reason in one.reasons:
            by_rule[reason.code].append(one.request)
        held = board.held(one.request)
        for party in held.names:
            by_participant[party].append(one.request)
        for s, slot in enumerate(board.ground.slots):
            if held.slots >> s & 1:
                if board.rivals(held, s):
                    busy[slot.key] += 1
                elif not _has_table(board, held, s):
                    full[slot.key] += 1
    return Shortfall(
        unplaced=tuple(left),
        by_rule={code: tuple(keys) for code, keys in by_rule.items()},
        by_participant={key: tuple(requests) for key, requests in by_participant.items()},
        by_slot={slot.key: (busy[slot.key], full[slot.key]) for slot in problem.slots},
    )


def _has_table(board: Board, held: Held, s: int) -> bool:
    taken = sum(1 << t for t in board.taken[s])
    return bool(held.seats & board.ground.open[s] & ~taken)
