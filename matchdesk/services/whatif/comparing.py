"""The draft's grid and the live one in the same figures."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import Wish
from matchdesk.models import Agenda
from matchdesk.scheduling.fairness import Fairness
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.model import compile_case
from matchdesk.services.board import Board
from matchdesk.services.whatif.views import Figure, Measures

_RISING = ("placed", "wishes", "worst_share")
"""Figures that are better when greater."""

_SHOWN = ("placed", "waiting", "idle", "table_changes", "left_out", "worst_share", "faults")


def measured(board: Board) -> Measures:
    """The grid of `board` in figures. Takes about as long as reading it."""
    problem, placements = board.problem, board.placements
    _breaks, idle, changes = flaws(problem, placements)
    case = compile_case(problem)
    number = {request.key: r for r, request in enumerate(case.requests)}
    held = {p.request for p in placements if p.request is not None}
    left_out, worst = Fairness(case).of(number[key] for key in held if key in number)
    wanted = [r.key for r in problem.requests if r.wish is not Wish.NEVER_MEET]
    return Measures(
        placed=len(placements),
        waiting=len(board.waiting),
        wishes=sum(key in held for key in wanted),
        asked=len(wanted),
        idle=idle,
        table_changes=changes,
        left_out=left_out,
        worst_share=worst,
        faults=len(board.faults),
    )


def beside(live: Measures, draft: Measures) -> tuple[Figure, ...]:
    """Each figure of both, in the order in which people ask for them."""
    return tuple(_figure(name, getattr(live, name), getattr(draft, name)) for name in _SHOWN)


def _figure(name: str, live: int, draft: int) -> Figure:
    better = None if live == draft else (draft > live) is (name in _RISING)
    return Figure(name, live, draft, better)


def changed(live: Board, draft: Board) -> frozenset[str]:
    """Keys of meetings that are only in one of the grids, or at different places in them."""
    places = [
        {m.key: (m.slot, m.table, m.parties) for m in board.meetings.values()}
        for board in (live, draft)
    ]
    keys = places[0].keys() | places[1].keys()
    return frozenset(key for key in keys if places[0].get(key) != places[1].get(key))


def outdated(session: Session, live: Board, draft: Board, keys: Iterable[str]) -> int:
    """How many people hold an agenda on paper that says something else about these meetings."""
    who = {
        party
        for key in keys
        for board in (live, draft)
        if key in board.meetings
        for party in board.meetings[key].parties
    }
    return sum(key in who for key in session.scalars(select(Agenda.participant_id)))
