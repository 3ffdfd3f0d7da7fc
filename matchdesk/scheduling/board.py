"""A grid as it stands, indexed so that questions about single moves are answered in milliseconds.

Slots, people and tables are numbers and masks as in `ground`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from matchdesk.core.errors import NotFound
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.ground import Ground, Held
from matchdesk.scheduling.problem import Placement, PlanningProblem

_K = TypeVar("_K", int, str)


class Board:
    """Who stands where; may be read by any thread.

    Immutable: `move` and its like return another board, in a fraction of the time it takes to
    build one. A placement that names what is no longer part of the problem is left out, as the
    checker does.
    """

    def __init__(self, problem: PlanningProblem, placements: Sequence[Placement] = ()) -> None:
        self.ground = Ground(problem)
        self.meetings: dict[str, Held] = {}
        self.at: list[dict[int, tuple[str, ...]]] = [{} for _ in problem.participants]
        self.count = [0] * len(problem.participants)
        self.taken: list[dict[int, tuple[str, ...]]] = [{} for _ in self.ground.slots]
        self.loose: list[tuple[str, ...]] = [() for _ in self.ground.slots]
        self.in_slot: list[dict[str, int]] = [{} for _ in self.ground.slots]
        self.made: dict[str, tuple[str, ...]] = {}
        self.engaged: list[dict[str, tuple[str, ...]]] = [{} for _ in self.ground.slots]
        for placement in placements:
            try:
                self._stand(self.ground.held(placement))
            except KeyError:
                continue
        self.over = self._over()

    @property
    def problem(self) -> PlanningProblem:
        """What is planned."""
        return self.ground.problem

    def held(self, key: str) -> Held:
        """The meeting with this key, or a request that has none; raises `NotFound`."""
        if key in self.meetings:
            return self.meetings[key]
        request = self.problem.request_by_key.get(key)
        if request is None or key in self.made:
            made = self.made.get(key)
            if made:
                return self.meetings[made[0]]
            raise NotFound(what="meeting", key=key)
        return self.ground.held(Placement(key, request.parties, "", request=key), waits=True)

    def placements(self) -> tuple[Placement, ...]:
        """Everything that stands."""
        return tuple(self.placement(key) for key in self.meetings)

    def placement(self, key: str) -> Placement:
        """One meeting where it stands."""
        held, problem = self.meetings[key], self.problem
        assert held.slot is not None
        table = None if held.table is None else problem.tables[held.table].key
        made = held.placement(self.ground.slots[held.slot].key, table, held.interpreter)
        return replace(made, locked=held.locked)

    # --- other boards -----------------------------------------------------------------------

    def move(self, meeting: str, slot: str, table: str | None) -> Board:
        """The board with `meeting` there, and an interpreter who is free if it needs one."""
        held, ground = self.held(meeting), self.ground
        there = None if table is None else ground.table_number[table]
        s = ground.slot_number[slot]
        interpreter = self.interpreter_for(held, s)
        return self._with(held, replace(held, slot=s, table=there, interpreter=interpreter))

    def without(self, meeting: str) -> Board:
        """The board without it."""
        return self._with(self.meetings[meeting], None)

    def put(self, placement: Placement) -> Board:
        """The board with one more meeting, or with it where `placement` says."""
        return self._with(self.meetings.get(placement.meeting), self.ground.held(placement))

    def _with(self, old: Held | None, new: Held | None) -> Board:
        board = object.__new__(Board)
        board.ground = self.ground
        board.meetings = dict(self.meetings)
        board.at, board.count = list(self.at), list(self.count)
        board.taken, board.loose = list(self.taken), list(self.loose)
        board.in_slot = list(self.in_slot)
        board.made = dict(self.made)
        board.engaged = list(self.engaged)
        for held in (old, new):
            if held is not None:
                for p in held.parties:
                    board.at[p] = dict(board.at[p])
                if held.slot is not None:
                    board.taken[held.slot] = dict(board.taken[held.slot])
                    board.in_slot[held.slot] = dict(board.in_slot[held.slot])
                    board.engaged[held.slot] = dict(board.engaged[held.slot])
        if old is not None and old.slot is not None:
            board._leave(old, old.slot)
        if new is not None:
            board._stand(new)
        board.over = board._over()
        return board

    def _stand(self, held: Held) -> None:
        slot = held.slot
        assert slot is not None
        self.meetings[held.key] = held
        self.in_slot[slot][held.key] = held.who
        for p in held.parties:
            self.at[p][slot] = (*self.at[p].get(slot, ()), held.key)
            self.count[p] += 1
        if held.table is None:
            self.loose[slot] = (*self.loose[slot], held.key)
        else:
            self.taken[slot][held.table] = (*self.taken[slot].get(held.table, ()), held.key)
        if held.request is not None:
            self.made[held.request] = (*self.made.get(held.request, ()), held.key)
        if held.interpreter is not None:
            at_work = self.engaged[slot].get(held.interpreter, ())
            self.engaged[slot][held.interpreter] = (*at_work, held.key)

    def _leave(self, held: Held, slot: int) -> None:
        del self.meetings[held.key]
        del self.in_slot[slot][held.key]
        for p in held.parties:
            _drop(self.at[p], slot, held.key)
            self.count[p] -= 1
        if held.table is None:
            self.loose[slot] = tuple(key for key in self.loose[slot] if key != held.key)
        else:
            _drop(self.taken[slot], held.table, held.key)
        if held.request is not None:
            _drop(self.made, held.request, held.key)
        if held.interpreter is not None:
            _drop(self.engaged[slot], held.interpreter, held.key)

    def _over(self) -> int:
        """Mask of the people who have more meetings than they want."""
        people = self.problem.participants
        return sum(
            1 << p
            for p, count in enumerate(self.count)
            if people[p].max_meetings is not None and not rule.most_meetings(people[p], count)
        )

    def near(self, place: Placement) -> set[str]:
        """The meetings in the slot of `place`, of its people, and of requests tied to its own.

        No rule compares it with any other. Raises KeyError if it names what is gone.
        """
        ground, problem = self.ground, self.problem
        keys = set(self.in_slot[ground.slot_number[place.slot]])
        for party in place.parties:
            for met in self.at[ground.person_number[party]].values():
                keys.update(met)
        if place.request is not None:
            after = problem.request_by_key[place.request].after
            for request in (place.request, *after, *problem.followers.get(place.request, ())):
                keys.update(self.made.get(request, ()))
        return keys

    # --- what is beside a meeting -----------------------------------------------------------

    def rivals(self, held: Held, slot: int) -> set[str]:
        """Other meetings its people have in `slot`."""
        found = {key for p in held.parties for key in self.at[p].get(slot, ())}
        found.discard(held.key)
        return found

    def busy(self, slot: int, without: str) -> int:
        """Mask of the people who have a meeting in `slot`, one meeting left aside."""
        mask = 0
        for key, who in self.in_slot[slot].items():
            if key != without:
                mask |= who
        return mask

    def slots_of(self, party: int, moved: Mapping[str, int]) -> int:
        """Mask of the slots somebody meets in, with some meetings `moved`."""
        mask = 0
        for slot, keys in self.at[party].items():
            if any(key not in moved for key in keys):
                mask |= 1 << slot
        for key, slot in moved.items():
            if key in self.meetings and party in self.meetings[key].parties:
                mask |= 1 << slot
        return mask

    def interpreters(self, held: Held, slot: int, aside: frozenset[str]) -> list[str]:
        """Who could interpret for `held` there, the meetings `aside` left out."""
        known, at = self.problem.interpreter_by_key, self.ground.slots[slot].key
        return [
            key
            for key in sorted(held.able or ())
            if at not in known[key].unavailable
            and aside.issuperset(self.engaged[slot].get(key, ()))
            and aside.issuperset(self._own_meetings(known[key].participant, slot))
        ]

    def _own_meetings(self, participant: str | None, slot: int) -> tuple[str, ...]:
        p = self.ground.person_number.get(participant or "")
        return () if p is None else self.at[p].get(slot, ())

    def is_interpreted(self, held: Held, slot: int, aside: frozenset[str]) -> bool:
        """Whether nobody of `held` interprets elsewhere then, and somebody could for it."""
        for p in held.parties:
            key = self.ground.interprets.get(p)
            if key is not None and not aside.issuperset(self.engaged[slot].get(key, ())):
                return False
        return held.able is None or bool(self.interpreters(held, slot, aside))

    def interpreter_for(self, held: Held, slot: int) -> str | None:
        """Who would interpret for `held` there: as now if possible, else somebody who is free."""
        if held.able is None or held.slot == slot:
            return held.interpreter
        free = self.interpreters(held, slot, frozenset((held.key,)))
        return held.interpreter if held.interpreter in free else free[0] if free else None

    def orders(self, held: Held) -> Iterator[tuple[str, bool]]:
        """Meetings that must be earlier (True) or later (False) than `held`."""
        if held.request is None:
            return
        for key in self.problem.request_by_key[held.request].after:
            yield from ((meeting, True) for meeting in self.made.get(key, ()))
        for key in self.ground.followers.get(held.request, ()):
            yield from ((meeting, False) for meeting in self.made.get(key, ()))

    def window(self, held: Held, moved: dict[str, int] | None = None) -> int:
        """Mask of the slots that precedences leave `held`, with some meetings `moved`."""
        mask = self.ground.every_slot
        moved = moved or {}
        for key, earlier in self.orders(held) if held.ordered else ():
            at = moved.get(key, self.meetings[key].slot)
            assert at is not None
            mask &= ~((2 << at) - 1) if earlier else (1 << at) - 1
        return mask

    def agenda(self, party: int) -> list[tuple[int, int | None, str]]:
        """(slot, table, meeting) of one person in order of time."""
        found = [
            (slot, self.meetings[key].table, key)
            for slot, keys in self.at[party].items()
            for key in keys
        ]
        return sorted(found, key=lambda entry: entry[0])


def _drop(places: dict[_K, tuple[str, ...]], place: _K, key: str) -> None:
    left = tuple(other for other in places[place] if other != key)
    if left:
        places[place] = left
    else:
        del places[place]
