"""What a change of the grid is told as: one proposal a meeting."""

from __future__ import annotations

from matchdesk.scheduling.problem import Placement
from matchdesk.services.agenda.moving import where
from matchdesk.services.board import Board, Standing
from matchdesk.services.repairing.views import Proposal, ProposalKind

_NOBODY: frozenset[str] = frozenset()


def proposed(
    board: Board,
    live: Standing,
    place: Placement | None,
    reasons: tuple[str, ...] = (),
    printed: frozenset[str] = _NOBODY,
) -> Proposal:
    """`live` goes to `place`, or off the grid (None) for these reasons.

    `printed` are participants who hold a printed agenda.
    """
    kind = ProposalKind.MOVED
    if place is None:
        kind = ProposalKind.OUT
    elif place.slot == live.slot:
        kind = ProposalKind.TABLE
    return Proposal(
        kind=kind,
        key=live.key,
        number=live.number,
        parties=live.parties,
        pair=board.names.pair(live.parties),
        before=where(board, live.slot, live.table),
        after=where(board, place.slot, place.table) if place else "",
        reasons=reasons,
        was=(live.slot, live.table),
        place=place,
        reprints=len(printed & set(live.parties)),
    )


def newly_proposed(
    board: Board,
    place: Placement,
    printed: frozenset[str] = _NOBODY,
    fits: tuple[str, ...] = (),
) -> Proposal:
    """A meeting there was not before: asked for, or recommended because of what `fits`."""
    asked = place.request in board.problem.request_by_key
    return Proposal(
        kind=ProposalKind.NEW if asked else ProposalKind.FIT,
        key=place.request or place.meeting,
        number=None,
        parties=place.parties,
        pair=board.names.pair(place.parties),
        before="",
        after=where(board, place.slot, place.table),
        reasons=fits,
        was=(None, None),
        place=place,
        reprints=len(printed & set(place.parties)),
    )
