"""Progress: how long work reports, and how it is told to stop, in one object."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from matchdesk.core.errors import Cancelled

Report = Callable[[int, int, str], None]
"""Called with steps done, steps in all (0 = unknown) and what is being done."""


def _ignore(done: int, total: int, text: str) -> None:
    """Nobody watches this work."""


class Progress:
    """Made by whoever waits, handed to whoever works. Thread-safe.

    `report` is called in the working thread, at most every `interval` seconds (the first and the
    last step always get through).
    """

    def __init__(self, report: Report = _ignore, *, interval: float = 0.1) -> None:
        self._report = report
        self._interval = interval
        self._last = float("-inf")
        self._cancelled = threading.Event()
        self._hooks: list[Callable[[], object]] = []
        self._lock = threading.Lock()

    def step(self, done: int, total: int = 0, text: str = "") -> None:
        """Report `done` of `total`; raises `Cancelled` if the work is no longer wanted."""
        self.check()
        now = time.monotonic()
        if now - self._last >= self._interval or (total and done >= total):
            self._last = now
            self._report(done, total, text)

    def check(self) -> None:
        """Raise `Cancelled` if the work is no longer wanted."""
        if self._cancelled.is_set():
            raise Cancelled

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop. Returns at once; may be called from any thread, and twice."""
        with self._lock:
            self._cancelled.set()
            hooks, self._hooks = self._hooks, []
        for hook in hooks:
            hook()

    def when_cancelled(self, hook: Callable[[], object]) -> None:
        """Call `hook` once on cancel (at once if it was already), e.g. a solver's stop switch."""
        with self._lock:
            if not self._cancelled.is_set():
                self._hooks.append(hook)
                return
        hook()
