"""Why one request has no place, and ways to give it one that can be taken as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from matchdesk.core.wording import fill
from matchdesk.scheduling.explanation import Explanation, Way, explain, fits_in
from matchdesk.scheduling.problem import Placement, PlanningProblem, Slot, altered
from matchdesk.services.agenda.moving import where
from matchdesk.services.agenda.past import is_over
from matchdesk.services.agenda.placing import free_interpreter
from matchdesk.services.board import Board
from matchdesk.services.repairing.enlarging import Longer, PlaceWithMore
from matchdesk.services.repairing.proposing import newly_proposed, proposed
from matchdesk.services.repairing.views import RepairDraft

_UNHEARD = "interpreter_needed"
"""The rule that they share no language and nobody interprets."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way to place the request, in words.

    `draft` carries it out with `AcceptRepair`; where it takes one more table or slot there is
    none, and `more` is the command.
    """

    words: str
    details: tuple[str, ...]
    draft: RepairDraft | None
    more: PlaceWithMore | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a request has no place (`reasons`), slot by slot (`slots`), and the ways to one."""

    reasons: tuple[str, ...]
    slots: tuple[str, ...]
    ways: tuple[WayOut, ...]


def why_not(
    board: Board,
    request: str,
    based_on: int,
    longer: Sequence[Longer] = (),
    now: datetime | None = None,
) -> WhyNot | None:
    """All about `request` (its key, or that of one merged with it); None: it is not planned.

    Slots that have begun at `now` are no way any more; the sessions that could go on are `longer`.
    """
    key = board.wishes.merged.get(request, request)
    if key not in board.problem.request_by_key:
        return None
    begun = _begun(board, now)
    over = now is None or is_over(board, now)
    problem = board.problem if over else _still_open(board, begun)
    found = explain(problem, board.placements, key)
    if found.placed is not None:
        return None
    ways = tuple(_way(board, key, way, based_on) for way in found.ways if way.slot not in begun)
    return WhyNot(
        reasons=_reasons(board, found),
        slots=tuple(_slots(board, found, begun)),
        ways=(*ways, *_longer_ways(board, key, longer)) if not _is_free(found) else ways,
    )


def _reasons(board: Board, found: Explanation) -> tuple[str, ...]:
    if _is_free(found):
        return (fill("way.free", {}),)
    return tuple(board.names.reason(reason) for reason in found.reasons)


def _is_free(found: Explanation) -> bool:
    return any(way.kind == "place" for way in found.ways)


def _longer_ways(board: Board, key: str, longer: Sequence[Longer]) -> Iterator[WayOut]:
    """One slot more, where the request would fit into it; the earliest only."""
    for one in longer:
        slot = _slot_more(board, one)
        if fits_in(board.problem, board.placements, key, slot):
            at = f"{one.span.day:%d.%m.} {one.span.starts:%H:%M}"
            words = fill("way.longer", {"at": at})
            yield WayOut(words, (), None, PlaceWithMore(key, session=one.session))
            return


def _slot_more(board: Board, one: Longer) -> Slot:
    last = max((s for s in board.problem.slots if s.session == one.session), key=lambda s: s.order)
    minutes = [60 * at.hour + at.minute for at in (one.span.starts, one.span.ends)]
    number = len(board.problem.slots) + 1
    return Slot("one more", number, last.day, minutes[0], minutes[1], last.session)


def _begun(board: Board, now: datetime | None) -> frozenset[str]:
    """The slots that have begun."""
    at = {
        key: datetime.combine(day, starts) for key, (_n, day, starts) in board.names.slots.items()
    }
    return frozenset(key for key, begins in at.items() if now is not None and begins < now)


def _still_open(board: Board, begun: frozenset[str]) -> PlanningProblem:
    """The problem with no table left in slots that have begun."""
    tables = tuple(replace(t, blocked=t.blocked | begun) for t in board.problem.tables)
    return altered(board.problem, tables=tables, begun=begun)


def _slots(board: Board, found: Explanation, begun: frozenset[str]) -> Iterator[str]:
    """One line a slot; that nobody is there to interpret is said once for all slots of which."""
    over = len(begun) == len(found.slots)
    listed = [one for one in found.slots if one.rules and (one.slot not in begun or over)]
    unheard = []
    for one in listed:
        at = f"{board.names.slots[one.slot][0]} · {board.names.time(one.slot)}"
        others = [rule for rule in one.rules if rule.rule != _UNHEARD]
        if len(others) < len(one.rules):
            unheard.append(at)
        if others:
            why = " ".join(dict.fromkeys(board.names.sentence(rule) for rule in others))
            yield f"{at}: {why}"
    if unheard and len(unheard) == len(listed) > 1:
        yield fill("way.unheard_everywhere", {})
    elif unheard:
        yield fill("way.unheard", {"slots": ", ".join(unheard)})


def _way(board: Board, request: str, way: Way, based_on: int) -> WayOut:
    parties = board.problem.request_by_key[request].parties
    at = where(board, way.slot, way.table)
    words = fill(f"way.{way.kind}", {"at": at, "count": len(way.moved) + len(way.dropped)})
    if way.kind == "table":
        return WayOut(words, (), None, PlaceWithMore(request, slot=way.slot))
    waiting = {m.request: m for m in board.waiting}.get(request)
    place = Placement(
        waiting.key if waiting else request, parties, way.slot, way.table, request=request
    )
    gone = {*way.dropped, *(p.meeting for p in way.moved)}
    others = [*(p for p in board.placements if p.meeting not in gone), *way.moved]
    place = replace(place, interpreter=free_interpreter(board, others, place))
    proposals = (
        *(proposed(board, board.meetings[p.meeting], p) for p in way.moved),
        *(proposed(board, board.meetings[key], None) for key in way.dropped),
        proposed(board, waiting, place) if waiting else newly_proposed(board, place),
    )
    details = tuple(one.words for one in proposals[:-1])
    nothing: Mapping[str, frozenset[str]] = {}
    draft = RepairDraft(
        proposals=proposals,
        away=nothing,
        blocked=nothing,
        changes=len(way.moved),
        bound=0,
        proven=False,
        seconds=0.0,
        reprints=0,
        standing_faults=(),
        based_on=based_on,
        what=fill("way_taken", {"pair": board.names.pair(parties), "at": at}),
    )
    return WayOut(words, details, draft)
