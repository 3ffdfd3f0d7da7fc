"""What a place can be for a meeting: the words in which `allowed` answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matchdesk.scheduling.problem import Violation


class Verdict(StrEnum):
    """What a cell is: `CLASH` is another meeting's doing, `FORBIDDEN` is so whoever else meets."""

    HERE = "here"
    FREE = "free"
    SWAP = "swap"
    CLASH = "clash"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, order=True)
class Quality:
    """How a place changes the days of everybody who moves (for the better where negative).

    Gaps are counted before walking; fewer is better, so the smallest of several is the best.
    `gaps` is the measure that counts for this event (breaks or idle slots), `other_gaps` the other.
    """

    gaps: int
    other_gaps: int
    zone_changes: int
    table_changes: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `reasons` say what is in the way or, where it is free, what is not ideal.

    `whose` are the meetings in the way; for a swap the one to change places with. `quality` is
    there where the meeting can go (FREE, SWAP).
    """

    verdict: Verdict
    reasons: tuple[Violation, ...] = ()
    whose: tuple[str, ...] = ()
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A free place; `rank` 1 is the best slot for this meeting."""

    slot: str
    table: str
    quality: Quality
    rank: int
