"""What dropping a meeting on each cell would mean; computed at once for the whole grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from matchdesk.core.i18n import _, count
from matchdesk.scheduling.allowed import Allowed, Choice, Quality, Verdict
from matchdesk.scheduling.problem import Placement, Violation
from matchdesk.services.board import Board, Names, Standing


class Target(StrEnum):
    """What a cell is for the meeting that is held."""

    HERE = "here"
    FREE = "free"
    SOFT = "soft"
    SWAP = "swap"
    CLASH = "clash"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class SlotTarget:
    """A whole slot, whatever the table: `table` is the one a move without a table would take."""

    kind: Target
    table: str | None


@dataclass(frozen=True)
class Targets:
    """For the meeting `meeting`: `slots` by key, `cells` by (slot key, table key).

    A `SWAP` cell holds a meeting that could change places with it; in a `CLASH` another meeting is
    in the way, what is `FORBIDDEN` is so whoever else meets. `past` says so of slots that have
    begun or are over: what is free there is `SOFT`. Immutable; ask from any thread.
    """

    meeting: str
    slots: Mapping[str, SlotTarget]
    cells: Mapping[tuple[str, str], Target]
    _allowed: Allowed
    _names: Names
    past: Mapping[str, str] = field(default_factory=dict)
    _grades: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)

    def why(self, slot: str, table: str) -> tuple[str, ...]:
        """Sentences on one cell: why not, with whom to swap, what is not ideal, how good it is."""
        found = self._allowed.why(slot, table)
        if self.cells[slot, table] in (Target.FREE, Target.SOFT):
            said = (*self._late(slot), *_sentences(self._names, found))
            return (*said, *_effect(self._allowed.quality(slot, table)), *self._ranked(slot))
        if self.cells[slot, table] is Target.SWAP:
            found = tuple(v for v in found if v.rule == "one_meeting_per_table")
        return _sentences(self._names, found)

    def why_slot(self, slot: str) -> tuple[str, ...]:
        """Sentences on a whole slot, whatever the table: why not, or what is not ideal.

        Worked out when it is asked for: the checker takes longer than all the colours together.
        """
        late = self._late(slot) if self._allowed.slots[slot] is Verdict.FREE else ()
        return (*late, *_sentences(self._names, self._allowed.why(slot)))

    def grade(self, slot: str, table: str) -> int:
        """How good a free cell is, 1 the best, 3 the worst.

        One step each is lost by an idle gap more, by a walk more (to another table or zone), and by
        being in the worse half of the free slots for one of those who meet. A slot that has begun
        or is over is the worst.
        """
        if slot in self.past:
            return 3
        place = slot, self._allowed.like(table)
        if place not in self._grades:
            found = self._allowed.quality(slot, table)
            walks = found.table_changes > 0 or found.zone_changes > 0
            ranks = self._allowed.ranks.get(slot, ())
            poor = any(2 * rank > len(self._allowed.ranks) + 1 for rank in ranks)
            self._grades[place] = min(3, 1 + (found.gaps > 0) + walks + poor)
        return self._grades[place]

    @property
    def best(self) -> tuple[Choice, ...]:
        """The free slots, the best first, each with its best table."""
        return self._allowed.choices

    def _late(self, slot: str) -> tuple[str, ...]:
        return (self.past[slot],) if slot in self.past else ()

    def _ranked(self, slot: str) -> tuple[str, ...]:
        """How each side likes the slot, where there is a choice of several."""
        ranks, among = self._allowed.ranks.get(slot, ()), len(self._allowed.ranks)
        if among < 2 or not ranks:
            return ()
        names = [self._names.party(key) for key in self._allowed.parties]
        said = ", ".join(f"{name} {rank}" for name, rank in zip(names, ranks, strict=False))
        return (
            _("Rank of the slot among the {n} free ones: {ranks}.").format(n=among, ranks=said),
        )


def targets_of(
    board: Board, standing: Standing, past: Mapping[str, str] = MappingProxyType({})
) -> Targets:
    """Where `standing` may go, by the planner's own answer; `past` as `past_slots` has it."""
    past = {slot: said for slot, said in past.items() if slot != standing.slot}
    index = board.index
    if standing.slot is not None:
        held = index.held(standing.key)
    else:
        known = standing.request in board.problem.request_by_key
        request = standing.request if known and standing.request != standing.key else None
        waiting = Placement(
            standing.key,
            standing.parties,
            "",
            request=request,
            interpreter=standing.interpreter,
        )
        held = index.ground.held(waiting, waits=True)
    found = Allowed(index, held)
    cells = {place: _target(found, *place, verdict) for place, verdict in found.cells.items()}
    free = _free_tables(found.cells)
    if past:
        late = (place for place, kind in cells.items() if kind is Target.FREE and place[0] in past)
        cells |= dict.fromkeys(tuple(late), Target.SOFT)
    slots = {}
    for slot, verdict in found.slots.items():
        flawed = verdict is Verdict.FREE and (slot in past or not found.is_calm(slot))
        kind = _of_slot(verdict, flawed=flawed)
        slots[slot] = SlotTarget(kind, _best(board, standing, free.get(slot, ())))
    return Targets(standing.key, slots, cells, found, board.names, past)


_TARGETS = {
    Verdict.HERE: Target.HERE,
    Verdict.SWAP: Target.SWAP,
    Verdict.CLASH: Target.CLASH,
    Verdict.FORBIDDEN: Target.FORBIDDEN,
}


def _target(found: Allowed, slot: str, table: str, verdict: Verdict) -> Target:
    if verdict is Verdict.FREE:
        return Target.FREE if found.is_flawless(slot, table) else Target.SOFT
    return _TARGETS[verdict]


def _of_slot(verdict: Verdict, *, flawed: bool) -> Target:
    if verdict is Verdict.FREE:
        return Target.SOFT if flawed else Target.FREE
    return _TARGETS[verdict]


def _effect(found: Quality) -> tuple[str, ...]:
    """What the place does to the days of those who meet, where it does anything."""
    said = []
    for change, more, less in (
        (found.gaps, ("{n} idle gap more", "{n} idle gaps more"),
         ("{n} idle gap less", "{n} idle gaps less")),
        (found.table_changes, ("{n} table change more", "{n} table changes more"),
         ("{n} table change less", "{n} table changes less")),
        (found.zone_changes, ("{n} change of zone more", "{n} changes of zone more"),
         ("{n} change of zone less", "{n} changes of zone less")),
    ):  # fmt: skip
        if change:
            said.append(count(*(more if change > 0 else less), abs(change)))
    return (", ".join(said) + ".",) if said else ()


def _sentences(names: Names, found: Iterable[Violation]) -> tuple[str, ...]:
    """The hard ones, or else the soft ones."""
    violations = tuple(found)
    hard = tuple(v for v in violations if v.hard)
    return tuple(names.sentence(v) for v in hard or violations)


def _free_tables(cells: Mapping[tuple[str, str], Verdict]) -> dict[str, list[str]]:
    """For each slot the tables a move could take; a table of its own counts as free."""
    free: dict[str, list[str]] = {}
    for (slot, table), verdict in cells.items():
        if verdict in (Verdict.FREE, Verdict.HERE):
            free.setdefault(slot, []).append(table)
    return free


def _best(board: Board, standing: Standing, free: Iterable[str]) -> str | None:
    """The table that a move to the slot would take: `placing.best_table`, from what is known."""
    kept, tables = standing.table, board.problem.table_by_key
    zone = tables[kept].zone if kept is not None and kept in tables else None
    ranked = sorted(
        (tables[key] for key in free),
        key=lambda table: (
            table.key != kept,
            table.reserved_for is None,
            zone is not None and table.zone != zone,
            table.seats,
            table.number,
            table.key,
        ),
    )
    return ranked[0].key if ranked else None
