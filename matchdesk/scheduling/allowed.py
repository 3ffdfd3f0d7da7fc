"""What each slot and table would be for one meeting: asked while it is dragged.

The verdicts come from masks (`board`), the reasons from the independent checker (`conflicts`), one
cell at a time and only when somebody looks at it; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from matchdesk.scheduling import conflicts
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.board import Board
from matchdesk.scheduling.ground import Held
from matchdesk.scheduling.model import bits
from matchdesk.scheduling.problem import HARD, Placement, Plan, PlanningProblem, Violation
from matchdesk.scheduling.verdicts import Cell as Cell
from matchdesk.scheduling.verdicts import Choice as Choice
from matchdesk.scheduling.verdicts import Quality as Quality
from matchdesk.scheduling.verdicts import Verdict as Verdict


def allowed(
    problem: PlanningProblem, plan: Plan | Sequence[Placement] | Board, meeting: str
) -> Allowed:
    """Every cell for `meeting` (or for a request that has none); raises `NotFound`.

    Give a `Board` where the question is asked more than once: building one is most of the work.
    """
    if isinstance(plan, Board):
        return Allowed(plan, plan.held(meeting))
    placements = plan.placements if isinstance(plan, Plan) else plan
    board = Board(problem, placements)
    return Allowed(board, board.held(meeting))


class Allowed:
    """The answer for one meeting on one board. Immutable; ask from any thread.

    `cells` maps (slot, table) to the verdict; `slots` a slot to the best its tables offer. Without
    `swaps` a cell with another meeting is a clash, which is found much faster; with `only` there is
    no more than that slot.
    """

    def __init__(
        self, board: Board, held: Held, *, swaps: bool = True, only: str | None = None
    ) -> None:
        self._board, self._held = board, held
        self._swaps, self._only = swaps, only
        self._ground = board.ground
        self._window = board.window(held)
        self._limited = self._is_limited()
        self._twice = len(set(board.made.get(held.request or "", ())) - {held.key}) > 0
        self.cells: Mapping[tuple[str, str], Verdict]
        self.slots: Mapping[str, Verdict]
        self.cells, self.slots = self._look()
        self._calm: dict[int, int] = {}

    @property
    def meeting(self) -> str:
        """The meeting that was asked about."""
        return self._held.key

    def cell(self, slot: str, table: str) -> Cell:
        """All about one cell."""
        s, t = self._ground.slot_number[slot], self._ground.table_number[table]
        verdict = self.cells[slot, table]
        reasons = self.why(slot, table)
        if verdict is Verdict.SWAP:
            (other,) = self._board.taken[s][t]
            return Cell(verdict, reasons, (other,), self.quality(slot, table))
        quality = self.quality(slot, table) if verdict is Verdict.FREE else None
        return Cell(verdict, reasons, self._whose(reasons), quality)

    def why(self, slot: str, table: str | None = None) -> tuple[Violation, ...]:
        """What the checker says about the meeting there, hard rules first."""
        held, board = self._held, self._board
        s = self._ground.slot_number[slot]
        t = None if table is None else self._ground.table_number[table]
        if (held.slot, held.table) == (s, t):
            return ()
        found = conflicts.clashes_of(
            board.problem,
            self._beside(s, t),
            held.placement(slot, table, board.interpreter_for(held, s)),
        )
        stuck = [self._stuck()] if held.locked else []
        short = [self._too_few_tables(s)] if t is not None and self._is_short(s, t) else []
        hard = [v for v in found if v.hard and (t is not None or v.rule != "tables_enough")]
        if t is None and not hard and self.slots[slot] is Verdict.CLASH:
            short = [self._too_few_tables(s)]
        return (*stuck, *hard, *short, *(v for v in found if not v.hard))

    def is_flawless(self, slot: str, table: str) -> bool:
        """Whether no soft rule would object to the meeting there."""
        s, t = self._ground.slot_number[slot], self._ground.table_number[table]
        if s not in self._calm:
            self._calm[s] = self._calm_tables(s)
        return bool(self._calm[s] >> t & 1)

    def is_calm(self, slot: str) -> bool:
        """Whether no soft rule would object to the meeting in the slot, whatever its table."""
        s = self._ground.slot_number[slot]
        return self._held.slot == s or self._is_calm(list(self._neighbours(s)), s)

    def quality(self, slot: str, table: str) -> Quality:
        """What the place does to the days of those who meet, and of those swapped with."""
        s, t = self._ground.slot_number[slot], self._ground.table_number[table]
        moved: dict[str, tuple[int, int | None]] = {self._held.key: (s, t)}
        people = set(self._held.parties)
        if self.cells[slot, table] is Verdict.SWAP and self._held.slot is not None:
            (other,) = self._board.taken[s][t]
            moved[other] = (self._held.slot, self._held.table)
            people |= set(self._board.meetings[other].parties)
        return self._quality(people, moved)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The free slots, the best first, each with its best table."""
        found = []
        for s, slot in enumerate(self._ground.slots):
            tables = self._worth_a_look(s)
            if tables:
                ranked = [
                    (self._quality(set(self._held.parties), {self._held.key: (s, t)}), t)
                    for t in tables
                ]
                quality, t = min(ranked, key=lambda pair: pair[0])
                found.append((quality, s, slot.key, self._ground.problem.tables[t].key))
        found.sort(key=lambda entry: entry[:2])
        return tuple(
            Choice(slot, table, quality, rank)
            for rank, (quality, _, slot, table) in enumerate(found, 1)
        )

    @property
    def parties(self) -> tuple[str, ...]:
        """Who would meet."""
        return self._held.names

    @cached_property
    def ranks(self) -> Mapping[str, tuple[int, ...]]:
        """For each free slot its rank (1 the best) in the day of each of `parties` alone."""
        slot_number, table_number = self._ground.slot_number, self._ground.table_number
        places = [(slot_number[c.slot], table_number[c.table], c.slot) for c in self.choices]
        sides = []
        for p in self._held.parties:
            quality = {key: self._quality({p}, {self._held.key: (s, t)}) for s, t, key in places}
            ordered = sorted(quality.values())
            sides.append({key: 1 + ordered.index(one) for key, one in quality.items()})
        return {key: tuple(side[key] for side in sides) for _, _, key in places}

    def like(self, table: str) -> str:
        """One word for all tables that make the same day as `table`: its zone, or its own key."""
        known = self._near
        if table in known:
            return table
        return self._ground.problem.table_by_key[table].zone

    @cached_property
    def _near(self) -> frozenset[str]:
        """The tables at which those who meet are at any time, this meeting's own among them."""
        tables = self._ground.problem.tables
        at = {t for p in self._held.parties for _, t, _ in self._board.agenda(p)}
        at.add(self._held.table)
        return frozenset(tables[t].key for t in at if t is not None)

    # --- verdicts ---------------------------------------------------------------------------

    def _look(self) -> tuple[dict[tuple[str, str], Verdict], dict[str, Verdict]]:
        cells: dict[tuple[str, str], Verdict] = {}
        slots: dict[str, Verdict] = {}
        for s, slot in enumerate(self._ground.slots):
            if self._only not in (None, slot.key):
                continue
            row = self._row(s)
            cells.update(zip(self._ground.cells[s], row, strict=True))
            slots[slot.key] = self._of_slot(s, row)
        return cells, slots

    def _of_slot(self, s: int, row: Sequence[Verdict]) -> Verdict:
        held = self._held
        if held.slot == s:
            return Verdict.HERE
        if Verdict.FREE in row:
            return Verdict.FREE
        return Verdict.CLASH if self._could_meet(s) else Verdict.FORBIDDEN

    def _could_meet(self, s: int) -> bool:
        """Whether only other meetings keep this one out of a slot."""
        suitable = self._held.seats & self._ground.open[s]
        if self._held.locked or not suitable or not self._held.slots >> s & 1:
            return False
        able, known = self._held.able, self._ground.problem.interpreter_by_key
        slot = self._ground.slots[s].key
        return able is None or any(slot not in known[key].unavailable for key in able)

    def _row(self, s: int) -> list[Verdict]:
        held, board = self._held, self._board
        count = len(self._ground.problem.tables)
        row = [Verdict.FORBIDDEN] * count
        if self._could_meet(s):
            suitable = held.seats & self._ground.open[s]
            rivals = board.rivals(held, s)
            hindered = bool(rivals) or self._limited or self._twice
            hindered = hindered or not self._window >> s & 1 or self._is_short(s, None)
            hindered = hindered or not self._suits(held, s, {held.key: s})
            for t in bits(suitable):
                row[t] = Verdict.CLASH if hindered else Verdict.FREE
            if self._swaps:
                self._mark_taken(s, row, suitable, rivals)
            else:
                for t in board.taken[s]:
                    if suitable >> t & 1:
                        row[t] = Verdict.CLASH
        if held.slot == s and held.table is not None:
            row[held.table] = Verdict.HERE
        return row

    def _mark_taken(self, s: int, row: list[Verdict], suitable: int, rivals: set[str]) -> None:
        """Cells with a meeting: a swap if both may be where the other is, else a clash."""
        held, board = self._held, self._board
        swappable = held.slot is not None and held.table is not None
        swappable = swappable and not self._limited and not self._twice and len(rivals) <= 1
        busy = board.busy(held.slot, held.key) if held.slot is not None else 0
        for t, keys in board.taken[s].items():
            if suitable >> t & 1 and keys != (held.key,):
                fine = swappable and len(keys) == 1 and rivals.issubset(keys)
                if fine and self._can_swap(board.meetings[keys[0]], s, busy):
                    row[t] = Verdict.SWAP
                else:
                    row[t] = Verdict.CLASH

    def _can_swap(self, other: Held, s: int, busy: int) -> bool:
        """Whether `other`, in slot `s`, could be where the held meeting is and it in its place.

        `busy` are the people of other meetings than the held one in its slot.
        """
        held, board = self._held, self._board
        here, table = held.slot, held.table
        assert here is not None
        assert table is not None
        if other.locked or not other.slots >> here & 1:
            return False
        if not other.seats >> table & 1 or not self._ground.open[here] >> table & 1:
            return False
        if s == here:
            if other.who & held.who or board.rivals(other, s) or board.rivals(held, s):
                return False
        elif other.who & busy:
            return False
        if board.taken[here][table] != (held.key,) or other.who & board.over:
            return False
        if other.request is not None and board.made[other.request] != (other.key,):
            return False
        moved = {held.key: s, other.key: here}
        if s != here and not (self._suits(held, s, moved) and self._suits(other, here, moved)):
            return False
        if not held.ordered and not other.ordered:
            return True
        mine, its = board.window(held, moved), board.window(other, moved)
        return bool(mine >> s & 1 and its >> here & 1)

    def _suits(self, held: Held, s: int, moved: dict[str, int]) -> bool:
        """Whether its people have breathing space there, and an interpreter if they need one."""
        board, ground = self._board, self._ground
        if held.paced:
            for p in ground.paced.intersection(held.parties):
                if ground.wears_out(p, board.slots_of(p, moved) | 1 << s, s):
                    return False
        if not ground.problem.interpreters or held.slot == s:
            return True
        return board.is_interpreted(held, s, frozenset(moved))

    def _is_limited(self) -> bool:
        """Whether somebody who would meet then has more meetings than they want."""
        held, board = self._held, self._board
        if held.slot is not None:
            return bool(held.who & board.over)
        people = board.problem.participants
        return any(not rule.most_meetings(people[p], board.count[p] + 1) for p in held.parties)

    def _is_short(self, s: int, t: int | None) -> bool:
        """Whether the table is missing to meetings there that have none yet."""
        board, held = self._board, self._held
        loose = len(board.loose[s]) - (held.slot == s and held.table is None)
        if not loose or (held.slot == s and held.table is not None):
            return False
        if t is not None and t in board.taken[s]:
            return False
        taken = sum(1 << n for n in board.taken[s])
        left = (self._ground.open[s] & ~taken).bit_count() - 1
        return not rule.tables_enough(loose, left)

    # --- reasons ----------------------------------------------------------------------------

    def _beside(self, s: int, t: int | None) -> list[Placement]:
        """Every meeting a rule could hold against this one, there."""
        board, held = self._board, self._held
        keys = {key for p in held.parties for at in board.at[p].values() for key in at}
        keys.update(key for key, _ in board.orders(held))
        keys.update(board.made.get(held.request or "", ()))
        if t is not None:
            keys.update(board.taken[s].get(t, ()))
        if self._ground.problem.interpreters:
            keys.update(board.in_slot[s])
        keys.discard(held.key)
        order = sorted(keys, key=lambda key: (board.meetings[key].slot or 0, key))
        return [board.placement(key) for key in order]

    def _whose(self, reasons: Sequence[Violation]) -> tuple[str, ...]:
        named = (key for v in reasons if v.hard for key in v.data.get("meetings", ()))
        return tuple(dict.fromkeys(key for key in named if key != self._held.key))

    def _stuck(self) -> Violation:
        held = self._held
        slot = None if held.slot is None else self._ground.slots[held.slot].key
        who = {"participant": held.names[0], "other": held.names[1]}
        return Violation("locked_kept", HARD, {**who, "slot": slot, "meetings": [held.key]})

    def _too_few_tables(self, s: int) -> Violation:
        """The slot has no table for this meeting, or none to spare."""
        loose = [key for key in self._board.loose[s] if key != self._held.key]
        taken = sum(1 << n for n in self._board.taken[s])
        left = (self._ground.open[s] & ~taken).bit_count()
        limit = left if loose else 0
        data = {"slot": self._ground.slots[s].key, "count": len(loose) + 1, "limit": limit}
        return Violation("tables_enough", HARD, {**data, "meetings": [*loose, self._held.key]})

    # --- quality ----------------------------------------------------------------------------

    @cached_property
    def _speaks(self) -> bool:
        if self._ground.problem.interpreters:
            return True  # then a missing language is a rule of its own
        people = self._ground.problem.participants
        return rule.common_language([people[p] for p in self._held.parties])

    def _neighbours(self, s: int) -> Iterator[tuple[int, int | None]]:
        """(slot, table) of the meetings just before and after `s` in each one's day."""
        day = self._ground.slots[s].day
        for p in self._held.parties:
            mine = [e for e in self._board.agenda(p) if e[2] != self._held.key and e[0] != s]
            same = [e for e in mine if self._ground.slots[e[0]].day == day]
            before = [entry for entry in same if entry[0] < s][-1:]
            after = [entry for entry in same if entry[0] > s][:1]
            yield from ((slot, table) for slot, table, _ in (*before, *after))

    def _calm_tables(self, s: int) -> int:
        """Mask of the tables at which nobody has a gap beside the meeting or runs to or from it."""
        beside = list(self._neighbours(s))
        if not self._is_calm(beside, s):
            return 0
        mask = -1
        for _, t in beside:
            mask &= -1 if t is None else self._ground.zones[self._ground.problem.tables[t].zone]
        return mask

    def _is_calm(self, beside: Sequence[tuple[int, int | None]], s: int) -> bool:
        """Whether those who meet share a language and have no gap beside the meeting."""
        return self._speaks and all(abs(slot - s) <= 1 for slot, _ in beside)

    def _worth_a_look(self, s: int) -> list[int]:
        """Free tables of which one is as good as any: where its people are, and one a zone."""
        keys, cells = self._ground.cells[s], self.cells
        free = [t for t, key in enumerate(keys) if cells.get(key) is Verdict.FREE]
        if not free or self._held.slot == s:
            return []
        tables = self._ground.problem.tables
        free.sort(key=lambda t: (tables[t].reserved_for is None, tables[t].seats, tables[t].number))
        own = [t for t in free if tables[t].reserved_for is not None] or free
        near = {t for _, t in self._neighbours(s)} | {self._held.table}
        first = {tables[t].zone: t for t in reversed(own)}
        return [t for t in own if t in near or first[tables[t].zone] == t]

    def _quality(self, people: set[int], moved: dict[str, tuple[int, int | None]]) -> Quality:
        now, then = [0, 0, 0, 0], [0, 0, 0, 0]
        for p in people:
            agenda = self._board.agenda(p)
            kept = [entry for entry in agenda if entry[2] not in moved]
            mine = [
                (*place, key)
                for key, place in moved.items()
                if p in (self._held if key == self._held.key else self._board.meetings[key]).parties
            ]
            self._add_flaws(now, agenda)
            self._add_flaws(then, sorted([*kept, *mine], key=lambda entry: entry[0]))
        gaps, other, zones, tables = (b - a for a, b in zip(now, then, strict=True))
        return Quality(gaps, other, zones, tables)

    def _add_flaws(self, into: list[int], agenda: Sequence[tuple[int, int | None, str]]) -> None:
        """Gaps, the other gaps, and changes of zone and table of somebody's day."""
        slots, tables = self._ground.slots, self._ground.problem.tables
        idle_first = self._ground.problem.aims.gaps == "idle_slots"
        for (s, t, _), (next_s, next_t, _) in pairwise(agenda):
            if slots[s].day != slots[next_s].day or s == next_s:
                continue
            idle = next_s - s - 1
            into[0] += idle if idle_first else idle > 0
            into[1] += idle > 0 if idle_first else idle
            if t is not None and next_t is not None:
                into[2] += idle == 0 and tables[t].zone != tables[next_t].zone
                into[3] += t != next_t
