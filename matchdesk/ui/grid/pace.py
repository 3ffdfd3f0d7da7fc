"""How much one frame draws anew: the rest follows with the next, so that none takes long."""

from __future__ import annotations

import time
from collections.abc import Callable

SHARE = 0.008
"""Seconds of a frame for new pictures; copying those that are known comes on top."""

LEAST = 8
"""Pictures a frame draws however slow the machine is: it must come to an end."""


class Pace:
    """`clock` gives seconds. GUI thread only."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._until = 0.0
        self._left = LEAST

    def begin(self) -> None:
        """A frame begins."""
        self._until = self._clock() + SHARE
        self._left = LEAST

    def has_time(self) -> bool:
        """Whether one more picture is to be drawn in this frame."""
        self._left -= 1
        return self._left >= 0 or self._clock() < self._until
