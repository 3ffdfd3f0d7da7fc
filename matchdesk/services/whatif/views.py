"""What a draft is compared by, and what stands in its way. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.changes import Change
from matchdesk.core.wording import fill


@dataclass(frozen=True, slots=True)
class Measures:
    """A grid in figures.

    `placed` meetings have a slot, `waiting` have none; `wishes` are requests with a place out of
    `asked`. `idle` are slots without a meeting between two of somebody's day, `table_changes`
    consecutive meetings at different tables, both summed over people. `left_out` people who could
    meet have no meeting; `worst_share` is the least share (per mille of weight) that anybody else
    gets of their wishes. `faults` counts meetings that break a hard rule.
    """

    placed: int
    waiting: int
    wishes: int
    asked: int
    idle: int
    table_changes: int
    left_out: int
    worst_share: int
    faults: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure beside the other: `better` is None where they are equal."""

    name: str
    live: int
    draft: int
    better: bool | None

    @property
    def words(self) -> str:
        """What is measured."""
        return fill(f"whatif.{self.name}", {})

    @property
    def shown(self) -> str:
        """“118 → 121”, or one number where they are equal."""
        live, draft = (self._one(value) for value in (self.live, self.draft))
        return draft if self.better is None else f"{live} → {draft}"

    def _one(self, value: int) -> str:
        if self.name == "worst_share":
            return fill("aim_value.share", {"percent": f"{value / 10:g}"})
        return str(value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The draft beside the live grid.

    `changed` counts meetings that are new, elsewhere, or gone in the draft; `reprints` agendas on
    paper that the draft makes outdated. `conflicts` say what in the live grid stands against it,
    one sentence each; without any it can be applied. `behind` counts change sets made in the live
    event since the draft was begun.
    """

    figures: tuple[Figure, ...]
    changed: int
    reprints: int
    conflicts: tuple[str, ...]
    behind: int

    def figure(self, name: str) -> Figure:
        """The figure called `name`; raises `KeyError`."""
        return {one.name: one for one in self.figures}[name]


@dataclass(frozen=True, slots=True)
class Edits:
    """All that a draft changed, one entry a record, and how many steps that took.

    `broken` are keys of meetings that break a rule in the draft as they did before, or with the
    operator's knowledge. `based_on` is the change set the draft was begun after.
    """

    changes: tuple[Change, ...]
    steps: int
    broken: frozenset[str]
    based_on: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a draft did: how many meetings changed, and in how many steps it was tried."""

    meetings: int
    steps: int
