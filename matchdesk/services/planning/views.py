"""What screens and subcommands show of a plan. Keys are those of the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchdesk.core.wording import fill
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
    """One aim of the plan: its value, and what no plan can pass (None: not known).

    The bound holds for plans as good as this one in every aim before it. `counts` is false for an
    aim that was left out: it was measured, not sought.
    """

    name: str
    value: int
    bound: int | None
    counts: bool = True

    @property
    def proven(self) -> bool:
        """Whether no plan as good in the aims before it is better in this one."""
        return self.counts and self.bound is not None and self.value == self.bound

    @property
    def words(self) -> str:
        """What is measured."""
        return fill(f"aim.{self.name}", {})

    @property
    def shown(self) -> str:
        """The value for people."""
        return _shown(self.name, self.value)

    @property
    def judged(self) -> str:
        """What is known about any other plan, e.g. “at least 9 in any plan as good”."""
        if not self.counts or self.bound is None or self.proven:
            how = "off" if not self.counts else "none" if self.bound is None else "proven"
        else:
            how = "most" if self.name in _GREATER else "least"
        bound = "" if self.bound is None else _shown(self.name, self.bound)
        return fill(f"aim_bound.{how}", {"bound": bound})


_GREATER = ("musts", "weight", "worst_share")
"""Values that are better when greater."""


def _shown(name: str, value: int) -> str:
    if name == "worst_share":
        return fill("aim_value.share", {"percent": f"{value / 10:g}"})
    return fill("aim_value.count", {"value": value})


@dataclass(frozen=True, slots=True)
class MoreOf:
    """What one more `what` (table, slot, interpreter) would bring.

    `where` names the session a slot is added to, or the two languages; empty for a table.
    `weight` is gained for certain, `most_weight` at most (None: not known); must-meets likewise.
    """

    what: str
    where: str
    musts: int
    weight: int
    most_musts: int | None
    most_weight: int | None

    @property
    def words(self) -> str:
        """What would be added."""
        return fill(f"more.{self.what}", {"where": self.where})

    @property
    def gained(self) -> str:
        """What it brings, e.g. “+12 to +18 weight”."""
        most = self.weight if self.most_weight is None else self.most_weight
        how = "range" if most > self.weight else "certain" if self.weight else "nothing"
        return fill(f"more_gain.{how}", {"weight": self.weight, "most": most})


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A finished plan that nobody works by yet.

    `placed` of `requested` wishes have a place (a mutual wish counts once), `musts_placed` of
    `musts` must-meets. `weight` cannot be better than `bound`; `gap` is the difference in percent
    of the bound. `left_out` counts requests that were not planned (`pending`, `party_cancelled`).
    `kept` counts meetings that stayed as they are, `unchanged` those planned at the same place.
    `impossible` says, where all were to be placed and it is proven that they cannot be, which
    requests and rules exclude each other; without `impossible_minimal` some may be superfluous.
    `standing_faults` are rules that the meetings left in place break among themselves. `based_on`
    is the number of the change set after which the grid was read. In slots `begun` (keys) it was
    too late to plan: what stands there stays, and nothing was added.
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
    impossible: tuple[str, ...] = ()
    impossible_minimal: bool = True
    begun: frozenset[str] = frozenset()

    @property
    def found_by(self) -> str:
        """Which method found it, in words."""
        return fill(f"stage.{self.stage}", {})

    @property
    def too_late(self) -> str:
        """That slots have begun and were left as they are; empty where none has."""
        return fill("plan_begun", {"count": len(self.begun)}) if self.begun else ""

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
