"""Why a request has no meeting, proven by the problem and the plan it was left out of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.conflicts import free_tables
from matchdesk.scheduling.problem import (
    Placement,
    PlanningProblem,
    Reason,
    Request,
    Slot,
    Unplaced,
)


def explain(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[Unplaced, ...]:
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


class _Agendas:
    """Everybody's day in a finished plan."""

    def __init__(self, problem: PlanningProblem, placements: Sequence[Placement]) -> None:
        self._problem = problem
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
        for party in request.parties:
            limit = problem.participant_by_key[party].max_meetings
            locked = self._locked[party]
            if limit is not None and locked >= limit:
                counts = {"count": locked, "limit": limit}
                yield Reason("limit_reached", {"participant": party, **counts})
        if not shared:
            yield Reason("no_common_slot", {"participants": list(request.parties)})
        elif not any(self._tables(request, slot, problem.locked) for slot in shared):
            yield Reason("no_suitable_table", {"count": len(request.parties)})

    def _crowded_out(self, request: Request, shared: Sequence[Slot]) -> Iterator[Reason]:
        """What stands in its way in this plan."""
        limited = [party for party in request.parties if self._at_limit(party)]
        full = [p for p in request.parties if all(s.key in self._mine[p] for s in shared)]
        for party in limited:
            limit = self._problem.participant_by_key[party].max_meetings
            counts = {"count": len(self._mine[party]), "limit": limit}
            yield Reason("limit_reached", {"participant": party, **counts})
        for party in full:
            yield Reason("participant_full", {"participant": party, "count": len(shared)})
        if self._is_outweighed(request, limited, full, shared):
            yield Reason("outweighed", {"count": request.weight})
        if not limited and not full:
            yield from self._no_place(request, shared)

    def _no_place(self, request: Request, shared: Sequence[Slot]) -> Iterator[Reason]:
        free = [s for s in shared if not any(s.key in self._mine[p] for p in request.parties)]
        in_order = [slot for slot in free if self._keeps_order(request, slot)]
        if not free:
            yield Reason("no_free_slot_in_common", {"participants": list(request.parties)})
        elif not in_order:
            yield Reason("precedence", {"slots": [slot.key for slot in free]})
        elif not any(self._tables(request, s, self._in_slot[s.key]) for s in in_order):
            slots = [slot.key for slot in in_order]
            yield Reason("no_free_table", {"slots": slots, "count": len(slots)})

    def _shared(self, request: Request) -> list[Slot]:
        """The slots all are there in, as wished and free of locked meetings."""
        there = frozenset.intersection(*(self._slots_there(party) for party in request.parties))
        return [
            slot
            for slot in self._problem.slots
            if slot.key in there
            and rule.session_wished(request, slot)
            and rule.fixed_slot(request, slot)
        ]

    def _slots_there(self, party: str) -> frozenset[str]:
        if party not in self._there:
            slots = (slot for slot in self._problem.slots if self._is_there(party, slot))
            self._there[party] = frozenset(slot.key for slot in slots)
        return self._there[party]

    def _is_there(self, party: str, slot: Slot) -> bool:
        person = self._problem.participant_by_key[party]
        meeting = self._mine[party].get(slot.key)
        return (
            rule.participant_available(person, slot)
            and rule.session_attended(person, slot)
            and not (meeting is not None and meeting.meeting in self._standing)
        )

    def _at_limit(self, party: str) -> bool:
        person = self._problem.participant_by_key[party]
        return not rule.most_meetings(person, len(self._mine[party]) + 1)

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
