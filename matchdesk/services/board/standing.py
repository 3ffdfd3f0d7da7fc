"""The live grid of one moment, and what is asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from matchdesk.core.vocabulary import AbsenceKind, MeetingStatus, Wish
from matchdesk.scheduling import conflicts
from matchdesk.scheduling import problem as planner
from matchdesk.scheduling.board import Board as Index
from matchdesk.services.board.naming import Names
from matchdesk.services.board.wishes import Wishes
from matchdesk.services.waiting import BEGUN


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting of the live grid that is not cancelled.

    `request` is the key of the planner's request it belongs to, by its own request or by its pair.
    `stays` says that a new plan leaves it where it is: it is locked, has begun or is over, or no
    accepted request stands behind it. `interpreter` is the key of an interpreter's record.
    """

    key: str
    number: int
    parties: tuple[str, ...]
    slot: str | None
    table: str | None
    status: MeetingStatus
    locked: bool
    request: str | None
    stays: bool
    interpreter: str | None = None

    @property
    def fixed(self) -> bool:
        """Whether nobody may move it as it is."""
        return self.locked or self.status in BEGUN


@dataclass(frozen=True)
class Board:
    """The live grid of one moment.

    `problem.locked` are the meetings that stay; `placements` are all that have a slot. A waiting
    meeting without a request is in `problem.requests` under its own key. `gone` have a meeting and
    are not expected any more. `flagged` maps who is late, leaves early or does not come to the
    slots they miss because of it, and why.
    """

    problem: planner.PlanningProblem
    placements: tuple[planner.Placement, ...]
    meetings: Mapping[str, Standing]
    wishes: Wishes
    names: Names
    gone: frozenset[str] = frozenset()
    flagged: Mapping[str, Mapping[str, AbsenceKind]] = field(default_factory=dict)

    @cached_property
    def index(self) -> Index:
        """The same grid, ready for questions about single moves."""
        return Index(self.problem, self.placements)

    @cached_property
    def faults(self) -> Mapping[str, tuple[str, ...]]:
        """For each meeting that breaks hard rules where it stands, the sentences about them."""
        found: dict[str, list[str]] = defaultdict(list)
        held = self.problem
        # Whether locked meetings stay is no question for the grid that they stand in.
        free = planner.altered(held, locked=())
        for violation in conflicts.violations(free, self.placements, soft=False):
            sentence = self.names.sentence(violation)
            for key in violation.data.get("meetings", ()):
                if sentence not in found[key]:
                    found[key].append(sentence)
        return {key: tuple(sentences) for key, sentences in found.items()}

    @cached_property
    def open_requests(self) -> int:
        """How many wishes a plan would place and that have no slot."""
        placed = {placement.request for placement in self.placements}
        wanted = (r for r in self.problem.requests if r.wish is not Wish.NEVER_MEET)
        return sum(request.key not in placed for request in wanted)

    @cached_property
    def standing(self) -> Mapping[str, planner.Placement]:
        """`placements` by meeting."""
        return {placement.meeting: placement for placement in self.placements}

    def near(
        self, place: planner.Placement, without: Collection[str] = ()
    ) -> Sequence[planner.Placement]:
        """The meetings whose places the rules compare with `place`, those `without` left out.

        In its slot, of its people, and of the requests that must be before or after its own. All
        where the index has not been made (making it takes longer than looking at all) or where
        anything names what is gone.
        """
        made = "index" in vars(self) and len(self.index.meetings) == len(self.placements)
        try:
            keys = self.index.near(place) if made else self.standing.keys()
        except KeyError:
            keys = self.standing.keys()
        found = [self.standing[key] for key in keys if key not in without]
        return sorted(found, key=lambda placement: self.meetings[placement.meeting].number)

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """Meetings without a slot, by number."""
        return tuple(m for m in self.meetings.values() if m.slot is None)


@dataclass(frozen=True)
class Beside:
    """What a meeting would stand beside: a board's meetings without `gone`, and those `put`."""

    board: Board
    gone: frozenset[str] = frozenset()
    put: tuple[planner.Placement, ...] = ()

    def near(self, place: planner.Placement) -> Sequence[planner.Placement]:
        """See `Board.near`."""
        return (*self.board.near(place, self.gone), *self.put)

    def with_(self, place: planner.Placement) -> Beside:
        """The same with one more."""
        return replace(self, put=(*self.put, place))


def placement_of(meeting: Standing) -> planner.Placement:
    """A meeting that has a slot, as the planner sees it."""
    assert meeting.slot is not None
    return planner.Placement(
        meeting=meeting.key,
        parties=meeting.parties,
        slot=meeting.slot,
        table=meeting.table,
        request=meeting.request if meeting.request != meeting.key else None,
        interpreter=meeting.interpreter,
        locked=meeting.fixed,
    )
