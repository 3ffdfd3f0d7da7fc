"""Where else a meeting could go, the best first, and what keeps it out of the other slots."""

from __future__ import annotations

from collections.abc import Mapping

from matchdesk.services.agenda.moving import MoveMeeting, where
from matchdesk.services.agenda.targets import Target, Targets, targets_of
from matchdesk.services.agenda.views import Offer
from matchdesk.services.board import Board, Standing

MOST = 5


def elsewhere(
    board: Board, standing: Standing, past: Mapping[str, str], most: int = MOST
) -> tuple[Offer, ...]:
    """The best free places, one a slot; empty where there is none.

    Slots of `past` (see `past_slots`) are offered only where there is nothing else.
    """
    found = targets_of(board, standing, past)
    ahead = tuple(choice for choice in found.best if choice.slot not in past)
    return tuple(
        Offer(
            MoveMeeting(standing.key, choice.slot, choice.table),
            where(board, choice.slot, choice.table),
            found.why(choice.slot, choice.table),
        )
        for choice in (ahead or found.best)[:most]
    )


def hindrances(board: Board, standing: Standing, past: Mapping[str, str]) -> tuple[str, ...]:
    """For each slot to come in which the meeting cannot be, its time and why, in order of time.

    Once all slots are `past`, for those.
    """
    found: Targets = targets_of(board, standing)
    every = sorted(board.problem.slots, key=lambda slot: slot.order)
    slots = [slot for slot in every if slot.key not in past] or every
    return tuple(
        f"{board.names.time(slot.key)} — {' '.join(found.why_slot(slot.key))}"
        for slot in slots
        if found.slots[slot.key].kind in (Target.CLASH, Target.FORBIDDEN)
    )
