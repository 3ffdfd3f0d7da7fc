"""A planning problem in numbers: participants, requests and slots by index, sets of slots as bits.

Slot indexes are chronological; bit s of a mask stands for slot s. What is locked is already taken
out: its people are away, its tables closed. Built once, read only, safe to share.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.interpreting import Supply, compile_interpreting
from matchdesk.scheduling.problem import Aims, Participant, PlanningProblem, Request, Slot, Table

Kind = tuple[frozenset[str], int]
"""What a meeting asks of its table: organisations whose tables it may use, and its parties."""


@dataclass(frozen=True, slots=True)
class Case:
    """`problem` compiled for search.

    `requests[r]` is the request behind r; `parties`, `allowed` (mask of slots in which it could be
    at all), `value` (weight, must-meets above the sum of all weights) and `kind` run alongside.
    `present[p]` is the mask of slots a participant could use, `busy[p]` that of locked meetings,
    `most[p]` how many more meetings they may have. `capacity[s][g]` counts the free tables of group
    g in slot s and `eligible[k]` the groups kind k may use, the best first. `waiting` holds (slot,
    kind) of locked meetings still without a table. `before[r]` and `after[r]` are requests that
    must be earlier and later. `sessions` are the spans (first slot, how many) in which meetings are
    consecutive, `run_limit[p]` the most of them in a row (0: no limit). `needs[r]` are the kinds of
    interpreter r takes, out of `interpreters`.
    """

    problem: PlanningProblem
    slots: tuple[Slot, ...]
    days: tuple[tuple[int, int], ...]
    sessions: tuple[tuple[int, int], ...]
    people: tuple[Participant, ...]
    requests: tuple[Request, ...]
    parties: tuple[tuple[int, ...], ...]
    allowed: tuple[int, ...]
    wished: tuple[int, ...]
    value: tuple[int, ...]
    kind: tuple[int, ...]
    kinds: tuple[Kind, ...]
    groups: tuple[tuple[str | None, int], ...]
    eligible: tuple[tuple[int, ...], ...]
    capacity: tuple[tuple[int, ...], ...]
    waiting: tuple[tuple[int, int], ...]
    present: tuple[int, ...]
    busy: tuple[int, ...]
    most: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    run_limit: tuple[int, ...]
    needs: tuple[tuple[int, ...], ...]
    interpreters: Supply

    def is_must(self, request: int) -> bool:
        """Whether it goes before any weight."""
        return self.requests[request].wish is Wish.MUST_MEET


def bits(mask: int) -> list[int]:
    """The positions of the ones in `mask`, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def compile_case(problem: PlanningProblem) -> Case:
    """`problem` in numbers; requests already locked and never-meets are left out."""
    slots = tuple(sorted(problem.slots, key=lambda slot: slot.order))
    place = {slot.key: index for index, slot in enumerate(slots)}
    number = {person.key: index for index, person in enumerate(problem.participants)}
    given = {placement.request for placement in problem.locked}
    requests = tuple(
        r for r in problem.requests if r.wish is not Wish.NEVER_MEET and r.key not in given
    )
    parties = tuple(tuple(number[key] for key in request.parties) for request in requests)
    usable = [_presence(person, slots) for person in problem.participants]
    busy, most = _taken(problem, number, place, usable)
    speech = compile_interpreting(problem, slots, [request.parties for request in requests])
    present = tuple(
        mask & ~busy[p] & ~speech.engaged.get(problem.participants[p].key, 0)
        for p, mask in enumerate(usable)
    )
    tables = _Tables(problem, slots, place, requests)
    before, after, window = _orders(problem, requests, place)
    wished = tuple(_wished(request, slots) for request in requests)
    allowed = []
    sessions = _spans(slots, [(slot.day, slot.session) for slot in slots])
    run_limit = tuple(person.most_in_a_row or 0 for person in problem.participants)
    tired = [too_long(busy[p], limit, sessions) for p, limit in enumerate(run_limit)]
    open_to = speech.supply.open_to
    for r, request in enumerate(requests):
        mask = wished[r] & window[r] & tables.open_to[tables.kind[r]]
        for k in speech.needs[r]:
            mask &= open_to[k]
        for p in parties[r]:
            mask &= present[p] & ~tired[p] if most[p] > 0 else 0
        allowed.append(mask if rule.never_meet(problem, request.parties) else 0)
    return Case(
        problem=problem,
        slots=slots,
        days=_spans(slots, [slot.day for slot in slots]),
        sessions=sessions,
        people=problem.participants,
        requests=requests,
        parties=parties,
        allowed=tuple(allowed),
        wished=wished,
        value=_values(requests, problem.aims),
        kind=tables.kind,
        kinds=tables.kinds,
        groups=tables.groups,
        eligible=tables.eligible,
        capacity=tables.capacity,
        waiting=tables.waiting,
        present=present,
        busy=tuple(busy),
        most=tuple(most),
        before=before,
        after=after,
        run_limit=run_limit,
        needs=speech.needs,
        interpreters=speech.supply,
    )


def _values(requests: Sequence[Request], aims: Aims) -> tuple[int, ...]:
    """Weights scaled so that mutual wishes only break ties and one must outdoes everything else.

    Where must-meets do not count, or weight comes first, they are worth no more than others.
    """
    scale = sum(request.mutual for request in requests) + 1
    must = scale * (sum(request.weight for request in requests) + 1)
    order = [name for name in aims.in_order() if name in ("musts", "weight")]
    if order[:1] != ["musts"]:
        must = 0
    return tuple(
        request.weight * scale + request.mutual + must * (request.wish is Wish.MUST_MEET)
        for request in requests
    )


def _presence(person: Participant, slots: Sequence[Slot]) -> int:
    return sum(
        1 << s
        for s, slot in enumerate(slots)
        if rule.participant_available(person, slot) and rule.session_attended(person, slot)
    )


def _wished(request: Request, slots: Sequence[Slot]) -> int:
    if request.sessions is None and request.fixed_slot is None:
        return (1 << len(slots)) - 1
    return sum(
        1 << s
        for s, slot in enumerate(slots)
        if rule.session_wished(request, slot) and rule.fixed_slot(request, slot)
    )


def _taken(
    problem: PlanningProblem,
    number: dict[str, int],
    place: dict[str, int],
    usable: Sequence[int],
) -> tuple[list[int], list[int]]:
    """Per participant the slots of locked meetings, and how many more meetings they may have."""
    busy = [0] * len(number)
    held = [0] * len(number)
    for given in problem.locked:
        for key in given.parties:
            busy[number[key]] |= 1 << place[given.slot]
            held[number[key]] += 1
    most = []
    for p, person in enumerate(problem.participants):
        limit = len(place) if person.max_meetings is None else person.max_meetings - held[p]
        if person.free_slots is not None:
            spare = (usable[p] & ~busy[p]).bit_count() - person.free_slots
            limit = min(limit, spare)
        most.append(max(0, limit))
    return busy, most


def _spans(slots: Sequence[Slot], names: Sequence[Hashable]) -> tuple[tuple[int, int], ...]:
    """The unbroken stretches of slots of one name (day, session): the first, and how many."""
    spans: list[tuple[int, int]] = []
    for s in range(len(slots)):
        if s and names[s] == names[s - 1]:
            first, width = spans[-1]
            spans[-1] = (first, width + 1)
        else:
            spans.append((s, 1))
    return tuple(spans)


def too_long(held: int, limit: int, sessions: Sequence[tuple[int, int]]) -> int:
    """Mask of the slots in which one more meeting makes a row longer than `limit` (0: never)."""
    found = 0
    if limit:
        for first, width in sessions:
            day = held >> first & ((1 << width) - 1)
            for s in range(width):
                if not day >> s & 1:
                    before = after = 0
                    while s - before and day >> (s - before - 1) & 1:
                        before += 1
                    while day >> (s + after + 1) & 1:
                        after += 1
                    if before + after >= limit:
                        found |= 1 << (first + s)
    return found


def _orders(
    problem: PlanningProblem, requests: Sequence[Request], place: dict[str, int]
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], list[int]]:
    """Precedences among `requests`, and the mask that those with locked meetings leave."""
    index = {request.key: r for r, request in enumerate(requests)}
    fixed = {p.request: place[p.slot] for p in problem.locked if p.request is not None}
    before: list[list[int]] = [[] for _ in requests]
    after: list[list[int]] = [[] for _ in requests]
    window = [(1 << len(place)) - 1] * len(requests)
    for later in problem.requests:
        for key in later.after:
            if later.key in index and key in index:
                before[index[later.key]].append(index[key])
                after[index[key]].append(index[later.key])
            elif later.key in index and key in fixed:
                window[index[later.key]] &= ~((2 << fixed[key]) - 1)
            elif key in index and later.key in fixed:
                window[index[key]] &= (1 << fixed[later.key]) - 1
    return tuple(map(tuple, before)), tuple(map(tuple, after)), window


class _Tables:
    """Tables gathered into groups, and meetings into kinds, that cannot be told apart.

    Only organisations with people here and the party sizes that occur make a difference.
    """

    def __init__(
        self,
        problem: PlanningProblem,
        slots: Sequence[Slot],
        place: dict[str, int],
        requests: Sequence[Request],
    ) -> None:
        self._homes = {person.key: person.organisation for person in problem.participants}
        self._owners = {table.reserved_for for table in problem.tables} - {None}
        loose = [given for given in problem.locked if given.table is None]
        asked = [self._kind_of(r.parties) for r in requests]
        asked_loose = [self._kind_of(given.parties) for given in loose]
        self.kinds = tuple(sorted({*asked, *asked_loose}, key=lambda k: (sorted(k[0]), k[1])))
        number = {kind: k for k, kind in enumerate(self.kinds)}
        self.kind = tuple(number[kind] for kind in asked)
        self.waiting = tuple(
            (place[given.slot], number[kind])
            for given, kind in zip(loose, asked_loose, strict=True)
        )
        sizes = sorted({size for _, size in self.kinds})
        group_of = {table.key: _group(table, sizes) for table in problem.tables}
        found = {group for group in group_of.values() if group[1] > 0}
        self.groups = tuple(sorted(found, key=lambda g: (g[0] is None, g[0] or "", g[1])))
        self.eligible = tuple(
            tuple(g for g, (owner, seats) in enumerate(self.groups) if _may(kind, owner, seats))
            for kind in self.kinds
        )
        self.capacity = self._count(problem, slots, group_of)
        self.open_to = [
            sum(1 << s for s, free in enumerate(self.capacity) if any(free[g] for g in groups))
            for groups in self.eligible
        ]

    def _kind_of(self, parties: Sequence[str]) -> Kind:
        homes = frozenset(self._homes[key] for key in parties) & self._owners
        return frozenset(home for home in homes if home is not None), len(parties)

    def _count(
        self,
        problem: PlanningProblem,
        slots: Sequence[Slot],
        group_of: dict[str, tuple[str | None, int]],
    ) -> tuple[tuple[int, ...], ...]:
        taken = {(given.slot, given.table) for given in problem.locked}
        number = {group: g for g, group in enumerate(self.groups)}
        capacity = []
        for slot in slots:
            free = [0] * len(self.groups)
            for table in problem.tables:
                group = number.get(group_of[table.key])
                is_free = rule.table_open(table, slot) and (slot.key, table.key) not in taken
                if group is not None and is_free:
                    free[group] += 1
            capacity.append(tuple(free))
        return tuple(capacity)


def _group(table: Table, sizes: Sequence[int]) -> tuple[str | None, int]:
    """Its owner and the largest party that occurs and fits (0: none fits)."""
    return table.reserved_for, max((s for s in sizes if rule.seats_enough(table, s)), default=0)


def _may(kind: Kind, owner: str | None, seats: int) -> bool:
    table = Table("", 0, seats=seats, reserved_for=owner)
    return rule.table_reserved(table, kind[0]) and rule.seats_enough(table, kind[1])
