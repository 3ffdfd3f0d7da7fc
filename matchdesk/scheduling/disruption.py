"""What went wrong on the day, and the problem as it is after that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.problem import (
    Participant,
    Placement,
    PlanningProblem,
    Request,
    Table,
    altered,
)


@dataclass(frozen=True, slots=True)
class Disruption:
    """Changes to an event that is under way; everything is by key.

    `away` maps participants, and `blocked` tables, to slots they are lost in. In `removed` slots
    nobody meets. `cancelled` meetings go for good. `wanted` are requests of the problem without a
    meeting, `added` new ones; both are to be placed if that costs nobody a weightier meeting.
    Slots before `now` are past: what stands there stays, whatever else is said. Meetings in
    `printed` are on agendas already handed out: others change sooner.
    """

    away: Mapping[str, frozenset[str]] = field(default_factory=dict)
    blocked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    cancelled: frozenset[str] = frozenset()
    wanted: tuple[str, ...] = ()
    added: tuple[Request, ...] = ()
    now: str | None = None
    printed: frozenset[str] = frozenset()


def slots_before(problem: PlanningProblem, slot: str) -> frozenset[str]:
    """The slots of that day before `slot`: somebody is late, and there from `slot` on."""
    here = problem.slot_by_key[slot]
    return frozenset(s.key for s in problem.slots if s.day == here.day and s.order < here.order)


def slots_from(problem: PlanningProblem, slot: str) -> frozenset[str]:
    """`slot` and the rest of that day: somebody leaves before it."""
    here = problem.slot_by_key[slot]
    return frozenset(s.key for s in problem.slots if s.day == here.day and s.order >= here.order)


@dataclass(frozen=True, slots=True)
class Scene:
    """The problem after a disruption.

    `problem` is what the result is checked against; what stands in it already is locked there.
    `search` has only what may change as requests, keyed as in `movable` (the meeting as it was).
    `past` are slots in which nothing changes any more.
    `wanted` are keys of requests to place, `twice` meetings of a request that has another one.
    """

    problem: PlanningProblem
    search: PlanningProblem
    fixed: tuple[Placement, ...]
    movable: Mapping[str, Placement]
    wanted: tuple[str, ...]
    twice: tuple[Placement, ...]
    past: frozenset[str] = frozenset()

    def ahead(self, parties: Iterable[str]) -> PlanningProblem:
        """The problem as it is for these people: what is past is no slot for them."""
        who = set(parties)
        people = (_away(p, self.past) if p.key in who else p for p in self.problem.participants)
        return altered(self.problem, participants=tuple(people)) if self.past else self.problem


def stage(
    problem: PlanningProblem, placements: Sequence[Placement], disruption: Disruption
) -> Scene:
    """What can be changed and what cannot; raises `Invalid` if `disruption` names what is not."""
    _check(problem, placements, disruption)
    past = _past(problem, disruption)
    standing = {given.meeting for given in problem.locked}
    fixed: list[Placement] = []
    loose: list[Placement] = []
    for placement in placements:
        if placement.meeting in disruption.cancelled:
            continue
        stays = placement.locked or placement.meeting in standing or placement.slot in past
        (fixed if stays else loose).append(placement)
    after = _changed(problem, disruption, past, fixed)
    movable: dict[str, Placement] = {}
    twice = []
    given = {placement.request for placement in fixed} - {None}
    for placement in loose:
        key = placement.request if placement.request is not None else f"meeting {placement.meeting}"
        if key in movable or key in given:
            twice.append(placement)
        else:
            movable[key] = placement
    added = (request.key for request in disruption.added)
    wanted = dict.fromkeys((*disruption.wanted, *added))
    asked = tuple(key for key in wanted if key not in movable and key not in given)
    search = _search(after, past, movable, asked, given)
    return Scene(after, search, tuple(fixed), movable, asked, tuple(twice), past)


def _past(problem: PlanningProblem, disruption: Disruption) -> frozenset[str]:
    if disruption.now is None:
        return frozenset()
    now = problem.slot_by_key[disruption.now].order
    return frozenset(slot.key for slot in problem.slots if slot.order < now)


def _changed(
    problem: PlanningProblem,
    disruption: Disruption,
    past: frozenset[str],
    fixed: Sequence[Placement],
) -> PlanningProblem:
    gone = disruption.removed - past
    people = tuple(
        _away(person, (disruption.away.get(person.key, frozenset()) | gone) - past)
        for person in problem.participants
    )
    tables = tuple(
        _closed(table, disruption.blocked.get(table.key, frozenset()) - past)
        for table in problem.tables
    )
    standing = tuple(p if p.locked else replace(p, locked=True) for p in fixed)
    made = altered(problem, participants=people, tables=tables, locked=standing)
    if not disruption.added:
        return made
    return replace(made, requests=(*problem.requests, *disruption.added))  # these are checked


def _away(person: Participant, slots: frozenset[str]) -> Participant:
    return replace(person, unavailable=person.unavailable | slots) if slots else person


def _closed(table: Table, slots: frozenset[str]) -> Table:
    return replace(table, blocked=table.blocked | slots) if slots else table


def _search(
    after: PlanningProblem,
    past: frozenset[str],
    movable: Mapping[str, Placement],
    asked: Iterable[str],
    given: Iterable[str | None],
) -> PlanningProblem:
    """Only what may change, in slots still to come."""
    heaviest = max((request.weight for request in after.requests), default=1)
    known = {*movable, *asked, *given}
    requests: list[Request] = []
    for request in after.requests:
        if request.key in known:
            order = tuple(key for key in request.after if key in known)
            requests.append(replace(request, after=order) if order != request.after else request)
    # A meeting nobody requested was made by hand: it weighs as much as any wish.
    requests += [
        Request(key, placement.parties, heaviest)
        for key, placement in movable.items()
        if placement.request is None
    ]
    bans = [
        replace(request, after=())
        for request in after.requests
        if request.key not in known and request.wish is Wish.NEVER_MEET
    ]
    return altered(
        after,
        requests=(*requests, *bans),
        # not as people's absence: whoever wants free slots counts the past ones too
        tables=tuple(_closed(table, past) for table in after.tables),
    )


def _check(
    problem: PlanningProblem, placements: Sequence[Placement], disruption: Disruption
) -> None:
    meetings = {placement.meeting for placement in placements}
    slots = {
        *disruption.removed,
        *(key for lost in disruption.away.values() for key in lost),
        *(key for lost in disruption.blocked.values() for key in lost),
        *((disruption.now,) if disruption.now is not None else ()),
    }
    named = (
        ("participant", disruption.away, problem.participant_by_key),
        ("table", disruption.blocked, problem.table_by_key),
        ("slot", slots, problem.slot_by_key),
        ("meeting", disruption.cancelled, meetings),
        ("request", disruption.wanted, problem.request_by_key),
    )
    for what, keys, known in named:
        for key in sorted(keys):
            if key not in known:
                raise Invalid("planning_unknown", what=what, key=key, where="disruption")
