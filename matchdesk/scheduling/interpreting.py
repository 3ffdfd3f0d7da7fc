"""Interpreters in numbers: who could serve which meeting, and who is free in each slot.

A meeting that needs an interpreter takes one of those who speak its languages, as a meeting takes
one of the tables that fit it; so the same counting serves both (`Rooms`, `families`). A meeting of
somebody who also interprets takes exactly that interpreter out of the slot, or nobody if they would
not have interpreted there: each such person is counted as present or as absent, one of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.pairing import matched
from matchdesk.scheduling.problem import Placement, PlanningProblem, Slot

_Kind = frozenset[tuple[str, bool]]
"""Interpreters (keys) who would do, present or (for a meeting of their own) absent."""


@dataclass(frozen=True, slots=True)
class Supply:
    """What the meetings of a slot share: `capacity[s][g]` interpreters of group g.

    `eligible[k]` are the groups kind k may take, the best first; `waiting` holds (slot, kind) of
    locked meetings still without.
    """

    eligible: tuple[tuple[int, ...], ...]
    capacity: tuple[tuple[int, ...], ...]
    waiting: tuple[tuple[int, int], ...]

    @property
    def open_to(self) -> tuple[int, ...]:
        """For each kind the mask of slots in which a group it may take has anything."""
        return tuple(
            sum(1 << s for s, free in enumerate(self.capacity) if any(free[g] for g in groups))
            for groups in self.eligible
        )


@dataclass(frozen=True, slots=True)
class Interpreting:
    """Who needs interpreters, and what there is of them.

    `needs[r]` are the kinds of interpreter request r takes: none for most, one for its languages,
    and one for each party who interprets. `engaged` is the mask of slots in which a participant
    interprets in a locked meeting.
    """

    supply: Supply
    needs: tuple[tuple[int, ...], ...]
    engaged: dict[str, int]


def could_serve(problem: PlanningProblem, parties: Sequence[str]) -> frozenset[str] | None:
    """Keys of the interpreters a meeting of `parties` could have; None: it needs none.

    Whoever is not expected any more has no languages to ask for; their meeting breaks other rules.
    """
    known = problem.participant_by_key
    people = [known[key] for key in parties if key in known]
    if len(people) < 2 or rule.interpreter_needed(problem, people, None):
        return None
    return frozenset(
        one.key
        for one in problem.interpreters
        if one.participant not in parties and rule.interpreter_speaks(one, people)
    )


def compile_interpreting(
    problem: PlanningProblem, slots: Sequence[Slot], parties: Sequence[Sequence[str]]
) -> Interpreting:
    """The interpreters of `problem` for meetings of `parties` (keys, one entry a request)."""
    none = Interpreting(Supply((), tuple(() for _ in slots), ()), tuple(() for _ in parties), {})
    if not problem.interpreters:
        return none
    asked = [_present(could_serve(problem, some)) for some in parties]
    place = {slot.key: s for s, slot in enumerate(slots)}
    loose = [
        (place[given.slot], wanted)
        for given in problem.locked
        if given.interpreter is None
        and (wanted := _present(could_serve(problem, given.parties))) is not None
    ]
    wanted_ones = {one for one in asked if one is not None} | {one for _, one in loose}
    useful = frozenset(key for kind in wanted_ones for key, _ in kind)
    also = {
        one.participant: frozenset({(one.key, True), (one.key, False)})
        for one in problem.interpreters
        if one.participant is not None and one.key in useful
    }
    kinds = sorted({*wanted_ones, *also.values()}, key=sorted)
    number = {kind: k for k, kind in enumerate(kinds)}
    return Interpreting(
        supply=_supply(problem, slots, kinds, loose),
        needs=tuple(
            tuple(
                [number[one] for one in (wanted,) if one is not None]
                + [number[also[key]] for key in some if key in also]
            )
            for some, wanted in zip(parties, asked, strict=True)
        ),
        engaged=_engaged(problem, place),
    )


def _supply(
    problem: PlanningProblem,
    slots: Sequence[Slot],
    kinds: Sequence[_Kind],
    loose: Sequence[tuple[int, _Kind]],
) -> Supply:
    """Interpreters whom the same kinds may take are one group; those in fewer kinds go first."""
    ones = sorted(frozenset[tuple[str, bool]]().union(*kinds))
    profile = {one: tuple(one in kind for kind in kinds) for one in ones}
    groups = sorted(set(profile.values()), key=lambda inside: (sum(inside), inside))
    at_work = _at_work(problem)
    capacity = []
    for slot in slots:
        free = [0] * len(groups)
        beside = at_work.get(slot.key, ())
        for key, present in ones:
            known = problem.interpreter_by_key[key]
            if rule.interpreter_free(known, slot, beside) is present:
                free[groups.index(profile[key, present])] += 1
        capacity.append(tuple(free))
    return Supply(
        eligible=tuple(
            tuple(g for g, inside in enumerate(groups) if inside[k]) for k in range(len(kinds))
        ),
        capacity=tuple(capacity),
        waiting=tuple((s, kinds.index(wanted)) for s, wanted in loose),
    )


def _present(keys: frozenset[str] | None) -> _Kind | None:
    return None if keys is None else frozenset((key, True) for key in keys)


def _at_work(problem: PlanningProblem) -> dict[str, list[tuple[tuple[str, ...], str | None]]]:
    found: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
    for given in problem.locked:
        found.setdefault(given.slot, []).append((given.parties, given.interpreter))
    return found


def _engaged(problem: PlanningProblem, place: dict[str, int]) -> dict[str, int]:
    engaged: dict[str, int] = {}
    for given in problem.locked:
        one = problem.interpreter_by_key.get(given.interpreter or "")
        if one is not None and one.participant is not None:
            mask = engaged.get(one.participant, 0)
            engaged[one.participant] = mask | 1 << place[given.slot]
    return engaged


def assign(problem: PlanningProblem, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """`placements` with an interpreter for each that needs one and has none, as far as they go.

    Slot by slot in time, each as a matching in which people keep the interpreter they last had
    where that leaves one for everybody. Interpreters given are kept.
    """
    if not problem.interpreters:
        return tuple(placements)
    made = list(placements)
    by_slot: dict[str, list[int]] = {}
    for index, placement in enumerate(placements):
        by_slot.setdefault(placement.slot, []).append(index)
    last: dict[str, str] = {}
    for slot in sorted(problem.slots, key=lambda slot: slot.order):
        group = by_slot.get(slot.key, [])
        for index, key in _matched(problem, slot, [(i, made[i]) for i in group], last).items():
            made[index] = _with(made[index], key)
        for index in group:
            key_now = made[index].interpreter
            if key_now is not None:
                last.update(dict.fromkeys(made[index].parties, key_now))
    return tuple(made)


def _with(placement: Placement, interpreter: str) -> Placement:
    return Placement(
        placement.meeting,
        placement.parties,
        placement.slot,
        placement.table,
        placement.request,
        interpreter,
        placement.locked,
    )


def _matched(
    problem: PlanningProblem,
    slot: Slot,
    group: Sequence[tuple[int, Placement]],
    last: dict[str, str],
) -> dict[int, str]:
    """Who interprets what in one slot, by augmenting paths."""
    beside = [(placement.parties, placement.interpreter) for _, placement in group]
    free = [one.key for one in problem.interpreters if rule.interpreter_free(one, slot, beside)]
    wishes: dict[int, list[str]] = {}
    for index, placement in group:
        if placement.interpreter is None:
            able = could_serve(problem, placement.parties)
            if able is not None:
                before = {last.get(party) for party in placement.parties}
                wishes[index] = sorted(
                    (k for k in free if k in able), key=lambda k: k not in before
                )
    return {index: key for key, index in matched(wishes).items()}
