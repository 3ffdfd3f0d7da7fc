"""Lists beside the grid: rules that are broken, and requests that have no place."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling import conflicts
from matchdesk.scheduling.problem import Violation, altered
from matchdesk.services.board import Board
from matchdesk.services.waiting import BEGUN

_SOFT_ORDER = ("common_language", "zone_change", "break_spread", "breaks")
"""Soft rules, those first that somebody at the desk can do most about."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule in a sentence; `meetings` are the keys of those it is about, if any."""

    words: str
    hard: bool
    meetings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request without a place: `key` as the planner has it, the pair by organisation and by name.

    `waiting` is the key of its meeting on the waiting list, if it has one.
    """

    key: str
    pair: str
    names: str
    must: bool
    waiting: str | None


def problems(board: Board) -> tuple[Problem, ...]:
    """All broken rules, hard ones first; of what has begun or is over only the hard ones."""
    free = altered(board.problem, locked=())  # whether locked meetings stay is no question here
    found = [
        v for v in conflicts.violations(free, board.placements) if v.hard or _lies_ahead(board, v)
    ]
    found.sort(key=lambda v: (not v.hard, _SOFT_ORDER.index(v.rule) if not v.hard else 0))
    made = (
        Problem(board.names.sentence(v), v.hard, tuple(v.data.get("meetings", ()))) for v in found
    )
    return tuple(dict.fromkeys(made))


def without_place(board: Board) -> tuple[OpenRequest, ...]:
    """Requests a plan would place and that have no slot: must-meets first, then by weight."""
    placed = {p.request for p in board.placements}
    waiting = {m.request: m.key for m in board.waiting}
    wanted = [r for r in board.problem.requests if r.wish is not Wish.NEVER_MEET]
    left = [request for request in wanted if request.key not in placed]
    left.sort(key=lambda request: (request.wish is not Wish.MUST_MEET, -request.weight))
    return tuple(
        OpenRequest(
            key=request.key,
            pair=board.names.pair(request.parties),
            names=" ⇄ ".join(board.names.person(key) for key in request.parties),
            must=request.wish is Wish.MUST_MEET,
            waiting=waiting.get(request.key),
        )
        for request in left
    )


def _lies_ahead(board: Board, violation: Violation) -> bool:
    keys = violation.data.get("meetings", ())
    return not keys or any(board.meetings[key].status not in BEGUN for key in keys)
