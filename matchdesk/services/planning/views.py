"""What screens and subcommands show of a plan. Keys are those of the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchdesk.scheduling.problem import Placement, Violation


class DraftState(StrEnum):
    """How a meeting of the draft stands beside the live grid."""

    NEW = "new"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DraftMeeting:
    """A place in the draft. `meeting` is None for one that is not in the live grid yet.

    `stays` marks meetings the plan had to leave where they are.
    """

    placement: Placement
    meeting: str | None
    stays: bool


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One difference between draft and live grid, in words: where from, where to ("" for nowhere).

    `number` is the meeting's, None for a new one. A removed meeting goes to the waiting list.
    """

    state: DraftState
    number: int | None
    parties: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A request without a place, who asked for what, and why in sentences.

    `request` is the key of the meeting request, `meeting` that of a meeting on the waiting list
    that nobody requested; exactly one is set.
    """

    request: str | None
    meeting: str | None
    parties: tuple[str, ...]
    organisations: tuple[str, ...]
    must_meet: bool
    mutual: bool
    weight: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftAim:
    """One aim of the plan: its value, and what no plan can pass (None: not known)."""

    name: str
    value: int
    bound: int | None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A finished plan that nobody works by yet.

    `placed` of `requested` wishes have a place (a mutual wish counts once), `musts_placed` of
    `musts` must-meets. `weight` cannot be better than `bound`; `gap` is the difference in percent
    of the bound. `left_out` counts requests that were not planned (`pending`, `party_cancelled`).
    `kept` counts meetings that stayed as they are, `unchanged` those planned at the same place.
    `standing_faults` are rules that the meetings left in place break among themselves. `based_on`
    is the number of the change set after which the grid was read.
    """

    meetings: tuple[DraftMeeting, ...]
    placed: int
    requested: int
    musts_placed: int
    musts: int
    weight: int
    bound: int
    gap: float
    optimal: bool
    stage: str
    seconds: float
    seed: int
    aims: tuple[DraftAim, ...]
    unplaced: tuple[UnplacedRow, ...]
    left_out: Mapping[str, int]
    kept: int
    unchanged: int
    changes: tuple[DraftChange, ...]
    standing_faults: tuple[str, ...]
    violations: tuple[Violation, ...]
    based_on: int

    def count(self, state: DraftState) -> int:
        """How many meetings of the live grid are new, moved or removed."""
        return sum(change.state is state for change in self.changes)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting a draft did to the live grid."""

    placed: int
    requested: int
    new: int
    moved: int
    removed: int
