"""A grid as it stands, indexed so that questions about single moves are answered in milliseconds.

Bit s of a mask of slots stands for the s-th slot in time, bit p of a mask of people for the p-th
participant, bit t of a mask of tables for the t-th table of the problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from matchdesk.core.errors import NotFound
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.interpreting import could_serve
from matchdesk.scheduling.problem import Participant, Placement, PlanningProblem, Slot

_K = TypeVar("_K", int, str)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting to look at; `slot` and `table` are None while it waits.

    `parties` and `who` (a mask) are its people, `slots` those it could use if nobody met anybody,
    `seats` the tables with room for it; `ordered` that other requests must be before or after it;
    `paced` that somebody wants breathing space; `able` are the interpreters who could serve it
    (None: it needs none).
    """

    key: str
    request: str | None
    names: tuple[str, ...]
    parties: tuple[int, ...]
    who: int
    slots: int
    seats: int
    slot: int | None
    table: int | None
    locked: bool
    ordered: bool
    paced: bool
    able: frozenset[str] | None
    interpreter: str | None

    def placement(self, slot: str, table: str | None, interpreter: str | None) -> Placement:
        """The meeting as it would stand there."""
        return Placement(self.key, self.names, slot, table, self.request, interpreter)


class Ground:
    """What does not change when meetings move: time, tables, people and wishes, as masks."""

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.slots: tuple[Slot, ...] = tuple(sorted(problem.slots, key=lambda slot: slot.order))
        self.slot_number = {slot.key: s for s, slot in enumerate(self.slots)}
        self.table_number = {table.key: t for t, table in enumerate(problem.tables)}
        self.person_number = {one.key: p for p, one in enumerate(problem.participants)}
        self.sessions: dict[str, int] = defaultdict(int)
        for s, slot in enumerate(self.slots):
            self.sessions[slot.session] |= 1 << s
        self.every_slot = (1 << len(self.slots)) - 1
        self.present = [self._presence(person) for person in problem.participants]
        self.open = [
            sum(1 << t for t, table in enumerate(problem.tables) if rule.table_open(table, slot))
            for slot in self.slots
        ]
        self.cells = [[(slot.key, table.key) for table in problem.tables] for slot in self.slots]
        self.zones: dict[str, int] = defaultdict(int)
        for t, table in enumerate(problem.tables):
            self.zones[table.zone] |= 1 << t
        self.followers: dict[str, list[str]] = defaultdict(list)
        for request in problem.requests:
            for key in request.after:
                self.followers[key].append(request.key)
        self.rows = _rows(self.slots)
        self.paced = {
            p
            for p, one in enumerate(problem.participants)
            if one.most_in_a_row is not None or one.free_slots is not None
        }
        self.interprets = {
            self.person_number[one.participant]: one.key
            for one in problem.interpreters
            if one.participant in self.person_number
        }
        self._owners = {table.reserved_for for table in problem.tables} - {None}
        self._seats: dict[tuple[frozenset[str], int], int] = {}

    def held(self, placement: Placement, *, waits: bool = False) -> Held:
        """`placement` in numbers; raises KeyError if it names what is gone."""
        problem = self.problem
        parties = tuple(self.person_number[key] for key in placement.parties)
        slots = self.every_slot if rule.never_meet(problem, placement.parties) else 0
        ordered = False
        if placement.request is not None:
            request = problem.request_by_key[placement.request]
            ordered = bool(request.after) or placement.request in self.followers
            if request.sessions is not None or request.fixed_slot is not None:
                slots &= sum(
                    1 << s
                    for s, slot in enumerate(self.slots)
                    if rule.session_wished(request, slot) and rule.fixed_slot(request, slot)
                )
        who = 0
        for p in parties:
            slots &= self.present[p]
            who |= 1 << p
        table = placement.table
        return Held(
            key=placement.meeting,
            request=placement.request,
            names=placement.parties,
            parties=parties,
            who=who,
            slots=slots,
            seats=self._seats_of(placement.parties),
            slot=None if waits else self.slot_number[placement.slot],
            table=None if waits or table is None else self.table_number[table],
            locked=placement.locked,
            ordered=ordered,
            paced=not self.paced.isdisjoint(parties),
            able=could_serve(problem, placement.parties) if problem.interpreters else None,
            interpreter=placement.interpreter,
        )

    def wears_out(self, p: int, held: int, slot: int) -> bool:
        """Whether somebody with meetings in the slots `held` has no breathing space at `slot`."""
        person, usable = self.problem.participants[p], self.present[p]
        if not rule.free_slots_wanted(person, usable.bit_count(), (usable & held).bit_count()):
            return True
        first, width = self.rows[slot]
        row, at = held >> first & ((1 << width) - 1), slot - first
        before = at - (~row & ((1 << at) - 1)).bit_length()
        after = _trailing_ones(row >> (at + 1))
        return not rule.longest_run(person, before + 1 + after)

    def _presence(self, person: Participant) -> int:
        """The slots of the sessions attended, less those when they are away."""
        mask = self.every_slot
        if person.sessions is not None:
            mask = sum(
                1 << s for s, slot in enumerate(self.slots) if rule.session_attended(person, slot)
            )
        for key in person.unavailable:
            s = self.slot_number[key]
            if not rule.participant_available(person, self.slots[s]):
                mask &= ~(1 << s)
        return mask

    def _seats_of(self, parties: Sequence[str]) -> int:
        people = self.problem.participant_by_key
        homes = frozenset(people[key].organisation for key in parties)
        kind = (homes & self._owners, len(parties))
        if kind not in self._seats:
            self._seats[kind] = sum(
                1 << t
                for t, table in enumerate(self.problem.tables)
                if rule.table_reserved(table, kind[0]) and rule.seats_enough(table, kind[1])
            )
        return self._seats[kind]


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


def _rows(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """For each slot the first of its session and how many that has."""
    spans: dict[tuple[int, str], tuple[int, int]] = {}
    for s, slot in enumerate(slots):
        first, width = spans.get((slot.day, slot.session), (s, 0))
        spans[slot.day, slot.session] = (first, width + 1)
    return [spans[slot.day, slot.session] for slot in slots]


def _trailing_ones(mask: int) -> int:
    return ((mask + 1) & ~mask).bit_length() - 1


def _drop(places: dict[_K, tuple[str, ...]], place: _K, key: str) -> None:
    left = tuple(other for other in places[place] if other != key)
    if left:
        places[place] = left
    else:
        del places[place]
