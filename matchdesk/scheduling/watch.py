"""When to stop: the caller's patience and the time limit in one question."""

from __future__ import annotations

import time
from collections.abc import Callable

from matchdesk.core.errors import Cancelled
from matchdesk.core.progress import Progress


class Watch:
    """Started with the work. A plan is returned when it says stop, so it never raises."""

    def __init__(self, progress: Progress, seconds: float, effort: float = 0.0) -> None:
        self._progress = progress
        self._began = time.monotonic()
        self._until = self._began + seconds
        self.limit = seconds
        self.effort = effort or seconds

    @property
    def over(self) -> bool:
        """Whether the work should end now with what it has."""
        return self._progress.cancelled or time.monotonic() >= self._until

    @property
    def cancelled(self) -> bool:
        """Whether somebody does not want to wait any longer."""
        return self._progress.cancelled

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    @property
    def left(self) -> float:
        """Seconds until the limit, never below zero; nothing once cancelled."""
        return 0.0 if self._progress.cancelled else max(0.0, self._until - time.monotonic())

    def within(self, seconds: float) -> Watch:
        """Another one for a part of the work that may take no longer than this, nor than `left`."""
        return Watch(self._progress, min(seconds, self.left))

    def as_cancelled(self) -> Watch:
        """One for work that is to be done as if somebody had cancelled: quickly."""
        stopped = Progress()
        stopped.cancel()
        return Watch(stopped, 0.0)

    def say(self, done: int, total: int, text: str) -> None:
        """Report; a cancel in this moment is seen by `over`."""
        try:
            self._progress.step(done, total, text)
        except Cancelled:
            return

    def on_cancel(self, hook: Callable[[], object]) -> None:
        """Call `hook` if the work is cancelled, e.g. a solver's stop switch."""
        self._progress.when_cancelled(hook)
