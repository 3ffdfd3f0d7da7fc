"""Fitting text to a box: shrink within limits, then wrap, then cut with an ellipsis.

Works on measures only, so that nothing here depends on PDF. Lengths are thousandths of the type
size (`faces.UNITS`) unless a name says points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.printing.breaking import breaks, inside_word

Span = tuple[int, int]
"""Start and end of one line within its text."""

STEP = 0.25
"""Type sizes are tried in steps of a quarter point."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How a text may be fitted: sizes in points, from the wished to the smallest readable one.

    Before a text shrinks below `keep` times the wished size it is wrapped, if lines are left.
    """

    biggest: float
    smallest: float
    lines: int = 1
    keep: float = 0.8

    def sizes(self) -> list[float]:
        """The sizes to try, falling."""
        steps = round((self.biggest - self.smallest) / STEP)
        return [self.biggest - STEP * i for i in range(steps)] + [self.smallest]


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with the position of each letter's start (`starts[len(text)]` is the whole width)."""

    text: str
    starts: Sequence[int]

    def width(self, start: int, end: int) -> int:
        """Width of the letters from `start` up to `end`."""
        return self.starts[end] - self.starts[start]


def wrap(measured: Measured, limit: float) -> list[Span]:
    """Lines no wider than `limit`, as full as they go; a word longer than a line is parted."""
    text = measured.text
    stops = [*breaks(text), len(text)]
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = _last_fitting(measured, start, stops, limit) or _parted(measured, start, stops, limit)
        spans.append((start, len(text[:end].rstrip())))
        start = end + (len(text[end:]) - len(text[end:].lstrip()))
    return spans


def parts_words(measured: Measured, spans: Sequence[Span]) -> bool:
    """Whether some line ends inside a word."""
    stops = {*breaks(measured.text), len(measured.text)}
    return any(
        end not in stops and next_start not in stops
        for (_, end), (next_start, _) in zip(
            spans, [*spans[1:], (len(measured.text), 0)], strict=True
        )
    )


def cut(measured: Measured, start: int, limit: float, ellipsis_width: int) -> int:
    """The end of the longest part from `start` that leaves room for an ellipsis."""
    room = measured.starts[start] + limit - ellipsis_width
    ends = [i for i in inside_word(measured.text) if i > start]
    fitting = [end for end in ends if measured.starts[end] <= room]
    return fitting[-1] if fitting else start


def _last_fitting(measured: Measured, start: int, stops: Sequence[int], limit: float) -> int | None:
    """The last stop after `start` whose line fits; blanks at its end do not count."""
    found = None
    for stop in stops[bisect_right(stops, start) :]:
        if measured.width(start, len(measured.text[:stop].rstrip())) > limit:
            break
        found = stop
    return found


def _parted(measured: Measured, start: int, stops: Sequence[int], limit: float) -> int:
    """Where to part the word that begins at `start` and is too long for a line."""
    stop = stops[bisect_right(stops, start)]
    word = measured.text[start:stop]
    ends = [start + i for i in inside_word(word)]
    fitting = [end for end in ends if measured.width(start, end) <= limit]
    return fitting[-1] if fitting else (ends[0] if ends else stop)
