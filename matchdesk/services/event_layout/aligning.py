"""Which session and which slot of a changed event is which of the old: pure, no database.

The rule for slots of one session: keep as many as possible, in their order, and among all ways to
do that move them the least. So a longer gap moves slots and drops the last, a later beginning drops
the first, and a session that only shifts keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matchdesk.services.layout import Layout, Span


@dataclass(frozen=True, slots=True)
class OldSession:
    """A session as it is stored, with its slots (key and span) in order."""

    key: str
    span: Span
    slots: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each new session and each new slot, in order, the key of the old one, or None."""

    sessions: tuple[str | None, ...]
    slots: tuple[str | None, ...]


def aligned(old: Sequence[OldSession], layout: Layout) -> Alignment:
    """Match what is stored to `layout` (which must be checked, so that it is in order)."""
    sessions = _sessions(old, layout.sessions)
    by_key = {session.key: session for session in old}
    new = layout.slots()
    found: dict[int, str] = {}
    for index, key in enumerate(sessions):
        if key is None:
            continue
        places = [place for place, (session, _) in enumerate(new) if session == index]
        pairs = closest([span for _, span in by_key[key].slots], [new[p][1] for p in places])
        found |= {places[there]: by_key[key].slots[here][0] for here, there in pairs}
    _same_time(old, new, found)
    return Alignment(tuple(sessions), tuple(found.get(place) for place in range(len(new))))


def closest(old: Sequence[Span], new: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs (place in `old`, place in `new`), as many as fit in order, moved the least in all."""
    rows, columns = len(old), len(new)
    best: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pairs, moved = best[i + 1][j + 1]
            both = (pairs - 1, moved + _distance(old[i], new[j]))  # fewer is more: pairs count down
            best[i][j] = min(both, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        pairs, moved = best[i + 1][j + 1]
        if best[i][j] == (pairs - 1, moved + _distance(old[i], new[j])):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _sessions(old: Sequence[OldSession], new: Sequence[Span]) -> list[str | None]:
    """Same day and start first; then by time within a day; then, if as many are left, in order.

    A session that gets another start never gets one that another session had before: the database
    allows no two sessions of one start, not even for a moment.
    """
    found: list[str | None] = [None] * len(new)
    starts = {(session.span.day, session.span.starts): session for session in old}
    for place, span in enumerate(new):
        same = starts.pop((span.day, span.starts), None)
        found[place] = same.key if same else None
    left = sorted(starts.values(), key=lambda session: (session.span.day, session.span.starts))
    for day in sorted({session.span.day for session in left}):
        here = [session for session in left if session.span.day == day]
        there = [p for p, span in enumerate(new) if found[p] is None and span.day == day]
        for i, j in closest([session.span for session in here], [new[p] for p in there]):
            found[there[j]] = here[i].key
            left.remove(here[i])
    empty = [place for place, key in enumerate(found) if key is None]
    if len(empty) == len(left):
        for place, session in zip(empty, left, strict=True):
            found[place] = session.key
    return found


def _same_time(
    old: Iterable[OldSession], new: Sequence[tuple[int, Span]], found: dict[int, str]
) -> None:
    """A slot whose session was split or merged is still the slot of its day and start."""
    used = set(found.values())
    free = {
        (span.day, span.starts): key
        for session in old
        for key, span in session.slots
        if key not in used
    }
    for place, (_, span) in enumerate(new):
        if place not in found and (span.day, span.starts) in free:
            found[place] = free[span.day, span.starts]


def _distance(one: Span, other: Span) -> int:
    """Minutes between the starts on the clock, whatever the day."""
    minutes = (span.starts.hour * 60 + span.starts.minute for span in (one, other))
    first, second = minutes
    return abs(first - second)
