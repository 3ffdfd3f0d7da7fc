"""What dropping a meeting on each cell would mean; computed at once for the whole grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matchdesk.scheduling import conflicts
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.problem import Placement, Violation
from matchdesk.services.board import Board, Names, Standing


class Target(StrEnum):
    """What a cell is for the meeting that is held."""

    HERE = "here"
    FREE = "free"
    SOFT = "soft"
    SWAP = "swap"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class SlotTarget:
    """A whole slot, whatever the table: `table` is the one a move without a table would take.

    `reasons` are sentences: why not, or what is not ideal.
    """

    kind: Target
    reasons: tuple[str, ...]
    table: str | None


@dataclass(frozen=True)
class Targets:
    """For the meeting `meeting`: `slots` by key, `cells` by (slot key, table key).

    A `SWAP` cell holds a meeting that could change places with it. Immutable; ask from any thread.
    """

    meeting: str
    slots: Mapping[str, SlotTarget]
    cells: Mapping[tuple[str, str], Target]
    _notes: Mapping[tuple[str, str], tuple[str, ...]]
    _taken: Mapping[tuple[str, str], Placement]
    _names: Names

    def why(self, slot: str, table: str) -> tuple[str, ...]:
        """Sentences on one cell: why not, with whom to swap, what is not ideal."""
        place = (slot, table)
        kind = self.cells[place]
        if kind is Target.HERE:
            return ()
        if kind in (Target.FREE, Target.SOFT):
            return (*self.slots[slot].reasons, *self._notes.get(place, ()))
        holder = self._taken.get(place)
        at_table = self._notes.get(place, ())
        if holder is not None:
            at_table = (self._names.sentence(_taken_by(holder)),)
        if kind is Target.SWAP:
            return at_table
        blocked = self.slots[slot].reasons if self.slots[slot].kind is Target.FORBIDDEN else ()
        return (*blocked, *at_table)


def targets_of(board: Board, standing: Standing) -> Targets:
    """Where `standing` may go: its own rules first, then each table's."""
    return _Finder(board, standing).found()


def _taken_by(holder: Placement) -> Violation:
    who = {"participant": holder.parties[0], "other": holder.parties[1]}
    data = {**who, "slot": holder.slot, "table": holder.table}
    return Violation("one_meeting_per_table", "hard", data)


class _Finder:
    def __init__(self, board: Board, standing: Standing) -> None:
        self._board, self._standing = board, standing
        self._problem = board.problem
        self._beside: dict[str, list[Placement]] = defaultdict(list)
        self._days: dict[str, list[Placement]] = defaultdict(list)
        self._taken: dict[tuple[str, str], Placement] = {}
        for placement in board.placements:
            if placement.table is not None:
                self._taken[placement.slot, placement.table] = placement
            if placement.meeting == standing.key:
                continue
            self._beside[placement.slot].append(placement)
            for party in placement.parties:
                self._days[party].append(placement)
        self._slots: dict[str, SlotTarget] = {}
        self._cells: dict[tuple[str, str], Target] = {}
        self._notes: dict[tuple[str, str], tuple[str, ...]] = {}

    def found(self) -> Targets:
        for slot in self._problem.slots:
            self._look_at(slot.key)
        return Targets(
            self._standing.key, self._slots, self._cells, self._notes, self._taken,
            self._board.names,
        )  # fmt: skip

    def _look_at(self, slot: str) -> None:
        clashes = conflicts.clashes_of(
            self._problem, self._others(self._standing, slot), self._candidate(slot, None)
        )
        hard = [v for v in clashes if v.hard and v.rule != "tables_enough"]
        soft = [v for v in clashes if not v.hard]
        free = conflicts.free_tables(
            self._problem, self._beside[slot], slot, self._standing.parties
        )
        reasons = tuple(self._board.names.sentence(v) for v in hard or soft)
        kind = Target.FORBIDDEN if hard else Target.SOFT if soft else Target.FREE
        if not hard and not free:
            kind, reasons = Target.FORBIDDEN, (self._no_table(slot),)
        if self._standing.slot == slot:
            kind = Target.HERE
        self._slots[slot] = SlotTarget(kind, reasons, self._best(free))
        self._look_at_tables(slot, hard, bool(soft), frozenset(free))

    def _look_at_tables(
        self, slot: str, hard: list[Violation], soft: bool, free: frozenset[str]
    ) -> None:
        walks = {} if hard else self._walks(slot)
        for table in self._problem.tables:
            place = (slot, table.key)
            holder = self._taken.get(place)
            if holder is not None and holder.meeting == self._standing.key:
                self._cells[place] = Target.HERE
            elif holder is not None:
                swap = self._can_swap(holder, hard)
                self._cells[place] = Target.SWAP if swap else Target.FORBIDDEN
            elif hard:
                self._cells[place] = Target.FORBIDDEN
            elif table.key in free:
                walk = walks.get(table.zone, ())
                self._cells[place] = Target.SOFT if soft or walk else Target.FREE
                self._notes[place] = walk
            else:
                self._cells[place] = Target.FORBIDDEN
                self._notes[place] = self._unfit(slot, table.key)

    def _walks(self, slot: str) -> dict[str, tuple[str, ...]]:
        """For each zone, who would have to run across the hall to get there."""
        seats = {table.zone: table.key for table in self._problem.tables}
        mine = self._of(self._standing.parties)
        found = {}
        for zone, table in seats.items():
            clashes = conflicts.clashes_of(self._problem, mine, self._candidate(slot, table))
            walks = [v for v in clashes if v.rule == "zone_change"]
            found[zone] = tuple(self._board.names.sentence(v) for v in walks)
        return found

    def _unfit(self, slot: str, table: str) -> tuple[str, ...]:
        """What is wrong with a table nobody has."""
        clashes = conflicts.clashes_of(self._problem, (), self._candidate(slot, table))
        rules = ("table_open", "table_reserved", "seats_enough")
        return tuple(self._board.names.sentence(v) for v in clashes if v.rule in rules)

    def _can_swap(self, holder: Placement, hard: Iterable[Violation]) -> bool:
        """Whether the two could change places, both planned and unlocked."""
        mine = self._standing
        if mine.slot is None or mine.table is None or holder.table is None:
            return False
        if self._board.meetings[holder.meeting].fixed:
            return False
        if any(holder.meeting not in v.data.get("meetings", ()) for v in hard):
            return False
        if self._is_busy(holder, mine.slot):
            return False
        there = self._fits(holder.parties, holder.request, mine.slot, mine.table)
        return there and self._fits(mine.parties, mine.request, holder.slot, holder.table)

    def _is_busy(self, holder: Placement, slot: str) -> bool:
        """Whether one of those at another table has a third meeting in `slot`."""
        known = (holder.meeting, self._standing.key)
        return any(
            placement.slot == slot and placement.meeting not in known
            for party in holder.parties
            for placement in self._days[party]
        )

    def _fits(self, parties: Sequence[str], request: str | None, slot: str, table: str) -> bool:
        """Whether a meeting keeps every rule of its own there, whatever is beside it."""
        at, place = self._problem.slot_by_key[slot], self._problem.table_by_key[table]
        people = [self._problem.participant_by_key[party] for party in parties]
        wanted = self._problem.request_by_key.get(request or "")
        return (
            all(rule.participant_available(person, at) for person in people)
            and all(rule.session_attended(person, at) for person in people)
            and (wanted is None or rule.session_wished(wanted, at))
            and (wanted is None or rule.fixed_slot(wanted, at))
            and rule.table_open(place, at)
            and rule.table_reserved(place, {person.organisation for person in people})
            and rule.seats_enough(place, len(parties))
        )

    def _no_table(self, slot: str) -> str:
        data = {"slot": slot, "count": 1, "limit": 0}
        return self._board.names.sentence(Violation("tables_enough", "hard", data))

    def _best(self, free: tuple[str, ...]) -> str | None:
        kept = self._standing.table
        return kept if kept in free else free[0] if free else None

    def _others(self, standing: Standing, slot: str) -> list[Placement]:
        """All that can clash in `slot`: what is beside, and the parties' other meetings."""
        beside = self._beside[slot]
        return [*beside, *(p for p in self._of(standing.parties) if p.slot != slot)]

    def _of(self, parties: Iterable[str]) -> list[Placement]:
        return list({p.meeting: p for party in parties for p in self._days[party]}.values())

    def _candidate(self, slot: str, table: str | None) -> Placement:
        mine = self._standing
        known = mine.request in self._problem.request_by_key and mine.request != mine.key
        request = mine.request if known else None
        return Placement(mine.key, mine.parties, slot, table, request)
