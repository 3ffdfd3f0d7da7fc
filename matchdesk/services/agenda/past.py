"""Slots in which meetings cannot begin any more: nothing forbids them, but it is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from matchdesk.core.wording import fill
from matchdesk.services.board import Board

_MINUTES = 60


def past_slots(board: Board, now: datetime) -> Mapping[str, str]:
    """By key the slots that have begun or are over at `now` (the venue's clock), in a sentence."""
    found = {}
    for slot in board.problem.slots:
        number, day, starts = board.names.slots[slot.key]
        said = past_sentence(number, day, starts, time(*divmod(slot.ends, _MINUTES)), now)
        if said:
            found[slot.key] = said
    return found


def is_over(board: Board, now: datetime) -> bool:
    """Whether the last slot has ended; an event without slots is over."""
    ends = (
        datetime.combine(board.names.slots[slot.key][1], time(*divmod(slot.ends, _MINUTES)))
        for slot in board.problem.slots
    )
    return all(now >= end for end in ends)


def past_sentence(number: int, day: date, starts: time, ends: time, now: datetime) -> str:
    """That a slot has begun or is over; empty for one to come."""
    if now <= datetime.combine(day, starts):
        return ""
    code = "slot_over" if now >= datetime.combine(day, ends) else "slot_begun"
    return fill(code, {"slot": number, "time": f"{starts:%H:%M}"})
