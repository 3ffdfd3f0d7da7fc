"""What a repair is: the grid after a disruption, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.scheduling.problem import Placement, Reason, Unplaced, Violation


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting that stands elsewhere now; `before` and `after` are (slot, table)."""

    meeting: str
    parties: tuple[str, ...]
    before: tuple[str, str | None]
    after: tuple[str, str | None]

    @property
    def changes_slot(self) -> bool:
        """Whether those who meet must be told another time, not only another table."""
        return self.before[0] != self.after[0]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A meeting that lost its place, and why it has no other."""

    placement: Placement
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A grid after a disruption, and what it changes.

    `changes` counts kept meetings whose slot is another; no repair that keeps as much weight needs
    fewer than `bound`. `kept` is the weight that kept its place, wanted requests included, of
    which no repair keeps more than `kept_bound`. `proven`: must-meets, weight and changes are
    the best there are. `added` are wanted requests that found a place, `unplaced` those that did
    not. `violations` are hard rules broken by what must stay. `stage` is mending (no solver was
    needed or had an answer) or cp-sat. Of the meetings that stood, `touched` stand in another slot
    or nowhere; no repair that keeps as much touches fewer than `touched_bound`.
    """

    placements: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    dropped: tuple[Dropped, ...]
    added: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    changes: int
    bound: int
    kept: int
    kept_bound: int
    proven: bool
    stage: str
    seconds: float
    violations: tuple[Violation, ...] = ()
    touched_bound: int = 0

    @property
    def touched(self) -> int:
        """Meetings that stood and lost their slot: those moved to another, and those dropped."""
        return self.changes + len(self.dropped)

    @property
    def table_changes(self) -> int:
        """Meetings that keep their slot and change their table."""
        return sum(not one.changes_slot for one in self.moved)
