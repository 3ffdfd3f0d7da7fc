"""Why a request has no meeting, proven by the problem and the plan it was left out of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.conflicts import free_tables
from matchdesk.scheduling.interpreting import could_serve
from matchdesk.scheduling.problem import (
    Placement,
    PlanningProblem,
    Reason,
    Request,
    Slot,
    Unplaced,
)


def reasons(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[Unplaced, ...]:
    """Every request without a meeting, in the problem's order, each with at least one reason.

    Never-meets are no wishes and are not listed. Codes and blanks: see `unplaced.*` in
    `core.wording.planning`.
    """
    agendas = _Agendas(problem, placements)
    return tuple(
        Unplaced(request.key, tuple(agendas.reasons(request)))
        for request in problem.requests
        if request.wish is not Wish.NEVER_MEET and not agendas.is_placed(request.key)
    )


def why_not(
    problem: PlanningProblem, placements: Sequence[Placement], requests: Sequence[Request]
) -> tuple[Unplaced, ...]:
    """The same for `requests` alone, which have no meeting and need not be the problem's."""
    agendas = _Agendas(problem, placements) if requests else None
    return tuple(
        Unplaced(request.key, tuple(agendas.reasons(request))) for request in requests if agendas
    )


class _Agendas:
    """Everybody's day in a finished plan."""

    def __init__(self, problem: PlanningProblem, placements: Sequence[Placement]) -> None:
        self._problem = problem
        self._ordered = sorted(problem.slots, key=lambda slot: slot.order)
        self._standing = {given.meeting for given in problem.locked}
        self._slot_of = {
            p.request: problem.slot_by_key[p.slot] for p in placements if p.request is not None
        }
        self._followers: dict[str, list[str]] = defaultdict(list)
        for request in problem.requests:
            for key in request.after:
                self._followers[key].append(request.key)
        self._mine: dict[str, dict[str, Placement]] = defaultdict(dict)
        self._locked = Counter(party for given in problem.locked for party in given.parties)
        self._there: dict[str, frozenset[str]] = {}
        self._in_slot: dict[str, list[Placement]] = defaultdict(list)
        for placement in placements:
            self._in_slot[placement.slot].append(placement)
            for party in placement.parties:
                self._mine[party][placement.slot] = placement

    def is_placed(self, request: str) -> bool:
        """Whether it has a meeting."""
        return request in self._slot_of

    def reasons(self, request: Request) -> Iterator[Reason]:
        """Why it is out, the most final reason first."""
        shared = self._shared(request)
        found = list(self._impossible(request, shared))
        found = found or list(self._crowded_out(request, shared))
        yield from found or [Reason("stopped_early")]

    def _impossible(self, request: Request, shared: Sequence[Slot]) -> Iterator[Reason]:
        """What no other plan could change while the locked meetings stand."""
        problem = self._problem
        for index, one in enumerate(request.parties):
            for other in request.parties[index + 1 :]:
                if not rule.never_meet(problem, (one, other)):
                    yield Reason("never_meet", {"participant": one, "other": other})
        able = could_serve(problem, request.parties)
        if able is not None and not any(self._interpreters(able, slot) for slot in shared):
            code = "interpreter_away" if able else "no_interpreter"
            yield Reason(code, {"participants": list(request.parties)})
        for party in request.parties:
            limit = problem.participant_by_key[party].max_meetings
            locked = self._locked[party]
            if limit is not None and locked >= limit:
                counts = {"count": locked, "limit": limit}
                yield Reason("limit_reached", {"participant": party, **counts})
        if request.fixed_slot in problem.begun:
            yield Reason("fixed_slot_begun", {"slot": request.fixed_slot})
        elif not shared:
            code = "slots_begun" if self._all_begun(request) else "no_common_slot"
            yield Reason(code, {"participants": list(request.parties)})
        elif not any(self._tables(request, slot, problem.locked) for slot in shared):
            yield Reason("no_suitable_table", {"count": len(request.parties)})

    def _crowded_out(self, request: Request, shared: Sequence[Slot]) -> Iterator[Reason]:
        """What stands in its way in this plan."""
        resting = [party for party in request.parties if self._at_rest(party)]
        limited = [party for party in request.parties if self._at_limit(party)]
        full = [p for p in request.parties if all(s.key in self._mine[p] for s in shared)]
        for party in limited:
            limit = self._problem.participant_by_key[party].max_meetings
            counts = {"count": len(self._mine[party]), "limit": limit}
            yield Reason("limit_reached", {"participant": party, **counts})
        for party in resting:
            wanted = self._problem.participant_by_key[party].free_slots
            yield Reason("free_slots_wanted", {"participant": party, "limit": wanted})
        for party in full:
            yield Reason("participant_full", {"participant": party, "count": len(shared)})
        if self._is_outweighed(request, [*limited, *resting], full, shared):
            yield Reason("outweighed", {"count": request.weight})
        if not limited and not full and not resting:
            yield from self._no_place(request, shared)

    def _no_place(self, request: Request, shared: Sequence[Slot]) -> Iterator[Reason]:
        free = [s for s in shared if not any(s.key in self._mine[p] for p in request.parties)]
        rested = [slot for slot in free if not any(self._tires(p, slot) for p in request.parties)]
        in_order = [slot for slot in rested if self._keeps_order(request, slot)]
        able = could_serve(self._problem, request.parties)
        if free and not rested:
            party = next(p for p in request.parties if self._tires(p, free[0]))
            limit = self._problem.participant_by_key[party].most_in_a_row
            yield Reason("longest_run", {"participant": party, "limit": limit})
        elif not free:
            yield Reason("no_free_slot_in_common", {"participants": list(request.parties)})
        elif not in_order:
            yield Reason("precedence", {"slots": [slot.key for slot in rested]})
        elif not any(self._tables(request, s, self._in_slot[s.key]) for s in in_order):
            slots = [slot.key for slot in in_order]
            yield Reason("no_free_table", {"slots": slots, "count": len(slots)})
        elif able is not None and not any(
            self._interpreters(able, s, self._in_slot[s.key]) for s in in_order
        ):
            slots = [slot.key for slot in in_order]
            yield Reason("interpreters_busy", {"slots": slots, "count": len(slots)})

    def _shared(self, request: Request) -> list[Slot]:
        """The slots to come that all are there in, as wished and free of locked meetings."""
        there = frozenset.intersection(*(self._slots_there(party) for party in request.parties))
        return [
            slot
            for slot in self._problem.slots
            if slot.key in there and slot.key not in self._problem.begun and _wished(request, slot)
        ]

    def _all_begun(self, request: Request) -> bool:
        """Whether they are there together, as wished, and too late only."""
        slots = [slot for slot in self._problem.slots if _wished(request, slot)]
        together = [s for s in slots if all(self._attends(p, s) for p in request.parties)]
        return bool(together) and all(slot.key in self._problem.begun for slot in together)

    def _slots_there(self, party: str) -> frozenset[str]:
        if party not in self._there:
            slots = (slot for slot in self._problem.slots if self._is_there(party, slot))
            self._there[party] = frozenset(slot.key for slot in slots)
        return self._there[party]

    def _is_there(self, party: str, slot: Slot) -> bool:
        meeting = self._mine[party].get(slot.key)
        stands = meeting is not None and meeting.meeting in self._standing
        return self._attends(party, slot) and not stands

    def _attends(self, party: str, slot: Slot) -> bool:
        person = self._problem.participant_by_key[party]
        return rule.participant_available(person, slot) and rule.session_attended(person, slot)

    def _at_limit(self, party: str) -> bool:
        person = self._problem.participant_by_key[party]
        return not rule.most_meetings(person, len(self._mine[party]) + 1)

    def _at_rest(self, party: str) -> bool:
        person = self._problem.participant_by_key[party]
        usable = [slot for slot in self._problem.slots if self._attends(party, slot)]
        held = sum(slot.key in self._mine[party] for slot in usable)
        return not rule.free_slots_wanted(person, len(usable), held + 1)

    def _tires(self, party: str, slot: Slot) -> bool:
        """Whether a meeting there makes too long a row."""
        person = self._problem.participant_by_key[party]
        row = [s for s in self._ordered if (s.day, s.session) == (slot.day, slot.session)]
        place = row.index(slot)
        run = 1
        for side in (reversed(row[:place]), row[place + 1 :]):
            for one in side:
                if one.key not in self._mine[party]:
                    break
                run += 1
        return not rule.longest_run(person, run)

    def _interpreters(
        self, able: frozenset[str], slot: Slot, placements: Sequence[Placement] | None = None
    ) -> list[str]:
        """Who of those `able` is free in `slot` beside `placements` (None: the locked ones)."""
        if placements is None:
            placements = [p for p in self._in_slot[slot.key] if p.meeting in self._standing]
        beside = [(p.parties, p.interpreter) for p in placements]
        known = self._problem.interpreter_by_key
        return [key for key in able if rule.interpreter_free(known[key], slot, beside)]

    def _tables(
        self, request: Request, slot: Slot, placements: Sequence[Placement]
    ) -> tuple[str, ...]:
        return free_tables(self._problem, placements, slot.key, request.parties)

    def _keeps_order(self, request: Request, slot: Slot) -> bool:
        earlier = [self._slot_of[key] for key in request.after if key in self._slot_of]
        later = [self._slot_of[key] for key in self._followers[request.key] if key in self._slot_of]
        return all(rule.precedence(one, slot) for one in earlier) and all(
            rule.precedence(slot, one) for one in later
        )

    def _is_outweighed(
        self,
        request: Request,
        limited: Sequence[str],
        full: Sequence[str],
        shared: Sequence[Slot],
    ) -> bool:
        """Whether each single meeting it could take the place of is worth at least as much."""
        rivals = {
            meeting.request: meeting
            for party in (*limited, *full)
            for meeting in self._mine[party].values()
            if meeting.meeting not in self._standing
            and (party in limited or meeting.slot in {s.key for s in shared})
        }
        return bool(rivals) and all(self._worth(key) >= self._rank(request) for key in rivals)

    def _worth(self, key: str | None) -> tuple[bool, int]:
        return self._rank(self._problem.request_by_key[key]) if key is not None else (True, 0)

    @staticmethod
    def _rank(request: Request) -> tuple[bool, int]:
        return (request.wish is Wish.MUST_MEET, request.weight)


def _wished(request: Request, slot: Slot) -> bool:
    return rule.session_wished(request, slot) and rule.fixed_slot(request, slot)
