"""What went wrong, and what is proposed. Keys are those of the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchdesk.core.vocabulary import AbsenceKind
from matchdesk.core.wording import fill
from matchdesk.scheduling.problem import Placement


class MishapKind(StrEnum):
    """What goes wrong on the day."""

    LATE = "late"
    LEAVING = "leaving"
    NO_SHOW = "no-show"
    TABLE = "table"
    SLOT = "slot"


ABSENCES = {
    MishapKind.LATE: AbsenceKind.LATE,
    MishapKind.LEAVING: AbsenceKind.LEAVING,
    MishapKind.NO_SHOW: AbsenceKind.NO_SHOW,
}
"""What is said of a person with each mishap that is about one."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """One thing that went wrong.

    `subject` is the key of a participant (late, leaving, no-show), or the number or key of a table
    or slot. `slot` (number or key) is the first one in which a late participant is there, or the
    first in which somebody leaving, or a table, is gone; the rest of that day follows. A no-show
    is gone for good; a table without `slot` too.
    """

    kind: MishapKind
    subject: int | str
    slot: int | str | None = None


class ProposalKind(StrEnum):
    """What becomes of a meeting."""

    MOVED = "moved"
    TABLE = "table"
    OUT = "out"
    NEW = "new"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One meeting that changes: another slot, another table, the waiting list, or a new meeting.

    `key` is the meeting's, or that of the request a new meeting is for; `number` None for a new
    one. `before` and `after` are places in words ("" for none). `reasons` say why it finds no
    place or, of a new one that nobody asked for (FIT), why the two fit. `place` is where it goes.
    `reprints` counts the agendas already printed that it makes outdated.
    """

    kind: ProposalKind
    key: str
    number: int | None
    parties: tuple[str, ...]
    pair: str
    before: str
    after: str
    reasons: tuple[str, ...]
    was: tuple[str | None, str | None]
    place: Placement | None
    reprints: int = 0

    @property
    def words(self) -> str:
        """One line: what becomes of which meeting."""
        blanks = {"number": self.number, "pair": self.pair, "before": self.before}
        return fill(f"repair.{self.kind}", blanks | {"after": self.after})


@dataclass(frozen=True, slots=True)
class RepairDraft:
    """A repair that nobody works by yet.

    `away` maps participants, `blocked` tables, to keys of slots that accepting makes them miss.
    `changes` counts meetings in another slot; no repair that keeps as much needs fewer than
    `bound`. `touched` counts all meetings that stood and no longer do, or in another slot; no
    repair that keeps as much touches fewer than `touched_bound`. `proven`: what is kept and the
    changes are the best there are. `reprints` counts agendas already printed that become outdated.
    `standing_faults` are rules that meetings which cannot be moved break from now on. `based_on` is
    the change set after which the grid was read. `mishaps` are what it copes with.
    `searching`: it is valid and may be accepted, while a better one or a proof is looked for;
    partners for those left alone come with the last one.
    """

    proposals: tuple[Proposal, ...]
    away: Mapping[str, frozenset[str]]
    blocked: Mapping[str, frozenset[str]]
    changes: int
    bound: int
    proven: bool
    seconds: float
    reprints: int
    standing_faults: tuple[str, ...]
    based_on: int
    what: str
    touched: int = 0
    touched_bound: int = 0
    mishaps: tuple[Mishap, ...] = ()
    searching: bool = False

    @property
    def certain(self) -> str:
        """How good it is, in words."""
        how = "proven" if self.proven else "bounded"
        return fill(f"repair_certain.{how}", {"count": self.changes, "bound": self.bound})

    def count(self, kind: ProposalKind) -> int:
        """How many proposals are of this kind."""
        return sum(one.kind is kind for one in self.proposals)
