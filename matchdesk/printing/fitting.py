"""Fitting text to a box: shrink within limits, then wrap, then cut with an ellipsis.

Works on measures only, so that nothing here depends on PDF. Lengths are thousandths of the type
size (`faces.UNITS`) unless a name says points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from matchdesk.printing.breaking import breaks, inside_word
from matchdesk.printing.faces import UNITS

Span = tuple[int, int]
"""Start and end of one line within its text."""

_HYPHEN = 350
"""Room for a hyphen in the boldest face."""

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

    def sizes(self) -> Sequence[float]:
        """The sizes to try, falling."""
        return _sizes(self.biggest, self.smallest)


@dataclass(frozen=True)
class Measured:
    """A text with the position of each letter's start (`starts[len(text)]` is the whole width).

    With `blanks_only`, lines end at blanks and not after hyphens.
    """

    text: str
    starts: Sequence[int]
    blanks_only: bool = False

    @cached_property
    def stops(self) -> list[int]:
        """Where a line may end, the end of the text included."""
        stops = breaks(self.text)
        if self.blanks_only:
            stops = [stop for stop in stops if self.text[stop - 1] == " "]
        return [*stops, len(self.text)]

    @cached_property
    def reaches(self) -> list[int]:
        """How far each stop's line reaches, from the start of the text; blanks do not count."""
        text, starts = self.text, self.starts
        return [starts[stop if text[stop - 1] != " " else len(text[:stop].rstrip())]
                for stop in self.stops]  # fmt: skip

    @cached_property
    def evenly(self) -> bool:
        """Whether a later stop always reaches further, as it does unless letters go backwards."""
        reaches = self.reaches
        return reaches == sorted(reaches)

    def needed(self, lines: int) -> int | None:
        """How wide lines must be so that so many of them take the text, ending between words.

        None where letters go backwards and it has to be tried. Worked out once for all sizes.
        """
        if not self.evenly:
            return None
        rows = self._narrowest
        while len(rows) < lines:
            rows.append(self._with_another_line(rows[-1]))
        return rows[lines - 1][-1]

    @cached_property
    def _narrowest(self) -> list[Sequence[int]]:
        """By number of lines, then by how many stops are behind: the width needed so far."""
        return [[0, *self.reaches]]

    @cached_property
    def _begins(self) -> list[int]:
        """Where a line begins with so many stops behind it: after the blanks."""
        text, starts, found = self.text, self.starts, [self.starts[0]]
        for place in self.stops[:-1]:
            while text[place] == " ":
                place += 1
            found.append(starts[place])
        return found

    def _with_another_line(self, before: Sequence[int]) -> list[int]:
        """The further the last line begins, the less it needs and the more those before it."""
        begins, place, found = self._begins, 0, [0]
        for last, reach in enumerate(self.reaches):
            best = max(before[place], reach - begins[place])
            while place < last:
                width = max(before[place + 1], reach - begins[place + 1])
                if width > best:
                    break
                place, best = place + 1, width
            found.append(best)
        return found

    def width(self, start: int, end: int) -> int:
        """Width of the letters from `start` up to `end`."""
        return self.starts[end] - self.starts[start]


@lru_cache(512)
def _sizes(biggest: float, smallest: float) -> list[float]:
    steps = round((biggest - smallest) / STEP)
    return [biggest - STEP * i for i in range(steps)] + [smallest]


def wrap(measured: Measured, limit: float) -> list[Span]:
    """Lines no wider than `limit`, as full as they go; a word longer than a line is parted."""
    text = measured.text
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = _last_fitting(measured, start, limit) or _parted(measured, start, limit)
        spans.append((start, start + len(text[start:end].rstrip())))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return spans


def largest(
    measured: Measured, width: float, lines: int, limits: Limits, *, may_part: bool
) -> float | None:
    """The biggest size at which `width` points take the text in `lines` lines, or None.

    Unless `may_part`, every line ends between words.
    """
    sizes = limits.sizes()
    needed = None if may_part else measured.needed(lines)
    low, high = 0, len(sizes)  # sizes fall, so those that fit are at the end
    while low < high:
        middle = (low + high) // 2
        limit = width * UNITS / sizes[middle]
        if _takes(measured, limit, lines, may_part=may_part) if needed is None else needed <= limit:
            high = middle
        else:
            low = middle + 1
    return sizes[low] if low < len(sizes) else None


def _takes(measured: Measured, limit: float, lines: int, *, may_part: bool) -> bool:
    """Whether `wrap` would need no more than `lines`; given up at the first that is too many.

    Apart from `wrap`, because most sizes that are tried do not fit, and need no lines made.
    """
    text, length = measured.text, len(measured.text)
    start = 0
    for _line in range(lines):
        end = _last_fitting(measured, start, limit)
        if end is None:
            if not may_part:
                return False
            end = _parted(measured, start, limit)
        start = end
        while start < length and text[start] == " ":
            start += 1
        if start >= length:
            return True
    return start >= length


def cut(measured: Measured, start: int, limit: float, ellipsis_width: int) -> int:
    """The end of the longest part from `start` that leaves room for an ellipsis."""
    room = measured.starts[start] + limit - ellipsis_width
    ends = [start + i for i in inside_word(measured.text[start:])]
    fitting = [end for end in ends if measured.starts[end] <= room]
    return fitting[-1] if fitting else start


def _last_fitting(measured: Measured, start: int, limit: float) -> int | None:
    """The last stop after `start` whose line fits; blanks at its end do not count."""
    first = bisect_right(measured.stops, start)
    room = measured.starts[start] + limit
    if measured.evenly:
        fitting = bisect_right(measured.reaches, room, first)
        return measured.stops[fitting - 1] if fitting > first else None
    found = None
    for index in range(first, len(measured.stops)):
        if measured.reaches[index] > room:
            break
        found = measured.stops[index]
    return found


def _parted(measured: Measured, start: int, limit: float) -> int:
    """Where to part the word that begins at `start` and is too long for a line."""
    stop = measured.stops[bisect_right(measured.stops, start)]
    word = measured.text[start:stop]
    ends = [start + i for i in inside_word(word)]
    room = limit - _HYPHEN
    fitting = [end for end in ends if measured.width(start, end) <= room]
    return fitting[-1] if fitting else (ends[0] if ends else stop)
