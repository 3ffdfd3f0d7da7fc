"""What does not change when meetings move: time, tables, people and wishes, as masks.

Bit s of a mask of slots stands for the s-th slot in time, bit p of a mask of people for the p-th
participant, bit t of a mask of tables for the t-th table of the problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.interpreting import could_serve
from matchdesk.scheduling.problem import Participant, Placement, PlanningProblem, Slot


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
    """Made once for a problem; never changed. May be read by any thread."""

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


def _rows(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """For each slot the first of its session and how many that has."""
    spans: dict[tuple[int, str], tuple[int, int]] = {}
    for s, slot in enumerate(slots):
        first, width = spans.get((slot.day, slot.session), (s, 0))
        spans[slot.day, slot.session] = (first, width + 1)
    return [spans[slot.day, slot.session] for slot in slots]


def _trailing_ones(mask: int) -> int:
    return ((mask + 1) & ~mask).bit_length() - 1
