"""Why one request has no place, and ways to give it one that can be taken as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from matchdesk.core.wording import fill
from matchdesk.scheduling.explanation import Explanation, Way, explain
from matchdesk.scheduling.problem import Placement
from matchdesk.services.agenda.moving import where
from matchdesk.services.agenda.placing import free_interpreter
from matchdesk.services.board import Board
from matchdesk.services.repairing.proposing import newly_proposed, proposed
from matchdesk.services.repairing.views import RepairDraft


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way to place the request, in words; `draft` carries it out with `AcceptRepair`.

    Without a draft it is more than a change of the grid: one more table.
    """

    words: str
    details: tuple[str, ...]
    draft: RepairDraft | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a request has no place (`reasons`), slot by slot (`slots`), and the ways to one."""

    reasons: tuple[str, ...]
    slots: tuple[str, ...]
    ways: tuple[WayOut, ...]


def why_not(board: Board, request: str, based_on: int) -> WhyNot | None:
    """All about `request` (its key, or that of one merged with it); None: it is not planned."""
    key = board.wishes.merged.get(request, request)
    if key not in board.problem.request_by_key:
        return None
    found = explain(board.problem, board.placements, key)
    if found.placed is not None:
        return None
    return WhyNot(
        reasons=tuple(board.names.reason(reason) for reason in found.reasons),
        slots=tuple(_slots(board, found)),
        ways=tuple(_way(board, key, way, based_on) for way in found.ways),
    )


def _slots(board: Board, found: Explanation) -> Iterator[str]:
    for one in found.slots:
        if one.rules:
            number, at = board.names.slots[one.slot][0], board.names.time(one.slot)
            why = " ".join(dict.fromkeys(board.names.sentence(rule) for rule in one.rules))
            yield f"{number} · {at}: {why}"


def _way(board: Board, request: str, way: Way, based_on: int) -> WayOut:
    parties = board.problem.request_by_key[request].parties
    at = where(board, way.slot, way.table)
    words = fill(f"way.{way.kind}", {"at": at, "count": len(way.moved) + len(way.dropped)})
    if way.kind == "table":
        return WayOut(words, (), None)
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
